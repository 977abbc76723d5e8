/** How fast is called, in words: the mission's own limit, the account's, and which of them holds. Pure. */
import type { AccountFacts } from './desk-deps.ts';
import { count } from './wording.ts';

/** R250: where nothing is known of the account. */
const DEFAULT_AT_ONCE = 2;

/** Calls at once that the account allows. */
export const allowedAtOnce = (account: AccountFacts | undefined): number => account?.concurrentCalls ?? DEFAULT_AT_ONCE;

/** `1 min`, `90 s`. */
export const spacingText = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

/** `2 calls at once, 1 min apart (as many as your account is known to allow; this mission could use 5)`. */
export function paceText(wanted: number, allowed: number, spacingSecs: number): string {
  const pace = `${count(Math.min(wanted, allowed), 'call')} at once, ${spacingText(spacingSecs)} apart`;
  return wanted > allowed
    ? `${pace} (as many as your account is known to allow; this mission could use ${wanted})`
    : pace;
}
