/** What people changed about results, folded into the progress of its round; `undefined` when the event is another's. */
import type { MissionEvent } from '../event.ts';
import { changeProgress } from '../evolve-progress.ts';
import type { MissionState, Progress, RoundState } from '../state.ts';
import type { EventMeta, Values } from '../terms.ts';
import type { ResultEvent } from './event.ts';

type Of<Type extends ResultEvent['type']> = Extract<ResultEvent, { type: Type }>;

const changeRound = (state: MissionState, id: string, change: (round: RoundState) => RoundState): MissionState => ({
  ...state,
  rounds: state.rounds.map((one) => (one.id === id ? change(one) : one)),
});

/** Emptied fields have nothing to check; every other one was looked at by a person. */
function corrected({ questioned: _, ...progress }: Progress, { field, value }: Of<'ValueCorrected'>): Progress {
  const { [field]: before, ...others } = progress.values ?? {};
  const checked = progress.checked?.filter((one) => one !== field) ?? [];
  if (value.private === null) return { ...progress, values: others, checked: checked };
  const now = value.private ?? before;
  const values = now === undefined ? others : { ...others, [field]: now };
  return { ...progress, values, checked: [...checked, field] };
}

/** Also for somebody who could not be reached, or was never called. */
function added(progress: Progress, { values }: Of<'ResultAdded'>): Progress {
  const told = values.private ?? {};
  const { unknownSince: _, questioned: __, ...known } = progress;
  return {
    ...known,
    status: 'answered',
    reason: 'told by a person',
    values: told,
    checked: Object.keys(told),
    byHand: true,
  };
}

export function evolveResult(state: MissionState, event: MissionEvent, _meta: EventMeta): MissionState | undefined {
  switch (event.type) {
    case 'ValueCorrected':
      return changeProgress(state, event.round, event.target, (progress) => corrected(progress, event));
    case 'ResultExcluded':
      return changeProgress(state, event.round, event.target, (progress) => ({
        ...progress,
        excluded: event.reason.private ?? '',
      }));
    case 'ResultIncluded':
      return changeProgress(state, event.round, event.target, ({ excluded: _, ...progress }) => progress);
    case 'ResultAdded':
      return changeProgress(state, event.round, event.target, (progress) => added(progress, event));
    case 'AnswerQuestioned':
      return changeProgress(state, event.round, event.target, (progress) => ({
        ...progress,
        questioned: event.values.private ?? {},
      }));
    case 'RankingRevised':
      return changeRound(state, event.round, (round) => ({ ...round, ranking: event.ranking }));
    case 'ReportRevised':
      return state;
    default:
      return undefined;
  }
}

/** What a call tells anew is no longer what a person looked at. */
export function toldAnew({ checked, byHand: _, questioned: __, ...progress }: Progress, values: Values): Progress {
  const kept = checked?.filter((field) => values[field] === undefined) ?? [];
  return kept.length === 0 ? progress : { ...progress, checked: kept };
}
