/**
 * The vocabulary of replies: what a word or phrase can be in an answer to a decision. Word lists live beside it, one
 * file a group of languages. Only what is listed has a meaning; the grammar refuses a reply with any other word in it.
 */
import { foldText } from '../../lib/names.ts';
import type { Entry, Kind } from './vocabulary.ts';
import { ENGLISH } from './words-english.ts';
import { FURTHER } from './words-further.ts';
import { GERMAN } from './words-german.ts';

const entries = new Map<string, Entry>();
let longest = 1;

function entryOf(phrase: string): Entry {
  const key = foldText(phrase).replace(/'/g, '').trim().replace(/\s+/g, ' ');
  const entry = entries.get(key) ?? { kinds: new Set<Kind>() };
  entries.set(key, entry);
  longest = Math.max(longest, key.split(' ').length);
  return entry;
}

/** `a (b|c) d` → `a b d`, `a c d`. */
function expand(template: string): readonly string[] {
  const match = /\(([^()]*)\)/.exec(template);
  if (match === null) return [template];
  return (match[1] ?? '').split('|').flatMap((choice) => expand(template.replace(match[0], choice)));
}

for (const { words, numbers } of [ENGLISH, GERMAN, ...FURTHER]) {
  for (const kind of Object.keys(words) as Kind[])
    for (const template of (words[kind] ?? '').split(/[,\n]/))
      if (template.trim() !== '') for (const phrase of expand(template)) entryOf(phrase).kinds.add(kind);
  for (const [index, variants] of numbers.cardinals.split(' ').entries())
    for (const word of variants.split('|')) entryOf(word).number = index + 1;
  for (const [index, variants] of numbers.ordinals.split(' ').entries())
    for (const word of variants.split('|')) entryOf(word).ordinal = index + 1;
}

/** The most words one phrase of the vocabulary has. */
export const LONGEST_PHRASE = longest;

/** What a folded phrase can mean; drawn-out words ("yesss") count as their short form. */
export function lookUp(phrase: string): Entry | undefined {
  return entries.get(phrase) ?? entries.get(phrase.replace(/(\p{L})\1{2,}/gu, '$1'));
}
