/** Which of our numbers is busy, kept for people who call back, or free again (playbook P35). */
import { nextOpen } from '../policies/hours.ts';
import { type HeldNumber, heldNumbers, revisionOf } from '../provision.ts';
import { type CallState, isOut, type MissionState } from '../state.ts';
import { textsOf } from '../texts/state.ts';
import { CALLBACK_MS } from './times.ts';

/** Nothing is known of when a mission's calls are over but how many are left: a talk, its ring and its spacing. */
const A_CALL_MS = 4 * 60_000;

/** Calls from this number at which a phone rang, or may have. */
const rangFrom = (state: MissionState, phone: string): readonly CallState[] =>
  [...state.calls.values()].filter(
    (call) => call.from === phone && (call.phase === 'ended' || call.phase === 'settled' || isOut(call)),
  );

/** When a phone last rang from it, or a text went out, mission time; `undefined` when none did. */
export function lastRang(state: MissionState, phone: string): number | undefined {
  const calls = rangFrom(state, phone).map((call) => Math.max(call.dueAt, call.endedAt ?? 0));
  // Who reads a text calls back as well.
  const texts = textsOf(state).flatMap(({ phase, request }) =>
    request?.from === phone && phase !== 'not-sent' ? [request.dueAt] : [],
  );
  const times = [...calls, ...texts];
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Of all the numbers that the mission has. */
export function lastRangOfHeld(state: MissionState): number | undefined {
  const times = heldNumbers(state).flatMap((held) => lastRang(state, held.phone) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** The mission calls from it, or is about to. */
export function isBusy(state: MissionState, held: HeldNumber): boolean {
  if (rangFrom(state, held.phone).some(isOut)) return true;
  const over = state.rounds.find((round) => round.id === held.round)?.finished === true;
  return state.stage.kind !== 'finished' && !over && held.revision === revisionOf(state, held.round);
}

/** Until when it is answered for people who call back, as far as this mission goes; a rehearsal keeps nothing. */
export const keptUntil = (state: MissionState, held: HeldNumber): number => {
  const last = state.brief.rehearsal === true ? undefined : lastRang(state, held.phone);
  return last === undefined ? 0 : last + CALLBACK_MS;
};

/** When the first of those who are still to be called may be rung: not before the start, in their hours. */
function opensAt(state: MissionState, now: number): number | undefined {
  const open = [...(state.rounds.at(-1)?.progress.values() ?? [])].flatMap((one) =>
    one.status === 'open' ? [{ target: one.target, at: one.notBefore }] : [],
  );
  const waiting = state.stage.kind === 'preparing' ? state.upcoming.map((target) => ({ target, at: 0 })) : open;
  const moments = waiting.flatMap(({ target, at }) => {
    const { zones = [], region } = state.people.get(target)?.details ?? {};
    return nextOpen(Math.max(now, state.brief.startAtMs ?? 0, at), zones, state.brief.hours, region) ?? [];
  });
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/** When a phone first rings from it, about; `undefined` once one rang, or when nobody is left to call. */
export function firstRingAbout(state: MissionState, phone: string, now: number): number | undefined {
  const planned = rangFrom(state, phone).map((call) => call.dueAt);
  if (planned.some((at) => at <= now)) return undefined;
  return planned.length > 0 ? Math.min(...planned) : opensAt(state, now);
}

/** When its calls are over, roughly: what is planned, then one after the other of those that are left. */
export function callsOverAbout(state: MissionState, now: number): number {
  const open = [...(state.rounds.at(-1)?.progress.values() ?? [])].filter((one) => one.status === 'open');
  const waiting = state.stage.kind === 'preparing' ? state.upcoming.length : open.length;
  const lines = Math.max(1, Math.min(state.brief.batchSize, 2));
  const last = Math.max(now, ...open.map((one) => one.notBefore));
  const latest = Math.max(last, opensAt(state, last) ?? 0);
  return latest + Math.ceil(waiting / lines) * A_CALL_MS + A_CALL_MS;
}

/** Numbers that this mission no longer calls from, each with the time at which it may return. */
export const returning = (state: MissionState): readonly { readonly what: string; readonly at: number }[] =>
  heldNumbers(state)
    .filter((held) => !isBusy(state, held))
    .map((held) => ({ what: held.what, at: keptUntil(state, held) }));
