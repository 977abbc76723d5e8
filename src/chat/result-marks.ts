/**
 * What is said beside a value or a result: to be checked and why, corrected or told by whom, left out. Words for every card
 * and for the table; a reason of a person stands in quotes.
 */
import type { Field } from '../missions/brief.ts';
import type { RankedRow, Value } from '../missions/terms.ts';
import { excludedOf } from '../projections/merge-ranking.ts';
import type { CorrectionView, MissionView, PersonsWord, RowView } from '../projections/mission-view.ts';
import { because } from './quoted.ts';

/** The newest round in which this field of theirs was told. */
const standingOf = (row: RowView, field: string) =>
  row.byRound?.findLast((one) => one.values[field] !== undefined || one.checked?.includes(field) === true);

/** Absent where a later call told it anew. */
export const correctionOf = (row: RowView, field: string): CorrectionView | undefined =>
  standingOf(row, field)?.checked?.includes(field) === true
    ? standingOf(row, field)?.corrections?.findLast((one) => one.field === field)
    : undefined;

export const byHandOf = (row: RowView): PersonsWord | undefined =>
  row.byRound?.findLast((one) => one.status === 'answered')?.byHand;

/** ` (to be checked)`, ` (corrected by Mira)`, ` (confirmed by Mira)`; empty where nothing is to be said. */
export function markOf(row: RowView, field: string): string {
  if (row.doubts?.[field] !== undefined) return ' (to be checked)';
  const correction = correctionOf(row, field);
  if (correction === undefined) return '';
  const what = correction.before === correction.after ? 'confirmed' : 'corrected';
  return ` (${what} by ${correction.by.name})`;
}

/** `price to be checked: far from the other answers`, one a field. */
export const doubtLines = (row: RowView, fields: readonly Field[]): readonly string[] =>
  fields.flatMap((field) => {
    const why = row.doubts?.[field.name];
    return why === undefined ? [] : [`${field.label.toLowerCase()} to be checked: ${why}`];
  });

/** What lowered the score: `no lead time: counted as the worst`. */
export function scoreLines(ranked: RankedRow | undefined, fields: readonly Field[]): readonly string[] {
  const labelOf = (name: string) => (fields.find((field) => field.name === name)?.label ?? name).toLowerCase();
  return (ranked?.missing ?? []).map((name) => `no ${labelOf(name)}: counted as the worst`);
}

/** Told or left out by a person. */
export function personLines(row: RowView): readonly string[] {
  const [out, told] = [excludedOf(row), byHandOf(row)];
  return [
    ...(told === undefined ? [] : [`told by ${told.by.name}${because(told.reason)}`]),
    ...(out === undefined ? [] : [`left out by ${out.by.name}${because(out.reason)}`]),
  ];
}

/** How many values wait for a person. */
export const toCheckCount = (view: Pick<MissionView, 'rows'>): number =>
  view.rows.reduce((sum, row) => sum + Object.keys(row.doubts ?? {}).length, 0);

/** Everything that people changed, oldest first. */
export const correctionsOf = (view: MissionView): readonly (CorrectionView & { readonly row: RowView })[] =>
  view.rows
    .flatMap((row) => (row.byRound ?? []).flatMap((one) => (one.corrections ?? []).map((what) => ({ ...what, row }))))
    .toSorted((a, b) => a.at - b.at);

export const plainValue = (value: Value | undefined): string =>
  value === undefined ? 'nothing' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
