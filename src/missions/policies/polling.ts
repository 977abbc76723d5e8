/** When to look after a call (playbook 11.3; P1, P28): pure functions of the call's phase and the times of the last looks. */
import type { CallState } from '../state.ts';

const MINUTE_MS = 60_000;

/** First look: due time + 2 minutes (R155, P28). */
export const FIRST_LOOK_MS = 2 * MINUTE_MS;
/** Still pending after its time: every 5 minutes (R143). */
export const PENDING_MS = 5 * MINUTE_MS;
/** R135. */
export const RINGING_MS = MINUTE_MS;
/** R136. */
export const IN_PROGRESS_MS = 2 * MINUTE_MS;
/** R183: insights every 10 s, for 20 minutes at most. */
export const INSIGHT_EVERY_MS = 10_000;
export const INSIGHT_GIVE_UP_MS = 20 * MINUTE_MS;
/** Nobody can say how a call ended: a person is asked for a day, then the mission goes on without this one. */
export const UNKNOWN_FOR_MS = 24 * 60 * MINUTE_MS;
/** R158. */
export const HANGING_MS = 30 * MINUTE_MS;

/** Mission time of the next look at a call that is out; `lastLook` = `undefined` when this process has not looked yet. */
export function nextLook(call: CallState, lastLook: number | undefined): number {
  const first = call.dueAt + FIRST_LOOK_MS;
  if (lastLook === undefined || lastLook < first) return first;
  if (call.phase === 'ringing') return lastLook + RINGING_MS;
  if (call.phase === 'in-progress') return lastLook + IN_PROGRESS_MS;
  return lastLook + PENDING_MS;
}
