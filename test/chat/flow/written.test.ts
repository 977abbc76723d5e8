/** What people type into the pages of the guided flow, read and written back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, readRange, sayAmount, sayRange } from '../../../src/chat/flow/amounts.ts';
import { formatConditions, readConditions } from '../../../src/chat/flow/conditions.ts';
import { formatNeeds, readNeeds, splitNeeds, toldBy, withNeeds } from '../../../src/chat/flow/needs.ts';
import { readDeadline, writtenTime } from '../../../src/chat/preview/local-time.ts';
import type { Field } from '../../../src/missions/brief.ts';

describe('amounts', () => {
  it.each([
    ['8500', 8500],
    ['8,500', 8500],
    ['8.500', 8500],
    ["CHF 8'500", 8500],
    ['1 200 000 EUR', 1_200_000],
    ['12.50', 12.5],
    ['12,50 EUR', 12.5],
    ['$420', 420],
    ['1,234.56', 1234.56],
    ['1.234,56 €', 1234.56],
    ['0.500', 0.5],
    ['8k', 8000],
    ['8.5k', 8500],
    ['60 %', 60],
    ['-3', -3],
  ])('%s', (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  it.each(['', 'cheap', '1.23.4', '12,34,5', 'about 8 or 9', '3-4'])('%j is no amount', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });

  it('what is written back reads the same', () => {
    const amount = fc.oneof(
      fc.integer({ min: -999, max: 9_999_999 }),
      fc.integer({ min: 1, max: 999_999 }).map((n) => n / 100),
    );
    fc.assert(fc.property(amount, (value) => readAmount(sayAmount(value)) === value));
  });

  it.each([
    ['8,000-12,000', { min: 8000, max: 12_000 }, '8,000-12,000'],
    ['8000 to 12000 EUR', { min: 8000, max: 12_000 }, '8,000-12,000'],
    ['between 8 and 12', { min: 8, max: 12 }, '8-12'],
    ['8–12', { min: 8, max: 12 }, '8-12'],
    ['from 8 to 12', { min: 8, max: 12 }, '8-12'],
    ['at most 60', { max: 60 }, 'at most 60'],
    ['at least 2,500', { min: 2500 }, 'at least 2,500'],
    ['12-8', undefined, ''],
    ['normal', undefined, ''],
    ['8-9-10', undefined, ''],
  ])('the range %s', (text, range, back) => {
    expect(readRange(text)).toEqual(range);
    expect(sayRange(range ?? {})).toBe(back);
  });
});

const field = (name: string, label: string, type: Field['type'], options?: readonly string[]): Field => ({
  name,
  label,
  type,
  question: `${label}?`,
  required: false,
  ...(options === undefined ? {} : { options }),
});

const FIELDS = [
  field('price', 'Price', 'number'),
  field('price_per_person', 'Price per person', 'number'),
  field('vegan', 'Vegan', 'boolean'),
  field('area', 'Größe', 'choice', ['klein', 'groß']),
  field('place', 'Place', 'text'),
];

describe('conditions that make a yes count', () => {
  it.each([
    ['price at most 60', { field: 'price', atMost: 60 }],
    ['Price <= 60', { field: 'price', atMost: 60 }],
    ['price is at least 1,200', { field: 'price', atLeast: 1200 }],
    ['price per person at most 60 EUR', { field: 'price_per_person', atMost: 60 }],
    ['price_per_person: 60', { field: 'price_per_person', is: 60 }],
    ['vegan = yes', { field: 'vegan', is: true }],
    ['Vegan', { field: 'vegan', is: true }],
    ['vegan: no', { field: 'vegan', is: false }],
    ['grösse = GROSS', { field: 'area', is: 'groß' }],
    ['Größe is klein', { field: 'area', is: 'klein' }],
    ['place = inside', { field: 'place', is: 'inside' }],
  ])('%s', (line, condition) => {
    expect(readConditions(line, FIELDS)).toEqual({ ok: true, conditions: [condition] });
    const back = formatConditions([condition], FIELDS);
    expect(readConditions(back, FIELDS)).toEqual({ ok: true, conditions: [condition] });
  });

  it.each([
    ['noise at most 3', 'names nothing that is asked for. Begin with one of "Price", "Price per person"'],
    ['price good', 'Write it like: Price at most 60'],
    ['price 60', 'Write it like: Price at most 60'],
    ['vegan maybe', 'Write Vegan = yes, or Vegan = no'],
    ['Größe = mittel', '"mittel" is none of the choices. They are klein / groß'],
    ['place', 'write what it must be'],
    ['prices at most 3', 'names nothing'],
  ])('%s says what is wrong', (line, error) => {
    const read = readConditions(`vegan\n${line}`, FIELDS);
    expect(read.ok ? '' : read.error).toContain(error);
  });

  it('takes several, one a line, and none', () => {
    expect(readConditions('- vegan\n2. price at most 60\n', FIELDS)).toMatchObject({ ok: true, conditions: [{}, {}] });
    expect(readConditions('  ', FIELDS)).toEqual({ ok: true, conditions: [] });
  });
});

describe('what they need to know', () => {
  it('R239 stands in the words as lines of their own, its values go along with the call', () => {
    const needs = readNeeds('Name: Sommer\n- Phone: +49 30 1234567\nName: second');
    if (typeof needs === 'string') throw new Error(needs);
    const say = withNeeds('Book a table.\n', needs);
    expect(say).toBe(
      'Book a table.\n\nTell them when they ask:\n- Name: {{told_name}}\n- Phone: {{told_phone}}\n- Name: {{told_name_2}}',
    );
    expect(toldBy(needs)).toEqual({ told_name: 'Sommer', told_phone: '+49 30 1234567', told_name_2: 'second' });
    expect(splitNeeds(say, toldBy(needs))).toEqual({ say: 'Book a table.', needs });
    expect(readNeeds(formatNeeds(needs))).toEqual(needs);
  });

  it('R239 a missing detail is told beside the line', () => {
    expect(readNeeds('')).toContain('at least a name');
    expect(readNeeds('Name: Sommer\nPhone:')).toBe(
      '"Phone" has no answer yet. Write it behind the colon, or delete the line.',
    );
    expect(readNeeds('Sommer')).toContain('write it like Name: Sommer');
  });

  it('words of a mission without such lines stay as they are', () => {
    expect(splitNeeds('Ask.\n\nTell them when they ask:\n- nothing', {})).toEqual({
      say: 'Ask.\n\nTell them when they ask:\n- nothing',
      needs: [],
    });
  });
});

describe('done by', () => {
  /** Mon 23 Nov 2026, 9:00 in Berlin. */
  const NOW = Date.UTC(2026, 10, 23, 8, 0);
  const berlin = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 1, minute);

  it.each([
    ['today 18:00', berlin(23, 18)],
    ['by 18:00', berlin(23, 18)],
    ['Fri 17:00', berlin(27, 17)],
    ['Friday 5pm', berlin(27, 17)],
    ['Freitag um 17 Uhr', berlin(27, 17)],
    ['Friday', berlin(27, 17)],
    ['Mon 8:00', berlin(30, 8)],
    ['Mon 10:00', berlin(23, 10)],
    ['next Monday 10:00', berlin(30, 10)],
    ['tomorrow', berlin(24, 17)],
    ['bis morgen 12:30', berlin(24, 12, 30)],
    ['2026-11-27 17:00', berlin(27, 17)],
    ['', undefined],
    ['none', undefined],
  ])('%s', (text, at) => {
    expect(readDeadline(text, NOW, 'Europe/Berlin')).toEqual({ ok: true, at });
    if (at !== undefined)
      expect(readDeadline(writtenTime(at, 'Europe/Berlin'), NOW, 'Europe/Berlin')).toEqual({ ok: true, at });
  });

  it.each([
    ['today 8:00', '8:00 is over. Write today 18:00'],
    ['soon', '"soon" is not understood. Write today 18:00'],
    ['Funday 9:00', 'is not understood'],
    ['monkey 9:00', 'is not understood'],
    ['2026-02-30', 'no date'],
  ])('%s is refused with what to write', (text, error) => {
    const read = readDeadline(text, NOW, 'Europe/Berlin');
    expect(read.ok ? '' : read.error).toContain(error);
  });

  it('keeps the clock of the wall over a change of the clocks', () => {
    const friday = Date.UTC(2026, 9, 23, 8, 0);
    expect(readDeadline('Mon 17:00', friday, 'Europe/Berlin')).toEqual({ ok: true, at: Date.UTC(2026, 9, 26, 16, 0) });
  });
});
