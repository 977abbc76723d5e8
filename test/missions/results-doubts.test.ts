/** What is believed and what is to be checked: the labelled quotes, and each reason once. */
import { describe, expect, test } from 'vitest';

import type { Brief, Field, RoundSpec } from '../../src/missions/brief.ts';
import { believable, believableYes, type DoubtRow, doubts } from '../../src/missions/results/doubts.ts';
import { digitsOf, quantitiesIn } from '../../src/missions/results/quantities.ts';
import { schemaOf } from '../../src/missions/schema.ts';
import type { Values } from '../../src/missions/terms.ts';
import { insightValues } from '../../src/simulator/insights.ts';
import { judgedQuotes } from '../../tools/outcomes/labelled.ts';
import { quoteFiguresOf } from '../../tools/outcomes/page.ts';
import { Play } from '../support/given.ts';
import { TEMPLATES } from '../support/house-templates.ts';
import { people, sweepBrief } from '../support/sandbox.ts';

const PRICE: Field = {
  name: 'price',
  label: 'Price',
  type: 'number',
  question: 'What does it cost?',
  required: true,
  unit: 'EUR',
};
const roundOf = (...fields: readonly Field[]): RoundSpec => ({
  id: 'round-1',
  purpose: '',
  say: '',
  opening: '',
  fields,
  ranking: [],
});
const rowsOf = (...values: readonly Values[]): readonly DoubtRow[] =>
  values.map((one, index) => ({ target: `t${index + 1}`, values: one }));
const why = (rows: readonly DoubtRow[], about: Field = PRICE, brief: Pick<Brief, 'mandate' | 'action'> = {}) =>
  Object.fromEntries([...doubts(brief, roundOf(about), rows)].map(([id, found]) => [id, found.get(about.name)]));

describe('labelled quotes', () => {
  test('no implausible one is believed, and nearly all plausible ones are, also of those never tuned on', () => {
    const parts = [quoteFiguresOf(judgedQuotes('tuned')), quoteFiguresOf(judgedQuotes('held-out'))];
    expect(parts.reduce((sum, one) => sum + one.quotes, 0)).toBeGreaterThanOrEqual(60);
    for (const { implausibleBelieved, plausible, plausibleBelieved } of parts) {
      expect(implausibleBelieved).toBe(0);
      expect(plausibleBelieved / plausible).toBeGreaterThanOrEqual(0.95);
    }
  });

  test('what the simulator says bears its numbers: the sandbox is full of answers, not of doubts', () => {
    for (const { rounds } of TEMPLATES.all)
      for (const language of ['en', 'de'] as const)
        for (const round of rounds) {
          const spec: RoundSpec = { ...round, id: 'round-1', say: '', opening: '', ranking: [] };
          const template = {
            id: 't',
            name: '',
            instructions: '',
            insight_type: 'custom' as const,
            webhook: '',
            created_at: '',
          };
          const values = Array.from({ length: 12 }, (_, index) =>
            insightValues(
              { ...template, json_schema: schemaOf(spec) },
              { seed: 1, number: `+1312555${2000 + index}`, attempt: 1, outcome: 'answered', overrides: {}, language },
            ),
          );
          expect([...doubts({}, spec, rowsOf(...(values as readonly Values[])))]).toEqual([]);
        }
  });
});

describe('compared with the others', () => {
  test('R219 one joke among four is far from the rest; three are too few to say so, unless it is another size', () => {
    expect(why(rowsOf({ price: 90 }, { price: 95 }, { price: 100 }, { price: 400 }))).toEqual({
      t4: 'far from the other answers (€90 to €100)',
    });
    expect(why(rowsOf({ price: 90 }, { price: 95 }, { price: 400 }))).toEqual({});
    expect(why(rowsOf({ price: 9800 }, { price: 9200 }, { price: 1 }))).toEqual({
      t3: 'far from the other answers (€9,200 to €9,800)',
    });
  });

  test('what a person called normal is never far, and marks are as different as people', () => {
    const mandate = { field: 'price', min: 50, max: 500, nameCompetitor: false };
    expect(why(rowsOf({ price: 90 }, { price: 95 }, { price: 100 }, { price: 400 }), PRICE, { mandate })).toEqual({});
    const mark: Field = { name: 'price', label: 'Mark', type: 'number', question: '?', required: true, min: 1, max: 5 };
    expect(why(rowsOf({ price: 5 }, { price: 5 }, { price: 5 }, { price: 1 }), mark)).toEqual({});
  });

  test('net among gross, a month among years: the few are asked about, not the many', () => {
    const said = (price: number, price_said: string) => ({ price, price_said });
    expect(why(rowsOf(said(100, '100 net'), said(110, '110 plus VAT'), said(119, '119 inklusive Steuer')))).toEqual({
      t3: 'with tax, compared without',
    });
    expect(why(rowsOf(said(120, '120 a year'), said(130, '130 yearly'), said(110, '110 a month')))).toEqual({
      t3: 'per month, not per year',
    });
  });
});

