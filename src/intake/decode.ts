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
/** Share of the characters beyond ASCII that the code page's languages must know, or the text is in another script. */
const EXPLAINED_SHARE = 0.6;
/** Punctuation and signs that stand in lists of every language. */
const COMMON_SIGNS = '„“”‘’‚–—…•€£§°©®™«»´¿¡\u00a0';
/** What the detector calls the Latin and Cyrillic pages, which were weighed already or are next to never used. */
const WEIGHED = /^(?:ascii|utf|iso-8859-[1259]$|windows-125[012478])/i;
/** Share of broken characters up to which a text is damaged UTF-8 rather than another encoding. */
const DAMAGED_SHARE = 0.05;

export function decodeText(bytes: Uint8Array, defaultRegion: string): DecodedText {
  const encoding = utf16Of(bytes) ?? (isUtf8(bytes) ? 'utf-8' : codePageOf(bytes, defaultRegion));
  return { text: withoutEndMark(decodeAs(encoding, bytes)), encoding };
}

/**
 * Bytes 80 to 9F of windows-1252. Some releases of Node decode that page as Latin-1, with control characters in the
 * place of quotes, dashes and the euro sign.
 */
const HIGH_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeAs(encoding: string, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (char) => HIGH_1252[char.charCodeAt(0) - 0x80] ?? char);
}

/** Old programs end a text with the control character 26, or fill its last block with zeros. */
function withoutEndMark(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\u001a' || text[end - 1] === '\0')) end--;
  return text.slice(0, end);
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
  let best: { page: CodePage; text: string; score: number } | undefined;
  for (const page of CODE_PAGES) {
    const text = decodeAs(page.encoding, sample);
    const bonus = page.regions.includes(defaultRegion.toUpperCase()) ? REGION_BONUS : 0;
    const score = likelihood(wordsBeyondAscii(text), page.languages) + bonus;
    if (best === undefined || score > best.score) best = { page, text, score };
  }
  if (best === undefined) return 'windows-1252';
  return isExplained(best.text, best.page) ? best.page.encoding : (otherScript(sample) ?? best.page.encoding);
}

function isExplained(text: string, page: CodePage): boolean {
  const known = new Set(page.languages.join(''));
  const beyond = [...text].filter((char) => char > '\u007f' && !COMMON_SIGNS.includes(char));
  const explained = beyond.filter((char) => known.has(char) || known.has(char.toLowerCase()));
  return explained.length >= beyond.length * EXPLAINED_SHARE;
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
function likelihood(words: readonly string[], languages: readonly string[]): number {
  const tables = languages.map(frequencies);
  const whole = tables.map(() => 0);
  let wordByWord = 0;
  for (const word of words) {
    const scores = tables.map((table) => [...word].reduce((sum, char) => sum + (table.get(char) ?? FOREIGN_LETTER), 0));
    scores.forEach((score, index) => {
      whole[index] = (whole[index] ?? 0) + score;
    });
    wordByWord += Math.max(...scores);
  }
  return Math.max(...whole) + wordByWord;
}

/** Frequencies after Zipf: a letter's share falls with its place in the list. */
function frequencies(language: string): Map<string, number> {
  const chars = [...language];
  const sum = chars.reduce((total, _, index) => total + 1 / (index + 1), 0);
  return new Map(chars.map((char, index) => [char, Math.log(1 / (index + 1) / sum)]));
}

/** The detector's likeliest script in which every byte of the sample, cut at a line end, has a meaning. */
function otherScript(sample: Uint8Array): string | undefined {
  const lines = sample.subarray(0, sample.lastIndexOf(0x0a) + 1);
  for (const { name } of analyse(sample)) {
    if (WEIGHED.test(name)) continue;
    try {
      const decoder = new TextDecoder(name.toLowerCase(), { fatal: true });
      decoder.decode(lines);
      return decoder.encoding;
    } catch {
      // Not this script, or one that the runtime cannot decode; the next guess may fit.
    }
  }
  return undefined;
}
