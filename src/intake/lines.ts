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

/** Between two people on one line. */
const JOINERS = /^[\s,;:|/&+–-]*(?:(?:and|und|et|y|e)\s+)?/i;
/** Before another number of the same person. */
const SAME_PERSON =
  /(?:^|[^\p{L}])(?:or|oder|ou|fax|telefax|mobile?|mob|handy|cell|tel|phone|telefon|call|office|direct|ext)[.:]?$/iu;
/** Digits with what people put between them; E.164 ends at fifteen. */
const DIGIT_RUN = /[+(]?\d[\d\s().\-/–]*\d/g;
const MOST_DIGITS = 15;

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
  if (parts.length < 2) return peopleInARow(line, country);
  const numbered = parts.map((part) => findNumber(part, country) !== undefined);
  if (numbered.every(Boolean)) return parts;
  const pairs =
    parts.length >= 4 && parts.length % 2 === 0 && numbered.every((has, index) => has === (index % 2 === 1));
  if (!pairs) return peopleInARow(line, country);
  return parts.flatMap((part, index) => (index % 2 === 0 ? [`${part}: ${parts[index + 1] ?? ''}`] : []));
}

/** "Acme +1… Bob +1…" and "Acme +1… and Bob +1…": a name before each number and nothing behind the last. */
function peopleInARow(line: string, country: CountryCode | undefined): string[] {
  const numbers = numbersIn(line, country);
  const ends = numbers.map(({ end }) => end);
  const entries = ends.map((end, index) => line.slice(ends[index - 1] ?? 0, end).replace(JOINERS, ''));
  const named = entries.every((entry, index) => {
    const { start = 0, end = 0 } = numbers[index] ?? {};
    const name = entry.slice(0, entry.length - (end - start)).replace(NAME_EDGES, '');
    return /\p{L}{2}/u.test(name) && !SAME_PERSON.test(name);
  });
  const rest = line.slice(ends.at(-1) ?? 0).replace(NOTE_EDGES, '');
  return numbers.length > 1 && named && rest === '' ? entries : [line];
}

function toRow(entry: string, country: CountryCode | undefined): string[] {
  const line = entry.replace(BULLET, '');
  const found = findNumber(line, country);
  if (found === undefined) return [line.trim(), '', ''];
  const several = severalIn(line, found, country);
  // Whose the second one is cannot be told, so the whole line is refused for what stands in the cell.
  if (several !== undefined) return [line.slice(0, found.start).replace(NAME_EDGES, ''), several, ''];
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

/** All numbers of a line that holds more than one; undefined when there is only the one that was found. */
function severalIn(line: string, found: Found, country: CountryCode | undefined): string | undefined {
  const numbers = numbersIn(line, country).map(({ start, end }) => line.slice(start, end).trim());
  if (numbers.length > 1) return numbers.join(' / ');
  const run = [...line.matchAll(DIGIT_RUN)].find(
    ({ index, 0: text }) => index <= found.start && index + text.length >= found.end,
  )?.[0];
  return run !== undefined && run.replace(/\D/g, '').length > MOST_DIGITS ? run.trim() : undefined;
}

/** The first one, and what is written like a number behind it: a date or an order number is neither. */
const numbersIn = (line: string, country: CountryCode | undefined): readonly Found[] =>
  findPhoneNumbersInText(line, country === undefined ? {} : { defaultCountry: country })
    .map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }))
    .filter(({ start, end }, index) => {
      const written = line.slice(start, end);
      return index === 0 || /^[(+0]/.test(written) || written.replace(/\D/g, '').length > 8;
    });

function findNumber(line: string, country: CountryCode | undefined): Found | undefined {
  const [valid] = findPhoneNumbersInText(line, country === undefined ? {} : { defaultCountry: country });
  if (valid !== undefined) {
    const keys = KEYS_BEHIND.exec(line.slice(valid.endsAt))?.[0] ?? '';
    return { start: valid.startsAt, end: valid.endsAt + keys.length };
  }
  const like = NUMBER_LIKE.exec(line);
  return like === null ? undefined : { start: like.index, end: like.index + like[0].length };
}
