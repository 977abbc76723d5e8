/** Class 4 from start to finish, its gate, and what changes of mind lead to. */
import { describe, expect, test } from 'vitest';
import { effectOf } from '../../src/missions/gate.ts';
import { waitsForPerson } from '../../src/missions/work.ts';
import { BEN, DAY, EVE, MINUTE, Play } from '../support/given.ts';
import { ANA, people, roundsBrief } from '../support/sandbox.ts';

const atGate = (change: Parameters<typeof roundsBrief>[0] = {}, count = 5): Play =>
  new Play(roundsBrief(change), people(count)).provision().answerAll();
const two = (quorum: number) => ({ approval: { approvers: [ANA.id, BEN.id], quorum, remindAfterMs: DAY } });
const gateOf = (play: Play) => {
  const gate = play.state.gates.get('gate-1');
  if (gate === undefined) throw new Error('no gate');
  return gate;
};
const lastTypes = (play: Play): readonly string[] => (play.records.at(-1)?.events ?? []).map((event) => event.type);

describe('several rounds', () => {
  test('R224 R225 the plan has the seven steps with one approval between the rounds', () => {
    expect(new Play(roundsBrief()).state.plan.map((step) => step.id)).toEqual([
      'setup',
      'round-1-calls',
      'round-1-analysis',
      'human-approval',
      'round-2-setup',
      'round-2-calls',
      'final-analysis',
    ]);
  });

  test('R226 R229 R245 R247 P20 opens the gate when round 1 is over and does nothing until somebody decides', () => {
    const play = atGate();
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-1' });
    expect(gateOf(play)).toMatchObject({
      proposed: ['t1', 't2', 't3'],
      reserve: ['t4', 't5'],
      list: 1,
      status: 'open',
    });
    expect(waitsForPerson(play.state)).toBe(true);
    for (let tick = 0; tick < 10; tick += 1) {
      play.after(10 * MINUTE).world({ type: 'Wake' });
      const inPassing = ['talk', 'callers', 'release-number'];
      expect(play.work().flatMap((work) => (inPassing.includes(work.kind) ? [] : [work.kind]))).toEqual(['wake']);
    }
    expect(play.state.steps.get('human-approval')).toBe('in_progress');
  });

  test('reminds once, never decides by itself', () => {
    const play = atGate();
    play.after(DAY).world({ type: 'Wake' });
    expect(lastTypes(play)).toEqual(['GateReminded']);
    expect(play.after(30 * DAY).try({ type: 'Wake' })).toEqual([]);
    expect(gateOf(play).status).toBe('open');
  });

  test('R227 R228 R248 a yes leads to a round 2 of its own with the chosen people, then to the end', () => {
    const play = atGate().tell({ type: 'Approve' });
    expect(lastTypes(play)).toEqual(['VoteCast', 'GateApproved', 'StepCompleted', 'StepStarted']);
    play.provision();
    expect(play.state.provisioned.get('round-2/assistant')).toBeDefined();
    expect(play.events.filter((event) => event.type === 'RoundOpened').at(-1)).toMatchObject({
      targets: ['t1', 't2', 't3'],
    });
    play.answerAll();
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    expect([...new Set(play.state.steps.values())]).toEqual(['completed']);
    expect(play.state.rounds.map((round) => [...round.progress.keys()])).toEqual([
      ['t1', 't2', 't3', 't4', 't5'],
      ['t1', 't2', 't3'],
    ]);
  });

  test('R32 a round in which nobody answered opens no gate: the mission fails with its steps final', () => {
    const play = new Play(roundsBrief({ maxRetries: 0 }), 2).provision().call('no-answer').call('busy');
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'failed' });
    expect([...play.state.steps.values()].filter((one) => one === 'pending' || one === 'in_progress')).toEqual([]);
  });

  test('what a yes does is told in calls, first ring and minutes at most', () => {
    expect(effectOf(['t1', 't2'], 1000)).toEqual({ calls: 2, firstRingAt: 76_000, maxMinutes: 50 });
  });
});

