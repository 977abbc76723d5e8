/** The forecast beside what really happens: the whole core on a virtual clock, phones that go by the usual odds. */
import { describe, expect, test } from 'vitest';
import type { Brief } from '../../../src/missions/brief.ts';
import { predict } from '../../../src/missions/policies/prediction.ts';
import { counts } from '../../support/counts.ts';
import { HOUR, MINUTE, TUESDAY } from '../../support/given.ts';
import { type Plan, phonesOf, randomPlan } from '../../support/random-plan.ts';
import { people, roundsBrief, sweepBrief } from '../../support/sandbox.ts';
import { virtualRun } from '../../support/virtual-run.ts';

const CHICAGO = { targets: people(20), lines: 5, startAt: TUESDAY };

const forecast = ({ brief, targets, lines, startAt: now }: Plan, decisionMs?: number) => {
  const list = targets.flatMap((one) => one.details.private ?? []);
  return predict({ brief, targets: list, lines, now, ...(decisionMs === undefined ? {} : { decisionMs }) });
};

/** The end of the calls, or the moment at which a person is asked to decide: nobody foretells how long that takes. */
const endOf = (plan: Plan, seed: number): number =>
  virtualRun({ ...plan, dial: phonesOf(seed), untilDecision: true }).endedAt;

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
const share = (all: readonly boolean[]): number => all.filter(Boolean).length / all.length;

describe('random missions', () => {
  test(
    'the predicted end is within 15 % of how long it takes in 90 % of 1,000 missions of 40 to 120 people',
    () => {
      const near = seeds(counts(10, 1000)).map((seed) => {
        const plan = randomPlan(seed, { from: 40, to: counts(60, 120) }, ['sweep', 'rounds']);
        const took = endOf(plan, seed) - plan.startAt;
        return Math.abs(forecast(plan).endAt - plan.startAt - took) <= 0.15 * took;
      });
      expect(share(near)).toBeGreaterThanOrEqual(counts(0.7, 0.9));
    },
    counts(60_000, 900_000),
  );

  test(
    'of missions of any size, where luck decides more, eight of ten end in the range that is shown',
    () => {
      const inside = seeds(counts(20, 200)).map((seed) => {
        const plan = randomPlan(5000 + seed, { from: 1, to: counts(20, 60) }, ['sweep', 'rounds']);
        const { from, to } = forecast(plan).endsBetween;
        const end = endOf(plan, seed);
        return end >= from - MINUTE && end <= to + MINUTE;
      });
      expect(share(inside)).toBeGreaterThanOrEqual(counts(0.6, 0.75));
      // A range that always holds would say nothing.
      expect(share(inside)).toBeLessThanOrEqual(counts(1, 0.95));
    },
    counts(60_000, 300_000),
  );
});

