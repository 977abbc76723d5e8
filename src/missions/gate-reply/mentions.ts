/**
 * Second station: where a reply names people of the list. A name counts in full, without its legal form, by a part
 * that says something, or with a small slip of the keyboard; what fits two people equally well names both.
 */
import { coreWords, foldText, nameWord, nameWords, slip } from '../../lib/names.ts';
import type { Token } from './tokens.ts';

export interface Mention {
  /** Index of the token after the mention. */
  readonly end: number;
  /** Indexes into proposed then reserve; more than one means that the text does not tell them apart. */
  readonly people: readonly number[];
  readonly full: boolean;
  /** Every word of it could be part of an ordinary reply as well (a vendor called "Yes", "First Choice", "24"). */
  readonly plain: boolean;
}

interface Form {
  readonly person: number;
  readonly words: readonly string[];
  readonly full: boolean;
}

export type MentionFinder = (tokens: readonly Token[], start: number) => Mention | undefined;

const INNER_MARKS: ReadonlySet<string> = new Set(['.', '-', '–', '/', '!']);
const MAX_WORDS = 8;

/** `isOrdinary` tells words that mean something in a reply by themselves. */
export function createMentionFinder(names: readonly string[], isOrdinary: (word: string) => boolean): MentionFinder {
  const plainWord = (word: string) => word === '&' || /^\d+$/.test(word) || isOrdinary(word);
  const forms = names.flatMap((name, person) =>
    [...new Set([name, spelledOut(name)])].flatMap((spelling) => formsOf(spelling, person, plainWord)),
  );
  return (tokens, start) => {
    let best: (Mention & { readonly distance: number }) | undefined;
    for (const span of spansFrom(tokens, start)) {
      const found = matchSpan(span.words, forms, plainWord);
      if (found === undefined) continue;
      // A longer reading wins, unless it needs a slip where the shorter one is a whole name.
      if (best?.full && best.distance === 0 && found.distance > 0) continue;
      best = { end: span.end, ...found };
    }
    return best;
  };
}

/** German names as they are typed without umlauts: Müller, Mueller. */
function spelledOut(name: string): string {
  return name.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => `${foldText(letter)}e`);
}

function formsOf(name: string, person: number, plainWord: (word: string) => boolean): Form[] {
  const words = nameWords(name);
  const core = coreWords(words);
  const forms: Form[] = [];
  const push = (form: readonly string[], full: boolean) => {
    if (form.length === 0) return;
    forms.push({ person, words: form, full });
    const bare = form.filter((word) => word !== '&');
    if (bare.length > 0 && bare.length < form.length) forms.push({ person, words: bare, full });
  };
  push(words, true);
  push(core, true);
  for (let from = 0; from < core.length; from += 1)
    for (let to = from + 1; to <= core.length; to += 1) {
      const part = core.slice(from, to);
      if (part.length === core.length || part[0] === '&' || part.at(-1) === '&') continue;
      const tells = part.some((word) => !plainWord(word) && word.length > 1);
      if (tells || (from === 0 && part.length > 1)) push(part, false);
    }
  return forms;
}

interface Span {
  readonly words: readonly string[];
  readonly end: number;
}

/** Every run of words from `start` on, shortest first. */
function spansFrom(tokens: readonly Token[], start: number): Span[] {
  const spans: Span[] = [];
  const words: string[] = [];
  for (let at = start; at < tokens.length && words.length < MAX_WORDS; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === 'word' || token.text === '&' || token.text === '+') {
      words.push(nameWord(token.text));
      if (token.kind === 'word') spans.push({ words: [...words], end: at + 1 });
    } else if (token.kind !== 'mark' || !INNER_MARKS.has(token.text) || words.length === 0) break;
  }
  return spans;
}

function matchSpan(words: readonly string[], forms: readonly Form[], plainWord: (word: string) => boolean) {
  const joined = words.join('');
  const scored = forms.flatMap((form) => {
    const distance = form.words.join('') === joined ? 0 : slips(words, form.words, plainWord);
    return distance === undefined ? [] : [{ form, distance }];
  });
  const distance = Math.min(...scored.map((entry) => entry.distance));
  const nearest = scored.filter((entry) => entry.distance === distance);
  const whole = nearest.filter((entry) => entry.form.full);
  const chosen = whole.length > 0 ? whole : nearest;
  if (chosen.length === 0) return undefined;
  // A slip that could have been aimed at somebody else nearly as well does not tell them apart.
  const rivals = distance === 0 ? [] : scored.filter((entry) => entry.distance <= distance + 1);
  const people = [...new Set([...chosen, ...rivals].map((entry) => entry.form.person))].sort((a, b) => a - b);
  return { people, full: whole.length > 0, plain: words.every(plainWord), distance };
}

function slips(
  words: readonly string[],
  form: readonly string[],
  plainWord: (word: string) => boolean,
): number | undefined {
  if (words.length !== form.length) return undefined;
  let sum = 0;
  for (const [index, word] of words.entries()) {
    const distance = slip(word, form[index] ?? '');
    if (distance === undefined || (distance > 0 && plainWord(word))) return undefined;
    sum += distance;
  }
  return sum <= 2 ? sum : undefined;
}
