/** What a yes does: how many calls, the first ring at the earliest by their hours, minutes on the phone at most. */
import { MAX_CALL_MINUTES } from '../missions/gate.ts';
import { nextOpen } from '../missions/policies/hours.ts';
import { LEAD_MS } from '../missions/policies/pacing.ts';
import type { TargetId } from '../missions/target.ts';
import type { GateView, MissionView } from './mission-view.ts';

/** One talk a person: calls nobody answers cost no minutes. */
export function effectOf(
  view: Pick<MissionView, 'brief' | 'rows'>,
  targets: readonly TargetId[],
  now: number,
): GateView['effect'] {
  const listed = new Set(targets);
  const wanted = view.rows.filter((row) => listed.has(row.target) && row.removed === undefined);
  const soonest = now + LEAD_MS;
  const rings = wanted.map((row) => nextOpen(soonest, row.details?.zones ?? [], view.brief.hours) ?? soonest);
  return {
    calls: wanted.length,
    firstRingAt: rings.length === 0 ? soonest : Math.min(...rings),
    maxMinutes: wanted.length * MAX_CALL_MINUTES,
  };
}
