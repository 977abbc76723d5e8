/**
 * The way through intake: a file or a paste to targets and a report of every row. Reads decode → table → columns →
 * rows → merge, each a file of its own. Nothing here starts anything; the preview shows what came out.
 */
import { planColumns } from './columns.ts';
import { type DecodedText, decodeText } from './decode.ts';
import type { Delimiter, Intake, IntakeInput, IntakeOptions, RefusedRow } from './intake.ts';
import { mergePeople, type NumberedPerson } from './merge.ts';
import { readRow } from './rows.ts';
import { isBlank, type Table, toTable } from './table.ts';
import { isNoText, MAX_BYTES, tooBig, unreadableFile } from './unreadable.ts';

export const MAX_ROWS = 10_000;

/** Never throws for what people send: what cannot be read at all is `fatal`, what cannot be called is `refused`. */
export function readTargets(input: IntakeInput, options: IntakeOptions): Intake {
  const what = input.kind === 'paste' ? 'The pasted text' : input.name.trim() || 'The file';
  const unreadable = input.kind === 'file' ? unreadableFile(input.name, input.bytes) : unreadablePaste(input.text);
  if (unreadable !== undefined) return fatal(unreadable, 'utf-8');
  const { text, encoding } = textOf(input, options);
  if (isNoText(text)) return fatal(`${what} is not a text file; save the list as CSV and send that.`, encoding);
  const table = toTable(text, input.kind, options.defaultRegion);
  const filled = table.rows.filter((row) => !isBlank(row)).length;
  if (filled === 0) return fatal(`${what} is empty; send a list with one person per row.`, encoding);
  if (filled > MAX_ROWS + 1) {
    return fatal(tooMany(what), encoding);
  }
  return readTable(table, what, encoding, options.defaultRegion);
}

function tooMany(what: string): string {
  return `${what} has more than ${MAX_ROWS} rows; split it and start one mission per part.`;
}

function unreadablePaste(text: string): string | undefined {
  return text.length > MAX_BYTES ? tooBig('The pasted text') : undefined;
}

function textOf(input: IntakeInput, options: IntakeOptions): DecodedText {
  if (input.kind === 'file') return decodeText(input.bytes, options.defaultRegion);
  return { text: input.text.replace(/^\ufeff/, ''), encoding: 'utf-8' };
}

function readTable(table: Table, what: string, encoding: string, defaultRegion: string): Intake {
  const { rows, delimiter } = table;
  const plan = planColumns(rows, delimiter === 'lines', defaultRegion);
  if (plan.phones.length === 0) {
    return fatal(
      `${what} has no column with phone numbers; call it "phone" in the first row and send it again.`,
      encoding,
    );
  }
  const people: NumberedPerson[] = [];
  const refused: RefusedRow[] = [];
  const heading = rows[plan.headerIndex];
  for (const [index, cells] of rows.entries()) {
    const row = index + 1;
    if (isBlank(cells) || index === plan.headerIndex) continue;
    if (index < plan.headerIndex) refused.push({ row, cells, reason: TITLE });
    else if (heading !== undefined && isSame(cells, heading)) refused.push({ row, cells, reason: REPEATED });
    else {
      const reading = readRow(cells, plan, defaultRegion);
      if (reading.ok) people.push({ row, cells, person: reading.person });
      else refused.push({ row, cells, reason: reading.reason });
    }
  }
  const totalRows = people.length + refused.length;
  if (totalRows === 0)
    return fatal(`${what} has headings but no rows; add one person per row and send it again.`, encoding);
  if (totalRows > MAX_ROWS) {
    return fatal(tooMany(what), encoding);
  }
  const { targets, merged, refused: alsoRefused } = mergePeople(people);
  return {
    targets,
    merged,
    refused: [...refused, ...alsoRefused].sort((a, b) => a.row - b.row),
    columns: plan.columns,
    totalRows,
    ...(heading === undefined ? {} : { headerRow: plan.headerIndex + 1 }),
    encoding,
    delimiter,
  };
}

const TITLE = 'This stands above the headings and was left out; there is nothing to do.';
const REPEATED = 'This repeats the headings and was left out; there is nothing to do.';

function isSame(cells: readonly string[], heading: readonly string[]): boolean {
  return cells.length === heading.length && cells.every((cell, index) => cell.trim() === heading[index]?.trim());
}

function fatal(sentence: string, encoding: string): Intake {
  const delimiter: Delimiter = ',';
  return { targets: [], refused: [], merged: [], columns: [], totalRows: 0, encoding, delimiter, fatal: sentence };
}
