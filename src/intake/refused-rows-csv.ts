/**
 * The refused rows as a file to correct in a spreadsheet and send again: intake knows its two first columns.
 */
import { csvLine } from '../lib/csv-cell.ts';
import type { Intake } from './intake.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** With a byte order mark and the delimiter of the source, so that the program it came from opens it. */
export function refusedRowsCsv(intake: Intake): string {
  const delimiter = intake.delimiter === ';' || intake.delimiter === '\t' ? intake.delimiter : ',';
  const width = intake.refused.reduce((most, { cells }) => Math.max(most, cells.length), intake.columns.length);
  const headings = Array.from({ length: width }, (_, index) => {
    const column = intake.columns[index];
    return column?.header || column?.variable || (column?.use === 'ignored' ? '' : column?.use) || '';
  });
  const lines = intake.refused.map(({ row, reason, cells }) => csvLine([String(row), reason, ...cells], delimiter));
  return BYTE_ORDER_MARK + csvLine(['row', 'reason', ...headings], delimiter) + lines.join('');
}
