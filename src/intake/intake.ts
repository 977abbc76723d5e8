/**
 * The vocabulary of intake: what is handed in, and the report that comes out beside the targets.
 * Every non-blank row of the source is in exactly one place: the heading, a target's `rows`, or `refused`.
 */
import type { Target } from '../missions/target.ts';

/** A file as it was sent, or the text of a message. */
export type IntakeInput =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'paste'; readonly text: string };

export interface IntakeOptions {
  /** ISO 3166 alpha-2; read for numbers that carry no country code. Unknown or empty: such numbers are refused. */
  readonly defaultRegion: string;
}

export type ColumnUse = 'name' | 'phone' | 'notes' | 'zone' | 'variable' | 'ignored';

export interface Column {
  /** As it stood in the file; empty where there was no heading. */
  readonly header: string;
  readonly use: ColumnUse;
  /** The name of the dynamic variable, `[a-z][a-z0-9_]*`; only with `use: 'variable'`. */
  readonly variable?: string;
}

export interface RefusedRow {
  /** 1-based, as a spreadsheet counts: the heading is row 1, blank rows count. */
  readonly row: number;
  /** One sentence that says what is wrong and what to do. */
  readonly reason: string;
  readonly cells: readonly string[];
}

export interface MergedRows {
  readonly phone: string;
  readonly rows: readonly number[];
  readonly names: readonly string[];
}

/** `lines`: no table, but one person a line. */
export type Delimiter = ',' | ';' | '\t' | '|' | 'lines';

export interface Intake {
  readonly targets: readonly Target[];
  readonly refused: readonly RefusedRow[];
  readonly merged: readonly MergedRows[];
  readonly columns: readonly Column[];
  /** Rows that are neither blank nor the heading: targets' rows plus refused ones. */
  readonly totalRows: number;
  readonly headerRow?: number;
  /** As the WHATWG encoding standard names it, e.g. `utf-8`, `windows-1250`. */
  readonly encoding: string;
  readonly delimiter: Delimiter;
  /** Nothing could be read: one sentence that names the file and the cure. All lists are empty then. */
  readonly fatal?: string;
}
