/** "Done by": what is still placed, who is let go when it passes, and how the mission closes; asked of whole missions. */
import { describe, expect, test } from 'vitest';
import type { MissionEvent } from '../../../src/missions/event.ts';
import { mayStillRing } from '../../../src/missions/placing.ts';
import { BUSINESS_HOURS } from '../../../src/missions/policies/hours.ts';
import { LEAD_MS } from '../../../src/missions/policies/pacing.ts';
import { HOUR, MINUTE, Play, TUESDAY } from '../../support/given.ts';
import { people, roundsBrief, sweepBrief } from '../../support/sandbox.ts';

const AT_FIVE = TUESDAY + 8 * HOUR;
const placed = (play: Play) => play.work().flatMap((work) => (work.kind === 'place' ? [work] : []));
const lastOf = (play: Play, type: MissionEvent['type']) => play.events.findLast((event) => event.type === type);
const reasonOf = (play: Play, target: string) => play.state.rounds.at(-1)?.progress.get(target)?.reason;
const wakes = (play: Play) => play.work().flatMap((work) => (work.kind === 'wake' ? [work] : []));

/** Nothing but the clock: what the worker does at the next moment at which something is due. */
function passDeadline(play: Play, deadlineAt: number): Play {
  expect(wakes(play)).toContainEqual(expect.objectContaining({ key: 'deadline', at: deadlineAt }));
  play.at = Math.max(play.at, deadlineAt);
  return play.world({ type: 'Wake' });
}

describe('before the deadline', () => {
  test('P33 nothing is placed that would ring after it, however many lines are free', () => {
    const play = new Play(sweepBrief({ deadlineAt: TUESDAY + LEAD_MS + 2 * MINUTE }), 9).provision();
    expect(placed(play).map((work) => work.dueAt - TUESDAY - LEAD_MS)).toEqual([0, MINUTE, 2 * MINUTE]);
    play.after(2 * MINUTE + 1);
    expect(placed(play)).toEqual([]);
  });

  test('P47 a retry that would be after it is not planned, and says so; one before it is', () => {
    const soon = new Play(sweepBrief({ deadlineAt: TUESDAY + 20 * MINUTE }), 2).provision().call('no-answer', 't1');
    expect(soon.events.some((event) => event.type === 'RetryPlanned')).toBe(false);
    expect(reasonOf(soon, 't1')).toMatch(/^no answer.*, and a further try would be after the deadline$/);
    const later = new Play(sweepBrief({ deadlineAt: TUESDAY + 7 * HOUR }), 2).provision().call('no-answer', 't1');
    expect(lastOf(later, 'RetryPlanned')).toMatchObject({ target: 't1' });
  });

  test('P33 P47 the hours close before the deadline: a retry of the next day is none', () => {
    const busy = { deadlineAt: AT_FIVE + HOUR, recipients: 'service' as const };
    const play = new Play(sweepBrief(busy), 1);
    play.after(8 * HOUR - 10 * MINUTE).provision();
    play.call('busy', 't1');
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'failed' });
  });

  test('an intent whose time is after a deadline that was set meanwhile may not ring', () => {
    const play = new Play(sweepBrief(), 1).provision();
    const call = play.intend('t1');
    const due = play.state.calls.get(call)?.dueAt ?? 0;
    expect(mayStillRing(play.state, 't1', due)).toBe(true);
    const { brief } = play.state;
    expect(mayStillRing({ ...play.state, brief: { ...brief, deadlineAt: due } }, 't1', due)).toBe(true);
    expect(mayStillRing({ ...play.state, brief: { ...brief, deadlineAt: due - 1 } }, 't1', due)).toBe(false);
    const off = { ...BUSINESS_HOURS, holidays: [{ date: '2026-11-24', name: 'Closed' }] };
    expect(mayStillRing({ ...play.state, brief: { ...brief, hours: off } }, 't1', due)).toBe(false);
    expect(mayStillRing(play.state, 'nobody', due)).toBe(false);
  });
});

