/**
 * Who gets the text, and when: somebody who was tried to the end and whom nobody talked to, once everybody is through, in the
 * same hours as a call. Pure.
 */
import { strategyFor } from '../classes/index.ts';
import type { Outcome } from '../event.ts';
import { isAfterDeadline } from '../policies/deadline.ts';
import { mayRingAt } from '../policies/hours.ts';
import { OUR_SIDE } from '../policies/own-side.ts';
import { nextDue } from '../policies/pacing.ts';
import { currentRound, isSettled, type MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';
import { textOf, textsOf } from './state.ts';

/** Some senders may send a text every ten seconds only. */
export const TEXT_SPACING_MS = 12_000;

/** It rang, or would have, and no person was there. */
const IN_VAIN: ReadonlySet<Outcome> = new Set(['CallWentUnanswered', 'LineWasBusy', 'VoicemailReached']);
/** Tells nothing about the person. */
const TELLS_NOTHING: ReadonlySet<Outcome> = new Set(['CallFailed', 'CallNeverRang', 'CallCanceled']);

/** Every call to them is over, one was in vain, and nobody talked to them. */
export function wasTriedInVain(state: MissionState, target: TargetId): boolean {
  const calls = [...state.calls.values()].filter((call) => call.target === target);
  const standings = state.rounds.flatMap((round) => round.progress.get(target) ?? []);
  return (
    calls.every(isSettled) &&
    calls.some(({ fact }) => fact !== undefined && IN_VAIN.has(fact.type)) &&
    !wasReached(state, target) &&
    standings.every((one) => one.status === 'given-up')
  );
}

/** Somebody talked to them or heard from them, on any of their rows. */
export const wasReached = (state: MissionState, target: TargetId): boolean =>
  [...state.calls.values()].some(
    (call) =>
      call.target === target &&
      (call.inbound === true ||
        (call.fact !== undefined && !IN_VAIN.has(call.fact.type) && !TELLS_NOTHING.has(call.fact.type))),
  ) || state.rounds.some((round) => round.progress.get(target)?.status === 'answered');

/** The first minute of their hours that it may be read in; `undefined` when there is none before the deadline. */
export function textDue(
  state: MissionState,
  target: TargetId,
  notBefore: number,
  now: number,
  lastDueAt = 0,
): number | undefined {
  const { zones = [], region } = state.people.get(target)?.details ?? {};
  if (zones.length === 0) return undefined;
  const { hours, deadlineAt: until } = state.brief;
  return nextDue({ now, notBefore, lastDueAt, spacingMs: TEXT_SPACING_MS, zones, region, hours, until });
}

/** When the newest text is due that was ever written down. */
export const lastTextDueAt = (state: MissionState): number =>
  Math.max(0, ...textsOf(state).flatMap((text) => text.request?.dueAt ?? []));

/** Nobody is texted for what is reached, decided or over. */
function whyOver(state: MissionState): string | undefined {
  if (state.stage.kind === 'finished') return 'the mission ended';
  if (state.rounds.at(-1)?.finished === true) return 'the round is over';
  if (currentRound(state) === undefined) return undefined;
  const next = strategyFor(state.brief.class).next(state);
  return next.kind === 'finish' && next.reason === 'goal' ? 'the goal was reached' : undefined;
}

const REACHED = 'they were reached after all';

/** Why somebody who was to get it does not; `undefined` = they do, as soon as everybody is through. */
export function whyNoText(state: MissionState, target: TargetId, now: number): string | undefined {
  const person = state.people.get(target);
  if (state.cancelled) return 'the mission was stopped';
  if (person?.removed !== undefined) return person.removed;
  if (person?.details === undefined) return 'their data was deleted';
  if (wasReached(state, target)) return REACHED;
  if (state.texts?.stopped !== undefined) return 'texts cannot be sent at the moment';
  const over = whyOver(state);
  if (over !== undefined || !isTextTime(state)) return over;
  if (!wasTriedInVain(state, target)) return REACHED;
  const due = textDue(state, target, textOf(state, target)?.notBefore ?? 0, now);
  return due === undefined ? 'their hours do not open before the deadline' : undefined;
}

/** Everybody is through without the goal being reached, and nothing keeps the mission from going on. */
export function isTextTime(state: MissionState): boolean {
  const round = currentRound(state);
  if (state.brief.text === undefined || state.brief.rehearsal === true) return false;
  if (round === undefined || round.finished || state.cancelled) return false;
  const next = strategyFor(state.brief.class).next(state);
  return next.kind === 'finish' && next.reason === 'all-called';
}

/** Asked again right before the request, and while it could still be taken back. */
export function mayStillText(state: MissionState, target: TargetId, dueAt: number): boolean {
  const details = state.people.get(target)?.details;
  return (
    isTextTime(state) &&
    !state.paused &&
    !isHeldForTexts(state) &&
    state.texts?.stopped === undefined &&
    state.people.get(target)?.removed === undefined &&
    details !== undefined &&
    wasTriedInVain(state, target) &&
    !isAfterDeadline(state.brief, dueAt) &&
    mayRingAt(dueAt, details.zones, state.brief.hours, details.region)
  );
}

/** What keeps calls from going through says nothing about texts: they find out for themselves. */
export const isHeldForTexts = (state: MissionState): boolean => state.holds.keys().some((what) => what !== OUR_SIDE);
