/** Small steps on the rows of a view, shared by the folds: one row, its standing in a round, one of its calls. */

import type { TargetId } from '../missions/target.ts';
import type { CallId } from '../missions/terms.ts';
import type { CallView, MissionView, RoundStanding, RowStatus, RowView } from './mission-view.ts';
import { placeOfCall, placeOfPerson, withRow } from './row-places.ts';

/**
 * Everything that stands in a row follows from its standings at once, so that one event costs one row, however long the
 * list is.
 */
export const changeRow = (view: MissionView, target: TargetId, change: (row: RowView) => RowView): MissionView =>
  changeRowAt(view, placeOfPerson(view.rows, target), change);

function changeRowAt(view: MissionView, place: number, change: (row: RowView) => RowView): MissionView {
  const row = view.rows[place];
  if (row === undefined) return view;
  return { ...view, rows: withRow(view.rows, place, showNewest(change(row), view.endedAt !== undefined)) };
}

/** The fields of the row are those of its newest round. */
export function showNewest(row: RowView, over: boolean): RowView {
  const { lastOutcome: _, reason: __, nextCallAt: ___, words: ____, ...kept } = row;
  const standings = row.byRound ?? [];
  const newest = standings.at(-1);
  const attempts = standings.reduce((sum, one) => sum + one.attempts, 0);
  const values = Object.assign({}, ...standings.map((one) => one.values));
  const words = standings.findLast((one) => one.words !== undefined)?.words;
  const untouched: RowStatus = over || row.removed !== undefined ? 'not-called' : 'planned';
  const reason = newest?.reason ?? row.removed;
  return {
    ...kept,
    attempts,
    values,
    status: newest?.status ?? untouched,
    ...(newest?.lastOutcome === undefined ? {} : { lastOutcome: newest.lastOutcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(newest?.nextCallAt === undefined ? {} : { nextCallAt: newest.nextCallAt }),
    ...(words === undefined ? {} : { words }),
  };
}

/** Changes the standing in `round`, by default the newest one of that person. */
export function changeStanding(
  row: RowView,
  round: string | undefined,
  change: (standing: RoundStanding) => RoundStanding,
): RowView {
  const standings = row.byRound ?? [];
  const wanted = round ?? standings.at(-1)?.round;
  return { ...row, byRound: standings.map((one) => (one.round === wanted ? change(one) : one)) };
}

export const freshStanding = (round: string): RoundStanding => ({ round, status: 'planned', attempts: 0, values: {} });

/** Changes one call and, where `standing` is given, the standing of its round. */
export function changeCall(
  view: MissionView,
  call: CallId,
  change: (call: CallView) => CallView,
  standing?: (standing: RoundStanding) => RoundStanding,
): MissionView {
  return changeRowAt(view, placeOfCall(view.rows, call), (row) => {
    const changed = { ...row, calls: row.calls.map((one) => (one.call === call ? change(one) : one)) };
    const round = row.calls.find((one) => one.call === call)?.round;
    return standing === undefined ? changed : changeStanding(changed, round, standing);
  });
}

/** The call may still ring, or somebody is on the phone. */
export const isOut = (call: CallView): boolean =>
  call.state === 'intended' || call.state === 'handed-over' || isTalking(call);

export const isTalking = (call: CallView): boolean => call.state === 'ringing' || call.state === 'in-progress';
