/**
 * First station of the reply reader: the text as folded words and marks. Lines quoted from somebody else are left out.
 * Nothing is judged here; a sign without a meaning of its own stays a mark that no later station can swallow.
 */
import { foldText } from '../../lib/names.ts';

export interface Token {
  readonly kind: 'word' | 'mark' | 'emoji';
  /** Folded. A line break is the mark `\n`, any run of dots `…`. */
  readonly text: string;
  /** White space or the start of the text stands before it. */
  readonly spaced: boolean;
  /** Where the token starts in the cleaned text. */
  readonly at: number;
}

const PATTERN =
  /(?<emoji>:[a-z0-9_+-]+:|(?:\p{Extended_Pictographic}|\p{Regional_Indicator})(?:\p{Emoji_Modifier}|\u{FE0F}|\u{200D}|\p{Extended_Pictographic})*|:-?\)|:-?\(|[;:]-?[)pdPD](?![\p{L}\p{N}]))|(?<number>\d+[.:]\d+)|(?<word>[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’`´](?=\p{L}))*)|(?<dots>\.{2,}|…)|(?<line>\s*\n\s*)|(?<mark>[^\s])/giu;

const BRACKETS: ReadonlySet<string> = new Set(['(', ')', '[', ']']);

/** The reply without quoted lines and markup signs. */
export function cleanReply(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/&gt;/g, '>')
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n')
    .replace(/[*`\u200B]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, ' ')
    .trim();
}

export function tokenise(clean: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of clean.matchAll(PATTERN)) {
    if (BRACKETS.has(match[0])) continue;
    const { emoji, number, word, dots, line } = match.groups ?? {};
    const before = clean[match.index - 1];
    const place = { spaced: before === undefined || /\s/.test(before), at: match.index };
    if (emoji !== undefined) tokens.push({ kind: 'emoji', text: emoji.toLowerCase(), ...place });
    else if (number !== undefined) tokens.push({ kind: 'mark', text: number, ...place });
    else if (word !== undefined) tokens.push({ kind: 'word', text: foldText(word).replace(/['’`´]/g, ''), ...place });
    else if (dots !== undefined) tokens.push({ kind: 'mark', text: '…', ...place });
    else tokens.push({ kind: 'mark', text: line === undefined ? match[0] : '\n', ...place });
  }
  return tokens;
}
