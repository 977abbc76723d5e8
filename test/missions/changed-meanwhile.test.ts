/** What comes to light, or is changed, while a call is being prepared or is out: no phone rings that should not any more. */
import { describe, expect, test } from 'vitest';
import type { CallFact } from '../../src/missions/event.ts';
import { batchSizeOf, spacingMsOf } from '../../src/missions/placing.ts';
import { BEN, DAY, EVE, MINUTE, Play } from '../support/given.ts';
import { ANA, negotiationBrief, people, sweepBrief } from '../support/sandbox.ts';

const isTakenBack = (play: Play, call: string): boolean => play.state.calls.get(call)?.takeBack !== undefined;

/** Nobody could say what became of the first call; a person had them called again, and that call is out. */
function calledTwice(): { readonly play: Play; readonly first: string; readonly second: string } {
  const play = new Play(sweepBrief(), 2).provision();
  const first = play.handOver('t1');
  play.after(5 * MINUTE).world({ type: 'RecordFact', call: first, fact: { type: 'CallBecameUnknown', detail: 'x' } });
  play.tell({ type: 'SettleCall', call: first, retry: true });
  return { play, first, second: play.handOver('t1') };
}

describe('an unclear call', () => {
  test.each<CallFact>([
    { type: 'PersonAnswered', values: { private: { price: 7 } } },
    { type: 'CalleeOptedOut' },
    { type: 'CalleeRefused' },
    { type: 'WrongPersonReached' },
  ])('R243 R158 turns out late as $type: the second call is taken back and none follows', (fact) => {
    const { play, first, second } = calledTwice();
    play.world({ type: 'RecordFact', call: first, fact: { type: 'CallBecameUnknown', detail: 'x' } });
    play.world({ type: 'RecordEnded', call: first, status: 'completed', conversationId: 'c' });
    expect(isTakenBack(play, second)).toBe(true);
    play.world({ type: 'RecordTakenBack', call: second, done: true });
    play.world({ type: 'RecordFact', call: first, fact });
    expect(play.after(DAY).dials).toEqual(['t2 ask']);
  });

  test('R158 turns out late as unanswered: the second call stands', () => {
    const { play, first, second } = calledTwice();
    play.world({ type: 'RecordEnded', call: first, status: 'no-answer' });
    expect(isTakenBack(play, second)).toBe(false);
  });

  test('nobody who is off the list is called again by settling it', () => {
    const play = new Play(sweepBrief(), 2).provision();
    const call = play.handOver('t1');
    play.after(5 * MINUTE).world({ type: 'RecordFact', call, fact: { type: 'CallBecameUnknown', detail: 'x' } });
    play.world({ type: 'DropPerson', target: 't1', because: 'on the do-not-call list' });
    expect(play.try({ type: 'SettleCall', call, retry: true })).toMatchObject({ rejected: true, code: 'invalid' });
    play.tell({ type: 'SettleCall', call, retry: false });
    expect(play.state.rounds[0]?.progress.get('t1')?.status).toBe('given-up');
  });
});

test('a look that missed it and was answered late does not undo a handing over: nobody is called a second time', () => {
  const play = new Play(sweepBrief(), 1).provision();
  const call = play.handOver();
  expect(play.try({ type: 'RecordNotPlaced', call, reason: 'it never reached the phone service' })).toEqual([]);
  expect(play.dials).toEqual([]);
});

describe('limits', () => {
  test('R251 R253 made stricter while it is slowed down: the stricter of both holds', () => {
    const play = new Play(sweepBrief({ batchSize: 5, spacingSecs: 60 }), 20).provision();
    play.world({ type: 'RecordThrottled' });
    play.tell({ type: 'EditMission', change: { batchSize: 1, spacingSecs: 600 }, add: [] });
    expect([batchSizeOf(play.state), spacingMsOf(play.state)]).toEqual([1, 600_000]);
  });

  test('R251 fewer at once while two calls are being prepared: the second is not placed', () => {
    const play = new Play(sweepBrief({ batchSize: 2 }), 4).provision();
    const [one, two] = play.work().filter((work) => work.kind === 'place');
    if (one === undefined || two === undefined) throw new Error('two calls are to be placed');
    const intend = ({ call, dueAt, step }: typeof one) =>
      play.world({ type: 'IntendCall', call, dueAt, key: call, body: '{}', from: '+1', step });
    intend(one);
    play.tell({ type: 'EditMission', change: { batchSize: 1 }, add: [] });
    intend(two);
    expect([...play.state.calls.keys()]).toEqual([one.call]);
  });
});

test('R243 P36 an offer on a call back is good enough: the next call is taken back and the mission ends', () => {
  const { mandate } = negotiationBrief();
  if (mandate === undefined) throw new Error('no mandate');
  const play = new Play(negotiationBrief({ mandate: { ...mandate, goodEnough: 400 } }), 3).provision();
  play.call({ values: { price: 800 } });
  const call = play.handOver();
  play.world({ type: 'RecordCallback', target: 't1', conversationId: 'b', number: '+13125550102', at: play.at });
  const fact = { type: 'PersonAnswered', values: { private: { price: 350 } } } as const;
  play.world({ type: 'RecordFact', call: 'round-1/t1:in-b', fact });
  expect(isTakenBack(play, call)).toBe(true);
  play.world({ type: 'RecordTakenBack', call, done: true });
  expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
});

describe('after the yes to the first N', () => {
  const approval = { approvers: [ANA.id, BEN.id], quorum: 2, remindAfterMs: DAY };
  function approved(): Play {
    const play = new Play(sweepBrief({ tryFirst: 2, approval }), 5).provision();
    play.call({ values: { price: 7 } }, 't1').call({ values: { price: 8 } }, 't2');
    return play.tell({ type: 'Approve' }).tell({ type: 'Approve' }, BEN);
  }

  test.each([
    ['other words', { words: { round: 'round-1', say: 'Ask for blue ones.' } }, []],
    ['more people', {}, people(6).slice(5)],
    ['who was called, once more', { callAgain: ['t2'] }, []],
  ] as const)('R245 R247 %s: asked anew before a phone rings, refused afterwards', (_, change, add) => {
    const play = approved();
    const out = play.handOver('t3');
    play.tell({ type: 'EditMission', change, add }, EVE);
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-trial' });
    expect(play.state.gates.get('gate-trial')).toMatchObject({ list: 2, votes: [] });
    expect(isTakenBack(play, out)).toBe(true);
    const rung = approved().call({ values: { price: 9 } });
    expect(rung.try({ type: 'EditMission', change, add }, EVE)).toMatchObject({ rejected: true, code: 'too-late' });
  });
});
