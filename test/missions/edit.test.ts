/** A running mission is changed: what follows for calls, people and decisions, and what is refused with one sentence. */
import { describe, expect, test } from 'vitest';
import { isRejection } from '../../src/missions/decision.ts';
import type { MissionChange } from '../../src/missions/edit/event.ts';
import { nextResource } from '../../src/missions/provision.ts';
import type { Actor, EnlistedTarget } from '../../src/missions/terms.ts';
import { BEN, DAY, EVE, HOUR, MINUTE, Play } from '../support/given.ts';
import { ANA, people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const more = (...numbers: readonly number[]): readonly EnlistedTarget[] => {
  const all = people(Math.max(...numbers));
  return numbers.map((number) => all[number - 1] as EnlistedTarget);
};
const edit = (play: Play, change: MissionChange, add: readonly EnlistedTarget[] = [], by: Actor = ANA) =>
  play.try({ type: 'EditMission', change, add }, by);
const editing = (play: Play, change: MissionChange, add: readonly EnlistedTarget[] = [], by: Actor = ANA): Play =>
  play.tell({ type: 'EditMission', change, add }, by);
const lastTypes = (play: Play): readonly string[] => (play.records.at(-1)?.events ?? []).map((event) => event.type);
const sweep = (count = 3): Play => new Play(sweepBrief(), count).provision();
const atGate = (quorum = 1, count = 5): Play =>
  new Play(roundsBrief({ approval: { approvers: [ANA.id, BEN.id], quorum, remindAfterMs: DAY } }), people(count))
    .provision()
    .answerAll();
const gateOf = (play: Play) => play.state.gates.get('gate-1');
const progressOf = (play: Play, target: string) => play.state.rounds.at(-1)?.progress.get(target);
const hours = (from: number, to: number, days: readonly number[] = [1, 2, 3, 4, 5]) => ({
  days,
  open: { from: from * 60, to: to * 60 },
  closed: [],
});

describe('people', () => {
  test('join the round being called, with the next ids, and are called', () => {
    const play = editing(sweep(2), {}, more(3, 4));
    expect([...play.state.people.keys()]).toEqual(['t1', 't2', 't3', 't4']);
    expect(play.state.people.get('t4')).toMatchObject({ person: 'p_4', details: { id: 't4', name: 'Vendor 4' } });
    expect(progressOf(play, 't4')).toMatchObject({ status: 'open', attempts: 0 });
    play.answerAll();
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    expect(play.state.calls.size).toBe(4);
  });

  test('join the round being prepared', () => {
    const play = editing(new Play(sweepBrief(), 1), {}, more(5)).provision();
    expect([...(play.state.rounds[0]?.progress.keys() ?? [])]).toEqual(['t1', 't2']);
    expect(play.state.people.get('t2')?.details?.name).toBe('Vendor 5');
  });

  test('two people who add at once do not get the same id', () => {
    const play = editing(editing(sweep(1), {}, more(2)), {}, more(3));
    expect([...play.state.people.values()].map((one) => [one.id, one.person])).toEqual([
      ['t1', 'p_1'],
      ['t2', 'p_2'],
      ['t3', 'p_3'],
    ]);
  });

  test('who is taken off is taken back and never called again by this mission', () => {
    const play = sweep(3);
    const call = play.handOver('t1');
    editing(play, { remove: ['t1'] });
    expect(lastTypes(play)).toEqual(['MissionEdited', 'TargetRemoved', 'TakeBackStarted']);
    play.world({ type: 'RecordTakenBack', call, done: true }).answerAll();
    expect(play.state.stage.kind).toBe('finished');
    expect([...play.state.calls.values()].filter((one) => one.target === 't1')).toHaveLength(1);
    expect(play.state.people.get('t1')?.removed).toBe('Ana took them off the list');
  });

  test('what was learnt of somebody stays when they are taken off', () => {
    const play = sweep(2).call({ values: { price: 7 } }, 't1');
    editing(play, { remove: ['t1'] });
    expect(progressOf(play, 't1')).toMatchObject({ status: 'answered', values: { price: 7 } });
  });

  test('nobody waits for somebody who was taken off while nobody knew how their call ended', () => {
    const play = sweep(2).call({ values: { price: 7 } }, 't1');
    const call = play.handOver('t2');
    play.world({ type: 'RecordFact', call, fact: { type: 'CallBecameUnknown', detail: 'gone' } });
    editing(play, { remove: ['t2'] });
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('called again only when ticked: the others are not', () => {
    const play = sweep(3)
      .call({ values: { price: 7 } }, 't1')
      .call({ values: { price: 8 } }, 't2');
    editing(play, { words: { round: 'round-1', say: 'Ask for the price of blue ones.' }, callAgain: ['t2'] });
    expect(progressOf(play, 't1')).toMatchObject({ status: 'answered' });
    expect(progressOf(play, 't2')).toMatchObject({ status: 'open', values: { price: 8 } });
    play
      .provision()
      .call({ values: { price: 9 } }, 't2')
      .call({ values: { price: 6 } }, 't3');
    expect(play.state.stage.kind).toBe('finished');
    expect([...play.state.calls.values()].map((call) => call.target)).toEqual(['t1', 't2', 't2', 't3']);
    expect(progressOf(play, 't2')).toMatchObject({ status: 'answered', values: { price: 9 } });
  });

  test('called again in vain: the earlier answer stands', () => {
    const play = new Play(sweepBrief({ maxRetries: 0 }), 2).provision().call({ values: { price: 7 } }, 't1');
    editing(play, { callAgain: ['t1'] });
    play.call('no-answer', 't1');
    expect(progressOf(play, 't1')).toMatchObject({ status: 'answered', values: { price: 7 } });
  });
});

describe('words', () => {
  const words = { round: 'round-1', say: 'Ask for the price of blue ones.' } as const;

  test('R85 new words of the round being called mean a new assistant; until it is ready nobody is called', () => {
    const play = editing(sweep(2), { words });
    expect(play.state.brief.rounds[0]).toMatchObject({ say: words.say, revision: 1 });
    expect(nextResource(play.state)).toBe('round-1/insight@1');
    expect(play.work().map((work) => work.kind)).toContain('provision');
    expect(play.work().map((work) => work.kind)).not.toContain('place');
    play.provision();
    expect(play.state.provisioned.get('round-1/assistant')?.id).toBe('id-round-1/assistant');
    expect(play.state.provisioned.has('round-1/assistant@1')).toBe(true);
    play.answerAll();
    expect([...play.state.calls.values()].map((call) => call.revision)).toEqual([1, 1]);
  });

  test('what has not rung is taken back and placed anew with the new words; what rings keeps the old ones', () => {
    const play = sweep(3);
    const rings = play.handOver('t1');
    play.after(2 * MINUTE).world({ type: 'RecordProgress', call: rings, status: 'ringing' });
    const planned = play.handOver('t2');
    editing(play, { words });
    expect(lastTypes(play)).toEqual(['MissionEdited', 'CallCouldNotBeTakenBack', 'TakeBackStarted']);
    play.world({ type: 'RecordTakenBack', call: planned, done: true }).end(rings, { values: { price: 7 } });
    play.provision().answerAll();
    const calls = [...play.state.calls.values()];
    expect(calls.map((call) => [call.call, call.phase, call.revision])).toEqual([
      ['round-1/t1:1', 'settled', undefined],
      ['round-1/t2:1', 'taken-back', undefined],
      ['round-1/t3:1', 'settled', 1],
      ['round-1/t2:2', 'settled', 1],
    ]);
    expect(calls.at(-1)?.attempt).toBe(1);
  });

  test('a call that was prepared with the old words is not placed any more', () => {
    const play = sweep(1);
    const work = play.work().find((one) => one.kind === 'place');
    editing(play, { words }).provision();
    if (work?.kind !== 'place') throw new Error('nothing to place');
    const { call, dueAt } = work;
    expect(play.try({ type: 'IntendCall', call, dueAt, key: 'k', body: '{}', from: '+1' })).toEqual([]);
  });

  test('words of a later round take nothing back', () => {
    const play = new Play(roundsBrief(), people(3)).provision();
    play.handOver();
    editing(play, { words: { round: 'round-2', say: 'Ask for references.' } });
    expect(lastTypes(play)).toEqual(['MissionEdited']);
    expect(nextResource(play.state)).toBeUndefined();
  });
});

describe('hours, deadline, limits', () => {
  test('calls that would ring in closed hours are taken back and come later', () => {
    const play = sweep(1);
    const call = play.handOver();
    editing(play, { hours: hours(12, 17) });
    expect(lastTypes(play)).toEqual(['MissionEdited', 'TakeBackStarted']);
    play.world({ type: 'RecordTakenBack', call, done: true });
    const next = play.work().find((one) => one.kind === 'place');
    expect(next?.kind === 'place' ? next.dueAt - play.at : 0).toBeGreaterThan(2 * HOUR);
  });

  test('wider hours take nothing back and are used at once', () => {
    const play = new Play(sweepBrief({ hours: hours(16, 17) }), 1).provision();
    editing(play, { hours: hours(9, 19) });
    const next = play.work().find((one) => one.kind === 'place');
    expect(next?.kind === 'place' && next.dueAt - play.at).toBeLessThan(5 * MINUTE);
  });

  test('a deadline takes back what would ring behind it, and can be taken away again', () => {
    const play = sweep(1);
    play.handOver();
    editing(play, { deadlineAt: play.at + 30_000 });
    expect(play.state.brief.deadlineAt).toBe(play.at + 30_000);
    expect(lastTypes(play)).toEqual(['MissionEdited', 'TakeBackStarted']);
    editing(play, { deadlineAt: null });
    expect(play.state.brief).not.toHaveProperty('deadlineAt');
  });

  test('fewer calls at once: those that would ring last are taken back, the others ring', () => {
    const play = sweep(4);
    const calls = [play.handOver('t1'), play.handOver('t2'), play.handOver('t3')];
    editing(play, { batchSize: 1 });
    const taken = play.records.at(-1)?.events.flatMap((event) => ('call' in event ? [event.call] : []));
    expect(taken).toEqual([calls[2], calls[1]].filter((call) => taken?.includes(call ?? '')));
    expect(taken).toContain(calls[2]);
    expect(play.state.brief.batchSize).toBe(1);
    expect(play.work().map((work) => work.kind)).not.toContain('place');
  });

  test('spacing and tries hold from now on', () => {
    const play = editing(sweep(2), { spacingSecs: 120, maxRetries: 0 });
    play.call('no-answer', 't1');
    expect(progressOf(play, 't1')).toMatchObject({ status: 'given-up' });
    const [first] = [...play.state.calls.values()];
    const next = play.work().find((one) => one.kind === 'place');
    expect(next?.kind === 'place' && next.dueAt - (first?.dueAt ?? 0)).toBeGreaterThanOrEqual(120_000);
  });
});

describe('an open decision', () => {
  const second = { round: 'round-2', say: 'Ask for references.' } as const;

  test.each([
    ['other words', { words: second }, []],
    ['wider hours', { hours: hours(8, 19) }, []],
    ['more people', {}, more(6)],
  ] as const)('R245 R248 %s need a new yes: a new list number, and earlier votes do not count', (_, change, add) => {
    const play = atGate(2).tell({ type: 'Approve' }, BEN);
    const before = gateOf(play);
    editing(play, change, add, EVE);
    expect(lastTypes(play)).toEqual(['MissionEdited', 'ListChanged']);
    expect(gateOf(play)).toMatchObject({ status: 'open', list: 2 });
    expect(gateOf(play)?.digest).not.toBe(before?.digest);
    play.tell({ type: 'Approve' });
    expect(gateOf(play)?.status).toBe('open');
    expect(play.try({ type: 'Approve', list: 1 }, BEN)).toMatchObject({ code: 'outdated-list' });
    play.tell({ type: 'Approve', list: 2 }, BEN);
    expect(gateOf(play)?.status).toBe('approved');
  });

  test('people who are added stand on the new list and are called after the yes', () => {
    const play = editing(atGate(), {}, more(6));
    expect(gateOf(play)?.proposed).toEqual(['t1', 't2', 't3', 't6']);
    expect(gateOf(play)?.reserve).toEqual(['t4', 't5']);
    play.tell({ type: 'Approve' }).provision().answerAll();
    expect([...(play.state.rounds[1]?.progress.keys() ?? [])]).toEqual(['t1', 't2', 't3', 't6']);
  });

  test('less needs no new yes: people taken off, shorter hours, fewer at once', () => {
    const play = atGate(2).tell({ type: 'Approve' }, BEN);
    editing(play, { remove: ['t2'], hours: hours(10, 16), batchSize: 1 });
    expect(lastTypes(play)).toEqual(['MissionEdited', 'TargetRemoved']);
    expect(gateOf(play)).toMatchObject({ list: 1, proposed: ['t1', 't3'] });
    play.tell({ type: 'Approve' });
    expect(play.events.find((event) => event.type === 'GateApproved')).toMatchObject({ targets: ['t1', 't3'] });
  });

  test('a change that somebody has proposed and not confirmed falls away with the new list', () => {
    const play = atGate().tell({ type: 'ProposeList', targets: ['t5'], said: 'only t5' });
    editing(play, { words: second });
    expect(gateOf(play)?.pending).toBeUndefined();
    expect(play.try({ type: 'ConfirmList' })).toMatchObject({ code: 'nothing-to-confirm' });
  });

  test('other people decide: votes of those who may no longer decide do not count', () => {
    const play = atGate(2).tell({ type: 'Approve' }, BEN);
    editing(play, { approval: { approvers: [ANA.id, EVE.id], quorum: 2, remindAfterMs: DAY } });
    expect(gateOf(play)).toMatchObject({ deciders: [ANA.id, EVE.id], quorum: 2, votes: [], list: 1 });
    expect(play.try({ type: 'Approve' }, BEN)).toMatchObject({ code: 'not-allowed' });
    play.tell({ type: 'Approve' }).tell({ type: 'Approve' }, EVE);
    expect(gateOf(play)?.status).toBe('approved');
  });

  test('fewer yeses needed: those that were given are enough', () => {
    const play = atGate(2).tell({ type: 'Approve' }, BEN);
    editing(play, { approval: { approvers: [ANA.id, BEN.id], quorum: 1, remindAfterMs: DAY } });
    expect(lastTypes(play)).toEqual(['MissionEdited', 'GateApproved', 'StepCompleted', 'StepStarted']);
  });

  test('after a yes and before the first ring the decision is asked anew', () => {
    const play = atGate().tell({ type: 'Approve' }).provision();
    const call = play.handOver();
    editing(play, { words: second }, [], EVE);
    expect(lastTypes(play)).toEqual(['MissionEdited', 'TakeBackStarted', 'GateReopened', 'ListChanged']);
    expect(gateOf(play)).toMatchObject({ status: 'open', list: 2, votes: [] });
    play
      .world({ type: 'RecordTakenBack', call, done: true })
      .tell({ type: 'Approve', list: 2 })
      .provision()
      .answerAll();
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    expect(
      [...play.state.calls.values()].filter((one) => one.phase === 'settled' && one.round === 'round-2'),
    ).toSatisfy((calls: readonly { readonly revision?: number }[]) => calls.every((one) => one.revision === 1));
  });

  test('after the first ring only who could say the yes alone goes beyond it; less is always possible', () => {
    const rung = (quorum: number): Play => {
      const play = atGate(quorum).tell({ type: 'Approve' });
      if (quorum === 2) play.tell({ type: 'Approve' }, BEN);
      const call = play.provision().handOver('t1');
      return play.after(2 * MINUTE).world({ type: 'RecordProgress', call, status: 'ringing' });
    };
    expect(edit(rung(1), { words: second }, [], EVE)).toMatchObject({ code: 'too-late' });
    expect(edit(rung(2), { words: second }, [], ANA)).toMatchObject({ code: 'too-late' });
    expect(edit(rung(1), {}, more(6), EVE)).toMatchObject({ code: 'too-late' });
    const play = editing(rung(1), { words: second }, [], BEN);
    expect(play.state.stage).toEqual({ kind: 'calling', round: 1 });
    editing(play, { remove: ['t3'], hours: hours(10, 16) }, [], EVE);
    expect(progressOf(play, 't3')?.status).toBe('removed');
  });
});

describe('after the first N', () => {
  const tried = (): Play => {
    const play = new Play(sweepBrief({ tryFirst: 2 }), 5).provision();
    play.call({ values: { price: 7 } }, 't1').call({ values: { price: 8 } }, 't2');
    expect(play.state.stage.kind).toBe('deciding');
    return play;
  };

  test('new words and those who shall hear them again: a new list with them on it, a new assistant after the yes', () => {
    const play = editing(tried(), { words: { round: 'round-1', say: 'Ask for blue ones.' }, callAgain: ['t2'] });
    const gate = [...play.state.gates.values()].at(-1);
    expect(gate).toMatchObject({ kind: 'trial', list: 2, status: 'open' });
    expect(new Set(gate?.proposed)).toEqual(new Set(['t2', 't3', 't4', 't5']));
    expect(play.work().map((work) => work.kind)).not.toContain('place');
    play.tell({ type: 'Approve', list: 2 });
    expect(nextResource(play.state)).toBe('round-1/insight@1');
    play.provision().answerAll();
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    const calls = [...play.state.calls.values()].map((call) => `${call.target} ${call.revision ?? 0}`);
    expect(calls.toSorted()).toEqual(['t1 0', 't2 0', 't2 1', 't3 1', 't4 1', 't5 1']);
  });

  test('who is added then waits for the yes like the others', () => {
    const play = editing(tried(), {}, more(6));
    expect([...play.state.gates.values()].at(-1)).toMatchObject({ list: 2, proposed: ['t3', 't4', 't5', 't6'] });
    play.tell({ type: 'Approve', list: 2 }).answerAll();
    expect(progressOf(play, 't6')?.status).toBe('answered');
  });

  test('fewer calls at once need no new yes', () => {
    const play = editing(tried(), { batchSize: 1 });
    expect([...play.state.gates.values()].at(-1)?.list).toBe(1);
  });
});

describe('what is refused, in one sentence', () => {
  const brief = roundsBrief();
  const finished = (): Play => atGate().tell({ type: 'EndHere' });
  const night = { ...(more(6)[0] as EnlistedTarget) };
  const split: EnlistedTarget = {
    ...night,
    details: {
      private: {
        ...(night.details.private as NonNullable<typeof night.details.private>),
        zones: ['Asia/Tokyo', 'America/Chicago'],
      },
    },
  };
  const cases: readonly (readonly [string, () => Play, MissionChange, readonly EnlistedTarget[], RegExp])[] = [
    ['ended', finished, { batchSize: 2 }, [], /has ended/],
    ['cancelled', () => new Play(brief, 2).tell({ type: 'CancelMission' }), { batchSize: 2 }, [], /ended|cancelled/],
    ['nothing new', sweep, { batchSize: 5, hours: sweepBrief().hours, remove: [] }, [], /like that already/],
    ['a round that is over', atGate, { words: { round: 'round-1', say: 'x' } }, [], /Round 1 is over/],
    ['a round there is not', sweep, { words: { round: 'round-9', say: 'x' } }, [], /no round "round-9"/],
    ['nothing to say', sweep, { words: { round: 'round-1', say: ' ' } }, [], /Nothing is left to say/],
    ['no first sentence', sweep, { words: { round: 'round-1', opening: '' } }, [], /first sentence is empty/],
    ['no question', sweep, { words: { round: 'round-1', fields: [], ranking: [] } }, [], /No question is left/],
    [
      'a ranking by nothing',
      sweep,
      { words: { round: 'round-1', ranking: [{ field: 'x', weight: 1, better: 'lower' }] } },
      [],
      /not asked any more/,
    ],
    [
      'nobody could be ranked',
      () => new Play(brief, 3),
      { words: { round: 'round-1', ranking: [] } },
      [],
      /nobody could be ranked/,
    ],
    ['on the list already', sweep, {}, more(2), /Vendor 2 is on the list already/],
    ['twice at once', sweep, {}, more(7, 7), /Vendor 7 is on the list already/],
    [
      'was taken off',
      () => editing(sweep(3), { remove: ['t2'] }),
      {},
      more(2),
      /Taken off this mission before.+Vendor 2/,
    ],
    ['nobody left', () => sweep(2), { remove: ['t1', 't2'] }, [], /Nobody would be left/],
    ['nobody on the proposed list', atGate, { remove: ['t1', 't2', 't3'] }, [], /left on list 1/],
    ['somebody unknown', sweep, { remove: ['t9'] }, [], /is on the list of M-1/],
    ['taken off twice', () => editing(sweep(3), { remove: ['t2'] }), { remove: ['t2'] }, [], /off the list already/],
    ['a deadline that is over', sweep, { deadlineAt: 1000 }, [], /deadline is over/],
    [
      'a deadline before the start',
      () => new Play(sweepBrief({ startAtMs: Date.parse('2026-11-30T15:00:00Z') }), 1),
      { deadlineAt: Date.parse('2026-11-29T15:00:00Z') },
      [],
      /before the first call/,
    ],
    ['hours outside the law', sweep, { hours: hours(7, 22) }, [], /before 8:00 or after 21:00/],
    ['no hours', sweep, { hours: hours(9, 9) }, [], /end before they begin/],
    ['no day', sweep, { hours: hours(9, 17, []) }, [], /No day is left/],
    ['hours that never open for somebody new', sweep, {}, [split], /never open for Vendor 6/],
    [
      'nobody decides',
      atGate,
      { approval: { approvers: [], quorum: 1, remindAfterMs: DAY } },
      [],
      /Nobody would be left to decide/,
    ],
    [
      'more yeses than people',
      atGate,
      { approval: { approvers: [ANA.id], quorum: 2, remindAfterMs: DAY } },
      [],
      /2 yeses cannot come from one person/,
    ],
    ['too many at once', sweep, { batchSize: 11 }, [], /from 1 to 10/],
    ['none at once', sweep, { batchSize: 0 }, [], /from 1 to 10/],
    ['too close together', sweep, { spacingSecs: 30 }, [], /at least one minute/],
    ['too many tries', sweep, { maxRetries: 99 }, [], /from 0 to 10/],
    ['again, still to be called', sweep, { callAgain: ['t1'] }, [], /still to be called/],
    ['again, a round that is over', atGate, { callAgain: ['t1'] }, [], /round is over/],
    ['again, somebody unknown', sweep, { callAgain: ['t9'] }, [], /Not called in this round/],
  ];

  test.each(cases)('%s', (_, make, change, add, sentence) => {
    const answer = edit(make(), change, add);
    if (!isRejection(answer)) throw new Error(`it was taken: ${JSON.stringify(answer)}`);
    expect(answer.sentence).toMatch(sentence);
    expect(answer.sentence).toMatch(/^[A-Z0-9].*[.]$/);
  });

  test('hours that never open for somebody who is still to be called; who was called does not matter', () => {
    const list = [...people(1), { ...split, id: 't2', person: 'p_2' }];
    const wide = { days: [1, 2, 3, 4, 5, 6, 7], open: { from: 480, to: 1260 }, closed: [] };
    const play = new Play(sweepBrief({ hours: wide }), list).provision();
    expect(edit(play, { hours: hours(12, 14) })).toMatchObject({ code: 'invalid' });
    play.world({ type: 'DropPerson', target: 't2', because: 'x' });
    expect(isRejection(edit(play, { hours: hours(12, 14) }))).toBe(false);
  });

  test('a call to one’s own phone is not changed', () => {
    expect(edit(new Play(sweepBrief({ rehearsal: true }), 1), { batchSize: 1 })).toMatchObject({ code: 'invalid' });
  });
});
