/** The numbers in what somebody said, in digits and in words, each with its place in the text. */
import { isMultiplier, type Piece, piecesOf, readingsOf } from './number-words.ts';

export interface Quantity {
  readonly from: number;
  readonly to: number;
  /** Several where the words can be understood in several ways. */
  readonly readings: readonly number[];
  /** 1,000 in "12 thousand": what a number before it in a span shares. */
  readonly factor: number;
}

interface Token {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const TOKEN = /\d+(?:[.,'’]\d+)*(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?|\p{L}+/gu;

/** `12,500` and `12.500` are thousands, `12.50` and `12,5` are not. */
export function digitsOf(text: string): number {
  const bare = text.replace(/[\s'’\u00a0\u202f]/g, '');
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (last < 0) return Number(bare);
  const marks = bare.replace(/\d/g, '');
  const both = marks.includes('.') && marks.includes(',');
  const thousands = !both && (marks.length > 1 || (/^[1-9]\d{0,2}[.,]\d{3}$/.test(bare) && !bare.startsWith('0')));
  if (thousands) return Number(bare.replace(/[.,]/g, ''));
  return Number(`${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`);
}

/** Articles mean one only before what is counted: "a million", "eine Woche". */
const ARTICLE = /^(?:an?|ein(?:e[nmrs]?)?|una?|une)$/i;
const COUNTED =
  /^\s+(?:dollar|euro|buck|pound|pfund|franken|franc|hundred|thousand|million|hundert|tausend|mio|day|week|month|year|hour|tag|woche|monat|jahr|stunde)/i;
const JOINS = /^[\s-]*(?:and|y|et)?[\s-]*$/i;
const FRENCH = /(?:deux|trois|quatre|cinq|six|sept|huit|neuf)$/i;
const JOINED_BY_WORD = /(?:and|y|et)/i;
const SPAN_BEFORE = /(?:between|zwischen|entre)\s*$/i;

export function quantitiesIn(text: string): readonly Quantity[] {
  const tokens = [...text.matchAll(TOKEN)].map(
    (match): Token => ({ from: match.index, to: match.index + match[0].length, text: match[0] }),
  );
  const found: Quantity[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const read = numberAt(text, tokens, index);
    if (read === undefined) continue;
    found.push(read.quantity);
    index = read.last;
  }
  return withCents(text, withoutArticles(text, found));
}

/** Beside another number "a month" is what it is paid for, not one month; "that one" is no number at all. */
function withoutArticles(text: string, found: readonly Quantity[]): readonly Quantity[] {
  const isArticle = ({ from, to }: Quantity) => {
    const word = text.slice(from, to);
    return ARTICLE.test(word) || (/^(?:one|eins|uno)$/i.test(word) && !COUNTED.test(text.slice(to)));
  };
  return found.length < 2 ? found : found.filter((one) => !isArticle(one));
}

interface Read {
  readonly quantity: Quantity;
  /** Index of its last token. */
  readonly last: number;
}

function numberAt(text: string, tokens: readonly Token[], start: number): Read | undefined {
  const token = tokens[start];
  if (token === undefined) return undefined;
  if (/^\d/.test(token.text)) return digitsAt(text, tokens, start, token);
  const pieces = piecesAt(text, token);
  if (pieces === undefined || pieces.every((piece) => piece === 'and')) return undefined;
  return wordsAt(text, tokens, start, token, pieces);
}

function piecesAt(text: string, token: Token): readonly Piece[] | undefined {
  if (ARTICLE.test(token.text) && COUNTED.test(text.slice(token.to))) return [{ kind: 'one', value: 1 }];
  // Alone these are no numbers: "the grand total", "half past".
  if (/^(?:cents|k|grand|mil)$/i.test(token.text)) return undefined;
  if (/^hal[fb]$/i.test(token.text) && !/^\s+an?\s+(?:hundred|thousand|million)/i.test(text.slice(token.to)))
    return undefined;
  return piecesOf(token.text);
}

/** What follows and belongs to the number: "9" "and a half" "thousand". */
function digitsAt(text: string, tokens: readonly Token[], start: number, token: Token): Read {
  let [value, factor, last, to] = [digitsOf(token.text), 1, start, token.to];
  for (let index = start + 1; index < tokens.length; index += 1) {
    const next = tokens[index];
    if (next === undefined || !JOINS.test(text.slice(to, next.from).replace(/\b(?:an?|und|ein)\b/gi, ' '))) break;
    if (/^(?:and|a|an|und|ein)$/i.test(next.text) && /^\s*(?:an?\s+)?(?:half|halb)/i.test(text.slice(next.to)))
      continue;
    const [piece] = piecesOf(next.text) ?? [];
    if (piece === undefined || piece === 'and' || /^cents$/i.test(next.text)) break;
    if (piece.kind === 'half' || /^einhalb$/i.test(next.text)) value += 0.5;
    else if (isMultiplier(piece) && piece.value <= 1_000_000) {
      value *= piece.value;
      factor *= piece.value;
    } else break;
    [last, to] = [index, next.to];
  }
  return { quantity: { from: token.from, to, readings: [value], factor }, last };
}

function wordsAt(text: string, tokens: readonly Token[], start: number, first: Token, begun: readonly Piece[]): Read {
  const pieces: Piece[] = [...begun];
  let [last, to] = [start, first.to];
  const inSpan = SPAN_BEFORE.test(text.slice(0, first.from));
  for (let index = start + 1; index < tokens.length; index += 1) {
    const next = tokens[index];
    if (next === undefined) break;
    if (/^(?:and|y|et|an?)$/i.test(next.text)) continue;
    const gap = text.slice(to, next.from).replace(/\ba\b/i, ' ');
    const more = piecesOf(next.text);
    if (more === undefined || !JOINS.test(gap) || !mayJoin(pieces, more, gap, inSpan)) break;
    // "deux cents" is two hundred, "fifty cents" is small change.
    if (/^cents$/i.test(next.text) && !FRENCH.test(text.slice(first.from, to))) break;
    pieces.push(...(JOINED_BY_WORD.test(gap) ? (['and'] as const) : []), ...more);
    [last, to] = [index, next.to];
  }
  const ends = pieces.at(-1);
  const factor = ends !== undefined && ends !== 'and' && isMultiplier(ends) ? ends.value : 1;
  return { quantity: { from: first.from, to, readings: readingsOf(pieces), factor }, last };
}

/** "one hundred and fifty" is one number, "eight and twelve" are two, "between one hundred and two hundred" as well. */
function mayJoin(pieces: readonly Piece[], more: readonly Piece[], gap: string, inSpan: boolean): boolean {
  if (!JOINED_BY_WORD.test(gap)) return true;
  const [last, next] = [pieces.at(-1), more[0]];
  if (inSpan || last === undefined || last === 'and' || next === undefined || next === 'and') return false;
  if (next.kind === 'half') return true;
  return isMultiplier(last) || (last.kind === 'ten' && next.kind === 'one');
}

const MAJOR = /^\s*(?:dollars?|euros?|bucks|pounds?|pfund|franken|francs?|€|\$|£)\s*(?:and|und|y|et)?\s*$/i;
const COUNTS_OTHER =
  /^\s*(?:-?\s*(?:day|week|month|year|hour|tag|woche|monat|jahr|stunde|unit|piece|stück|percent|prozent)|%)/i;

/** "eleven dollars seventy-five", "zwölf Euro fünfzig": the second number is its cents. */
function withCents(text: string, found: readonly Quantity[]): readonly Quantity[] {
  const merged: Quantity[] = [];
  for (const one of found) {
    const before = merged.at(-1);
    const [cents] = one.readings;
    const joins =
      before !== undefined && before.factor === 1 && MAJOR.test(text.slice(before.to, one.from)) && one.factor === 1;
    if (joins && cents !== undefined && cents < 100 && !COUNTS_OTHER.test(text.slice(one.to))) {
      merged.pop();
      merged.push({ ...before, to: one.to, readings: before.readings.map((whole) => whole + cents / 100) });
    } else merged.push(one);
  }
  return merged;
}
