/** `next call Fri 15:00 (9:00 theirs): no answer`: when somebody is called next and why not sooner. Pure. */

import type { TargetId } from '../../missions/target.ts';
import { foretoldTurns } from '../../projections/foretold.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { type NextCall, type NextCalls, nextCalls } from '../../projections/next-call.ts';
import { peopleOfRound } from '../../projections/who-counts.ts';
import type { Text } from '../card.ts';
import { moment, theirs, whenText } from '../times.ts';
import { type CardOptions, count, textOf, withoutNumbers } from '../wording.ts';

/** One line each, for lists. */
export function nextCallTexts(view: MissionView, now: number, options: CardOptions): ReadonlyMap<TargetId, string> {
  const rows = new Map(view.rows.map((row) => [row.target, row]));
  const turns = foretoldTurns(view, now, options.lines ?? view.brief.batchSize);
  return new Map(
    [...nextCalls(view, now, turns)].map(([target, next]) => [
      target,
      nextCallText(next, rows.get(target), now, options),
    ]),
  );
}

function nextCallText(next: NextCall, row: RowView | undefined, now: number, { zone }: CardOptions): string {
  const because = withoutNumbers(next.because);
  if (next.at === undefined) return because;
  const clock = `${whenText(next.at, now, zone)}${theirs(next.at, row?.details?.zones ?? [], zone)}`;
  return `next call ${next.about === true ? 'about ' : ''}${clock}: ${because}`;
}

/** Reasons that a live card tells in other places, or that say nothing of a person. */
const REASONS_SHOWN = 3;

/**
 * Who waits for something of their own, by the reason, for the live card: `4 people from Fri 9:00, not on Thanksgiving Day`.
 * Those who are called again have a line of their own, those who only wait for a line need none.
 */
export function waitingFacts(
  view: MissionView,
  calls: NextCalls,
  now: number,
  { zone }: CardOptions,
): readonly { readonly label: string; readonly text: Text }[] {
  if (view.status !== 'running' && view.status !== 'waiting') return [];
  const rows = peopleOfRound(view).filter((row) => row.status === 'planned' && calls.get(row.target)?.about !== true);
  const reasons = [...Map.groupBy(rows, (row) => calls.get(row.target)?.because)].flatMap(([because, some]) => {
    if (because === undefined) return [];
    const first = Math.min(...some.map((row) => calls.get(row.target)?.at ?? Number.POSITIVE_INFINITY));
    const from: Text = Number.isFinite(first) ? [' from ', moment(first, now, zone)] : [];
    return [textOf(count(some.length, 'person', 'people'), from, `, ${withoutNumbers(because)}`)];
  });
  const shown = reasons.slice(0, REASONS_SHOWN).flatMap((reason, index) => (index === 0 ? reason : [' · ', ...reason]));
  return shown.length === 0 ? [] : [{ label: 'Waiting', text: shown }];
}
