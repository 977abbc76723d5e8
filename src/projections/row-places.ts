/**
 * Where a person and a call stand among the rows of a view. Rows never move and a call never leaves its row, so one set of
 * places serves every later version of the same rows; rows that come from storage get theirs at the first question.
 */

import type { TargetId } from '../missions/target.ts';
import type { CallId } from '../missions/terms.ts';
import type { RowView } from './mission-view.ts';

interface Places {
  readonly people: ReadonlyMap<TargetId, number>;
  readonly calls: Map<CallId, number>;
}

type Rows = readonly RowView[];

const known = new WeakMap<Rows, Places>();

function placesOf(rows: Rows): Places {
  const places = known.get(rows) ?? {
    people: new Map(rows.map((row, index) => [row.target, index])),
    calls: new Map(rows.flatMap((row, index) => row.calls.map((one): [CallId, number] => [one.call, index]))),
  };
  known.set(rows, places);
  return places;
}

/** -1 where there is no such person. */
export const placeOfPerson = (rows: Rows, target: TargetId): number => placesOf(rows).people.get(target) ?? -1;

const holds = (row: RowView | undefined, call: CallId): boolean => row?.calls.some((one) => one.call === call) === true;

/** -1 where nobody has such a call. */
export function placeOfCall(rows: Rows, call: CallId): number {
  const place = placesOf(rows).calls.get(call) ?? -1;
  // Another version of these rows may know calls that this one does not.
  return holds(rows[place], call) ? place : rows.findIndex((row) => holds(row, call));
}

/** The same rows with one of them changed; everybody stays in place. */
export function withRow(rows: Rows, place: number, row: RowView): Rows {
  const places = placesOf(rows);
  for (const one of row.calls) places.calls.set(one.call, place);
  const next = rows.with(place, row);
  known.set(next, places);
  return next;
}
