/** Whom a change leaves out because of the deadline, or no longer does; what the mission would foretell once it was made. Pure. */
import type { MissionEvent } from '../../missions/event.ts';
import { isAfterDeadline } from '../../missions/policies/deadline.ts';
import type { Fit } from '../../missions/policies/fits.ts';
import { stillFits } from '../../projections/foretold.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { foldView } from '../../projections/view-fold.ts';
import { whenDue } from '../../projections/when-due.ts';
import type { Block } from '../card.ts';
import { verdict } from '../cards/deadline-words.ts';
import { line } from '../cards/mission-parts.ts';
import { moment } from '../times.ts';
import { type CardOptions, someOf, stopped, withoutNumbers } from '../wording.ts';

const SHOWN = 5;

/** The mission as it would be, with the calls that are taken back gone. */
function changed(view: MissionView, events: readonly MissionEvent[], now: number): MissionView {
  const over = events.flatMap((event): readonly MissionEvent[] =>
    event.type === 'TakeBackStarted' ? [event, { type: 'CallTakenBack', call: event.call }] : [event],
  );
  return foldView(view, { seq: view.seq + 1, at: now, events: over });
}

export function deadlineLines(
  before: MissionView,
  events: readonly MissionEvent[],
  now: number,
  options: CardOptions,
): readonly Block[] {
  const after = changed(before, events, now);
  const fitOf = (view: MissionView): Fit | undefined => stillFits(view, now, options.lines ?? view.brief.batchSize);
  const fit = fitOf(after);
  const isNew = before.brief.deadlineAt !== after.brief.deadlineAt;
  const leftOutBefore = new Set(fitOf(before)?.leftOut.map((one) => one.id));
  const leftOut = fit?.leftOut ?? [];
  const leavesOut = leftOut.some((one) => isNew || !leftOutBefore.has(one.id));
  const untriedBefore = new Set(notTriedAgain(before, now).map((row) => row.target));
  const untried = notTriedAgain(after, now).filter((row) => !untriedBefore.has(row.target));
  const lines = [
    leavesOut ? whom('Left out by the deadline, as their first call would come later', leftOut) : undefined,
    untried.length > 0 ? whom('Not tried again, as that would be after the deadline', untried) : undefined,
  ].filter((one) => one !== undefined);
  if (lines.length > 0) return lines;
  if (isNew && fit !== undefined) return [inTime(fit, after, now, options)];
  return leftOutBefore.size > 0 && leftOut.length === 0 ? [line('Nobody is left out by the deadline any more.')] : [];
}

function whom(what: string, people: readonly { readonly name: string }[]): Block {
  const names = people.map((one) => withoutNumbers(one.name));
  return line(stopped(`${what}: ${someOf(names, SHOWN)}`));
}

/** Whose next try is planned for after the deadline. */
const notTriedAgain = (view: MissionView, now: number): readonly RowView[] =>
  view.rows.filter((row) => {
    if (row.status !== 'retry' || row.removed !== undefined) return false;
    const due = whenDue(view, row, now);
    return due !== undefined && isAfterDeadline(view.brief, due.at);
  });

/** A new deadline that leaves nobody out. */
const inTime = (fit: Fit, { brief }: MissionView, now: number, { zone }: CardOptions): Block =>
  fit.fits === 'yes'
    ? line('It fits: all of it is done by about ', [moment(fit.prediction.endAt, now, zone)], '.')
    : line(`Nobody is left out: ${verdict(fit, brief)}`);
