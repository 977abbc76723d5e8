/**
 * How calls usually go: what a forecast assumes before anybody was called. Shares of all dials, durations in ms; a person who
 * did not answer answers the more likely the more often they are tried. Pure: the same draw always gives the same course.
 */
import type { Outcome } from '../event.ts';

/** What becomes of a dial; our own side is taken to work. */
export type DialOutcome = Exclude<Outcome, 'CallNeverRang' | 'CallBecameUnknown'>;

export interface Odds {
  /** Share of first dials that end with an answer, and what every further dial adds. */
  readonly answered: number;
  readonly moreEachTime: number;
  readonly atMost: number;
  /** What other dials become, in shares. */
  readonly otherwise: readonly (readonly [DialOutcome, number])[];
}

/** About what firms and front desks do. */
export const USUAL_ODDS: Odds = {
  answered: 0.62,
  moreEachTime: 0.13,
  atMost: 0.97,
  otherwise: [
    ['CallWentUnanswered', 32],
    ['VoicemailReached', 20],
    ['LineWasBusy', 14],
    ['CalleeAskedForCallback', 8],
    ['CalleeRefused', 7],
    ['NothingLearnt', 6],
    ['WrongPersonReached', 5],
    ['CalleeOptedOut', 4],
    ['MenuNotPassed', 3],
    ['CallFailed', 1],
  ],
};

/** From 0 up to 1, the next of a row that its seed alone decides (mulberry32). */
export type Draw = () => number;

export function drawOf(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SECOND_MS = 1000;

/** From and up to, in seconds: ringing, then talking where somebody or something picks up. */
const DURATIONS: Readonly<Partial<Record<DialOutcome, { readonly ring: Range; readonly talk?: Range }>>> = {
  CallWentUnanswered: { ring: [30, 30] },
  LineWasBusy: { ring: [3, 3] },
  CallFailed: { ring: [2, 2] },
  PersonAnswered: { ring: [5, 20], talk: [60, 240] },
  NothingLearnt: { ring: [5, 20], talk: [60, 240] },
  MenuNotPassed: { ring: [5, 20], talk: [30, 60] },
  VoicemailReached: { ring: [5, 20], talk: [18, 35] },
};
const SHORT_TALK = { ring: [5, 20], talk: [15, 50] } as const;

type Range = readonly [number, number];

export interface Dialled {
  readonly outcome: DialOutcome;
  readonly ringMs: number;
  /** Absent: nobody picked up. */
  readonly talkMs?: number;
}

const within = ([from, to]: Range, draw: Draw): number => (from + draw() * (to - from)) * SECOND_MS;

function outcomeOf(odds: Odds, attempt: number, draw: Draw): DialOutcome {
  if (draw() < Math.min(odds.atMost, odds.answered + odds.moreEachTime * (attempt - 1))) return 'PersonAnswered';
  const total = odds.otherwise.reduce((sum, [, share]) => sum + share, 0);
  let left = draw() * total;
  for (const [outcome, share] of odds.otherwise) {
    left -= share;
    if (left < 0) return outcome;
  }
  return 'CallWentUnanswered';
}

/** How this dial goes; `attempt` 1 = the first. */
export function dialledBy(odds: Odds, attempt: number, draw: Draw): Dialled {
  const outcome = outcomeOf(odds, attempt, draw);
  const { ring, talk } = DURATIONS[outcome] ?? SHORT_TALK;
  const ringMs = within(ring, draw);
  return talk === undefined ? { outcome, ringMs } : { outcome, ringMs, talkMs: within(talk, draw) };
}
