/**
 * "Done by": nobody is rung after a mission's deadline, and when it passes the mission closes with what it has. Whoever is
 * on the phone then may finish the talk. What a person decided at a second booking is done all the same. Pure.
 */
import type { Brief } from '../brief.ts';
import type { MissionEvent } from '../event.ts';
import { currentRound, isFinal, isSettled, type MissionState, openGate, type RoundState } from '../state.ts';
import type { TargetId } from '../target.ts';

/** Why somebody was not called, or not again. */
export const PAST_DEADLINE = 'the deadline passed';
export const NOT_IN_TIME = 'and a further try would be after the deadline';

type Deadline = Pick<Brief, 'deadlineAt'>;

/** A call that would ring then is not placed, a retry not planned. */
export const isAfterDeadline = ({ deadlineAt }: Deadline, at: number): boolean =>
  deadlineAt !== undefined && at > deadlineAt;

/** Nobody is rung after this; what a person decided about a second booking is done all the same. */
export const lastRingOf = (state: MissionState, target: TargetId): number | undefined =>
  state.rounds.at(-1)?.progress.get(target)?.purpose === 'cancel' ? undefined : state.brief.deadlineAt;

/** Later than any deadline. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Who gets a line that comes free: the nearest deadline first, then those without one; of equal ones the oldest. */
export const mostUrgentFirst = <M extends Pick<MissionState, 'brief' | 'startedAt'>>(
  missions: readonly M[],
): readonly M[] =>
  missions.toSorted((a, b) => {
    const [one, other] = [a.brief.deadlineAt ?? NEVER, b.brief.deadlineAt ?? NEVER];
    return one - other || a.startedAt - b.startedAt;
  });

/** From this moment on nothing new is begun. */
export const isPastDeadline = ({ deadlineAt }: Deadline, now: number): boolean =>
  deadlineAt !== undefined && now >= deadlineAt;

/** Everybody who would still be called and is not on a line. */
function letGo(state: MissionState): readonly MissionEvent[] {
  const busy = new Set([...state.calls.values()].filter((call) => !isSettled(call)).map((call) => call.target));
  return [...(currentRound(state)?.progress.values() ?? [])].flatMap((one): MissionEvent[] => {
    if (busy.has(one.target) || one.purpose === 'cancel') return [];
    return one.status === 'open' ? [{ type: 'TargetGivenUp', target: one.target, reason: PAST_DEADLINE }] : [];
  });
}

/** Somebody was not called, or not again, because of it. */
export const leftOut = (state: MissionState): boolean =>
  state.rounds.some((round) => [...round.progress.values()].some((one) => one.reason === PAST_DEADLINE));

function onlyUnclearLeft(state: MissionState): boolean {
  const left = [...(currentRound(state)?.progress.values() ?? [])].filter((one) => !isFinal(one));
  return left.length > 0 && left.every((one) => one.status === 'unknown') && [...state.calls.values()].every(isSettled);
}

/** A second booking waits for its person whatever the clock says; nothing else is decided any more. */
const mayClose = (state: MissionState): boolean => openGate(state)?.kind !== 'double-booking';

/** What the mission does at its end, as at any other. */
export interface Closing {
  /** The ranking of a round in which people are left. */
  readonly endRound: () => readonly MissionEvent[];
  /** `learnt`: somebody answered. */
  readonly close: (learnt: boolean) => readonly MissionEvent[];
}

type Step = { readonly step: 'let-go'; readonly events: readonly MissionEvent[] } | { readonly step: 'rank' | 'close' };

function nextStep(state: MissionState, now: number): Step | undefined {
  if (!isPastDeadline(state.brief, now) || state.stage.kind === 'finished' || state.cancelled) return undefined;
  const round = state.rounds.at(-1);
  if (state.stage.kind === 'calling' && round?.finished !== true) {
    const events = letGo(state);
    if (events.length > 0) return { step: 'let-go', events };
    // Who is unclear stays so: nobody waits for a person's word any more, and nobody guesses.
    return onlyUnclearLeft(state) ? { step: 'rank' } : undefined;
  }
  if (!mayClose(state) || ![...state.calls.values()].every(isSettled)) return undefined;
  return { step: round?.finished === false ? 'rank' : 'close' };
}

/**
 * What follows when the deadline is over: people are let go, and once nobody is on a line the mission closes, also while it
 * is being set up or waits for a decision. Empty before, and while the round ends by itself.
 */
export function pastDeadline(state: MissionState, now: number, closing: Closing): readonly MissionEvent[] {
  const next = nextStep(state, now);
  switch (next?.step) {
    case undefined:
      return [];
    case 'let-go':
      return next.events;
    case 'rank':
      return closing.endRound();
    case 'close': {
      const answered = (round: RoundState) => [...round.progress.values()].some(({ status }) => status === 'answered');
      return closing.close(state.rounds.some(answered));
    }
  }
}

/** When the mission has to be looked at for its deadline alone; `undefined` where nothing follows from it. */
export function wakesForDeadline(state: MissionState, now: number): number | undefined {
  const { deadlineAt } = state.brief;
  if (deadlineAt === undefined || state.stage.kind === 'finished') return undefined;
  return now < deadlineAt || nextStep(state, now) !== undefined ? deadlineAt : undefined;
}
