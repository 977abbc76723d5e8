/**
 * Lists that are no table: "Name, number, note", "Name: +1…", "number name", bare numbers, one or several a line.
 * Each becomes a row of name, number, note. A row is a line as long as no line holds several people; else an entry.
 */
import { type CountryCode, findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max';

/** A run that somebody may have meant as a number, with its keys; or a short number at the end of the line. */
const NUMBER_LIKE =
  /(?:\(?\+|\b0|\b|\()\d[\d\s().\-/–]{4,}\d(?:\s*\([\d#*]+\)|\s*[#*][\d#*]+)?|\d[.,]\d+e\+?\d+|\b\d{2,6}(?=\W*$)/i;
const KEYS_BEHIND = /^\s*(?:\(\s*\d*[#*][\d#*,\s]*\)|[#*][\d#*]*|,*\s*(?:ext\.?|x|durchwahl|dw)\s*\d{1,7}\b)/i;
const BULLET = /^\s*(?:[-*•·–]|\d{1,3}[.)])\s+/;
/** What joins a name, a number and a note; a bracket open before the number is closed behind it. */
const NAME_EDGES = /^[\s,;:|\-–—=>"']+|[\s,;:|\-–—=>"'<(]+$/g;
const NOTE_EDGES = /^[\s,;:|\-–—=>"')]+|[\s,;:|\-–—"']+$/g;

interface Found {
  readonly start: number;
  readonly end: number;
}

export function linesToRows(text: string, defaultRegion: string): string[][] {
  const region = defaultRegion.toUpperCase();
  const country = isSupportedCountry(region) ? region : undefined;
  return text.split(/\r\n|\n|\r/).flatMap((line) => people(line, country).map((entry) => toRow(entry, country)));
}

/** One entry a line, unless each part between commas or semicolons holds a number of its own. */
function people(line: string, country: CountryCode | undefined): string[] {
  const parts = line
    .split(/[,;\t]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2) return [line];
  const numbered = parts.map((part) => findNumber(part, country) !== undefined);
  if (numbered.every(Boolean)) return parts;
  const pairs =
    parts.length >= 4 && parts.length % 2 === 0 && numbered.every((has, index) => has === (index % 2 === 1));
  if (!pairs) return [line];
  return parts.flatMap((part, index) => (index % 2 === 0 ? [`${part}: ${parts[index + 1] ?? ''}`] : []));
}

function toRow(entry: string, country: CountryCode | undefined): string[] {
  const line = entry.replace(BULLET, '');
  const found = findNumber(line, country);
  if (found === undefined) return [line.trim(), '', ''];
  const number = withoutOpenBracket(line.slice(found.start, found.end).trim());
  const before = line.slice(0, found.start).replace(/\b(?:tel|phone|telefon|mobile?|mob|fon)\.?:?\s*$/i, '');
  const after = line.slice(found.end);
  const name = before.replace(NAME_EDGES, '');
  const rest = after.replace(NOTE_EDGES, '');
  if (name !== '' || rest === '') return [name, number, rest];
  const [first, ...others] = rest.split(/[,;|]\s*/);
  return [first ?? '', number, others.join(', ')];
}

/** The finder takes the bracket before a number along, but not the one behind it. */
function withoutOpenBracket(number: string): string {
  return number.includes(')') ? number : number.replace(/^\(/, '');
}

function findNumber(line: string, country: CountryCode | undefined): Found | undefined {
  const [valid] = findPhoneNumbersInText(line, country === undefined ? {} : { defaultCountry: country });
  if (valid !== undefined) {
    const keys = KEYS_BEHIND.exec(line.slice(valid.endsAt))?.[0] ?? '';
    return { start: valid.startsAt, end: valid.endsAt + keys.length };
  }
  const like = NUMBER_LIKE.exec(line);
  return like === null ? undefined : { start: like.index, end: like.index + like[0].length };
}
