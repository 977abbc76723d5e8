/** The doctor's look at the calendars that ship with Callsheet. */
import { expect, test } from 'vitest';
import { calendarFinding, holidaysAt } from '../../src/app/calendars.ts';

const at = (date: string): number => Date.parse(`${date}T12:00:00Z`);

test('what ships is enough until shortly before its end, then it says what to do', () => {
  const holidays = holidaysAt(at('2026-11-24'));
  expect(calendarFinding(holidays, at('2026-11-24'))).toEqual({
    what: 'Holidays',
    ok: true,
    sentence: '9 countries, known until 2028-12-26.',
  });
  const late = calendarFinding(holidays, at('2028-11-01'));
  expect(late).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('The calendar of AT, CA, CH, DE, ES, FR, GB, IT, US ends soon'),
  });
  expect(calendarFinding([], at('2026-11-24'))).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('No holidays are known.'),
  });
});
