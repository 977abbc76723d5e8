/** The people's part of `evolve`: rounds with everybody's progress, retries, giving up, taking off the list. */
import { withEntry } from '../lib/with-entry.ts';
import type { MissionEvent } from './event.ts';
import { freshProgress, type MissionState, type Progress } from './state.ts';
import type { TargetId } from './target.ts';

export function changeProgress(
  state: MissionState,
  round: string | undefined,
  target: TargetId,
  change: (progress: Progress) => Progress,
): MissionState {
  const rounds = state.rounds.map((one) => {
    const progress = one.progress.get(target);
    if (progress === undefined || (round !== undefined && one.id !== round)) return one;
    return { ...one, progress: withEntry(one.progress, target, change(progress)) };
  });
  return { ...state, rounds };
}

function roundOpened(state: MissionState, event: Extract<MissionEvent, { type: 'RoundOpened' }>): MissionState {
  const progress = new Map(event.targets.map((target): [TargetId, Progress] => [target, freshProgress(target)]));
  const round = state.stage.kind === 'preparing' ? state.stage.round : state.rounds.length;
  return {
    ...state,
    rounds: [...state.rounds, { id: event.round, progress, finished: false, ranking: [] }],
    stage: { kind: 'calling', round },
    upcoming: [],
  };
}

/** `undefined` when the event is not about people's progress. */
export function evolveProgress(state: MissionState, event: MissionEvent): MissionState | undefined {
  switch (event.type) {
    case 'RetryPlanned':
      return changeProgress(state, state.rounds.at(-1)?.id, event.target, (progress) => ({
        ...progress,
        status: 'open',
        notBefore: event.notBefore,
        reason: event.reason,
      }));
    case 'TargetGivenUp':
      return changeProgress(state, state.rounds.at(-1)?.id, event.target, (progress) => ({
        ...progress,
        status: progress.again === true && progress.purpose === undefined ? 'answered' : 'given-up',
        reason: event.reason,
      }));
    case 'ActionChosen':
      return changeProgress(state, state.rounds.at(-1)?.id, event.target, (progress) => ({
        ...progress,
        status: 'open',
        purpose: event.purpose,
        attempts: 0,
        notBefore: 0,
        reason: event.purpose === 'act' ? 'chosen to act' : 'to be cancelled',
        facts: {},
      }));
    case 'TargetRemoved': {
      const person = state.people.get(event.target);
      const people =
        person === undefined
          ? state.people
          : withEntry(state.people, event.target, { ...person, removed: event.because });
      const left = changeProgress(state, undefined, event.target, (progress) =>
        progress.status === 'open' ? { ...progress, status: 'removed', reason: event.because } : progress,
      );
      return { ...left, people, upcoming: left.upcoming.filter((id) => id !== event.target) };
    }
    case 'RoundOpened':
      return roundOpened(state, event);
    case 'RoundFinished':
      return {
        ...state,
        rounds: state.rounds.map((one) =>
          one.id === event.round ? { ...one, finished: true, ranking: event.ranking } : one,
        ),
      };
    default:
      return undefined;
  }
}
