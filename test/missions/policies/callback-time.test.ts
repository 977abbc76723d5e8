import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { callbackAt } from '../../../src/missions/policies/callback-time.ts';
import { BUSINESS_HOURS } from '../../../src/missions/policies/hours.ts';

const BERLIN = 'Europe/Berlin';
/** Wednesday 18 Nov 2026, 10:20 in Berlin. */
const NOW = Date.parse('2026-11-18T10:20:00+01:00');

const local = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : DateTime.fromMillis(at, { zone: BERLIN }).toFormat('MM dd HH mm');

const asked = (text: string | undefined, now = NOW) => local(callbackAt(text, now, BERLIN, BUSINESS_HOURS));

describe('a callback asked for in words', () => {
  test.each([
    ['tomorrow', '11 19 09 00'],
    ['Please call me again tomorrow.', '11 19 09 00'],
    ['tomorrow afternoon', '11 19 14 00'],
    ['tomorrow at 3 pm', '11 19 15 00'],
    ['tomorrow at three', '11 19 15 00'],
    ['the day after tomorrow', '11 20 09 00'],
    ['next week', '11 23 09 00'],
    ['Monday', '11 23 09 00'],
    ['on Monday morning', '11 23 09 00'],
    ['Friday around 11', '11 20 11 00'],
    ['next Friday', '11 27 09 00'],
    ['Wednesday', '11 25 09 00'],
    ['after the weekend', '11 23 09 00'],
    ['in the afternoon', '11 18 14 00'],
    ['at 9', '11 19 09 00'],
    ['after lunch', '11 18 13 00'],
    ['later today', '11 18 12 20'],
    ['in two hours', '11 18 12 20'],
    ['in half an hour', '11 18 10 50'],
    ['in 3 days', '11 21 09 00'],
    ['in a week', '11 25 09 00'],
    ['24 November', '11 24 09 00'],
    ['November 24 at 10:30', '11 24 10 30'],
    ['2026-11-24', '11 24 09 00'],
    ['2026-11-24T15:00', '11 24 15 00'],
  ])('%s', (text, expected) => expect(asked(text)).toBe(expected));

  test.each([
    ['morgen', '11 19 09 00'],
    ['Rufen Sie bitte morgen wieder an', '11 19 09 00'],
    ['morgen früh', '11 19 09 00'],
    ['morgen Nachmittag', '11 19 14 00'],
    ['morgen um 10 Uhr', '11 19 10 00'],
    ['morgen um 09:30', '11 19 09 30'],
    ['übermorgen', '11 20 09 00'],
    ['nächste Woche', '11 23 09 00'],
    ['Anfang nächster Woche', '11 23 09 00'],
    ['am Montag', '11 23 09 00'],
    ['Montag Morgen', '11 23 09 00'],
    ['am Sonnabend', '11 21 09 00'],
    ['Dienstagvormittag', '11 24 10 00'],
    ['Montag nächster Woche', '11 23 09 00'],
    ['am Nachmittag', '11 18 14 00'],
    ['am Morgen', '11 19 09 00'],
    ['nach 15 Uhr', '11 18 15 00'],
    ['um drei', '11 18 15 00'],
    ['heute Nachmittag', '11 18 14 00'],
    ['in einer Stunde', '11 18 11 20'],
    ['in zwei Wochen', '12 02 09 00'],
    ['am 24.11.', '11 24 09 00'],
    ['am 24. November um 14 Uhr', '11 24 14 00'],
    ['nach dem Wochenende', '11 23 09 00'],
  ])('%s', (text, expected) => expect(asked(text)).toBe(expected));

  test.each(['later', 'irgendwann', 'when the boss is back', 'today at 9', 'heute um 10 Uhr', '31. Februar'])(
    'not understood, or over: "%s" is the next business day, never the same hour',
    (text) => expect(asked(text)).toBe('11 19 09 00'),
  );

  test('over the weekend the next business day is Monday', () => {
    expect(asked('some time', Date.parse('2026-11-20T16:30:00+01:00'))).toBe('11 23 09 00');
  });

  test('nothing said about the time is left to the table of retries', () => {
    expect(asked(undefined)).toBeUndefined();
    expect(asked('  ')).toBeUndefined();
  });
});
