/** When a person may be rung: hours, days, several zones, clock changes, peaks and the legal window. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { CallingHours } from '../../../src/missions/brief.ts';
import {
  BUSINESS_HOURS,
  businessDaysLater,
  isOpen,
  LEGAL_WINDOW,
  localDate,
  momentOf,
  nextOpen,
} from '../../../src/missions/policies/hours.ts';
import { counts } from '../../support/counts.ts';

const CHICAGO = 'America/Chicago';
const at = (iso: string, zone = CHICAGO): number => DateTime.fromISO(iso, { zone }).toMillis();
const next = (iso: string, zones: readonly string[] = [CHICAGO], hours: CallingHours = BUSINESS_HOURS): string => {
  const open = nextOpen(at(iso, zones[0]), zones, hours);
  return open === undefined ? 'never' : DateTime.fromMillis(open, { zone: zones[0] ?? 'utc' }).toFormat('ccc HH:mm');
};
const span = (from: number, to: number) => ({ from: from * 60, to: to * 60 });
const allWeek: CallingHours = { days: [1, 2, 3, 4, 5, 6, 7], open: span(0, 24), closed: [] };

describe('business hours', () => {
  test.each([
    ['2026-11-24T16:59:59', true],
    ['2026-11-24T17:00:00', false],
    ['2026-11-24T08:59:59', false],
    ['2026-11-24T09:00:00', true],
    ['2026-11-28T12:00:00', false],
  ])('R122 %s is open: %s', (iso, open) => {
    expect(isOpen(at(iso), [CHICAGO], BUSINESS_HOURS)).toBe(open);
  });

  test('R123 outside hours means the next business day', () => {
    expect(next('2026-11-27T18:00:00')).toBe('Mon 09:00');
    expect(next('2026-11-24T17:00:00')).toBe('Wed 09:00');
    expect(next('2026-11-24T03:10:20')).toBe('Tue 09:00');
    expect(next('2026-11-24T11:11:11')).toBe('Tue 11:11');
  });

  test('R293 the hours are those of the recipient, wherever the bot is', () => {
    expect(next('2026-11-24T17:00:00', ['Asia/Tokyo'])).toBe('Wed 09:00');
    const tokyo = nextOpen(at('2026-11-24T09:00:00', 'Europe/London'), ['Asia/Tokyo'], BUSINESS_HOURS) ?? 0;
    expect(DateTime.fromMillis(tokyo, { zone: 'Asia/Tokyo' }).toFormat('HH:mm')).toBe('09:00');
  });

  test('several possible zones: only when all of them are open', () => {
    expect(next('2026-11-24T09:00:00', ['America/New_York', 'America/Los_Angeles'])).toBe('Tue 12:00');
    expect(next('2026-11-24T17:00:00', ['America/New_York', 'America/Los_Angeles'])).toBe('Wed 12:00');
    expect(next('2026-11-24T09:00:00', ['America/New_York', 'Asia/Tokyo'])).toBe('never');
    expect(next('2026-11-24T09:00:00', ['Nowhere/Land'])).toBe('never');
  });

  test('the legal window is hard: no brief widens it', () => {
    expect(next('2026-11-24T06:00:00', [CHICAGO], allWeek)).toBe('Tue 08:00');
    expect(next('2026-11-24T21:00:00', [CHICAGO], allWeek)).toBe('Wed 08:00');
    expect(next('2026-11-24T20:59:00', [CHICAGO], allWeek)).toBe('Tue 20:59');
    expect(next('2026-11-24T12:00:00', [CHICAGO], { ...allWeek, open: span(21, 24) })).toBe('never');
  });

  test('R281 stays out of the peaks, also where they touch or overlap', () => {
    const restaurant: CallingHours = {
      days: [1, 2, 3, 4, 5, 6, 7],
      open: span(10, 22),
      closed: [span(18, 21), span(12, 14)],
    };
    expect(next('2026-11-24T12:00:00', [CHICAGO], restaurant)).toBe('Tue 14:00');
    expect(next('2026-11-24T13:59:00', [CHICAGO], restaurant)).toBe('Tue 14:00');
    expect(next('2026-11-24T18:30:00', [CHICAGO], restaurant)).toBe('Wed 10:00');
    const touching = { ...restaurant, closed: [span(13, 15), span(12, 14), span(15, 16)] };
    expect(next('2026-11-24T12:30:00', [CHICAGO], touching)).toBe('Tue 16:00');
    expect(next('2026-11-24T12:30:00', [CHICAGO], { ...restaurant, closed: [span(0, 24)] })).toBe('never');
  });

  test('no day is open, or the list of zones is empty', () => {
    expect(next('2026-11-24T12:30:00', [CHICAGO], { ...BUSINESS_HOURS, days: [] })).toBe('never');
  });
});

describe('days on which the clock changes', () => {
  const sundays: CallingHours = { ...BUSINESS_HOURS, days: [7] };
  test.each([
    ['spring forward', '2026-03-08T00:30:00', CHICAGO],
    ['fall back', '2026-11-01T00:30:00', CHICAGO],
    ['spring forward', '2026-03-29T00:30:00', 'Europe/Berlin'],
    ['fall back', '2026-10-25T00:30:00', 'Europe/Berlin'],
  ])('%s: opens at nine on the clock, not an hour off (%s, %s)', (_name, iso, zone) => {
    expect(next(iso, [zone], sundays)).toBe('Sun 09:00');
  });

  test('a day without midnight is a day all the same', () => {
    // Beirut goes from 23:59 on Saturday to 01:00 on Sunday.
    expect(next('2026-03-28T22:00:00', ['Asia/Beirut'], { ...BUSINESS_HOURS, days: [7] })).toBe('Sun 09:00');
  });
});

describe('business days', () => {
  test('R283 R286 R289 the next business day begins at local midnight and skips closed days', () => {
    const later = (iso: string, days: number) =>
      DateTime.fromMillis(businessDaysLater(at(iso), CHICAGO, days, BUSINESS_HOURS), { zone: CHICAGO }).toFormat(
        'ccc HH:mm',
      );
    expect(later('2026-11-24T15:00:00', 1)).toBe('Wed 00:00');
    expect(later('2026-11-27T15:00:00', 1)).toBe('Mon 00:00');
    expect(later('2026-11-26T15:00:00', 2)).toBe('Mon 00:00');
    expect(later('2026-11-28T15:00:00', 1)).toBe('Mon 00:00');
  });

  test('R292 a day is the person’s own date', () => {
    expect(localDate(at('2026-11-24T23:59:00'), CHICAGO)).toBe('2026-11-24');
    expect(localDate(at('2026-11-24T23:59:00'), 'Asia/Tokyo')).toBe('2026-11-25');
  });

  test('a named time keeps its offset, or is on the person’s own clock', () => {
    expect(momentOf('2026-11-24T10:00:00Z', CHICAGO)).toBe(Date.parse('2026-11-24T10:00:00Z'));
    expect(momentOf('2026-11-24T10:00', CHICAGO)).toBe(Date.parse('2026-11-24T16:00:00Z'));
    expect(momentOf('next week', CHICAGO)).toBeUndefined();
    expect(momentOf(undefined, undefined)).toBeUndefined();
  });
});

test('R122 R293 whatever the hours and zones: the answer is open in every zone, legal, and no earlier minute was', () => {
  const zone = fc.constantFrom(
    CHICAGO,
    'Europe/Berlin',
    'Asia/Tokyo',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'UTC',
  );
  const hours = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    open: fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 13, max: 24 }))
      .map(([from, to]) => span(from, to)),
    closed: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 1, max: 3 }))
        .map(([from, long]) => span(from, from + long)),
      { maxLength: 2 },
    ),
  });
  const start = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
  const zones = fc.uniqueArray(zone, { minLength: 1, maxLength: 2 });
  const open = (moment: number, where: readonly string[], when: CallingHours): boolean =>
    where.every((one) => {
      const local = DateTime.fromMillis(moment, { zone: one });
      const minute = local.hour * 60 + local.minute;
      const inside = (two: { from: number; to: number }) => minute >= two.from && minute < two.to;
      return (
        when.days.includes(local.weekday) && inside(when.open) && inside(LEGAL_WINDOW) && !when.closed.some(inside)
      );
    });
  fc.assert(
    fc.property(start, zones, hours, (from, where, when) => {
      const found = nextOpen(from, where, when);
      const end = found ?? from + 7 * 24 * 3_600_000;
      for (let minute = Math.ceil(from / 60_000) * 60_000; minute < end; minute += 300_000)
        expect(open(minute, where, when), new Date(minute).toISOString()).toBe(false);
      if (found === undefined) return;
      expect(found).toBeGreaterThanOrEqual(from);
      expect(open(found, where, when)).toBe(true);
      if (found > from) expect(open(found - 1, where, when)).toBe(false);
    }),
    { numRuns: counts(60, 1000) },
  );
});
