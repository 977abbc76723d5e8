import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffMs, retryAfterToMs } from '../../src/lib/backoff.ts';

const policy = { baseMs: 500, maxMs: 30_000 };

describe('backoffMs', () => {
  test.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [7, 30_000],
    [500, 30_000],
  ])('after failure %i the longest wait is %i ms', (attempt, expected) => {
    expect(backoffMs(policy, { attempt, jitter: 1 })).toBe(expected);
  });

  test('jitter takes away at most half', () => {
    expect(backoffMs(policy, { attempt: 3, jitter: 0 })).toBe(1000);
    expect(backoffMs(policy, { attempt: 3, jitter: 0.5 })).toBe(1500);
  });

  test('the growth factor can be chosen', () => {
    expect(backoffMs({ ...policy, factor: 3 }, { attempt: 3, jitter: 1 })).toBe(4500);
  });

  test('a Retry-After holds even above our own limit', () => {
    expect(backoffMs(policy, { attempt: 1, jitter: 0, retryAfterMs: 90_000 })).toBe(90_000);
    expect(backoffMs(policy, { attempt: 7, jitter: 1, retryAfterMs: 10 })).toBe(30_000);
  });

  test('every wait is whole, within half and all of the limit, and never before Retry-After', () => {
    const input = fc.record({
      attempt: fc.integer({ min: -3, max: 2000 }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
      retryAfterMs: fc.option(fc.nat(1_000_000), { nil: undefined }),
    });
    fc.assert(
      fc.property(input, (given) => {
        const wait = backoffMs(policy, given);
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(Math.max(policy.baseMs / 2, given.retryAfterMs ?? 0));
        expect(wait).toBeLessThanOrEqual(Math.max(policy.maxMs, given.retryAfterMs ?? 0));
      }),
    );
  });
});

describe('retryAfterToMs', () => {
  const nowMs = Date.parse('2026-11-24T14:00:00Z');

  test.each([
    ['7', 7000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['Tue, 24 Nov 2026 14:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 13:00:00 GMT', 0],
  ])('%j means %i ms', (header, expected) => {
    expect(retryAfterToMs(header, nowMs)).toBe(expected);
  });

  test.each([[''], ['soon'], ['-5'], [null], [undefined]])('%j says nothing usable', (header) => {
    expect(retryAfterToMs(header, nowMs)).toBeUndefined();
  });
});
