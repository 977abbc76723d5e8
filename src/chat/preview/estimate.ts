/**
 * When the calls of a first round would ring, by the same pacing and hours as the mission itself: first and last first
 * dial, and minutes on the phone at most. A forecast without retries; pure.
 */
import type { CallingHours } from '../../missions/brief.ts';
import { MAX_CALL_MINUTES } from '../../missions/gate.ts';
import { nextOpen } from '../../missions/policies/hours.ts';
import { LEAD_MS, nextDue } from '../../missions/policies/pacing.ts';
import type { Target } from '../../missions/target.ts';

/** What a talk usually takes, for the time of the last call. */
const USUAL_TALK_MS = 3 * 60_000;

export interface EstimateInput {
  readonly targets: readonly Target[];
  readonly hours: CallingHours;
  /** Mission time, epoch ms. */
  readonly now: number;
  readonly startAtMs?: number;
  readonly spacingSecs: number;
  /** Calls in flight at the same time; at least 1. */
  readonly atOnce: number;
}

export interface Estimate {
  readonly calls: number;
  readonly first?: { readonly at: number; readonly target: Target };
  readonly last?: { readonly at: number; readonly target: Target };
  readonly usualMinutes: number;
  readonly maxMinutes: number;
  /** People whose hours never open in the next weeks. */
  readonly neverOpen: readonly Target[];
}

export function estimate({ targets, hours, now, startAtMs, spacingSecs, atOnce }: EstimateInput): Estimate {
  const start = Math.max(now + LEAD_MS, startAtMs ?? 0);
  const openings = targets.map((target) => ({ target, opens: nextOpen(start, target.zones, hours, target.region) }));
  // Whoever can be called sooner is called sooner; the order of the list decides among equals.
  const order = openings
    .flatMap(({ target, opens }) => (opens === undefined ? [] : [{ target, opens }]))
    .sort((a, b) => a.opens - b.opens);
  const lines = Array.from({ length: Math.max(1, Math.floor(atOnce)) }, () => 0);
  const dials: { readonly at: number; readonly target: Target }[] = [];
  for (const { target, opens } of order) {
    const line = lines.indexOf(Math.min(...lines));
    const at = nextDue({
      now,
      notBefore: Math.max(opens, lines[line] ?? 0),
      lastDueAt: dials.at(-1)?.at ?? 0,
      spacingMs: spacingSecs * 1000,
      zones: target.zones,
      region: target.region,
      hours,
    });
    if (at === undefined) continue;
    lines[line] = at + USUAL_TALK_MS;
    dials.push({ at, target });
  }
  const first = dials[0];
  const last = dials.at(-1);
  return {
    calls: targets.length,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    usualMinutes: Math.ceil((dials.length * USUAL_TALK_MS) / 60_000),
    maxMinutes: targets.length * MAX_CALL_MINUTES,
    neverOpen: openings.filter(({ opens }) => opens === undefined).map(({ target }) => target),
  };
}
