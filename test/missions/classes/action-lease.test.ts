/** Class 5 when things come late, twice, or are corrected: one acts, and nobody's only booking is cancelled. */
import { describe, expect, test } from 'vitest';
import type { Brief } from '../../../src/missions/brief.ts';
import type { CallFact } from '../../../src/missions/event.ts';
import { isOut } from '../../../src/missions/state.ts';
import type { Values } from '../../../src/missions/terms.ts';
import { DAY, HOUR, MINUTE, Play } from '../../support/given.ts';
import { actionBrief } from '../../support/sandbox.ts';

const free: Values = { has_availability: true, reservation_confirmed: false };
const booked: Values = { has_availability: true, reservation_confirmed: true };
const ready = (change: Partial<Brief> = {}): Play => new Play(actionBrief({ maxRetries: 0, ...change }), 5).provision();

function takeBack(play: Play): Play {
  for (const call of play.state.calls.values())
    if (call.takeBack !== undefined && isOut(call))
      play.world({ type: 'RecordTakenBack', call: call.call, done: true });
  return play;
}

function callsBack(play: Play, target: string, fact: CallFact): Play {
  const conversationId = `back ${target}`;
  play.world({ type: 'RecordCallback', target, conversationId, number: '+13125550102', at: play.at });
  return play.world({ type: 'RecordFact', call: `round-1/${target}:in-${conversationId}`, fact });
}

const answer = (values: Values): CallFact => ({ type: 'PersonAnswered', values: { private: values } });

/** It acted with the first, and does not say how that ended. */
function unclear(): { readonly play: Play; readonly acting: string } {
  const play = ready().call({ values: free }, 't1');
  const acting = play.handOver();
  return { play: play.end(acting, { values: undefined }), acting };
}

describe('a call that may have acted', () => {
  test('R158 R242 is settled by the phone service or a person, never by the clock: nobody else acts', () => {
    const { play, acting } = unclear();
    play.after(3 * DAY).try({ type: 'Wake' });
    expect(play.state.rounds[0]?.progress.get('t1')?.status).toBe('unknown');
    expect(play.work().filter((work) => work.kind === 'place' || work.key === 'unknown')).toEqual([]);
    play.tell({ type: 'SettleCall', call: acting, retry: false });
    expect(play.dials).toContain('t2 ask');
  });

  test.each<[string, CallFact]>([
    ['something else', answer({ has_availability: true })],
    ['to be called again', { type: 'CalleeAskedForCallback' }],
    ['that they do not want to talk', { type: 'CalleeRefused' }],
  ])('R242 P36 they call back and say %s: it is as unclear as before', (_, fact) => {
    expect(callsBack(unclear().play, 't1', fact).dials).toEqual([]);
  });

  test('R234 P36 they call back and say that it is booked: it is', () => {
    const { play } = unclear();
    expect(callsBack(play, 't1', answer(booked)).state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('R242 R243 its retry is not dialled once somebody else has booked, nor before the one to be cancelled', () => {
    const play = ready({ maxRetries: 3 });
    const [first, ...others] = [play.handOver('t1'), play.handOver('t2'), play.handOver('t3')];
    play.after(5 * 60_000);
    for (const call of others) play.world({ type: 'RecordProgress', call, status: 'in-progress' });
    play.end(first, { values: free }).call('busy', 't1');
    const [second = '', third = ''] = others;
    play.end(second, { values: booked }).after(HOUR);
    expect(play.dials).toEqual([]);
    play.end(third, { values: booked }).tell({ type: 'Approve' });
    expect(play.dials).toEqual(['t3 cancel']);
  });
});

describe('a second booking', () => {
  function twice(change: Partial<Brief> = {}): Play {
    const play = ready(change);
    const [a, b] = [play.handOver('t1'), play.handOver('t2')];
    play.end(a, { values: booked });
    return takeBack(play).end(b, { values: booked });
  }
  const notBooked = { type: 'CorrectValue', target: 't1', field: 'reservation_confirmed', value: false } as const;

  test('R242 corrected to be the only one while it is asked about: a yes is not taken, a no ends it', () => {
    const play = twice().tell({ ...notBooked, reason: 'they called me' });
    expect(play.try({ type: 'Approve' })).toMatchObject({ rejected: true, code: 'invalid' });
    expect(play.tell({ type: 'Reject' }).state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('R242 corrected after the yes: the call that would cancel the only booking is taken back', () => {
    const play = twice().tell({ type: 'Approve' });
    const call = play.handOver();
    play.tell({ ...notBooked, reason: 'they called me' });
    expect(play.state.calls.get(call)?.takeBack).toBeDefined();
    expect(takeBack(play).state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('P36 a call back from there is not the call that was approved', () => {
    const play = callsBack(twice().tell({ type: 'Approve' }), 't2', answer({ has_availability: true }));
    expect(play.after(HOUR).dials).toEqual(['t2 cancel']);
  });

  test('P33 P47 what was approved is done also after the deadline, a busy line included', () => {
    const play = twice({ maxRetries: 3, deadlineAt: Date.parse('2026-11-24T15:20:00Z') }).tell({ type: 'Approve' });
    expect(play.call('busy').after(HOUR).dials).toEqual(['t2 cancel']);
  });

  test('after the end nobody who calls back is planned to be called', () => {
    const play = ready().call({ values: booked }, 't1');
    callsBack(play, 't3', { type: 'CalleeAskedForCallback' });
    expect(play.events.filter((event) => event.type === 'RetryPlanned')).toEqual([]);
  });
});

describe('a yes that is no plain yes', () => {
  const unsure = (values: Values) =>
    ({ type: 'PersonAnswered', values: { private: values }, words: { private: 'I am not sure, maybe.' } }) as const;
  const told = (play: Play, call: string, values: Values): Play => {
    play.after(4 * MINUTE).world({ type: 'RecordEnded', call, status: 'completed', conversationId: `c ${call}` });
    return play.world({ type: 'RecordFact', call, fact: unsure(values) });
  };

  test('perhaps booked, also by a call that only asked: nobody else is asked or called to book before a person says so', () => {
    const play = ready();
    told(play, play.handOver('t1'), booked);
    expect(play.state.rounds[0]?.progress.get('t1')?.status).toBe('unknown');
    play.after(48 * HOUR).try({ type: 'Wake' });
    expect(play.dials).toEqual([]);
    play.tell({ type: 'AddResult', target: 't1', values: booked, reason: 'asked them' });
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('when a person says that it is not booked, the others are asked', () => {
    const play = ready();
    const call = play.handOver('t1');
    told(play, call, booked).tell({ type: 'SettleCall', call, retry: false });
    expect(play.dials).toEqual(['t2 ask', 't3 ask', 't4 ask', 't5 ask']);
  });

  test('a free table that they are not sure of is none', () => {
    const play = ready();
    told(play, play.handOver('t1'), free);
    expect(play.dials).toEqual(['t2 ask', 't3 ask', 't4 ask', 't5 ask']);
  });
});
