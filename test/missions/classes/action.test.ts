/** Class 5: many are asked, one acts; what is found and what is not. */
import { describe, expect, test } from 'vitest';
import type { Brief } from '../../../src/missions/brief.ts';
import { holders } from '../../../src/missions/classes/action.ts';
import { strategyFor } from '../../../src/missions/classes/index.ts';
import type { Values } from '../../../src/missions/terms.ts';
import { given, HOUR, MINUTE, Play, starting } from '../../support/given.ts';
import { actionBrief, people } from '../../support/sandbox.ts';

const ACTION = actionBrief().action;
if (ACTION === undefined) throw new Error('no action');

const ready = (change: Partial<Brief> = {}, count = 5): Play =>
  new Play(actionBrief({ maxRetries: 0, ...change }), count).provision();
const free: { values: Values } = { values: { has_availability: true, reservation_confirmed: false } };
const full: { values: Values } = { values: { has_availability: false, reservation_confirmed: false } };
const booked: { values: Values } = { values: { has_availability: true, reservation_confirmed: true } };
const ended = { kind: 'finished', status: 'succeeded' };
const withAction = (change: Partial<typeof ACTION>): Partial<Brief> => ({ action: { ...ACTION, ...change } });

/** Takes back what is to be taken back, as the worker does. */
function takeBack(play: Play): Play {
  for (const call of play.state.calls.values())
    if (call.takeBack !== undefined && call.phase !== 'taken-back')
      play.world({ type: 'RecordTakenBack', call: call.call, done: true });
  return play;
}

describe('gather, then act', () => {
  test('R241 setup, screen, book', () => {
    expect(ready().state.plan.map((step) => step.id)).toEqual(['setup', 'screen', 'book']);
  });

  test('R234 R240 a free table alone does not end it, the confirmed booking does', () => {
    const play = ready().call(free, 't1');
    expect(play.state.stage.kind).toBe('calling');
    expect(play.dials).toEqual(['t1 act']);
    expect(play.state.steps.get('book')).toBe('in_progress');
    play.call(booked);
    expect(play.state.stage).toEqual(ended);
    expect([...play.state.steps.values()]).toEqual(['completed', 'completed', 'completed']);
    expect(holders(play.state)).toEqual(['t1']);
  });

  test('R237 the same assistant asks and acts: a variable says what this call may do', () => {
    const strategy = strategyFor('action');
    const play = ready();
    const [ask] = strategy.callable(play.state);
    expect(ask && strategy.variables(play.state, ask)).toEqual({});
    play.call(free, 't1');
    const [act] = strategy.callable(play.state);
    expect(act && strategy.variables(play.state, act)).toEqual({ may_book: 'yes' });
  });

  test('R235 R243 once somebody can, what has not rung is taken back and nobody else is asked', () => {
    const play = ready();
    const first = play.handOver('t1');
    const second = play.handOver('t2');
    play.end(first, free);
    expect(play.state.calls.get(second)?.takeBack ?? play.state.calls.get(second)?.couldNotBeTakenBack).toBeTruthy();
    takeBack(play);
    expect(play.dials).toEqual(['t1 act']);
  });

  test('the lease: while one acts nobody else may, nor is anybody asked', () => {
    const play = ready().call(free, 't1');
    const acting = play.handOver();
    expect(play.state.calls.get(acting)?.purpose).toBe('act');
    expect(play.dials).toEqual([]);
    play.after(HOUR).world({
      type: 'IntendCall',
      call: 'round-1/t2:1',
      dueAt: play.at + HOUR,
      key: 'k',
      body: '{}',
      from: '+13125550102',
      purpose: 'act',
    });
    expect(play.state.calls.has('round-1/t2:1')).toBe(false);
  });

  test('R242 two offices that say yes at once lead to one booking', () => {
    const play = ready();
    const [a, b] = [play.handOver('t1'), play.handOver('t2')];
    play.end(a, free);
    takeBack(play).end(b, free);
    expect(play.dials).toEqual(['t1 act']);
    play.call(booked);
    expect(play.state.stage).toEqual(ended);
    expect([...play.state.calls.values()].filter((call) => call.purpose === 'act')).toHaveLength(1);
  });

  test('when the first cannot after all, the next who could is called', () => {
    const play = ready();
    const [a, b] = [play.handOver('t1'), play.handOver('t2')];
    play.end(a, free).end(b, free);
    play.call(full, 't1');
    expect(play.dials).toEqual(['t2 act']);
    play.call(booked);
    expect(holders(play.state)).toEqual(['t2']);
  });

  test('an acting call that does not say whether it is booked is unknown: nobody acts before a person says so', () => {
    const play = ready().call(free, 't1');
    const acting = play.handOver();
    play.end(acting, { values: undefined });
    expect(play.state.rounds[0]?.progress.get('t1')?.status).toBe('unknown');
    expect(play.dials).toEqual([]);
    play.tell({ type: 'SettleCall', call: acting, retry: false });
    expect(play.dials).toContain('t2 ask');
  });

  test('R238 R241 five misses lead to exactly one second batch of five, with the alternative', () => {
    const play = ready({}, 12);
    expect(play.dials).toEqual(['t1 ask', 't2 ask', 't3 ask', 't4 ask', 't5 ask']);
    for (const target of ['t1', 't2', 't3', 't4']) play.call(full, target);
    expect(play.dials).toEqual(['t5 ask']);
    play.call('no-answer', 't5');
    expect(play.dials).toEqual(['t6 ask', 't7 ask', 't8 ask', 't9 ask', 't10 ask']);
    const strategy = strategyFor('action');
    expect(strategy.callable(play.state).map((dial) => strategy.variables(play.state, dial))).toEqual(
      Array.from({ length: 5 }, () => ({ alternative: 'the day after' })),
    );
  });

  test('P34 again and again, until the list ends: then it has failed', () => {
    const play = ready({}, 12);
    while (play.dials.length > 0) play.call(full);
    expect(play.state.calls.size).toBe(12);
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'failed' });
  });

  test('conditions make a yes count: too dear is no yes, a doubtful price neither', () => {
    const play = ready(withAction({ conditions: [{ field: 'price', atMost: 60 }] }));
    play.call({ values: { ...free.values, price: 90 } }, 't1').call(free, 't2');
    expect(play.dials).toEqual(['t3 ask', 't4 ask', 't5 ask']);
    play.call({ values: { ...free.values, price: 55 } }, 't3');
    expect(play.dials).toEqual(['t3 act']);
  });

  test('best of three: waits for three who can, then takes the best', () => {
    const play = ready(withAction({ bestOf: 3 }));
    for (const [target, price] of [
      ['t1', 40],
      ['t2', 20],
    ] as const)
      play.call({ values: { ...free.values, price } }, target);
    expect(play.dials).toEqual(['t3 ask', 't4 ask', 't5 ask']);
    play.call({ values: { ...free.values, price: 30 } }, 't3');
    expect(play.dials).toEqual(['t2 act']);
  });

  test('best of three with two who can: takes the better once nobody of the batch is left', () => {
    const play = ready(withAction({ bestOf: 3 }), 3);
    play.call({ values: { ...free.values, price: 40 } }, 't1').call({ values: { ...free.values, price: 20 } }, 't2');
    play.call(full, 't3');
    expect(play.dials).toEqual(['t2 act']);
  });

  test('R292 professionals are not called twice: one at a time is asked and books in the same call', () => {
    const play = ready({ recipients: 'professional' });
    expect(play.dials).toEqual(['t1 act']);
    play.call(full);
    expect(play.dials).toEqual(['t2 act']);
    play.call(booked);
    expect(play.state.stage).toEqual(ended);
  });

  test.each([
    ['no action', (({ action: _, ...brief }) => brief)(actionBrief())],
    ['a question that is not asked', actionBrief(withAction({ done: 'done' }))],
    ['a condition on nothing', actionBrief(withAction({ conditions: [{ field: 'vegan', is: true }] }))],
  ])('R239 is refused with one sentence: %s', (_, brief) => {
    given()
      .when(starting(brief, people(2)))
      .rejects('invalid');
  });
});