describe('votes and lists', () => {
  test('two votes of one person are one vote; a quorum counts people', () => {
    const play = atGate(two(2)).tell({ type: 'Approve' });
    expect(play.try({ type: 'Approve' })).toMatchObject({ code: 'no-change' });
    expect(gateOf(play).status).toBe('open');
    play.tell({ type: 'Approve' }, BEN);
    expect(gateOf(play).status).toBe('approved');
  });

  test('votes count for the same list only: a changed list starts from its author’s yes', () => {
    const play = atGate(two(2)).tell({ type: 'Approve', list: 1 });
    play
      .tell({ type: 'ProposeList', list: 1, targets: ['t5'], said: 'only t5' }, BEN)
      .tell({ type: 'ConfirmList' }, BEN);
    expect(gateOf(play)).toMatchObject({ list: 2, proposed: ['t5'], status: 'open' });
    expect(play.try({ type: 'Approve', list: 1 })).toMatchObject({ code: 'outdated-list' });
    play.tell({ type: 'Approve', list: 2 });
    expect(play.events.find((event) => event.type === 'GateApproved')).toMatchObject({ list: 2, targets: ['t5'] });
  });

  test('the digest changes with the list and with nothing else', () => {
    const play = atGate(two(2));
    const first = gateOf(play).digest;
    expect(gateOf(atGate(two(2))).digest).toBe(first);
    play.tell({ type: 'ProposeList', targets: ['t1', 't2'], said: '' }).tell({ type: 'ConfirmList' });
    expect(gateOf(play).digest).not.toBe(first);
  });

  test('R230 a change counts when its author confirms it, and for nobody else', () => {
    const play = atGate(two(1)).tell({ type: 'ProposeList', targets: ['t1', 't2', 't5'], said: 'swap 3 for 5' });
    expect(gateOf(play)).toMatchObject({ proposed: ['t1', 't2', 't3'], list: 1 });
    expect(play.try({ type: 'ConfirmList' }, BEN)).toMatchObject({ code: 'not-yours' });
    expect(play.try({ type: 'DropList' }, BEN)).toMatchObject({ code: 'not-yours' });
    expect(play.try({ type: 'Approve' }, BEN)).toMatchObject({ code: 'nothing-to-confirm' });
    play.tell({ type: 'ConfirmList' });
    expect(play.events.find((event) => event.type === 'GateApproved')).toMatchObject({ targets: ['t1', 't2', 't5'] });
  });

  test('a dropped change leaves the list as it stood', () => {
    const play = atGate()
      .tell({ type: 'ProposeList', targets: ['t5'], said: '' })
      .tell({ type: 'DropList' });
    expect(gateOf(play)).toMatchObject({ proposed: ['t1', 't2', 't3'], list: 1 });
    expect(gateOf(play).pending).toBeUndefined();
    expect(play.try({ type: 'ConfirmList' })).toMatchObject({ code: 'nothing-to-confirm' });
  });

  test('nobody else can decide, but everybody can object', () => {
    const play = atGate();
    for (const type of ['Approve', 'Reject', 'EndHere'] as const)
      expect(play.try({ type }, EVE)).toMatchObject({ code: 'not-allowed' });
    expect(play.try({ type: 'ProposeList', targets: ['t1'], said: '' }, EVE)).toMatchObject({ code: 'not-allowed' });
    play.tell({ type: 'NoteObjection', said: 'too expensive' }, EVE);
    expect(lastTypes(play)).toEqual(['ObjectionNoted']);
  });

  test('a list of nobody, or of people who never stood there, is refused', () => {
    const play = atGate();
    expect(play.try({ type: 'ProposeList', targets: [], said: '' })).toMatchObject({ code: 'invalid' });
    expect(play.try({ type: 'ProposeList', targets: ['t99'], said: '' })).toMatchObject({ code: 'invalid' });
    expect(play.try({ type: 'ProposeList', targets: ['t3', 't1', 't2', 't1'], said: '' })).toMatchObject({
      code: 'no-change',
    });
  });

  test('a person who opted out meanwhile does not go on, whatever was approved', () => {
    const play = atGate().world({ type: 'DropPerson', target: 't2', because: 'on the do-not-call list' });
    play.tell({ type: 'Approve' });
    expect(play.events.find((event) => event.type === 'GateApproved')).toMatchObject({ targets: ['t1', 't3'] });
    expect(
      atGate()
        .world({ type: 'DropPerson', target: 't2', because: 'x' })
        .try({ type: 'ProposeList', targets: ['t2'], said: '' }),
    ).toMatchObject({ code: 'invalid' });
  });

  test('when the last approved person drops out before round 2, the mission ends instead of calling nobody for ever', () => {
    const play = atGate()
      .tell({ type: 'ProposeList', targets: ['t5'], said: '' })
      .tell({ type: 'ConfirmList' });
    play.world({ type: 'DropPerson', target: 't5', because: 'on the do-not-call list' }).provision();
    expect(play.state.stage.kind).toBe('finished');
  });
});

