/**
 * What somebody meant whose fingers slipped: the known names that the beginning of a text comes nearest to. They are
 * offered, never taken for granted. Pure.
 */
import leven from 'leven';
import { BUTTON_BYTES, buttonBytes } from './actions.ts';
import type { Button } from './card.ts';
import { shorten, withoutNumbers } from './wording.ts';

/** The button that does what was meant; its value is the command as it would have been typed. */
export const MEANT = 'meant';

export interface Guess {
  readonly name: string;
  /** What stands behind the name. */
  readonly rest: string;
}

/** Shorter ones are near to too much. */
const SHORTEST = 3;
const MOST_GUESSES = 3;

const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, ' ');
const letters = (text: string): string => [...text].toSorted().join('');

/** Two letters that changed places are one slip, and so is an end that was left out. */
function slips(typed: string, name: string): number {
  const edits = leven(typed, name);
  const isOne = (edits === 2 && letters(typed) === letters(name)) || (edits > 0 && name.startsWith(typed));
  return isOne ? 1 : edits;
}

const bearable = (typed: string): number => (typed.length < SHORTEST ? 0 : Math.floor(typed.length / 3));

/** One word may stand for a name of several: "leadtime" for "lead time", and "add result" for "add-result". */
function guessOf(words: readonly string[], name: string): (Guess & { readonly slips: number }) | undefined {
  const tried = [...new Set([plain(name).split(' ').length, 1])].map((length) => {
    const typed = plain(words.slice(0, length).join(' '));
    return { name, rest: words.slice(length).join(' '), slips: slips(typed, plain(name)), most: bearable(typed) };
  });
  return tried.filter((one) => one.slips <= one.most).toSorted((one, other) => one.slips - other.slips)[0];
}

/** Nearest first, several only where they are equally near; none where nothing is near. */
export function guesses(text: string, names: readonly string[]): readonly Guess[] {
  const words = text.trim().split(/\s+/);
  const near = names.flatMap((name) => guessOf(words, name) ?? []);
  const least = Math.min(...near.map((one) => one.slips));
  return near
    .filter((one) => one.slips === least)
    .slice(0, MOST_GUESSES)
    .map(({ name, rest }) => ({ name, rest }));
}

/** `Did you mean "results" or "resume"?` */
export const didYouMean = (meant: readonly string[]): string =>
  `Did you mean ${meant.map((one) => `"${shorten(withoutNumbers(one), 80)}"`).join(' or ')}?`;

/** A tap is as good as typing this; no button where it does not fit into one. */
export function meantButton(command: string, more: Partial<Button> = {}): readonly Button[] {
  if (buttonBytes(MEANT, command) > BUTTON_BYTES) return [];
  const label = shorten(withoutNumbers(command), 70);
  return [{ action: MEANT, value: command, label: label.charAt(0).toUpperCase() + label.slice(1), ...more }];
}
