import { describe, expect, it } from 'vitest';
import { enlist } from '../../../src/chat/flow/brief.ts';
import type { Draft, DraftList } from '../../../src/chat/flow/draft.ts';
import { callingOrder, guessPreference, readMark, unreadMark } from '../../../src/chat/flow/order.ts';
import type { Target } from '../../../src/missions/target.ts';

const target = (name: string, index: number, variables: Record<string, string> = {}): Target => ({
  id: `t${index + 1}`,
  name,
  phone: `+1312555010${index}`,
  variables,
  rows: [index + 2],
  alsoNamed: [],
  region: 'US',
  lineType: 'fixed',
  zones: ['America/Chicago'],
});

const listOf = (people: readonly (readonly [string, string?])[]): DraftList => ({
  name: 'roofers.csv',
  rows: people.length,
  targets: people.map(([name, rank], index) => target(name, index, rank === undefined ? {} : { rank })),
  refused: [],
  merged: [],
  variables: people.some(([, rank]) => rank !== undefined) ? ['rank'] : [],
});

type Ordered = Parameters<typeof callingOrder>[0];
const names = (ordered: Ordered) => callingOrder(ordered).map((one) => one.name);
const serial = (list: DraftList, more: Partial<Ordered> = {}): Ordered => ({
  class: 'negotiation',
  list,
  order: 'weakest-first',
  ...more,
});
const ABC = listOf([['A'], ['B'], ['C']]);

describe('the order of a negotiation', () => {
  it('R221 preferred last: [A best, B, C] is called C, B, A', () => {
    expect(names(serial(ABC))).toEqual(['C', 'B', 'A']);
    expect(names(serial(ABC, { order: 'as-listed' }))).toEqual(['A', 'B', 'C']);
  });

  it('R221 a reliable baseline first: X, C, B, A', () => {
    const list = listOf([['A'], ['X'], ['B'], ['C']]);
    expect(names(serial(list, { order: 'baseline-first', baseline: 't2' }))).toEqual(['X', 'C', 'B', 'A']);
  });

  it('R221 by a column in which 1 is wanted most; equals stay as they stand, an empty mark is wanted least', () => {
    const list = listOf([
      ['B', '2'],
      ['A', '1'],
      ['D', ''],
      ['C', '3'],
      ['C2', '3'],
    ]);
    expect(guessPreference(list)).toEqual({ by: 'column', column: 'rank' });
    expect(names(serial(list))).toEqual(['D', 'C', 'C2', 'B', 'A']);
    expect(names(serial(list, { preference: { by: 'list' } }))).toEqual(['C2', 'C', 'D', 'A', 'B']);
  });

  it.each([
    ['1', 1],
    ['2.', 2],
    ['A', 1],
    ['c', 3],
    ['high', 1],
    ['mittel', 2],
    ['low', 3],
    ['yes', 1],
    ['perhaps', undefined],
  ])('a mark %s', (text, mark) => {
    expect(readMark(text)).toBe(mark);
  });

  it('names who has a mark that nobody can read', () => {
    const list = listOf([
      ['A', '1'],
      ['B', 'perhaps'],
      ['C', ''],
    ]);
    expect(unreadMark(list, { by: 'column', column: 'rank' })?.name).toBe('B');
    expect(unreadMark(list, { by: 'list' })).toBeUndefined();
  });

  it('R244 no other class sorts its list', () => {
    for (const kind of ['sweep', 'screening', 'rounds', 'action'] as const)
      expect(names(serial(ABC, { class: kind }))).toEqual(['A', 'B', 'C']);
  });

  it('R221 the mission knows its people as t1, t2 in the order of the calls', () => {
    const draft = { ...serial(ABC), language: 'en-US' } as Draft;
    expect(enlist(draft, (phone) => phone).map(({ id, details }) => [id, details.private?.name])).toEqual([
      ['t1', 'C'],
      ['t2', 'B'],
      ['t3', 'A'],
    ]);
  });

  it('only the first so many, where the others would not fit', () => {
    expect(names(serial(ABC, { only: 2 }))).toEqual(['C', 'B']);
  });
});
