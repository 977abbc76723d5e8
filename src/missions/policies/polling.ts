/**
 * When to look after a call (playbook 11.3): pure functions of what is waited for and the time of the last look. Before a call's
 * time the wait decides (table B), afterwards the state of the call (table A; P1, P28). Nothing is asked about a call that was
 * not handed over yet, so a mission that is due in two weeks costs nothing until then.
 */
import type { CallState } from '../state.ts';
import { HORIZON_MS } from './pacing.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** First look: due time + 2 minutes (R155, P28). */
export const FIRST_LOOK_MS = 2 * MINUTE_MS;
/** Still pending after its time: every 5 minutes (R143). */
const PENDING_MS = 5 * MINUTE_MS;
/** R135. */
const RINGING_MS = MINUTE_MS;
/** R136. */
const IN_PROGRESS_MS = 2 * MINUTE_MS;
/** R183: insights every 10 s, for 20 minutes at most. */
const INSIGHT_EVERY_MS = 10 * SECOND_MS;
export const INSIGHT_GIVE_UP_MS = 20 * MINUTE_MS;
/** Nobody can say how a call ended: a person is asked for a day, then the mission goes on without this one. */
export const UNKNOWN_FOR_MS = 24 * 60 * MINUTE_MS;
/** R158. */
export const HANGING_MS = 30 * MINUTE_MS;

/** Table B: expected within `upTo`, so asked again after `every`. Between 30 and 60 minutes the table is silent (R157). */
const TABLE_B: readonly { readonly upTo: number; readonly every: number }[] = [
  { upTo: 5 * MINUTE_MS, every: 30 * SECOND_MS }, // R151; R156: also when it is overdue
  { upTo: 30 * MINUTE_MS, every: 5 * MINUTE_MS }, // R152
  { upTo: HOUR_MS, every: 5 * MINUTE_MS }, // R156, R157
  { upTo: DAY_MS, every: 20 * MINUTE_MS }, // R153
  { upTo: 7 * DAY_MS, every: 4 * HOUR_MS }, // R154
];
const FAR_AHEAD_MS = 8 * HOUR_MS; // R154, R156

/** How long to wait before the next question about something that is expected in `expectedIn` ms. */
export const pollEvery = (expectedIn: number): number =>
  TABLE_B.find(({ upTo }) => expectedIn < upTo)?.every ?? FAR_AHEAD_MS;

/** Table A, by the state of the call. */
function afterItsTime(call: CallState): number {
  if (call.phase === 'ringing') return RINGING_MS;
  return call.phase === 'in-progress' ? IN_PROGRESS_MS : PENDING_MS;
}

/** Mission time of the next look at a call that is out; `lastLook` = `undefined` when this process has not looked yet. */
export function nextLook(call: CallState, lastLook: number | undefined): number {
  const first = call.dueAt + FIRST_LOOK_MS;
  if (lastLook === undefined) return first;
  if (lastLook >= first) return lastLook + afterItsTime(call);
  // Its time is near and known: asking sooner would tell nothing (R142, R155). One that stands there further ahead than
  // calls are handed over is asked about now and then: nobody but the phone service has it.
  const wait = call.dueAt - lastLook;
  return wait <= HORIZON_MS ? first : Math.min(first, lastLook + pollEvery(wait));
}

/** Since when it is on the line: from its time on, unless it was first seen there later. */
export function onLineSince({ dueAt, inProgressAt }: CallState): number {
  return inProgressAt !== undefined && inProgressAt > dueAt + FIRST_LOOK_MS + MINUTE_MS ? inProgressAt : dueAt;
}

/** R183: every 10 s, and once more when the 20 minutes are over. */
export const nextInsightLook = (endedAt: number, lastLook: number): number =>
  Math.max(lastLook, Math.min(lastLook + INSIGHT_EVERY_MS, endedAt + INSIGHT_GIVE_UP_MS));

/** Under so many talks nothing is foretold. */
const FORETELLS = 3;
/** From the first ring to the first word, and from the hang-up to its record. */
const RING_MS = 15 * SECOND_MS;
const RECORDED_MS = 5 * SECOND_MS;
/** A look this soon after the last one would be one too many. */
const APART_MS = 45 * SECOND_MS;

/** How long a talk of this mission lasts, ms: three of four are over by then. `undefined` before there were enough. */
export function usualTalkMs(calls: readonly CallState[]): number | undefined {
  const talks = calls.flatMap(({ seconds, endStatus }) => (endStatus === 'completed' && seconds ? [seconds] : []));
  const sorted = talks.toSorted((a, b) => a - b);
  const usual = sorted[Math.ceil((sorted.length * 3) / 4) - 1];
  return talks.length < FORETELLS || usual === undefined ? undefined : usual * SECOND_MS;
}

/**
 * The next look at calls that one list request answers for (P40): when the first of them is due. Where several are out and
 * past calls foretell the end of one, it comes then already (P46); what it finds of the others saves theirs. Nobody can know
 * that a talk outlasts what is usual, so such a look may be in vain.
 */
export function nextSharedLook(
  calls: readonly CallState[],
  lastLookOf: (call: CallState) => number | undefined,
  usualMs: number | undefined,
): number {
  const foretoldMs = calls.length > 1 ? usualMs : undefined;
  const times = calls.map((call) => {
    const last = lastLookOf(call);
    const next = nextLook(call, last);
    if (foretoldMs === undefined || last === undefined || call.phase !== 'in-progress') return next;
    const end = call.dueAt + RING_MS + foretoldMs + RECORDED_MS;
    return end >= last + APART_MS ? Math.min(end, next) : next;
  });
  return Math.min(...times);
}
