/**
 * Third station: tokens to lexemes, the longest phrase of the vocabulary first. Where a run of words could be a vendor's
 * name as well as an ordinary phrase ("Yes", "First Choice", "24"), both readings go on to the grammar.
 */
import { LONGEST_PHRASE, lookUp } from './lexicon.ts';
import type { MentionFinder } from './mentions.ts';
import type { Token } from './tokens.ts';
import type { Entry, Kind } from './vocabulary.ts';

export interface Lexeme {
  readonly text: string;
  /** Where it starts in the cleaned text. */
  readonly at: number;
  /** Empty for a word or sign that has no meaning here. */
  readonly kinds: ReadonlySet<Kind>;
  /** A number in digits. */
  readonly digits?: number;
  /** A number as a word. */
  readonly cardinal?: number;
  readonly ordinal?: number;
  /** Indexes of the people whom a name can mean. */
  readonly people?: readonly number[];
}

const NONE: ReadonlySet<Kind> = new Set();
const SEPARATORS: ReadonlySet<string> = new Set(['.', ',', ';', ':', '!', '\n', '-', '–', '—', '|', '•', '¡']);
const QUOTES: ReadonlySet<string> = new Set(['"', '“', '”', '„', '«', '»', '‘', '’', "'"]);
const RANGE_MARKS: ReadonlySet<string> = new Set(['-', '–', '—']);
/** Signs of good will: they neither consent nor hinder. A thumb means "seen" in a chat, so it is one of them. */
const FRIENDLY =
  /^(?:[👍✅✔☑🎉🙂😊😀😃😄🙏👌🚀💪❤💯🤝👏🥳]|:(?:\+1|thumbsup|white_check_mark|heavy_check_mark|tada|ok_hand|pray|rocket|muscle|heart|smile|slightly_smiling_face|clap|raised_hands|100):|:-?\))/u;
const MOST_READINGS = 16;

/** Every way to cut the tokens into lexemes; nothing when there are too many. */
export function readLexemes(tokens: readonly Token[], findMention: MentionFinder): readonly (readonly Lexeme[])[] {
  let open: { readonly at: number; readonly lexemes: readonly Lexeme[] }[] = [{ at: 0, lexemes: [] }];
  const done: (readonly Lexeme[])[] = [];
  while (open.length > 0) {
    const next: typeof open = [];
    for (const { at, lexemes } of open) {
      if (at >= tokens.length) done.push(lexemes);
      else
        for (const step of stepsFrom(tokens, at, findMention))
          next.push({ at: step.end, lexemes: [...lexemes, step.lexeme] });
    }
    if (next.length + done.length > MOST_READINGS) return [];
    open = next;
  }
  return done;
}

interface Step {
  readonly end: number;
  readonly lexeme: Lexeme;
}

function stepsFrom(tokens: readonly Token[], at: number, findMention: MentionFinder): readonly Step[] {
  const quoted = quotedName(tokens, at, findMention);
  if (quoted !== undefined) return [quoted];
  const mention = findMention(tokens, at);
  const phrase = phraseAt(tokens, at);
  if (mention === undefined) return [phrase];
  const named: Step = {
    end: mention.end,
    lexeme: { text: textOf(tokens, at, mention.end), at: tokens[at]?.at ?? 0, kinds: NONE, people: mention.people },
  };
  if (phrase.lexeme.kinds.size > 0 && phrase.end > mention.end)
    return mention.full || mention.end > at + 1 ? [named, phrase] : [phrase];
  return mention.plain && !isOneWord(tokens, at, mention.end) ? [named, phrase] : [named];
}

/** "7-Eleven" is written as one word and has letters: no list of numbers. */
function isOneWord(tokens: readonly Token[], from: number, to: number): boolean {
  const run = tokens.slice(from, to);
  return (
    run.length > 1 &&
    run.every((token, index) => index === 0 || !token.spaced) &&
    run.some((token) => /\p{L}/u.test(token.text))
  );
}

function quotedName(tokens: readonly Token[], at: number, findMention: MentionFinder): Step | undefined {
  if (!QUOTES.has(tokens[at]?.text ?? '')) return undefined;
  const mention = findMention(tokens, at + 1);
  if (mention === undefined || !QUOTES.has(tokens[mention.end]?.text ?? '')) return undefined;
  const text = textOf(tokens, at + 1, mention.end);
  return { end: mention.end + 1, lexeme: { text, at: tokens[at]?.at ?? 0, kinds: NONE, people: mention.people } };
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token, index) => (index > 0 && token.spaced ? ` ${token.text}` : token.text))
    .join('');
}

function phraseAt(tokens: readonly Token[], at: number): Step {
  const first = tokens[at];
  if (first === undefined || first.kind !== 'word') return { end: at + 1, lexeme: markLexeme(tokens, at) };
  const words: string[] = [];
  let found: { readonly end: number; readonly entry: Entry } | undefined;
  for (let end = at; end < tokens.length && words.length < LONGEST_PHRASE; end += 1) {
    const token = tokens[end];
    // A hyphen inside a word ("no-go") joins; any other mark ends the phrase.
    if (token?.text === '-' && !token.spaced && tokens[end + 1]?.spaced === false) continue;
    if (token?.kind !== 'word') break;
    words.push(token.text);
    const entry = lookUp(words.join(' '));
    if (entry !== undefined) found = { end: end + 1, entry };
  }
  if (found !== undefined)
    return { end: found.end, lexeme: entryLexeme(textOf(tokens, at, found.end), first.at, found.entry) };
  return { end: at + 1, lexeme: digitsLexeme(first.text, first.at) };
}

function entryLexeme(text: string, at: number, entry: Entry): Lexeme {
  return {
    text,
    at,
    kinds: entry.kinds,
    ...(entry.number === undefined ? {} : { cardinal: entry.number }),
    ...(entry.ordinal === undefined ? {} : { ordinal: entry.ordinal }),
  };
}

function digitsLexeme(text: string, at: number): Lexeme {
  return /^\d{1,4}$/.test(text) ? { text, at, kinds: NONE, digits: Number(text) } : { text, at, kinds: NONE };
}

function markLexeme(tokens: readonly Token[], at: number): Lexeme {
  const token = tokens[at];
  const text = token?.text ?? '';
  const lexeme = (...kinds: readonly Kind[]): Lexeme => ({ text, at: token?.at ?? 0, kinds: new Set(kinds) });
  if (token?.kind === 'emoji') return FRIENDLY.test(text) ? lexeme('fill') : lexeme();
  const between = /^\d+$/.test(tokens[at - 1]?.text ?? '') && /^\d+$/.test(tokens[at + 1]?.text ?? '');
  if (RANGE_MARKS.has(text) && between) return lexeme('range');
  if (text === '#') return lexeme('rank');
  if (text === '&') return lexeme('and');
  if (text === '+') return lexeme('and', 'add');
  return SEPARATORS.has(text) ? lexeme('sep') : lexeme();
}
