/** Scores and places: weights, shared places, what is missing, of choices, to be checked and left out. */
import { describe, expect, test } from 'vitest';
import type { Field, RankRule, RoundSpec } from '../../src/missions/brief.ts';
import { type Candidate, rank } from '../../src/missions/ranking.ts';
import type { Values } from '../../src/missions/terms.ts';

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  type,
  question: `${name}?`,
  required: true,
  ...more,
});

const SPEC: RoundSpec = {
  id: 'round-1',
  purpose: 'enquiry',
  say: '',
  opening: '',
  fields: [
    field('price', 'number', { unit: 'USD' }),
    field('lead_time', 'number', { unit: 'days' }),
    field('delivers', 'boolean'),
    field('price_range', 'choice', { options: ['$', '$$', '$$$', '$$$$'] }),
    field('notes', 'text'),
  ],
  ranking: [],
};

const ranked = (rules: readonly RankRule[], ...candidates: readonly (Partial<Candidate> | undefined)[]) =>
  rank(
    { ...SPEC, ranking: rules },
    candidates.map((one, index) => ({ target: `t${index + 1}`, values: undefined, ...one })),
  );
const told = (values: Values): Partial<Candidate> => ({ values });
const CHEAP: RankRule = { field: 'price', weight: 1, better: 'lower' };
const QUICK: RankRule = { field: 'lead_time', weight: 1, better: 'lower' };
const places = (rows: ReturnType<typeof rank>) => rows.map((row) => [row.target, row.score, row.rank]);

describe('ranking', () => {
  test('R209 R212 best first, on a scale from 1 to 10', () => {
    const rows = ranked([CHEAP], told({ price: 20 }), told({ price: 5 }), told({ price: 10 }));
    expect(places(rows)).toEqual([
      ['t2', 10, 1],
      ['t3', 7, 2],
      ['t1', 1, 3],
    ]);
  });

  test('R212 weights decide which of two wins', () => {
    const [cheap, quick] = [told({ price: 5, lead_time: 20 }), told({ price: 20, lead_time: 5 })];
    expect(ranked([{ ...CHEAP, weight: 3 }, QUICK], cheap, quick)[0]).toMatchObject({ target: 't1', score: 7.8 });
    expect(ranked([CHEAP, { ...QUICK, weight: 3 }], cheap, quick)[0]).toMatchObject({ target: 't2', score: 7.8 });
  });

  test('R212 R244 equal scores share a place and keep the order of the list; the next place is not given twice', () => {
    const rows = ranked([CHEAP], told({ price: 9 }), told({ price: 5 }), told({ price: 5 }), told({ price: 20 }));
    expect(places(rows)).toEqual([
      ['t2', 10, 1],
      ['t3', 10, 1],
      ['t1', 7.6, 3],
      ['t4', 1, 4],
    ]);
  });

  test('R213 a choice counts by the order of its options, the best first; a yes counts, a no does not', () => {
    const rules: RankRule[] = [
      { field: 'price_range', weight: 1, better: 'first' },
      { field: 'delivers', weight: 1, better: 'yes' },
    ];
    const rows = ranked(
      rules,
      told({ price_range: '$$$$', delivers: true }),
      told({ price_range: '$', delivers: false }),
      told({ price_range: '$', delivers: true }),
      told({ price_range: 'cheap', delivers: false }),
    );
    expect(places(rows).map(([target, score]) => [target, score])).toEqual([
      ['t3', 10],
      ['t1', 5.5],
      ['t2', 5.5],
      ['t4', 1],
    ]);
    expect(rows.at(-1)).toMatchObject({ missing: ['price_range'] });
  });

  test('R212 what is missing counts as the worst and is named; who did not answer has no score', () => {
    const rows = ranked([CHEAP, QUICK], undefined, told({ price: 5 }), told({ price: 9, lead_time: 3 }));
    expect(rows).toEqual([
      { target: 't2', score: 5.5, rank: 1, missing: ['lead_time'] },
      { target: 't3', score: 5.5, rank: 1 },
      { target: 't1' },
    ]);
  });

  test('without rules everybody who answered is equal; a text with a unit is a number', () => {
    expect(ranked([], told({ price: 1 }), undefined)).toEqual([{ target: 't1', score: 10, rank: 1 }, { target: 't2' }]);
    const rows = ranked(
      [{ ...CHEAP, field: 'notes' }],
      told({ notes: '1,250 USD' }),
      told({ notes: '9,50 EUR' }),
      told({ notes: 'zwölf Euro' }),
    );
    expect(rows.map((row) => row.target)).toEqual(['t2', 't3', 't1']);
  });
});

describe('values to be checked', () => {
  const doubted = (values: Values, ...fields: string[]): Partial<Candidate> => ({ values, doubted: new Set(fields) });

  test('never stand first, count as the worst, and stretch no scale', () => {
    const rows = ranked([CHEAP], doubted({ price: 1 }, 'price'), told({ price: 9 }), told({ price: 10 }));
    expect(rows).toEqual([
      { target: 't2', score: 10, rank: 1 },
      { target: 't3', score: 1, rank: 2 },
      { target: 't1', score: 1, rank: 3, toCheck: ['price'] },
    ]);
  });

  test('R219 nobody is first by the rest of their answers while one of them is to be checked', () => {
    const rows = ranked(
      [CHEAP, { ...QUICK, weight: 9 }],
      doubted({ price: 1, lead_time: 2 }, 'price'),
      told({ price: 9, lead_time: 20 }),
      told({ price: 12, lead_time: 19 }),
    );
    expect(rows[0]).toMatchObject({ target: 't2', rank: 1 });
    const [first, second] = rows;
    expect(second).toMatchObject({ target: 't1', rank: 2, toCheck: ['price'] });
    expect(second?.score).toBe(first?.score);
  });

  test('where all of them are, there is no place at all', () => {
    const rows = ranked([CHEAP], doubted({ price: 1 }, 'price'), doubted({ price: 2 }, 'price'));
    expect(rows.map((row) => row.rank)).toEqual([undefined, undefined]);
  });

  test('a doubt about what does not count changes nothing', () => {
    expect(ranked([CHEAP], doubted({ price: 5, lead_time: 900 }, 'lead_time'))).toEqual([
      { target: 't1', score: 10, rank: 1 },
    ]);
  });
});

test('who was left out stands last, without a score, and is compared with nobody', () => {
  const rows = ranked(
    [CHEAP],
    { values: { price: 1 }, excluded: true },
    told({ price: 9 }),
    undefined,
    told({ price: 10 }),
  );
  expect(rows).toEqual([
    { target: 't2', score: 10, rank: 1 },
    { target: 't4', score: 1, rank: 2 },
    { target: 't3' },
    { target: 't1', excluded: true },
  ]);
});
