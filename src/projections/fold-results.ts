/** What people put right in the view: corrected values, results left out, taken in again or told by hand, and the new order. */
import type { MissionEvent } from '../missions/event.ts';
import type { TargetId } from '../missions/target.ts';
import type { Values } from '../missions/terms.ts';
import { changeRow, changeStanding } from './change-row.ts';
import type { EventPlace } from './fold-meta.ts';
import { recommendedOf } from './merge-ranking.ts';
import type { MissionView, PersonsWord, RoundStanding } from './mission-view.ts';
import { plainWords } from './plain-words.ts';

type Of<Type extends MissionEvent['type']> = Extract<MissionEvent, { type: Type }>;

const changeResult = (
  view: MissionView,
  { round, target }: { readonly round: string; readonly target: TargetId },
  change: (standing: RoundStanding) => RoundStanding,
): MissionView => changeRow(view, target, (row) => changeStanding(row, round, change));

const wordOf = (
  event: { readonly by: PersonsWord['by']; readonly reason: { readonly private: string | undefined } },
  place: EventPlace,
): PersonsWord => ({ by: event.by, reason: event.reason.private ?? '', at: place.at });

/** `undefined` when the event is not about a result that a person put right. */
export function foldResult(view: MissionView, event: MissionEvent, place: EventPlace): MissionView | undefined {
  switch (event.type) {
    case 'ValueCorrected':
      return changeResult(view, event, (standing) => corrected(standing, event, place));
    case 'ResultExcluded':
      return changeResult(view, event, (standing) => ({ ...standing, excluded: wordOf(event, place) }));
    case 'ResultIncluded':
      return changeResult(view, event, ({ excluded: _, ...standing }) => standing);
    case 'ResultAdded':
      return changeResult(view, event, (standing) => added(standing, event, place));
    case 'AnswerQuestioned':
      return changeResult(view, event, (standing) => ({
        ...standing,
        questioned: {
          ...wordOf(event, place),
          values: event.values.private ?? {},
          doubts: event.doubts.private ?? {},
        },
      }));
    case 'RankingRevised':
      return withScores({
        ...view,
        rounds: view.rounds.map((one) => (one.id === event.round ? { ...one, ranking: event.ranking } : one)),
      });
    case 'ReportRevised':
      return revised(view, event);
    default:
      return undefined;
  }
}

function corrected(
  { questioned: _, ...standing }: RoundStanding,
  event: Of<'ValueCorrected'>,
  place: EventPlace,
): RoundStanding {
  const { [event.field]: before, ...others } = standing.values;
  const after = event.value.private === undefined ? before : (event.value.private ?? undefined);
  const correction = {
    ...wordOf(event, place),
    field: event.field,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
  const checked = (standing.checked ?? []).filter((one) => one !== event.field);
  return {
    ...standing,
    values: after === undefined ? others : { ...others, [event.field]: after },
    checked: after === undefined ? checked : [...checked, event.field],
    corrections: [...(standing.corrections ?? []), correction],
  };
}

function added(
  { nextCallAt: _, questioned: __, ...standing }: RoundStanding,
  event: Of<'ResultAdded'>,
  place: EventPlace,
): RoundStanding {
  const values = event.values.private ?? {};
  return {
    ...standing,
    status: 'answered',
    reason: 'told by a person',
    values,
    checked: Object.keys(values),
    byHand: wordOf(event, place),
  };
}

/** What a call tells anew is no longer what a person looked at or told. */
export function toldAnew(
  { checked, byHand: _, questioned: __, ...standing }: RoundStanding,
  values: Values,
): RoundStanding {
  return {
    ...standing,
    values: { ...standing.values, ...values },
    ...(checked === undefined ? {} : { checked: checked.filter((field) => values[field] === undefined) }),
  };
}

/** Each row shows the score of the last round that gave it one. */
export function withScores(view: MissionView): MissionView {
  const scores = new Map(
    view.rounds.flatMap((round) =>
      round.ranking.flatMap((one): [TargetId, number][] => (one.score === undefined ? [] : [[one.target, one.score]])),
    ),
  );
  const rows = view.rows.map((row) => {
    const score = scores.get(row.target);
    if (score === row.score) return row;
    const { score: _, ...kept } = row;
    return score === undefined ? kept : { ...kept, score };
  });
  return { ...view, rows };
}

function revised(view: MissionView, event: Of<'ReportRevised'>): MissionView {
  if (view.result === undefined) return view;
  const summary = plainWords(event.summary.private ?? '');
  const recommended = view.result.reason === 'rejected' ? [] : recommendedOf(view, event.payload.private);
  return { ...view, result: { ...view.result, summary, recommended } };
}
