import { expect, test } from 'vitest';
import { clockTime, duration, moment, theirs, whenText } from '../../../src/chat/times.ts';
import { decideText, factsOf, lockLine, shorten, valueText, withoutNumbers } from '../../../src/chat/wording.ts';
import { forbiddenIn, plainWords } from '../../../src/projections/plain-words.ts';
import { Story } from '../../support/mission-story.ts';

const AT = Date.UTC(2026, 10, 24, 14, 0);

test("times have an owner: ours in the reader's zone, theirs beside it", () => {
  expect(clockTime(AT, 'Europe/Berlin')).toBe('15:00');
  expect(theirs(AT, ['America/New_York'], 'Europe/Berlin')).toBe(' (9:00 theirs)');
  expect(theirs(AT, ['America/Denver', 'America/Chicago'], 'Europe/Berlin')).toBe(' (7:00-8:00 theirs)');
  expect(theirs(AT, ['Europe/Paris'], 'Europe/Berlin')).toBe(' (same time there)');
  expect(theirs(AT + 3_600_000, ['Asia/Tokyo'], 'Europe/Berlin')).toBe(' (Wed 0:00 theirs)');
  expect(theirs(AT, [], 'Europe/Berlin')).toBe('');
});

test('a time of another day says its day', () => {
  expect(whenText(AT, AT - 3_600_000, 'Europe/Berlin')).toBe('15:00');
  expect(whenText(AT, AT - 86_400_000, 'Europe/Berlin')).toBe('Tue 15:00');
  expect(whenText(AT, AT - 20 * 86_400_000, 'Europe/Berlin')).toBe('Tue 24 Nov 15:00');
  expect(moment(AT, AT - 86_400_000, 'Europe/Berlin')).toEqual({ time: AT, style: 'day-time' });
});

test.each([
  [38_000, '38 s'],
  [41 * 60_000, '41 min'],
  [120 * 60_000, '2 h'],
  [2602 * 60_000, '43 h 22 min'],
])('%i ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  ['ring +13125550142 now', 'ring +1 312 ••42 now'],
  ['ring 312 555 0142 now', 'ring ••42 now'],
  ['(312) 555-0142', '••42'],
  ['from 8,000 to 12,000 EUR', 'from 8,000 to 12,000 EUR'],
  ['on 2026-11-24 at 15:00', 'on 2026-11-24 at 15:00'],
  ['order no. 4471', 'order no. 4471'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutNumbers(text)).toBe(shown);
});

test('the lock-screen line stands alone', () => {
  expect(lockLine('Done: M. Recommended: +13125550142', true)).toBe(
    'SANDBOX · Done: M. Recommended: somebody of the list',
  );
  expect(lockLine('x'.repeat(300), false)).toHaveLength(140);
});

test('who decides is said in the middle of a sentence', () => {
  expect([decideText(['Ana'], 0), decideText(['You'], 0), decideText(['You'], 2), decideText([], 2)]).toEqual([
    'Ana decides',
    'you decide',
    'you and 2 other people decide',
    '2 people decide',
  ]);
});

test('values carry their unit, yes and no their question', () => {
  const [row] = new Story().view.rows;
  const price = { name: 'p', label: 'Price', type: 'number', question: '', required: true, unit: 'USD' } as const;
  const stars = { name: 's', label: 'Stars', type: 'number', question: '', required: true } as const;
  const dr = { name: 'd', label: 'Recovery plan', type: 'boolean', question: '', required: true } as const;
  expect(valueText(price, 12)).toBe('$12');
  expect(valueText({ ...price, unit: 'days' }, 14)).toBe('14 days');
  expect(valueText(stars, 4.5)).toBe('stars 4.5');
  expect(valueText(dr, false)).toBe('recovery plan no');
  if (row === undefined) throw new Error('nobody');
  expect(factsOf({ ...row, values: { p: 0, d: true } }, [price, stars, dr])).toEqual(['$0', 'recovery plan yes']);
});

test('machine words become plain ones, and are found as words only', () => {
  expect(plainWords('The run has no insight (no-answer).')).toBe('The mission has no answer (no answer).');
  expect(plainWords('Type npm run doctor.')).toBe('Type npm doctor.');
  expect(forbiddenIn('RUNNING · investigate the runner')).toEqual([]);
  expect(forbiddenIn('a Run, a null and D1')).toEqual(['run', 'D1', 'null']);
  expect(shorten('a long sentence that goes on', 16)).toBe('a long sentence…');
});
