import { expect, it } from 'vitest';
import { parseFields } from '../../src/chat/flow/fields.ts';
import { rank } from '../../src/missions/ranking.ts';

it('R212 a choice gives points by the order of its options, the best first; an answer that is none of them gives none', () => {
  const read = parseFields(
    'Price range (best first: $ / $$ / $$$ / $$$$, weight 30)\nFit (1 to 10, higher is better, weight 70)',
  );
  if (!read.ok) throw new Error(read.error);
  const values = [
    ['t1', '$$$$'],
    ['t2', '$'],
    ['t3', '$$'],
    ['t4', 'cheap'],
  ] as const;
  const spec = { id: 'round-1', purpose: '', say: '', opening: '', ...read };
  const rows = rank(
    spec,
    values.map(([target, price_range]) => ({ target, values: { price_range, fit: 5 } })),
  );
  expect(rows.map((row) => [row.target, row.score])).toEqual([
    ['t2', 10],
    ['t3', 9.1],
    ['t1', 7.3],
    ['t4', 7.3],
  ]);
});
