/**
 * How fast this mission calls (playbook R253): as the brief says, or slower since the phone service refused for too many
 * requests. Halved and spaced wider at once, given back step by step after each stretch of calm. Pure tables.
 */
import type { Brief } from '../brief.ts';

export interface Speed {
  readonly batchSize: number;
  readonly spacingSecs: number;
}

/** Refusals that come together are one: the requests were under way before the first was answered. */
export const BURST_MS = 60_000;
/** So long without a refusal, then one step back up. */
export const CALM_MS = 10 * 60_000;
/** Slower than this would be standing still. */
const LONGEST_SPACING_SECS = 8 * 60;

/** R253: half as many at once, one at least, and twice the time between them. */
export const slower = ({ batchSize, spacingSecs }: Speed): Speed => ({
  batchSize: Math.max(1, Math.floor(batchSize / 2)),
  spacingSecs: Math.max(spacingSecs, Math.min(LONGEST_SPACING_SECS, spacingSecs * 2)),
});

/** One step towards what the brief says. */
export const faster = ({ batchSize, spacingSecs }: Speed, brief: Brief): Speed => ({
  batchSize: Math.min(brief.batchSize, batchSize * 2),
  spacingSecs: Math.max(brief.spacingSecs, Math.ceil(spacingSecs / 2)),
});

export const asTheBriefSays = (speed: Speed, { batchSize, spacingSecs }: Brief): boolean =>
  speed.batchSize >= batchSize && speed.spacingSecs <= spacingSecs;

/** When it is as fast as the brief says again, if nothing more is refused; epoch ms. */
export function backToSpeedAt(speed: Speed, since: number, brief: Brief): number {
  let [at, next] = [since, speed];
  while (!asTheBriefSays(next, brief)) [at, next] = [at + CALM_MS, faster(next, brief)];
  return at;
}