describe('changes of mind', () => {
  test('an approval can be undone until the first ring, and is decided anew', () => {
    const play = atGate().tell({ type: 'Approve' }).provision();
    const call = play.handOver();
    play.tell({ type: 'UndoDecision' });
    expect(lastTypes(play)).toEqual(['TakeBackStarted', 'GateReopened']);
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-1' });
    expect(play.work().map((work) => work.kind)).not.toContain('place');
    play.world({ type: 'RecordTakenBack', call, done: true });
    play.tell({ type: 'ProposeList', targets: ['t1', 't2'], said: 'without t3' }).tell({ type: 'ConfirmList' });
    play.provision();
    expect(play.state.rounds).toHaveLength(2);
    play.answerAll();
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    const calls = play.events.flatMap((event) => (event.type === 'CallIntended' ? [event.call] : []));
    expect(new Set(calls).size).toBe(calls.length);
  });

  test('a list on which nobody may be called any more cannot be approved: it would wait for ever', () => {
    const play = atGate();
    for (const target of gateOf(play).proposed)
      play.world({ type: 'DropPerson', target, because: 'on the do-not-call list' });
    expect(play.try({ type: 'Approve' })).toMatchObject({
      code: 'invalid',
      sentence: 'Nobody on that list may be called any more. Change the list, or reject it.',
    });
  });

  test('after the first ring it is too late to undo', () => {
    const play = atGate().tell({ type: 'Approve' }).provision();
    const call = play.handOver();
    play.after(2 * MINUTE).world({ type: 'RecordProgress', call, status: 'ringing' });
    expect(play.try({ type: 'UndoDecision' })).toMatchObject({ code: 'too-late' });
  });

  test('what rings in spite of an undo is named and its answer is not lost when the round comes back', () => {
    const play = atGate().tell({ type: 'Approve' }).provision();
    const call = play.handOver('t1');
    play.after(30_000).tell({ type: 'UndoDecision' });
    expect(lastTypes(play)).toEqual(['CallCouldNotBeTakenBack', 'GateReopened']);
    play.tell({ type: 'Approve' }).provision();
    play.end(call, { values: { price: 9 } });
    expect(play.state.rounds.at(-1)?.progress.get('t1')).toMatchObject({ status: 'answered' });
    expect(play.work().flatMap((work) => (work.kind === 'place' ? [work.target] : []))).not.toContain('t1');
    play.answerAll();
    expect(play.state.stage.kind).toBe('finished');
  });

  test('a reject ends nothing by itself: change the list, take it back, or end here with a result', () => {
    const rejected = () => atGate().tell({ type: 'Reject', reason: 'too expensive' });
    expect(gateOf(rejected()).status).toBe('rejected');
    expect(rejected().try({ type: 'Approve' })).toMatchObject({ code: 'not-open' });
    const ended = rejected().tell({ type: 'EndHere' });
    expect(ended.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    expect([...ended.state.steps.values()]).not.toContain('pending');
    expect(ended.events.at(-1)).toMatchObject({ type: 'MissionFinished', reason: 'rejected' });
    const undone = rejected().tell({ type: 'UndoDecision' });
    expect(gateOf(undone)).toMatchObject({ status: 'open', votes: [] });
    const changed = rejected()
      .tell({ type: 'ProposeList', targets: ['t4', 't5'], said: '' })
      .tell({ type: 'ConfirmList' });
    expect(gateOf(changed).status).toBe('approved');
  });

  test('a paused gate takes votes and goes on only when resumed', () => {
    const play = atGate().tell({ type: 'PauseMission' }).tell({ type: 'Approve' });
    expect(lastTypes(play)).toEqual(['VoteCast']);
    play.tell({ type: 'ResumeMission' });
    expect(lastTypes(play)).toContain('GateApproved');
  });

  test('three rounds have two gates, each with its own step', () => {
    const [first, second] = roundsBrief().rounds;
    if (first === undefined || second === undefined) throw new Error('no rounds');
    const brief = roundsBrief({ rounds: [first, { ...second, shortlist: 2 }, { ...second, id: 'round-3' }] });
    const play = new Play(brief, people(5)).provision().answerAll();
    play.tell({ type: 'Approve' }).provision().answerAll();
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-2' });
    expect(play.state.gates.get('gate-2')?.proposed).toHaveLength(2);
    play.tell({ type: 'Approve' }).provision().answerAll();
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    expect([...new Set(play.state.steps.values())]).toEqual(['completed']);
  });
});