describe('a person’s word', () => {
  const joke = { price: 100, price_said: '100, just kidding' };
  test('ends the doubt: confirmed, corrected or told by hand', () => {
    expect(why([{ target: 't1', values: joke }])).toEqual({ t1: 'it sounds like a joke' });
    expect(why([{ target: 't1', values: joke, checked: ['price'] }])).toEqual({});
    expect(why([{ target: 't1', values: joke, byHand: true }])).toEqual({});
  });

  test('whoever is left out is neither doubted nor compared with', () => {
    expect(why([{ target: 't1', values: joke, excluded: 'twice' }])).toEqual({});
  });
});

describe('believable', () => {
  const mandate = { field: 'price', min: 5, max: 20, nameCompetitor: false } as const;
  const played = (...prices: readonly Values[]) => {
    const play = new Play({ ...sweepBrief(), mandate }, people(prices.length)).provision();
    for (const values of prices) play.call({ values });
    return play;
  };

  test('P43 is the newest number of somebody, while nothing is to be checked about it', () => {
    const { state } = played({ price: 12 }, { price: 99 }, { price: 8, price_said: 'eight, or maybe nine' });
    expect(['t1', 't2', 't3', 't9'].map((id) => believable(state, id, 'price'))).toEqual([
      12,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('a yes is one only when the same talk does not take it back', () => {
    const fields: readonly Field[] = ['free', 'booked'].map((name) => ({
      name,
      label: name,
      type: 'boolean',
      question: '?',
      required: false,
    }));
    const action = { what: 'book', available: 'free', done: 'booked', conditions: [], bestOf: 1, width: 5 };
    const row = (values: Values, words?: string): DoubtRow => ({
      target: 't1',
      values,
      ...(words === undefined ? {} : { words }),
    });
    const found = (one: DoubtRow) => [
      ...(doubts({ action }, roundOf(...fields), [one])
        .get('t1')
        ?.keys() ?? []),
    ];
    expect(found(row({ free: true, booked: true }, 'Booked for eight.'))).toEqual([]);
    expect(found(row({ free: false, booked: true }))).toEqual(['booked']);
    expect(found(row({ free: true, booked: true }, 'I put you on the waiting list.'))).toEqual(['free', 'booked']);
    expect(believableYes(played({ price: 12 }).state, 't1', 'price')).toBe(false);
  });
});

test.each([
  ['neuntausendzweihundert', [9200]],
  ['zweiundneunzig', [92]],
  ['neuneinhalbtausend', [9500]],
  ['nine and a half thousand', [9500]],
  ['ninety-two hundred', [9200]],
  ['half a million', [500_000]],
  ['twelve dollars and fifty cents', [12.5]],
  ['zwölf Euro fünfzig', [12.5]],
  ['nueve mil doscientos', [9200]],
  ['neuf mille deux cents', [9200]],
  ['CHF 1’250', [1250]],
  ['52k', [52_000]],
])('%s is read as people say it', (text, readings) => {
  expect(quantitiesIn(text).flatMap((one) => one.readings)).toEqual(readings);
});

test.each([
  ['twelve fifty', [12.5, 1250, 12_500]],
  ['zwölffünfzig', [12.5, 1250, 12_500]],
  ['nine two', [9.2, 92, 902, 9200]],
])('%s has several readings, and nobody guesses', (text, readings) => {
  expect(quantitiesIn(text)[0]?.readings).toEqual(readings);
});

test('separators of both worlds', () => {
  expect(
    ['12,500', '12.500', '12.50', '12,5', '1.250,00', '1,250.00', '1 250', "1'250", '0.125'].map(digitsOf),
  ).toEqual([12500, 12500, 12.5, 12.5, 1250, 1250, 1250, 1250, 0.125]);
});