describe('when it passes', () => {
  test('open people are let go with the reason, and the mission closes with what it has', () => {
    const deadlineAt = TUESDAY + 30 * MINUTE;
    const play = new Play(sweepBrief({ deadlineAt, batchSize: 1 }), 3)
      .provision()
      .call({ values: { price: 12 } }, 't1');
    passDeadline(play, deadlineAt);
    expect([reasonOf(play, 't2'), reasonOf(play, 't3')]).toEqual(['the deadline passed', 'the deadline passed']);
    expect(lastOf(play, 'MissionFinished')).toMatchObject({ status: 'succeeded', reason: 'deadline' });
    expect(play.state.rounds[0]?.ranking[0]?.target).toBe('t1');
    expect([...play.state.steps.values()].every((status) => status === 'completed' || status === 'skipped')).toBe(true);
    expect(wakes(play)).toEqual([]);
  });

  test('nobody was reached: it failed, at its deadline', () => {
    const deadlineAt = TUESDAY + 30 * MINUTE;
    const play = passDeadline(new Play(sweepBrief({ deadlineAt }), 2).provision(), deadlineAt);
    expect(lastOf(play, 'MissionFinished')).toMatchObject({ status: 'failed', reason: 'deadline' });
  });

  test('whoever is on the phone may finish the talk; everybody answered means that nothing was cut off', () => {
    const deadlineAt = TUESDAY + LEAD_MS + MINUTE;
    const play = new Play(sweepBrief({ deadlineAt }), 1).provision();
    const call = play.handOver('t1');
    passDeadline(play, deadlineAt);
    expect(play.state.stage.kind).toBe('calling');
    expect(wakes(play)).toEqual([]);
    play.end(call, { values: { price: 9 } });
    expect(lastOf(play, 'MissionFinished')).toMatchObject({ status: 'succeeded', reason: 'all-called' });
  });

  test('a call that is out then and brings nothing is not followed by another', () => {
    const deadlineAt = TUESDAY + LEAD_MS + MINUTE;
    const play = new Play(sweepBrief({ deadlineAt }), 1).provision();
    const call = play.handOver('t1');
    passDeadline(play, deadlineAt).end(call, 'no-answer');
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'failed' });
  });

  test('somebody of whom nobody knows how the call ended is not waited for a day', () => {
    const deadlineAt = TUESDAY + 2 * HOUR;
    const play = new Play(sweepBrief({ deadlineAt }), 1).provision();
    const call = play.handOver('t1');
    play.world({ type: 'RecordFact', call, fact: { type: 'CallBecameUnknown', detail: 'gone' } });
    expect(play.state.stage.kind).toBe('calling');
    expect(passDeadline(play, deadlineAt).state.stage.kind).toBe('finished');
    expect(play.state.rounds[0]?.progress.get('t1')?.status).toBe('unknown');
  });

  test('also paused, or still being set up', () => {
    const deadlineAt = TUESDAY + HOUR;
    const paused = new Play(sweepBrief({ deadlineAt }), 2).provision().tell({ type: 'PauseMission' });
    expect(passDeadline(paused, deadlineAt).state.stage.kind).toBe('finished');
    const early = passDeadline(new Play(sweepBrief({ deadlineAt }), 2), deadlineAt);
    expect(lastOf(early, 'MissionFinished')).toMatchObject({ status: 'failed', reason: 'deadline' });
  });

  test('a cancelled mission ends as cancelled', () => {
    const deadlineAt = TUESDAY + LEAD_MS + MINUTE;
    const play = new Play(sweepBrief({ deadlineAt }), 1).provision();
    const call = play.handOver('t1');
    play.tell({ type: 'CancelMission' }).after(HOUR).world({ type: 'Wake' });
    play.world({ type: 'RecordFact', call, fact: { type: 'CallWentUnanswered' } });
    expect(lastOf(play, 'MissionFinished')).toMatchObject({ status: 'cancelled' });
  });
});

describe('several rounds', () => {
  test('over before the first round is: ranked and reported, no decision is asked for any more', () => {
    const deadlineAt = TUESDAY + HOUR;
    const play = new Play(roundsBrief({ deadlineAt }), 6).provision();
    play.call({ values: { price: 12 } }, 't1').call({ values: { price: 8 } }, 't2');
    passDeadline(play, deadlineAt);
    expect(play.events.some((event) => event.type === 'GateOpened')).toBe(false);
    expect(lastOf(play, 'MissionFinished')).toMatchObject({ status: 'succeeded', reason: 'deadline' });
    expect(lastOf(play, 'MissionFinished')).toMatchObject({
      payload: { private: { recommended: [{ id: 't2' }, { id: 't1' }] } },
    });
  });

  test('a decision that nobody took is not taken by the clock: what is known is reported', () => {
    const deadlineAt = TUESDAY + 3 * HOUR;
    const play = new Play(roundsBrief({ deadlineAt }), 4).provision().answerAll();
    expect(play.state.stage.kind).toBe('deciding');
    passDeadline(play, deadlineAt);
    expect(play.events.some((event) => event.type === 'GateApproved')).toBe(false);
    expect(lastOf(play, 'MissionFinished')).toMatchObject({ status: 'succeeded', reason: 'deadline' });
  });

  test('first N, then ask me: the first ones are ranked, the others say why they were not called', () => {
    const deadlineAt = TUESDAY + 3 * HOUR;
    const play = new Play(sweepBrief({ deadlineAt, tryFirst: 2 }), 5).provision();
    play.call({ values: { price: 12 } }, 't1').call({ values: { price: 8 } }, 't2');
    expect(play.state.stage.kind).toBe('deciding');
    passDeadline(play, deadlineAt);
    expect(play.state.rounds[0]?.ranking.map((row) => row.target).slice(0, 2)).toEqual(['t2', 't1']);
    expect(lastOf(play, 'MissionFinished')).toMatchObject({ status: 'succeeded', reason: 'deadline' });
  });
});

test('without a deadline nothing wakes for it, and nobody is let go', () => {
  const play = new Play(sweepBrief(), people(2))
    .provision()
    .after(400 * HOUR)
    .world({ type: 'Wake' });
  expect(wakes(play)).toEqual([]);
  expect(play.state.stage.kind).toBe('calling');
});
