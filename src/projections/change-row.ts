/** Small steps on the rows of a view, shared by the folds: one row, its standing in a round, one of its calls. */
import type { CallId } from '../missions/event.ts';
import type { TargetId } from '../missions/target.ts';
import type { CallView, MissionView, RoundStanding, RowView } from './mission-view.ts';

export function changeRow(view: MissionView, target: TargetId, change: (row: RowView) => RowView): MissionView {
  return { ...view, rows: view.rows.map((row) => (row.target === target ? change(row) : row)) };
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

/** The row that holds the call. */
export const rowOfCall = (view: MissionView, call: CallId): RowView | undefined =>
  view.rows.find((row) => row.calls.some((one) => one.call === call));

export function changeCall(view: MissionView, call: CallId, change: (call: CallView) => CallView): MissionView {
  const row = rowOfCall(view, call);
  if (row === undefined) return view;
  const calls = row.calls.map((one) => (one.call === call ? change(one) : one));
  return changeRow(view, row.target, (found) => ({ ...found, calls }));
}

/** Changes the standing that a call belongs to. */
export function changeCallStanding(
  view: MissionView,
  call: CallId,
  change: (standing: RoundStanding) => RoundStanding,
): MissionView {
  const row = rowOfCall(view, call);
  const round = row?.calls.find((one) => one.call === call)?.round;
  return row === undefined ? view : changeRow(view, row.target, (found) => changeStanding(found, round, change));
}

/** The call may still ring, or somebody is on the phone. */
export const isOut = (call: CallView): boolean =>
  call.state === 'intended' || call.state === 'handed-over' || isTalking(call);

export const isTalking = (call: CallView): boolean => call.state === 'ringing' || call.state === 'in-progress';
