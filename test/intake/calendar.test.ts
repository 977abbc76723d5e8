/** Calendar files: what ships with Callsheet is right, what a team adds is read, and what is wrong is said with its place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCalendar } from '../../src/intake/calendar.ts';
import { CALENDAR_FOLDER, readCalendars } from '../../src/intake/calendar-files.ts';

const YEARS = { from: 2026, to: 2028 };
const read = (name: string, text: string) => readCalendar(name, new TextEncoder().encode(text), YEARS);

describe('the public holidays that come with Callsheet', () => {
  const { holidays, problems } = readCalendars(CALENDAR_FOLDER, YEARS);
  const days = (region: string, year: number) =>
    holidays.filter((one) => one.region === region && one.date.startsWith(String(year)));
  /** Easter Sundays, from the tables of the churches. */
  const EASTER: Readonly<Record<number, string>> = { 2026: '2026-04-05', 2027: '2027-03-28', 2028: '2028-04-16' };
  const after = (date: string, count: number): string =>
    new Date(Date.parse(date) + count * 86_400_000).toISOString().slice(0, 10);
  const weekday = (date: string): number => new Date(date).getUTCDay();

  test('are nine countries, three years, without a doubtful line', () => {
    expect(problems).toEqual([]);
    expect(new Set(holidays.map((one) => one.region))).toEqual(
      new Set(['US', 'CA', 'GB', 'DE', 'FR', 'ES', 'IT', 'AT', 'CH']),
    );
    const keys = holidays.map((one) => `${one.region} ${one.date}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([
    ['US', 2026, 12],
    ['CA', 2026, 11],
    ['GB', 2026, 9],
    ['DE', 2026, 9],
    ['FR', 2026, 11],
    ['ES', 2026, 10],
    ['IT', 2026, 13],
    ['AT', 2026, 13],
    ['CH', 2026, 8],
  ])('%s has as many as its law says for %d', (region, year, count) => {
    expect(days(region, year)).toHaveLength(count);
  });

  test.each([2026, 2027, 2028])('%d: the feasts that move with Easter', (year) => {
    const easter = EASTER[year] ?? '';
    const on = (name: string) =>
      holidays.filter((one) => one.date.startsWith(String(year)) && one.name === name).map((one) => one.date);
    const moved = {
      'Good Friday': -2,
      'Easter Monday': 1,
      'Ascension Day': 39,
      'Whit Monday': 50,
      'Corpus Christi': 60,
    };
    for (const [name, count] of Object.entries(moved)) {
      expect(on(name).length).toBeGreaterThan(0);
      expect(new Set(on(name))).toEqual(new Set([after(easter, count)]));
    }
  });

  test.each([2026, 2027, 2028])('%d: those that fall on a weekday of their month', (year) => {
    const rules: readonly (readonly [string, string, number, number, number])[] = [
      ['US', 'Martin Luther King Jr. Day', 1, 15, 21],
      ['US', "Presidents' Day", 1, 15, 21],
      ['US', 'Memorial Day', 1, 25, 31],
      ['US', 'Labor Day', 1, 1, 7],
      ['US', 'Columbus Day', 1, 8, 14],
      ['US', 'Thanksgiving Day', 4, 22, 28],
      ['CA', 'Victoria Day', 1, 18, 24],
      ['CA', 'Thanksgiving', 1, 8, 14],
      ['GB', 'Early May bank holiday', 1, 1, 7],
      ['GB', 'Spring bank holiday', 1, 25, 31],
      ['GB', 'Summer bank holiday', 1, 25, 31],
    ];
    for (const [region, name, day, from, to] of rules) {
      const [found] = days(region, year).filter((one) => one.name === name);
      const dayOfMonth = Number(found?.date.slice(8));
      expect(weekday(found?.date ?? ''), `${name} ${year}`).toBe(day);
      expect(dayOfMonth >= from && dayOfMonth <= to, `${name} ${found?.date}`).toBe(true);
    }
  });

  test('a federal or bank holiday of a weekend is kept on a weekday besides', () => {
    const kept = holidays
      .filter((one) => /observed|substitute/.test(one.name))
      .map((one) => `${one.region} ${one.date}`);
    expect(kept).toEqual(
      expect.arrayContaining(['US 2026-07-03', 'US 2027-12-31', 'US 2028-11-10', 'GB 2026-12-28', 'GB 2028-01-03']),
    );
    for (const one of kept) expect([0, 6]).not.toContain(weekday(one.slice(3)));
    for (const one of days('US', 2027).filter(({ date }) => [0, 6].includes(weekday(date))))
      expect(
        days('US', 2027).some(({ name }) => name === `${one.name} (observed)`),
        one.name,
      ).toBe(true);
  });
});

describe('a calendar of one’s own', () => {
  test('columns in any order, semicolons, a region for some days and none for others', () => {
    expect(read('own.csv', '﻿Name;Region;Date\nStocktaking;;2026-12-30\n;;\n"Reyes; mago";es;2027-01-06\n')).toEqual({
      holidays: [
        { date: '2026-12-30', name: 'Stocktaking' },
        { date: '2027-01-06', name: 'Reyes; mago', region: 'ES' },
      ],
      problems: [],
    });
  });

  test('errors name file, line and field, and all of them at once', () => {
    const { holidays, problems } = read(
      'own.csv',
      'date,name,region\n2026-02-30,A day,US\n\n24.12.2026,Eve,DE\n2026-12-24,,DE\n2026-12-24,Eve,UK\n2026-12-24,Eve,GB\n',
    );
    expect(holidays).toEqual([{ date: '2026-12-24', name: 'Eve', region: 'GB' }]);
    expect(problems).toEqual([
      'own.csv, line 2, date: "2026-02-30" is no day of the calendar. Write it like 2026-12-25.',
      'own.csv, line 4, date: "24.12.2026" is no day of the calendar. Write it like 2026-12-25.',
      'own.csv, line 5, name: it is empty. Say what day it is, for example Christmas.',
      'own.csv, line 6, region: "UK" is no country in two letters. Write for example US, GB or DE, or leave it empty for everybody.',
    ]);
  });

  test.each([
    [
      'no heading',
      '2026-12-24,Eve,DE\n',
      'own.csv, line 1: it has no column date and name. Begin with date,name,region.',
    ],
    ['an open quote', 'date,name\n2026-12-24,"Eve\n', /^own\.csv, line \d+: a quote is opened and never closed\./],
  ])('%s is one sentence', (_what, text, sentence) => {
    const { holidays, problems } = read('own.csv', text);
    expect(holidays).toEqual([]);
    expect(problems).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
  });

  const ics = (...events: readonly (readonly string[])[]): string =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//test//EN']
      .concat(events.flatMap((lines, index) => ['BEGIN:VEVENT', `UID:${index}`, ...lines, 'END:VEVENT']))
      .concat('END:VCALENDAR', '')
      .join('\r\n');

  test('an exported calendar: whole days alone, long stretches day by day, yearly ones written out', () => {
    const text = ics(
      ['DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY', 'SUMMARY:Labour Day'],
      ['DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:Closed'],
      ['DTSTART;VALUE=DATE:20261105', 'SUMMARY:Works outing'],
      ['DTSTART:20261105T100000Z', 'DTEND:20261105T110000Z', 'SUMMARY:Meeting'],
      ['DTSTART;VALUE=DATE:20261106', 'STATUS:CANCELLED', 'SUMMARY:Called off'],
    );
    const { holidays, problems } = read('company.DE.ics', text);
    expect(problems).toEqual([]);
    expect(holidays.map(({ date, name }) => `${date} ${name}`)).toEqual([
      '2026-05-01 Labour Day',
      '2027-05-01 Labour Day',
      '2028-05-01 Labour Day',
      '2026-12-30 Closed',
      '2026-12-31 Closed',
      '2027-01-01 Closed',
      '2026-11-05 Works outing',
    ]);
    expect(new Set(holidays.map((one) => one.region))).toEqual(new Set(['DE']));
    expect(read('company.ics', text).holidays[0]).toEqual({ date: '2026-05-01', name: 'Labour Day' });
  });

  test('a yearly day that was moved once, or left out once', () => {
    const yearly = ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20280501', 'SUMMARY:Fair'];
    const moved = ['RECURRENCE-ID;VALUE=DATE:20270501', 'DTSTART;VALUE=DATE:20270508', 'SUMMARY:Fair, later'];
    const text = ics(yearly, moved).replace('UID:1', 'UID:0');
    expect(read('fair.ics', text).holidays).toEqual([
      { date: '2026-05-01', name: 'Fair' },
      { date: '2027-05-08', name: 'Fair, later' },
    ]);
  });

  test('what is no calendar, and a country that is none, are said', () => {
    expect(read('own.ics', 'nonsense').problems[0]).toMatch(
      /^own\.ics: it is no calendar that can be read .*once more as \.ics\.$/,
    );
    expect(read('own.UK.ics', ics()).problems).toEqual([
      'own.UK.ics: "UK" is no country in two letters. Call the file for example DE.ics, or company.ics for everybody.',
    ]);
  });
});

describe('the folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'calendars-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('every CSV and .ics of it is read, other files are left alone; none at all is no error', () => {
    writeFileSync(join(folder, 'b #1.csv'), 'date,name\n2026-12-30,Stocktaking\n');
    writeFileSync(join(folder, 'a.csv'), 'date,name\nyesterday,Stocktaking\n');
    writeFileSync(join(folder, 'README.md'), '# Calendars\n');
    const { holidays, problems } = readCalendars(folder, YEARS);
    expect(holidays).toEqual([{ date: '2026-12-30', name: 'Stocktaking' }]);
    expect(problems).toEqual([expect.stringMatching(/^a\.csv, line 2, date: "yesterday"/)]);
    expect(readCalendars(join(folder, 'nowhere'), YEARS)).toEqual({ holidays: [], problems: [] });
  });
});
