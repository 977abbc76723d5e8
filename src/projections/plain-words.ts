/**
 * The words that never stand on a card, and their plain counterparts. Sentences that come from the engine or a backend
 * pass here before a person reads them; what people wrote themselves and what callees said is left alone.
 */
export const FORBIDDEN_WORDS = [
  'run',
  'gate',
  'insight',
  'assistant id',
  'SIP',
  'D1',
  'webhook',
  'JSON',
  'payload',
  'null',
  'undefined',
  'no-answer',
] as const;

/** Longer wordings first: `npm run doctor` must not become a sentence about missions. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\bnpm run\b/gi, 'npm'],
  [/\brun out\b/gi, 'used up'],
  [/\bruns?\b/gi, 'mission'],
  [/\bgates?\b/gi, 'decision'],
  [/\binsights\b/gi, 'answers'],
  [/\binsight\b/gi, 'answer'],
  [/\bassistant ids?\b/gi, 'assistant'],
  [/\bSIP\b/gi, 'telephone'],
  [/\bD1\b\s*/gi, ''],
  [/\bwebhooks?\b/gi, 'notification'],
  [/\bJSON\b/gi, 'data'],
  [/\bpayloads?\b/gi, 'data'],
  [/\bnull\b/gi, 'nothing'],
  [/\bundefined\b/gi, 'nothing'],
  [/\bno-answer\b/gi, 'no answer'],
];

export function plainWords(text: string): string {
  const plain = PLAIN.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text);
  return plain.trim();
}

/** Why something is so: a part of a sentence, which brings no full stop of its own. */
export const plainReason = (text: string): string => plainWords(text).replace(/[.\s]+$/, '');

/** The forbidden words that stand in `text` as words; empty for everything that may go on a card. */
export function forbiddenIn(text: string): readonly string[] {
  return FORBIDDEN_WORDS.filter((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i').test(text));
}
