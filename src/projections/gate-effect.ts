/** What a yes does: how many calls, the first ring at the earliest by their hours and whose it is, minutes at most. */
import { MAX_CALL_MINUTES } from '../missions/gate.ts';
import { nextOpen } from '../missions/policies/hours.ts';
import { LEAD_MS } from '../missions/policies/pacing.ts';
import type { TargetId } from '../missions/target.ts';
import type { GateView, MissionView, RowView } from './mission-view.ts';

type Source = Pick<MissionView, 'brief' | 'rows'>;

/** One talk a person: calls nobody answers cost no minutes. */
export function effectOf(view: Source, targets: readonly TargetId[], now: number): GateView['effect'] {
  const calls = wantedOf(view, targets).length;
  return { calls, firstRingAt: firstRings(view, targets, now).at, maxMinutes: calls * MAX_CALL_MINUTES };
}

export interface FirstRings {
  /** Mission time, epoch ms: the first moment that lies in somebody's hours. */
  readonly at: number;
  /** Who may be rung at that moment; on the clocks of the others it may be night. */
  readonly rows: readonly RowView[];
}

/** Nobody whose hours open in the next weeks: as soon as calls can ring at all, and nobody's. */
export function firstRings(view: Source, targets: readonly TargetId[], now: number): FirstRings {
  const soonest = now + LEAD_MS;
  const rings = wantedOf(view, targets).flatMap((row) => {
    const at = nextOpen(soonest, row.details?.zones ?? [], view.brief.hours, row.details?.region);
    return at === undefined ? [] : [{ row, at }];
  });
  const at = rings.reduce((first, ring) => Math.min(first, ring.at), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(at)) return { at: soonest, rows: [] };
  return { at, rows: rings.filter((ring) => ring.at === at).map((ring) => ring.row) };
}

const wantedOf = (view: Source, targets: readonly TargetId[]): readonly RowView[] =>
  view.rows.filter((row) => targets.includes(row.target) && row.removed === undefined);
