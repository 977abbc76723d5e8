/**
 * Second station of intake: text to rows of cells. Finds the delimiter by which the rows fit together best, and leaves
 * lists that are no table to `lines.ts`. Row `i` of the result is row `i + 1` of a spreadsheet, blank ones included.
 */
import { parse } from 'csv-parse/sync';
import { meaningOf } from './header-words.ts';
import type { Delimiter } from './intake.ts';
import { linesToRows } from './lines.ts';
import { looksLikePhone } from './phone.ts';

export interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: Delimiter;
}

type CsvDelimiter = Exclude<Delimiter, 'lines'>;
const CANDIDATES: readonly CsvDelimiter[] = ['\t', ';', ',', '|'];
const SAMPLE_ROWS = 60;
/** From this many columns on a headless paste is a table; below it is more often "name, number, a note, with commas". */
const SURELY_TABLE_COLUMNS = 4;

export function toTable(text: string, kind: 'file' | 'paste', defaultRegion: string): Table {
  const { body, declared } = takeDeclaredDelimiter(text);
  const best = declared ?? bestDelimiter(body);
  const rows = parseCsv(body, best, SAMPLE_ROWS).filter((row) => !isBlank(row));
  if (declared === undefined && !isTable(rows, best, kind)) {
    return { rows: linesToRows(body, defaultRegion), delimiter: 'lines' };
  }
  return { rows: parseCsv(body, best), delimiter: best };
}

/** Nothing in any cell, or a drawn line such as `|---|---|`. */
export function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => /^\s*(?::?[-=_]{3,}:?)?\s*$/.test(cell));
}

/** Excel's own first line `sep=;`, which it does not count as a row. */
function takeDeclaredDelimiter(text: string): { body: string; declared?: CsvDelimiter } {
  const match = /^"?sep=(.)"?\r?\n/i.exec(text);
  const declared = CANDIDATES.find((candidate) => candidate === match?.[1]);
  return match === null || declared === undefined ? { body: text } : { body: text.slice(match[0].length), declared };
}

/** The one that cuts most rows into the same number of cells; more cells win among equals. */
function bestDelimiter(text: string): CsvDelimiter {
  let best: { delimiter: CsvDelimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of CANDIDATES) {
    const rows = parseCsv(text, delimiter, SAMPLE_ROWS).filter((row) => !isBlank(row));
    const { width, count } = usualWidth(rows);
    const headed = rows.slice(0, 10).some((row) => row.length > 1 && knownHeadings(row) > 1) ? 1 : 0;
    const score = width < 2 ? 0 : count / rows.length + Math.min(width, 20) / 100 + headed;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function usualWidth(rows: readonly (readonly string[])[]): { width: number; count: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let usual = { width: 1, count: 0 };
  for (const [width, count] of counts) {
    if (count > usual.count || (count === usual.count && width > usual.width)) usual = { width, count };
  }
  return usual;
}

function isTable(rows: readonly (readonly string[])[], delimiter: CsvDelimiter, kind: 'file' | 'paste'): boolean {
  if (rows.slice(0, 10).some((row) => knownHeadings(row) > (row.length > 1 ? 1 : 0) || isPhoneHeading(row)))
    return true;
  const { width, count } = usualWidth(rows);
  if (width < 2) return kind === 'file' && rows.every((row) => looksLikePhone(row[0] ?? ''));
  if (rows.some((row) => row.filter(looksLikePhone).length > 1) && !sameColumn(rows)) return false;
  const steady = count >= rows.length * 0.6;
  if (delimiter === '\t') return steady;
  return kind === 'file'
    ? steady && rows.some((row) => row.some(looksLikePhone))
    : steady && rows.length > 1 && width >= SURELY_TABLE_COLUMNS;
}

function isPhoneHeading(row: readonly string[]): boolean {
  return row.some((cell) => meaningOf(cell)?.role === 'phone' && meaningOf(cell)?.strength === 1);
}

function knownHeadings(row: readonly string[]): number {
  return row.some(looksLikePhone) ? 0 : row.filter((cell) => meaningOf(cell) !== undefined).length;
}

/** Numbers that stand side by side in a column of their own, not "number, number, number" in one line. */
function sameColumn(rows: readonly (readonly string[])[]): boolean {
  return rows.length > 1 && rows.some((row) => row.some((cell) => /\p{L}{2}/u.test(cell)));
}

function parseCsv(text: string, delimiter: CsvDelimiter, rows = -1): string[][] {
  const options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to: rows,
  };
  try {
    return parse(text, options);
  } catch {
    // A quote that is never closed: read the quotes as letters, so that one bad row does not swallow the rest.
    return parse(text, { ...options, quote: null });
  }
}
