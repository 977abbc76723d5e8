/** Questions about the round being called that several classes ask. */
import { currentRound, isFinal, isSettled, type MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';

/** Everybody is final and nothing is on a line. */
export function roundIsOver(state: MissionState): boolean {
  const round = currentRound(state);
  if (round === undefined) return false;
  if (!round.progress.values().every(isFinal)) return false;
  return state.calls.values().every((call) => call.round !== round.id || isSettled(call));
}

/** Open people of the round without a call in flight, in list order. */
export function idlePeople(state: MissionState): readonly TargetId[] {
  const round = currentRound(state);
  if (round === undefined) return [];
  const busy = new Set([...state.calls.values()].filter((call) => !isSettled(call)).map((call) => call.target));
  return [...round.progress.values()]
    .filter((one) => one.status === 'open' && !busy.has(one.target))
    .map((one) => one.target);
}

export function answeredCount(state: MissionState): number {
  const round = currentRound(state);
  return round === undefined ? 0 : [...round.progress.values()].filter((one) => one.status === 'answered').length;
}
