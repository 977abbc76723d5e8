/**
 * One cell and one line of a CSV that people open in a spreadsheet. Pure.
 * Whatever came from a file, a chat or a phone call may start with `=`, `+`, `-` or `@`, which a spreadsheet would
 * run as a formula; such a cell gets a leading apostrophe, which spreadsheets show as plain text.
 */
const FORMULA_START = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** The value with a leading apostrophe if a spreadsheet could take it for a formula; for writers that quote themselves. */
export function neutralCell(value: string): string {
  return FORMULA_START.test(value) ? `'${value}` : value;
}

/** A neutral cell, quoted where the delimiter, a quote or a line break stands in it. */
export function csvCell(value: string, delimiter = ','): string {
  const neutral = neutralCell(value);
  const needsQuotes = neutral.includes(delimiter) || /["\r\n]/.test(neutral) || neutral !== neutral.trim();
  return needsQuotes ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

/** One line of neutral cells, ended by CRLF as RFC 4180 has it. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}
