/**
 * Files that are no text, recognised by their first bytes or by their name, each with the one sentence a person needs.
 */
const MEBIBYTE = 1024 * 1024;
export const MAX_BYTES = 5 * MEBIBYTE;

const AS_CSV = 'save it as CSV (File > Save as > CSV UTF-8) and send that.';

interface Kind {
  readonly what: string;
  readonly cure: string;
}

const WORKBOOK: Kind = { what: 'an Excel workbook', cure: AS_CSV };
const ARCHIVE: Kind = { what: 'an archive', cure: 'unpack it and send the CSV inside.' };
const PDF: Kind = { what: 'a PDF', cure: 'send the list it was made from as CSV, or paste its lines.' };
const PICTURE: Kind = { what: 'a picture', cure: 'send the list as CSV, or paste its lines.' };
const DOCUMENT: Kind = { what: 'a text document', cure: 'copy the list out of it and paste it here.' };
const CONTACTS: Kind = { what: 'a contacts file', cure: 'export the contacts as CSV and send that.' };
const SHEET: Kind = { what: 'a spreadsheet', cure: AS_CSV };
const WEB_PAGE: Kind = { what: 'a web page', cure: `open it in your spreadsheet program and ${AS_CSV}` };

const BY_EXTENSION: Readonly<Record<string, Kind>> = {
  xlsx: WORKBOOK,
  xlsm: WORKBOOK,
  xlsb: WORKBOOK,
  ods: SHEET,
  numbers: SHEET,
  pdf: PDF,
  docx: DOCUMENT,
  doc: DOCUMENT,
  odt: DOCUMENT,
  rtf: DOCUMENT,
  vcf: CONTACTS,
  zip: ARCHIVE,
  gz: ARCHIVE,
  '7z': ARCHIVE,
  rar: ARCHIVE,
  png: PICTURE,
  jpg: PICTURE,
  jpeg: PICTURE,
  heic: PICTURE,
  gif: PICTURE,
};

const BY_FIRST_BYTES: readonly (readonly [string, Kind])[] = [
  ['%PDF', PDF],
  ['\u00d0\u00cf\u0011\u00e0', WORKBOOK],
  ['\u001f\u008b', ARCHIVE],
  ["7z\u00bc\u00af'\u001c", ARCHIVE],
  ['Rar!', ARCHIVE],
  ['\u0089PNG', PICTURE],
  ['\u00ff\u00d8\u00ff', PICTURE],
  ['GIF8', PICTURE],
  ['{\\rtf', DOCUMENT],
  ['BEGIN:VCARD', CONTACTS],
];

/** Why this file cannot be read, as one sentence; undefined if it may be text. */
export function unreadableFile(name: string, bytes: Uint8Array): string | undefined {
  const shown = name.trim() === '' ? 'The file' : name.trim();
  if (bytes.length === 0) return `${shown} is empty; send a CSV with one person per row.`;
  const kind = kindOf(name, bytes);
  if (kind !== undefined) return `${shown} is ${kind.what}; ${kind.cure}`;
  return bytes.length > MAX_BYTES ? tooBig(shown) : undefined;
}

/** One sentence for a paste or a file beyond `MAX_BYTES`. */
export function tooBig(what: string): string {
  return `${what} is larger than ${MAX_BYTES / MEBIBYTE} MB; split it and start one mission per part.`;
}

/** Text with more than a few control characters came from a file of some other kind. */
export function isNoText(text: string): boolean {
  const sample = text.slice(0, 4096);
  const controls = [...sample].filter((char) => (char < ' ' && !'\t\n\v\f\r'.includes(char)) || char === '\ufffd');
  return controls.length > Math.max(1, sample.length * 0.02);
}

function kindOf(name: string, bytes: Uint8Array): Kind | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';
  const start = String.fromCharCode(...bytes.subarray(0, 2048));
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return zipKind(extension, start);
  const byBytes = BY_FIRST_BYTES.find(([magic]) => start.startsWith(magic))?.[1];
  if (byBytes !== undefined) return extension === 'doc' && byBytes === WORKBOOK ? DOCUMENT : byBytes;
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|html|table|\?xml)/i.test(start)) return WEB_PAGE;
  return BY_EXTENSION[extension];
}

/** Office files are zip archives; the names of their parts stand in the first bytes. */
function zipKind(extension: string, start: string): Kind {
  const byName = BY_EXTENSION[extension];
  if (byName !== undefined) return byName;
  if (start.includes('xl/')) return WORKBOOK;
  if (start.includes('word/')) return DOCUMENT;
  return start.includes('opendocument.spreadsheet') ? SHEET : ARCHIVE;
}
