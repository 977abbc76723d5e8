/**
 * First station of intake: bytes to text, whatever program saved them. Byte order mark, then UTF-16 without one, then
 * UTF-8 by its strict grammar, then the Windows code page whose letters make the likeliest words, and only for scripts
 * beyond those the general detector.
 */
import { analyse } from 'chardet';
import { CODE_PAGES, type CodePage } from './alphabets.ts';

export interface DecodedText {
  readonly text: string;
  /** WHATWG label. */
  readonly encoding: string;
}

const SAMPLE_BYTES = 256 * 1024;
/** Log-likelihood of a letter that a language does not have. */
const FOREIGN_LETTER = Math.log(0.0005);
/** What the country of the list is worth, in the same unit: less than one foreign letter. */
const REGION_BONUS = 2;
/** Mean log-likelihood of a letter below which none of the code pages explains the text. */
const UNEXPLAINED = -5.5;
/** Share of broken characters up to which a text is damaged UTF-8 rather than another encoding. */
const DAMAGED_SHARE = 0.05;

export function decodeText(bytes: Uint8Array, defaultRegion: string): DecodedText {
  const encoding = utf16Of(bytes) ?? (isUtf8(bytes) ? 'utf-8' : codePageOf(bytes, defaultRegion));
  const text = new TextDecoder(encoding).decode(bytes);
  return { text: text.replace(/[\0\u001a]+$/, ''), encoding };
}

/** By its mark, or by where the zero bytes stand: digits, delimiters and line ends have one in each pair. */
function utf16Of(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  let highFirst = 0;
  let lowFirst = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) highFirst++;
    if (bytes[at] !== 0 && bytes[at + 1] === 0) lowFirst++;
  }
  const enough = length / 2 / 8;
  if (length < 4 || Math.max(highFirst, lowFirst) < enough) return undefined;
  if (highFirst > lowFirst * 10) return 'utf-16be';
  return lowFirst > highFirst * 10 ? 'utf-16le' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return isDamagedUtf8(bytes);
  }
}

function isDamagedUtf8(bytes: Uint8Array): boolean {
  let broken = 0;
  let beyondAscii = 0;
  for (const char of new TextDecoder('utf-8').decode(bytes)) {
    if (char <= '\u007f') continue;
    beyondAscii++;
    if (char === '\ufffd') broken++;
  }
  return broken < beyondAscii * DAMAGED_SHARE;
}

function codePageOf(bytes: Uint8Array, defaultRegion: string): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let best = { encoding: 'windows-1252', score: Number.NEGATIVE_INFINITY, perLetter: 0 };
  for (const page of CODE_PAGES) {
    const { total, letters } = likelihood(wordsBeyondAscii(new TextDecoder(page.encoding).decode(sample)), page);
    const score = total + (page.regions.includes(defaultRegion.toUpperCase()) ? REGION_BONUS : 0);
    if (score > best.score)
      best = { encoding: page.encoding, score, perLetter: letters === 0 ? 0 : total / 2 / letters };
  }
  return best.perLetter < UNEXPLAINED ? (otherScript(sample) ?? best.encoding) : best.encoding;
}

/** For each word the marks that tell pages apart: its letters beyond ASCII, and symbols that stand inside it. */
function wordsBeyondAscii(text: string): string[] {
  const words =
    text.match(/[\p{L}\p{M}\u0080-\u00bf\u02c0-\u02ff]*[\u0080-\u{ffff}][\p{L}\p{M}\u0080-\u00bf]*/gu) ?? [];
  return words.map((word) => {
    const lower = word.replaceAll('İ', '\u0000').toLowerCase().replaceAll('\u0000', 'İ');
    return lower.replace(/[ -~]|^[^\p{L}\p{M}]+|[^\p{L}\p{M}]+$/gu, '');
  });
}

/** The text in its likeliest single language, plus each word in its own: lists may mix languages of one code page. */
function likelihood(words: readonly string[], page: CodePage): { total: number; letters: number } {
  const tables = page.languages.map(frequencies);
  const whole = tables.map(() => 0);
  let wordByWord = 0;
  let letters = 0;
  for (const word of words) {
    const scores = tables.map((table) => [...word].reduce((sum, char) => sum + (table.get(char) ?? FOREIGN_LETTER), 0));
    scores.forEach((score, index) => {
      whole[index] = (whole[index] ?? 0) + score;
    });
    wordByWord += Math.max(...scores);
    letters += [...word].length;
  }
  return { total: Math.max(...whole) + wordByWord, letters };
}

/** Frequencies after Zipf: a letter's share falls with its place in the list. */
function frequencies(language: string): Map<string, number> {
  const chars = [...language];
  const sum = chars.reduce((total, _, index) => total + 1 / (index + 1), 0);
  return new Map(chars.map((char, index) => [char, Math.log(1 / (index + 1) / sum)]));
}

function otherScript(sample: Uint8Array): string | undefined {
  for (const { name } of analyse(sample)) {
    if (name.startsWith('ISO-8859-1') || name === 'ASCII' || name.startsWith('UTF')) continue;
    try {
      return new TextDecoder(name.toLowerCase()).encoding;
    } catch {
      // The detector knows encodings that the runtime cannot decode; the next guess may be one that it can.
    }
  }
  return undefined;
}
