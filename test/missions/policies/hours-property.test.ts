/**
 * Whatever the brief says, wherever the person may be: what `nextOpen` answers is allowed in every zone, and no earlier
 * moment was. The clocks are read with Intl here, by other code than the policy's own.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallingHours, MinuteSpan } from '../../../src/missions/brief.ts';
import { businessDaysLater, mayRingAt, nextOpen } from '../../../src/missions/policies/hours.ts';
import { counts } from '../../support/counts.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** All clocks differ by whole quarters of an hour, and so do the hours below: in between nothing opens or closes. */
const QUARTER = 15 * MINUTE;
const LEGAL = { from: 8 * 60, to: 21 * 60 };

const WEEKDAYS: Readonly<Record<string, number>> = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(timeZone, clock);
  return clock;
}

function read(at: number, zone: string): { readonly date: string; readonly weekday: number; readonly minute: number } {
  // "Tue, 11/24/2026, 09:05"
  const [weekday = '', day = '', time = ''] = clockOf(zone).format(at).split(', ');
  const [month, date, year] = day.split('/');
  const [hour, minute] = time.split(':').map(Number);
  return {
    date: `${year}-${month}-${date}`,
    weekday: WEEKDAYS[weekday] ?? 0,
    minute: (hour ?? 0) * 60 + (minute ?? 0),
  };
}

const isIn = (minute: number, span: MinuteSpan): boolean => minute >= span.from && minute < span.to;

const allowed = (at: number, zones: readonly string[], hours: CallingHours, region: string): boolean =>
  zones.every((zone) => {
    const { date, weekday, minute } = read(at, zone);
    const off = hours.holidays?.some((one) => one.date === date && (one.region ?? region) === region) ?? false;
    const isPeak = hours.closed.some((span) => isIn(minute, span));
    return hours.days.includes(weekday) && isIn(minute, hours.open) && isIn(minute, LEGAL) && !isPeak && !off;
  });

const zones = fc.uniqueArray(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), { minLength: 1, maxLength: 3 });
const quarter = fc.integer({ min: 0, max: 96 }).map((one) => one * 15);
const span = fc.tuple(quarter, quarter).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
/** Days on which clocks change in America, Europe, Egypt, Australia and Chile, and any others. */
const CHANGES = ['03-08', '03-29', '04-05', '04-24', '09-06', '10-04', '10-25', '10-29', '11-01'];
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-12-31') }),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -DAY, max: DAY }))
    .map(([day, off]) => Date.parse(`2026-${day}T12:00:00Z`) + off),
);
const hours = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 2 }),
  open: fc.tuple(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 52, max: 96 })).map(([from, to]) => ({
    from: from * 15,
    to: to * 15,
  })),
  closed: fc.array(span, { maxLength: 3 }),
});
/** Within the next days, for this country, for another one, or for all. */
const off = fc.array(
  fc.record({ day: fc.integer({ min: -1, max: 5 }), region: fc.constantFrom('US', 'DE', undefined) }),
  {
    maxLength: 4,
  },
);

const withDays = (base: CallingHours, from: number, days: readonly { day: number; region: string | undefined }[]) => ({
  ...base,
  holidays: days.map(({ day, region }) => ({
    date: new Date(from + day * DAY).toISOString().slice(0, 10),
    name: 'Holiday',
    ...(region === undefined ? {} : { region }),
  })),
});

const LOOKED_AT_MS = 8 * DAY;
const runs = { numRuns: counts(60, 1500) };

test('R122 R123 R281 R293 what is answered is open, legal, no holiday and no peak in all zones, and no earlier moment was', () => {
  fc.assert(
    fc.property(instant, zones, hours, off, (from, where, base, days) => {
      const when = withDays(base, from, days);
      const found = nextOpen(from, where, when, 'US');
      if (found !== undefined) expect(allowed(found, where, when, 'US')).toBe(true);
      const end = Math.min(found ?? Number.POSITIVE_INFINITY, from + LOOKED_AT_MS);
      if (end > from) expect(allowed(from, where, when, 'US')).toBe(false);
      for (let at = Math.ceil(from / QUARTER) * QUARTER; at < end; at += QUARTER)
        expect(allowed(at, where, when, 'US')).toBe(false);
    }),
    runs,
  );
});

test('R122 P33 asked right before a call, the answer is that of the clocks: no brief widens the legal window', () => {
  const always: CallingHours = { days: [1, 2, 3, 4, 5, 6, 7], open: { from: 0, to: 24 * 60 }, closed: [] };
  fc.assert(
    fc.property(instant, zones, off, (at, where, days) => {
      const when = withDays(always, at, days);
      expect(mayRingAt(at, where, when, 'US')).toBe(allowed(at, where, when, 'US'));
      const minutes = where.map((zone) => read(at, zone).minute);
      if (minutes.some((minute) => !isIn(minute, LEGAL))) expect(mayRingAt(at, where, when, 'US')).toBe(false);
    }),
    runs,
  );
});

test('R123 R283 R286 R289 a next business day is a later day of theirs, a calling day and no holiday; none in between was', () => {
  fc.assert(
    fc.property(
      instant,
      zones,
      hours,
      off,
      fc.integer({ min: 1, max: 3 }),
      (from, [zone = 'UTC'], base, days, wanted) => {
        const when = withDays(base, from, days);
        const isDay = (at: number): boolean => {
          const { date, weekday } = read(at, zone);
          const isOff = when.holidays.some((one) => one.date === date && (one.region ?? 'US') === 'US');
          return when.days.includes(weekday) && !isOff;
        };
        const found = businessDaysLater(from, zone, wanted, when, 'US');
        expect(isDay(found)).toBe(true);
        expect(read(found - 1, zone).date).not.toBe(read(found, zone).date);
        const seen = new Map<string, boolean>();
        for (let at = from; at <= found; at += 6 * 60 * MINUTE) seen.set(read(at, zone).date, isDay(at));
        seen.set(read(found, zone).date, true);
        seen.delete(read(from, zone).date);
        expect([...seen.values()].filter(Boolean)).toHaveLength(wanted);
      },
    ),
    runs,
  );
});
