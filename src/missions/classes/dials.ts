/** Who may be called now, with what holds for all classes: "first N, then ask me" keeps the others waiting. */
import type { MissionState, Progress } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { Purpose } from '../terms.ts';
import { strategyFor } from './index.ts';
import { nothingIsOut } from './round.ts';
import type { Dial } from './strategy.ts';

export const TRIAL_GATE = 'gate-trial';

/** The first N of the list that may be called; `undefined` when nobody has to look first, or somebody has looked. */
function trial(state: MissionState): readonly Progress[] | undefined {
  const { tryFirst } = state.brief;
  const [first, ...later] = state.rounds;
  if (tryFirst === undefined || first === undefined || later.length > 0) return undefined;
  if (state.gates.get(TRIAL_GATE)?.status === 'approved') return undefined;
  return [...first.progress.values()].filter((one) => one.status !== 'removed').slice(0, tryFirst);
}

/** The first N are through and nothing is out: a person looks before the others are called. */
export function waitingForTrial(state: MissionState): readonly TargetId[] {
  const first = trial(state);
  if (first === undefined || !first.every((one) => one.status !== 'open' && one.status !== 'unknown')) return [];
  const tried = new Set(first.map((one) => one.target));
  const others = [...(state.rounds[0]?.progress.values() ?? [])].filter(
    (one) => one.status === 'open' && !tried.has(one.target),
  );
  return nothingIsOut(state) ? others.map((one) => one.target) : [];
}

export function dialsOf(state: MissionState): readonly Dial[] {
  const dials = strategyFor(state.brief.class).callable(state);
  const first = trial(state);
  if (first === undefined) return dials;
  const tried = new Set(first.map((one) => one.target));
  return dials.filter((dial) => tried.has(dial.target));
}

/** The plan step that calls to this person belong to. */
export function stepOfDial(state: MissionState, round: string, target: TargetId, purpose: Purpose = 'ask'): string {
  const strategy = strategyFor(state.brief.class);
  const index = Math.max(
    0,
    state.brief.rounds.findIndex((one) => one.id === round),
  );
  return strategy.step?.(state, target, purpose) ?? strategy.steps(state.brief, index).calls;
}