describe('a second booking', () => {
  function twice(): Play {
    const play = ready();
    const [a, b] = [play.handOver('t1'), play.handOver('t2')];
    play.end(a, booked);
    return takeBack(play).end(b, booked);
  }

  test('R242 is found and put before a person with a proposed call; nobody is called about it before a yes', () => {
    const play = twice();
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-second-t2' });
    expect(play.state.gates.get('gate-second-t2')).toMatchObject({ kind: 'double-booking', proposed: ['t2'] });
    expect(play.dials).toEqual([]);
    expect(play.after(30 * HOUR).try({ type: 'Wake' })).toMatchObject([{ type: 'GateReminded' }]);
    expect(play.dials).toEqual([]);
  });

  test('a yes leads to the one call that cancels it, then to the end', () => {
    const play = twice().tell({ type: 'Approve' });
    expect(play.dials).toEqual(['t2 cancel']);
    play.call({ values: { cancellation_confirmed: true } });
    expect(holders(play.state)).toEqual(['t1']);
    expect(play.state.stage).toEqual(ended);
  });

  test('a no keeps both, and the mission ends', () => {
    const play = twice().tell({ type: 'Reject' });
    expect(play.state.stage).toEqual(ended);
    expect(holders(play.state)).toEqual(['t1', 't2']);
  });

  test('the yes can be taken back before the phone rings', () => {
    const play = twice().tell({ type: 'Approve' });
    const call = play.handOver();
    play.tell({ type: 'UndoDecision' });
    expect(play.state.calls.get(call)?.takeBack).toBeDefined();
    expect(play.state.stage.kind).toBe('deciding');
    takeBack(play).after(10 * MINUTE);
    expect(play.dials).toEqual([]);
    play.tell({ type: 'Reject' });
    expect(play.state.stage).toEqual(ended);
  });

  test('a list is no answer to it', () => {
    expect(twice().try({ type: 'ProposeList', targets: ['t1'], said: 'only 1' })).toMatchObject({ code: 'invalid' });
  });
});
