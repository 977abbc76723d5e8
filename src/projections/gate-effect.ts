/** What a yes does: how many calls, the first ring at the earliest, minutes on the phone at most. */
import type { TargetId } from '../missions/target.ts';
import type { GateView, MissionView } from './mission-view.ts';
import { nextOpen } from './next-open.ts';

/** The longest talk our assistants may have (1500 s); one talk a person, unanswered calls cost none. */
export const TALK_LIMIT_MINUTES = 25;
/** A call is never due sooner than this after the yes: it must be written down and handed over first. */
export const LEAD_MS = 60_000;

export function effectOf(
  view: Pick<MissionView, 'brief' | 'rows'>,
  targets: readonly TargetId[],
  now: number,
): GateView['effect'] {
  const wanted = view.rows.filter((row) => targets.includes(row.target) && row.removed === undefined);
  const rings = wanted.map((row) => nextOpen(view.brief.hours, row.details?.zones ?? [], now + LEAD_MS));
  return {
    calls: wanted.length,
    firstRingAt: rings.length === 0 ? now + LEAD_MS : Math.min(...rings),
    maxMinutes: wanted.length * TALK_LIMIT_MINUTES,
  };
}
