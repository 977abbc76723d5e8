/** Questions about the round being called that several classes ask. */
import { currentRound, isFinal, isSettled, type MissionState, type Progress } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { Dial } from './strategy.ts';

const progressOf = (state: MissionState): readonly Progress[] => [...(currentRound(state)?.progress.values() ?? [])];

export const nothingIsOut = (state: MissionState): boolean => state.calls.values().every(isSettled);

/** Everybody is final and nothing is on a line. */
export function roundIsOver(state: MissionState): boolean {
  const round = currentRound(state);
  if (round === undefined) return false;
  if (!round.progress.values().every(isFinal)) return false;
  return state.calls.values().every((call) => call.round !== round.id || isSettled(call));
}

/** Open people of the round without a call in flight, in list order. */
export function idlePeople(state: MissionState): readonly TargetId[] {
  const busy = new Set([...state.calls.values()].filter((call) => !isSettled(call)).map((call) => call.target));
  return progressOf(state)
    .filter((one) => one.status === 'open' && !busy.has(one.target))
    .map((one) => one.target);
}

/** All of them are asked, in the round's own step. */
export const askAll =
  (step: (state: MissionState) => string) =>
  (state: MissionState): readonly Dial[] => {
    const name = step(state);
    return idlePeople(state).map((target) => ({ target, purpose: 'ask', step: name }));
  };

export const answeredCount = (state: MissionState): number =>
  progressOf(state).filter((one) => one.status === 'answered').length;

export const roundIndex = (state: MissionState): number => (state.stage.kind === 'calling' ? state.stage.round : 0);
