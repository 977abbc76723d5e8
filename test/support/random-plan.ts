/** Random missions for a virtual clock: everything a brief can say that has to do with time, and phones that go by the usual odds. */
import type { Brief, CallingHours, Holiday, MinuteSpan } from '../../src/missions/brief.ts';
import { nextOpen } from '../../src/missions/policies/hours.ts';
import { type Draw, dialledBy, drawOf, USUAL_ODDS } from '../../src/missions/policies/odds.ts';
import type { EnlistedTarget } from '../../src/missions/terms.ts';
import { roundsBrief, people as someone, sweepBrief } from './sandbox.ts';
import type { Dialled, VirtualWorld } from './virtual-run.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const span = (from: number, to: number): MinuteSpan => ({ from: from * 60, to: to * 60 });
const HOURS: readonly CallingHours[] = [
  { days: [1, 2, 3, 4, 5], open: span(9, 17), closed: [] },
  { days: [1, 2, 3, 4, 5, 6, 7], open: span(8, 20), closed: [] },
  { days: [1, 2, 3, 4, 5, 6], open: span(10, 21), closed: [span(12, 14), span(18, 21)] },
  { days: [1, 2, 3, 4, 5], open: span(8, 18), closed: [span(12, 13)] },
];
const ZONES: readonly (readonly [string, readonly string[]])[] = [
  ['US', ['America/Chicago']],
  ['US', ['America/New_York', 'America/Chicago']],
  ['DE', ['Europe/Berlin']],
  ['JP', ['Asia/Tokyo']],
  ['AU', ['Australia/Adelaide']],
];
const HOLIDAYS: readonly Holiday[] = [
  { date: '2026-11-26', name: 'Thanksgiving Day', region: 'US' },
  { date: '2026-12-01', name: 'Works outing' },
];

export interface Dice {
  readonly whole: (from: number, to: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly chance: (share: number) => boolean;
}

export function diceOf(seed: number): Dice {
  const draw = drawOf(seed * 7919 + 13);
  const whole = (from: number, to: number): number => from + Math.floor(draw() * (to - from + 1));
  return {
    whole,
    pick(items) {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to choose from.');
      return item;
    },
    chance: (share) => draw() < share,
  };
}

/** A list whose people live in one or two places. */
function listOf({ whole, pick, chance }: Dice, count: number): readonly EnlistedTarget[] {
  const places = [pick(ZONES), ...(chance(0.3) ? [pick(ZONES)] : [])];
  return someone(count).map((one) => {
    const [region, zones] = places[whole(0, places.length - 1)] ?? ['US', ['America/Chicago']];
    const target = one.details.private;
    return target === undefined ? one : { ...one, details: { private: { ...target, region, zones } } };
  });
}

export type Plan = Pick<VirtualWorld, 'brief' | 'targets' | 'lines' | 'startAt'>;

/** `kinds`: of which class. A third of them has a deadline. */
export function randomPlan(
  seed: number,
  size: { readonly from: number; readonly to: number },
  kinds: readonly ('sweep' | 'rounds')[],
): Plan {
  const dice = diceOf(seed);
  const { whole, pick, chance } = dice;
  const targets = listOf(dice, whole(size.from, size.to));
  const startAt = Date.parse('2026-11-23T00:00:00Z') + whole(0, 7 * 24 * 60 - 1) * 60_000;
  const hours = { ...pick(HOURS), ...(chance(0.5) ? { holidays: HOLIDAYS } : {}) };
  const retries = pick(['usual', 'usual', 0, 1, 2, 3] as const);
  const change: Partial<Brief> = {
    recipients: pick(['automated', 'service', 'professional', 'general'] as const),
    hours,
    batchSize: whole(1, 10),
    spacingSecs: whole(60, 120),
    ...(retries === 'usual' ? {} : { maxRetries: retries }),
    ...(chance(0.3) ? { startAtMs: startAt + whole(1, 48) * HOUR } : {}),
    ...(chance(0.33) ? { deadlineAt: startAt + whole(2, 6 * 24) * HOUR } : {}),
  };
  const brief = pick(kinds) === 'rounds' ? roundsBrief(change) : sweepBrief(change);
  return { brief, targets: callableOf(targets, brief, startAt), lines: whole(1, 10), startAt };
}

/** Without those whose hours never open, who are nobody's forecast; somebody always is left. */
function callableOf(targets: readonly EnlistedTarget[], { hours }: Brief, now: number): readonly EnlistedTarget[] {
  const left = targets.filter(({ details }) => {
    const { zones = [], region } = details.private ?? {};
    return nextOpen(now + DAY, zones, hours, region) !== undefined;
  });
  return left.length > 0 ? left : someone(1);
}

const TALKS: Readonly<Record<string, string>> = {
  PersonAnswered: 'answered',
  VoicemailReached: 'voicemail',
  CalleeAskedForCallback: 'call_back',
  CalleeRefused: 'refused',
  WrongPersonReached: 'wrong_person',
  CalleeOptedOut: 'opted_out',
  MenuNotPassed: 'menu',
  NothingLearnt: 'nothing_learnt',
};
const LINES = { CallWentUnanswered: 'no-answer', LineWasBusy: 'busy', CallFailed: 'failed' } as const;
const isLine = (outcome: string): outcome is keyof typeof LINES => outcome in LINES;

/** Phones by the usual odds; each dial has luck of its own, whatever the order they are made in. */
export function phonesOf(seed: number): VirtualWorld['dial'] {
  const known = new Map<string, Dialled>();
  return (target, attempt, round) => {
    const key = `${target} ${attempt} ${round}`;
    const dialled = known.get(key) ?? dialOf(attempt, drawOf(hash(seed, key)));
    known.set(key, dialled);
    return dialled;
  };
}

function dialOf(attempt: number, draw: Draw): Dialled {
  const { outcome, ringMs, talkMs } = dialledBy(USUAL_ODDS, attempt, draw);
  if (isLine(outcome)) return { ringMs, end: LINES[outcome] };
  const answers = outcome === 'PersonAnswered' ? { price: 5 + Math.floor(draw() * 15) } : {};
  return {
    ringMs,
    end: { talkMs: talkMs ?? 0, insight: { call_outcome: TALKS[outcome] ?? 'nothing_learnt', ...answers } },
  };
}

/** FNV-1a. */
function hash(seed: number, key: string): number {
  let value = 0x811c9dc5 ^ seed;
  for (const char of key) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193);
  return value >>> 0;
}
