import { describe, expect, test } from 'vitest';
import { people, readFile, readPaste } from './read.ts';

const PASTES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'name, number, note',
    'Acme Print, +1 312 555 0100, ask for Joe, not before ten',
    ['Acme Print +13125550100 | ask for Joe, not before ten'],
  ],
  ['name: number', 'Bob: +1 602 555 0101', ['Bob +16025550101']],
  ['number name', '312-555-0102 Carol Ltd', ['Carol Ltd +13125550102']],
  ['number, name, note', '312-555-0102, Carol, rings long', ['Carol +13125550102 | rings long']],
  ['name number', 'Acme (312) 555-0100', ['Acme +13125550100']],
  ['name <number>', 'Acme <+1 312 555 0100>', ['Acme +13125550100']],
  ['dash', 'Acme Print – +13125550100', ['Acme Print +13125550100']],
  [
    'bare numbers by line',
    '+13125550100\n(312) 555-0101\n3125550102',
    ['+13125550100', '+13125550101', '+13125550102'],
  ],
  ['bare numbers by comma', '+13125550100, +13125550101,3125550102', ['+13125550100', '+13125550101', '+13125550102']],
  ['pairs by comma', 'Acme, +13125550100, Bob, +13125550101', ['Acme +13125550100', 'Bob +13125550101']],
  ['people by semicolon', 'Acme +13125550100; Bob +13125550101', ['Acme +13125550100', 'Bob +13125550101']],
  [
    'bullets',
    '1. Acme (312) 555-0100\n2) Bob 312-555-0101\n- Carol 312-555-0102',
    ['Acme +13125550100', 'Bob +13125550101', 'Carol +13125550102'],
  ],
  ['without a plus', 'Müller 493023125001', ['Müller +493023125001']],
  ['00 prefix', 'Müller 0049 30 23125001', ['Müller +493023125001']],
  ['with the word tel', 'Acme, Tel. +13125550100', ['Acme +13125550100']],
  [
    'csv with headings',
    'name,phone,notes\n"Acme, Inc.",+13125550100,"two\nlines"',
    ['Acme, Inc. +13125550100 | two\nlines'],
  ],
  [
    'tsv without headings',
    'Acme\t+13125550100\tearly\nBob\t3125550101\tlate',
    ['Acme +13125550100 | early', 'Bob +13125550101 | late'],
  ],
  [
    'csv of four columns without headings',
    'Acme,+13125550100,early,Chicago\nBob,+13125550101,late,Aurora',
    ['Acme +13125550100 | early', 'Bob +13125550101 | late'],
  ],
  ['a note in brackets', 'Lupo 312-555-0100 (back door)', ['Lupo +13125550100 | (back door)']],
  ['a number in a note', 'Acme, +1 312 555 0100, order 20261124', ['Acme +13125550100 | order 20261124']],
  ['a number in brackets', 'Lupo (+13125550100)', ['Lupo +13125550100']],
  ['a table drawn with lines', '| Name | Phone |\n|---|---|\n| Acme | +1 312 555 0100 |', ['Acme +13125550100']],
  ['a heading and one column', 'Phone\n+13125550100\n+13125550101', ['+13125550100', '+13125550101']],
];

describe('what people paste', () => {
  for (const [label, text, expected] of PASTES) {
    test(label, () => {
      const intake = readPaste(text);
      expect(intake.refused).toEqual([]);
      expect(intake.targets.map((each, at) => [people(intake)[at], each.notes].filter(Boolean).join(' | '))).toEqual(
        expected,
      );
    });
  }

  test('R104 keys in a line stay with the number', () => {
    const intake = readPaste('Sky Harbor 602-275-0073(#4) open all night\nDesk 602-275-0074 ext. 12');
    expect(intake.targets).toMatchObject([
      { name: 'Sky Harbor', phone: '+16022750073', keys: '#4', notes: 'open all night' },
      { name: 'Desk', phone: '+16022750074', keys: '12' },
    ]);
  });

  test.each([
    ['Obst +49 30 23125011 und Gemüse +49 30 23125012', ['Obst +493023125011', 'Gemüse +493023125012']],
    ['Acme +1 312 555 0100 Bob +1 312 555 0101', ['Acme +13125550100', 'Bob +13125550101']],
    ['Acme: +1 312 555 0100 / Bob: +1 312 555 0101', ['Acme +13125550100', 'Bob +13125550101']],
  ])('two people on one line: %s', (text, expected) => {
    const intake = readPaste(text);
    expect(people(intake)).toEqual(expected);
    expect(intake.refused).toEqual([]);
  });

  test.each([
    'Acme, +1 312 555 0100, +1 312 555 0101',
    '+1 312 555 0100 +1 312 555 0101',
    'Acme +1 312 555 0100 or +1 312 555 0101',
    'Acme +1 312 555 0100 mobile +1 312 555 0101',
    'Acme +1 312 555 0100 Bob +1 312 555 0101 after ten',
    '0171 2345678 0172 3456789',
  ])('a second number is never dropped in silence: %s', (text) => {
    const intake = readPaste(text, text.startsWith('0') ? 'DE' : 'US');
    expect(intake.targets).toEqual([]);
    expect(intake.refused).toHaveLength(1);
    expect(intake.refused[0]?.reason).toMatch(/holds more than one number|no country code/);
  });

  test('lines that cannot be called are named by their line', () => {
    const intake = readPaste('Acme +13125550100\n\nhello there\nPolice 911\nExcel 4.93E+11\n+13125550100 Again\n\n');
    expect(intake.refused.map(({ row, reason }) => [row, reason.slice(0, 22)])).toEqual([
      [3, 'It has no phone number'],
      [4, '"911" is an emergency '],
      [5, 'The spreadsheet has cut'.slice(0, 22)],
    ]);
    expect(intake.targets).toMatchObject([{ rows: [1, 6], name: 'Acme', alsoNamed: ['Again'] }]);
    expect(intake.totalRows).toBe(5);
  });

  test('a text file of free lines is read the same way', () => {
    expect(people(readFile('Acme: +13125550100\nBob, the other one: +13125550101'))).toEqual([
      'Acme +13125550100',
      'Bob, the other one +13125550101',
    ]);
  });

  test('an empty paste is one sentence', () => {
    for (const text of ['', '  \n\n ', '\ufeff']) {
      expect(readPaste(text).fatal).toBe('The pasted text is empty; send a list with one person per row.');
    }
  });
});
