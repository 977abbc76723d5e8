// How a dial ends: by the script of the number, else by (seed, number, attempt) alone. A number that did not answer
// answers the more likely the more often it is tried.

import type { Outcome, ScriptEntry } from './orders.ts';
import { between, chance } from './random.ts';

const FIRST_TIME_ANSWERED = 0.62;
const MORE_EACH_TIME = 0.13;

/** What a dial that is not answered normally becomes, in shares. */
const OTHERWISE: readonly (readonly [Outcome, number])[] = [
  ['no-answer', 32],
  ['voicemail', 20],
  ['busy', 14],
  ['call-back', 8],
  ['refused', 7],
  ['empty-insights', 6],
  ['wrong-person', 5],
  ['opted-out', 4],
  ['menu', 3],
  ['failed', 1],
];

export function seededOutcome(seed: number, number: string, attempt: number): Outcome {
  const answered = Math.min(0.97, FIRST_TIME_ANSWERED + MORE_EACH_TIME * (attempt - 1));
  if (chance(seed, number, attempt, 'answers') < answered) return 'answered';
  const total = OTHERWISE.reduce((sum, [, share]) => sum + share, 0);
  let left = chance(seed, number, attempt, 'otherwise') * total;
  for (const [outcome, share] of OTHERWISE) {
    left -= share;
    if (left < 0) return outcome;
  }
  return 'no-answer';
}

/** Somebody or something picked up: the call is `completed` and has a conversation. */
export function isPickedUp(outcome: Outcome): boolean {
  return !NOT_PICKED_UP.has(outcome);
}

const NOT_PICKED_UP: ReadonlySet<Outcome> = new Set(['no-answer', 'busy', 'failed', 'canceled', 'limit']);

/** `call_status` of a dial that nobody picked up. */
export function statusNotPickedUp(outcome: Outcome): string {
  return outcome === 'limit' ? 'failed' : outcome;
}

/** How long it rings and how long they talk, in ms. A script's word comes before the assistant's own limit. */
export function timing(
  seed: number,
  number: string,
  attempt: number,
  outcome: Outcome,
  script: ScriptEntry | null,
  timeLimitSecs: number | undefined,
): { readonly ringMs: number; readonly talkMs: number } {
  const key = [seed, number, attempt] as const;
  const seeded = Math.min(between(...talkRange(outcome), ...key, 'talk'), timeLimitSecs ?? Number.POSITIVE_INFINITY);
  const ring = script?.ringSeconds ?? ringSeconds(outcome, between(5, 20, ...key, 'ring'));
  return { ringMs: Math.round(ring * 1000), talkMs: Math.round((script?.talkSeconds ?? seeded) * 1000) };
}

function ringSeconds(outcome: Outcome, seeded: number): number {
  if (outcome === 'no-answer') return 30;
  if (outcome === 'busy') return 3;
  if (outcome === 'failed') return 2;
  if (outcome === 'limit') return 1;
  if (outcome === 'canceled') return 10;
  return seeded;
}

function talkRange(outcome: Outcome): readonly [number, number] {
  if (outcome === 'answered' || outcome === 'empty-insights') return [60, 240];
  if (outcome === 'menu') return [30, 60];
  if (outcome === 'voicemail') return [18, 35];
  return [15, 50];
}
