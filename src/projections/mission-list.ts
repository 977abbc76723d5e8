/** Missions as one line each: what is open, what ended last. For `list`, the console's side bar and the home tab. */
import { goesOnByItself, waitsForNumber } from './holds.ts';
import type { MissionView } from './mission-view.ts';
import { answeredTotal, peopleOf } from './who-counts.ts';

export interface MissionLine {
  readonly id: string;
  readonly name: string;
  readonly sandbox: boolean;
  /** Present tense, without times: "13 of 40 asked, 2 on the phone". */
  readonly standing: string;
  /** Somebody has to do something before it goes on. */
  readonly needsPerson: boolean;
  readonly owner: string;
  readonly nextAt?: number;
  readonly endedAt?: number;
}

/** Missions that wait for a person first, then the others that are open, then the last `recent` that ended. */
export function missionList(views: readonly MissionView[], recent = 5): readonly MissionLine[] {
  const open = views
    .filter((view) => view.endedAt === undefined)
    .toSorted((one, other) => one.startedAt - other.startedAt);
  const ended = views
    .filter((view) => view.endedAt !== undefined)
    .toSorted((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0));
  const lines = open.map(lineOf);
  return [
    ...lines.filter((line) => line.needsPerson),
    ...lines.filter((line) => !line.needsPerson),
    ...ended.slice(0, recent).map(lineOf),
  ];
}

export function lineOf(view: MissionView): MissionLine {
  return {
    id: view.id,
    name: view.brief.name,
    sandbox: view.sandbox,
    standing: standingOf(view),
    needsPerson: needsPerson(view),
    owner: view.owner.name,
    ...(view.nextAt === undefined ? {} : { nextAt: view.nextAt }),
    ...(view.endedAt === undefined ? {} : { endedAt: view.endedAt }),
  };
}

function needsPerson(view: MissionView): boolean {
  const isHeld = view.status === 'held' && !goesOnByItself(view);
  return isHeld || ['deciding', 'paused'].includes(view.status) || (view.counts.byStatus.unknown ?? 0) > 0;
}

function standingOf(view: MissionView): string {
  const { asked, total, onThePhone } = view.counts;
  const progress = `${asked} of ${total} asked`;
  switch (view.status) {
    case 'starting':
      return 'being set up';
    case 'running':
      return onThePhone > 0 ? `${progress}, ${onThePhone} on the phone` : progress;
    case 'waiting':
      return `${progress}, waits for the next call`;
    case 'deciding':
      return 'waits for a decision';
    case 'held':
      if (waitsForNumber(view)) return 'waiting for a number';
      return goesOnByItself(view) ? `slowed down, ${progress}` : 'held, needs you';
    case 'paused':
      return `paused by ${view.pausedBy?.name ?? 'somebody'}, ${progress}`;
    case 'ending':
      return 'ending';
    case 'done':
      return `done, ${answeredTotal(view)} of ${peopleOf(view).length} answered`;
    case 'failed':
      return 'ended without a useful answer';
    case 'cancelled':
      return `stopped, ${answeredTotal(view)} of ${peopleOf(view).length} answered`;
  }
}
