/** When a person may be rung: hours, days, several zones, clock changes, peaks and the legal window. */
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { CallingHours } from '../../../src/missions/brief.ts';
import { holidaysFor, regionsWithoutHolidays, withHolidays } from '../../../src/missions/policies/holidays.ts';
import {
  BUSINESS_HOURS,
  businessDaysLater,
  isOpen,
  localDate,
  mayRingAt,
  momentOf,
  nextOpen,
} from '../../../src/missions/policies/hours.ts';

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

  test.each([
    ['half an hour, in the south', '2026-10-04T00:30:00', 'Australia/Lord_Howe'],
    ['an hour, in the south', '2026-10-04T00:30:00', 'Australia/Sydney'],
    ['back, in the south', '2026-04-05T00:30:00', 'Australia/Sydney'],
    ['a zone of 45 minutes', '2026-09-27T00:30:00', 'Pacific/Chatham'],
    ['a zone of half hours', '2026-03-08T00:30:00', 'America/St_Johns'],
    ['the night before, by the clock of another', '2026-04-04T21:30:00', 'Pacific/Easter'],
  ])('R122 %s: opens at nine on the clock (%s, %s)', (_name, iso, zone) => {
    expect(next(iso, [zone], sundays)).toBe('Sun 09:00');
  });

  test('R122 in an hour that comes twice, inside the legal window, nothing earlier than asked is answered', () => {
    // Easter Island went back from 21:00 to 20:00 on 13 March 1976.
    const zone = 'Pacific/Easter';
    const late = { ...allWeek, open: { from: 20 * 60 + 30, to: 21 * 60 } };
    const opens = (iso: string) => new Date(nextOpen(Date.parse(iso), [zone], late) ?? 0).toISOString().slice(11, 16);
    expect(opens('1976-03-14T02:10:00Z')).toBe('02:30');
    expect(opens('1976-03-14T03:10:00Z')).toBe('03:30');
    expect(opens('1976-03-14T03:40:00Z')).toBe('03:40');
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

describe('holidays', () => {
  const holidays = [
    { date: '2026-11-26', name: 'Thanksgiving Day', region: 'US' },
    { date: '2026-11-27', name: 'Works outing' },
    { date: '2026-12-25', name: 'Christmas Day', region: 'DE' },
  ];
  const hours: CallingHours = { ...BUSINESS_HOURS, holidays };
  const opens = (iso: string, region: string | undefined, zone = CHICAGO) =>
    DateTime.fromMillis(nextOpen(at(iso, zone), [zone], hours, region) ?? 0, { zone }).toFormat('ccc d LLL HH:mm');

  test('R123 nobody is called on a holiday of their country; the next business day is the one after', () => {
    expect(opens('2026-11-26T10:00', 'CA')).toBe('Thu 26 Nov 10:00');
    expect(opens('2026-11-26T10:00', 'US')).toBe('Mon 30 Nov 09:00');
    expect(opens('2026-11-25T17:00', 'US')).toBe('Mon 30 Nov 09:00');
    expect(opens('2026-11-27T10:00', undefined)).toBe('Mon 30 Nov 09:00');
    const later = businessDaysLater(at('2026-11-25T15:00'), CHICAGO, 1, hours, 'US');
    expect(DateTime.fromMillis(later, { zone: CHICAGO }).toFormat('ccc d')).toBe('Mon 30');
  });

  test('R293 the day is that of their clock: in Tokyo it is over while it begins in Chicago', () => {
    expect(mayRingAt(Date.parse('2026-11-26T00:30:00Z'), ['Asia/Tokyo'], hours, 'US')).toBe(false);
    expect(mayRingAt(Date.parse('2026-11-25T16:00:00Z'), [CHICAGO], hours, 'US')).toBe(true);
    const two = nextOpen(Date.parse('2026-11-25T22:59:00Z'), [CHICAGO, 'America/New_York'], hours, 'US');
    expect(new Date(two ?? 0).toISOString()).toBe('2026-11-30T15:00:00.000Z');
  });

  test('a mission knows the days of the countries of its list, a year ahead, and those of everybody', () => {
    const known = holidaysFor(['US', 'US'], holidays, at('2026-11-24T09:00'));
    expect(known.map((one) => one.name)).toEqual(['Thanksgiving Day', 'Works outing']);
    expect(holidaysFor(['US'], holidays, at('2027-11-24T09:00'))).toEqual([]);
    expect(holidaysFor(['DE'], holidays, at('2025-11-24T09:00'))).toEqual([]);
    const list = [{ region: 'DE' }];
    expect(withHolidays(BUSINESS_HOURS, list, holidays, at('2026-11-24')).holidays).toHaveLength(2);
    expect(withHolidays(BUSINESS_HOURS, list, [], at('2026-11-24'))).toBe(BUSINESS_HOURS);
  });

  test('countries of which the calendars know nothing are named', () => {
    expect(regionsWithoutHolidays(['US', 'BR', 'MX', 'BR'], holidays, at('2026-11-24'))).toEqual(['BR', 'MX']);
    expect(regionsWithoutHolidays(['US'], holidays, at('2026-12-24'))).toEqual(['US']);
  });
});