describe('a forecast', () => {
  const plan = (change: Partial<Brief>): Plan => ({ ...CHICAGO, brief: sweepBrief(change) });

  test('is the same whenever it is asked', () => {
    expect(forecast(plan({}))).toEqual(forecast(plan({})));
  });

  test('nobody is tried again: over when the last talk is', () => {
    const { endAt, calledOnceAt } = forecast(plan({ maxRetries: 0, recipients: 'professional' }));
    expect(calledOnceAt - TUESDAY).toBeGreaterThan(19 * MINUTE);
    expect(calledOnceAt - TUESDAY).toBeLessThan(24 * MINUTE);
    expect(endAt).toBeGreaterThan(calledOnceAt);
  });

  test('more people, fewer lines, shorter hours and more tries never make it sooner', () => {
    const end = (change: Partial<Brief>, more: Partial<Plan> = {}) =>
      forecast({ ...plan(change), ...more }).calledOnceAt;
    expect(end({})).toBeLessThan(end({}, { targets: people(60) }));
    expect(end({ batchSize: 5 })).toBeLessThan(end({ batchSize: 1 }));
    expect(end({ batchSize: 5 })).toBeLessThan(end({ batchSize: 5 }, { lines: 1 }));
    expect(end({ spacingSecs: 60 })).toBeLessThan(end({ spacingSecs: 600 }));
    expect(end({})).toBeLessThan(end({ startAtMs: TUESDAY + 3 * HOUR }));
    const holiday = { ...sweepBrief().hours, holidays: [{ date: '2026-11-24', name: 'Closed' }] };
    expect(end({ hours: holiday }) - TUESDAY).toBeGreaterThan(24 * HOUR);
  });

  test('R129 first calls keep the spacing and the lines, and none begins within a minute', () => {
    const { firstCalls, calledOnceAt } = forecast(plan({ spacingSecs: 90 }));
    expect(firstCalls.map((one) => one.target.name)).toEqual(people(20).map((one) => one.details.private?.name));
    expect(firstCalls[0]?.at).toBeGreaterThanOrEqual(TUESDAY + MINUTE);
    for (const [index, one] of firstCalls.entries())
      if (index > 0) expect(one.at - (firstCalls[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1.5 * MINUTE);
    expect(firstCalls.at(-1)?.at).toBe(calledOnceAt);
  });

  test('R122 R123 the first call is when their hours open, or when somebody wanted it', () => {
    const first = (change: Partial<Brief>, startAt: number) => forecast({ ...plan(change), startAt }).firstCalls[0]?.at;
    expect(first({}, TUESDAY + 4 * 24 * HOUR)).toBe(TUESDAY + 6 * 24 * HOUR);
    expect(first({ startAtMs: TUESDAY + 3 * HOUR }, TUESDAY)).toBe(TUESDAY + 3 * HOUR);
    const never = { ...sweepBrief().hours, open: { from: 22 * 60, to: 23 * 60 } };
    expect(forecast(plan({ hours: never })).neverOpen).toHaveLength(20);
    expect(forecast(plan({})).neverOpen).toEqual([]);
  });

  test('all talks together: a few minutes for each', () => {
    const { talkMs } = forecast(plan({ maxRetries: 0 }));
    expect(talkMs).toBeGreaterThan(20 * MINUTE);
    expect(talkMs).toBeLessThan(60 * MINUTE);
  });

  test('a deadline ends it', () => {
    const deadlineAt = TUESDAY + 2 * HOUR;
    expect(forecast(plan({ deadlineAt })).endsBetween.to).toBeLessThanOrEqual(deadlineAt + 10 * MINUTE);
  });

  test('R214 strictly one after the other takes longer than all at once', () => {
    const mandate = { field: 'price', nameCompetitor: false };
    const serial = plan({ class: 'negotiation', mandate });
    expect(forecast(serial).endAt).toBeGreaterThan(forecast(plan({})).endAt);
  });

  test('the first yes ends it sooner than asking everybody', () => {
    const action = { what: 'book', available: 'a', done: 'd', conditions: [], bestOf: 1, width: 5 };
    expect(forecast(plan({ class: 'action', action })).endAt).toBeLessThan(forecast(plan({})).endAt);
  });

  test('up to the first decision, or with the time that it takes', () => {
    const rounds = { ...CHICAGO, brief: roundsBrief({ maxRetries: 0 }) };
    const first = forecast(rounds).endAt;
    expect(forecast(rounds, 0).endAt).toBeGreaterThan(first);
    expect(forecast(rounds, 2 * HOUR).endAt).toBeGreaterThan(first + 2 * HOUR);
    const trial = { ...CHICAGO, brief: sweepBrief({ tryFirst: 3, maxRetries: 0 }) };
    expect(forecast(trial).endAt).toBeLessThan(forecast(trial, 0).endAt);
  });

  test('nobody to call, or nobody whose hours ever open: at once', () => {
    expect(forecast({ ...plan({}), targets: [] }).endAt).toBe(TUESDAY);
    const never = { ...sweepBrief().hours, days: [] };
    expect(forecast(plan({ hours: never })).endAt).toBe(TUESDAY);
  });

  test('a list of thousands takes days', () => {
    expect(forecast({ ...plan({ maxRetries: 1 }), targets: people(3000) }).endAt).toBeGreaterThan(TUESDAY + 24 * HOUR);
  });
});
