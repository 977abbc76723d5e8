/** Which class a mission is: the decision tree of the playbook, and that people can choose each of its ends. */
import { describe, expect, it } from 'vitest';
import { type Answers, classOf, needsMission, WAYS } from '../../../src/chat/flow/classify.ts';
import { strategyFor } from '../../../src/missions/classes/index.ts';
import { sweepBrief } from '../../support/sandbox.ts';
import { createWorld } from '../desk/desk-world.ts';

const answers = (change: Partial<Answers>): Answers => ({
  acts: false,
  dependent: false,
  scored: false,
  bargains: false,
  approvedRounds: false,
  ...change,
});

describe('the decision tree', () => {
  it.each([
    ['R197 independent and scored', { scored: true }, 'screening'],
    ['R198 independent and not scored', {}, 'sweep'],
    ['R199 dependent and bargaining', { dependent: true, bargains: true }, 'negotiation'],
    ['R199 bargaining goes before rounds', { dependent: true, bargains: true, approvedRounds: true }, 'negotiation'],
    ['R200 dependent, rounds with a yes between them', { dependent: true, approvedRounds: true }, 'rounds'],
    ['R201 dependent, none of these', { dependent: true }, 'action'],
    ['P27 an action that ends the search, though screened side by side', { acts: true, scored: true }, 'action'],
  ] as const)('%s', (_name, change, expected) => {
    expect(classOf(answers(change))).toBe(expected);
  });

  it('R196 each end of the tree can be chosen, in words of its own, and has a plan', () => {
    const kinds = WAYS.map((way) => way.kind);
    expect(new Set(kinds).size).toBe(WAYS.length);
    expect(kinds.toSorted()).toEqual(['action', 'negotiation', 'rounds', 'screening', 'sweep']);
    for (const kind of kinds) expect(strategyFor(kind).plan(sweepBrief({ class: kind }), []).length).toBeGreaterThan(1);
    expect(WAYS.map((way) => way.label).join()).not.toMatch(/sweep|screening|class|parallel|serial/i);
  });

  it('R196 without an answer there is no mission, no draft and no plan', async () => {
    const world = createWorld();
    const errors = await world.desk.check('new::kind', { kind: '', name: 'Mugs' }, [], {
      id: 'console:ana',
      name: 'Ana',
    });
    expect(errors).toMatchObject({ kind: 'Choose one of them.' });
    expect(world.sent).toEqual([]);
  });
});

describe('mission or simple call', () => {
  const one = { contacts: 1, steps: 1, tracked: false, retried: false, compared: false };

  it.each([
    ['R11 several calls', { contacts: 2 }],
    ['R11 a complete record', { tracked: true }],
    ['R11 several steps', { steps: 2 }],
    ['R11 nobody may be missed', { retried: true }],
    ['R11 answers are compared', { compared: true }],
    ['R14 window washers with negotiation', { contacts: 5, compared: true }],
    ['R14 all leads for demos', { contacts: 30, retried: true }],
    ['R14 ten weather stations', { contacts: 10 }],
  ])('%s: a mission', (_name, change) => {
    expect(needsMission({ ...one, ...change })).toBe(true);
  });

  it('R12 one call or text, no record, no second try, one step: none', () => {
    expect(needsMission(one)).toBe(false);
  });
});
