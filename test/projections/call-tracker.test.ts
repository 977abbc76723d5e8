/** The call tracker: everybody's state under their number, in the playbook's shape (17.1). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallFact } from '../../src/missions/event.ts';
import { type CallTracker, callTracker, type TrackerStatus } from '../../src/projections/call-tracker.ts';
import { ALL_DAY } from '../missions/rules/dialling.ts';
import { counts } from '../support/counts.ts';
import { type Ending, HOUR, MINUTE, Play } from '../support/given.ts';
import { phoneOf, sweepBrief } from '../support/sandbox.ts';

const start = (people = 3): Play => new Play(sweepBrief({ hours: ALL_DAY }), people).provision();
const entry = (play: Play, index = 0) => callTracker(play.state)[phoneOf(index)];

describe('entries', () => {
  test('R264 everybody has a state from the first record on, before anything is set up', () => {
    const tracker = callTracker(new Play(sweepBrief(), 3).state);
    expect(Object.keys(tracker)).toEqual([phoneOf(0), phoneOf(1), phoneOf(2)]);
    expect(Object.values(tracker).map((one) => one.status)).toEqual(['pending', 'pending', 'pending']);
  });

  test('R265 P23 an entry has status, attempts, name, state of the line, last and next call, voicemail', () => {
    const play = start().call('no-answer', 't1');
    const call = play.state.calls.get('round-1/t1:1');
    expect(entry(play)).toEqual({
      status: 'no_answer',
      attempts: 1,
      name: 'Vendor 1',
      call_status: 'no-answer',
      last_attempt: new Date(call?.dueAt ?? 0).toISOString(),
      next_retry: new Date(play.state.rounds[0]?.progress.get('t1')?.notBefore ?? 0).toISOString(),
      voicemail_left: false,
    });
    expect(entry(play, 1)).toEqual({
      status: 'pending',
      attempts: 0,
      name: 'Vendor 2',
      call_status: null,
      last_attempt: null,
      next_retry: null,
      voicemail_left: false,
    });
  });

  test.each<[string, Ending, TrackerStatus, string]>([
    ['R267 completed and answered is succeeded', { values: { price: 4 } }, 'succeeded', 'completed'],
    ['R267 no-answer', 'no-answer', 'no_answer', 'no-answer'],
    ['R267 busy', 'busy', 'busy', 'busy'],
    ['R267 failed', 'failed', 'failed', 'failed'],
    ['R267 R140 canceled elsewhere is abandoned', 'canceled', 'abandoned', 'canceled'],
    ['R267 R193 P43 completed and nothing learnt is no success', { values: undefined }, 'failed', 'completed'],
  ])('%s', (_name, ending, status, line) => {
    expect(entry(start().call(ending, 't1'))).toMatchObject({ status, call_status: line });
  });

  test('R193 what the line does not tell stands as the reason: empty insights are not a failed call', () => {
    expect(entry(start().call({ values: undefined }, 't1'))?.reason).toBe('empty_insights');
    expect(entry(start().call('failed', 't1'))?.reason).toBeUndefined();
  });

  test('P29 the same busy line is busy for the tracker, the record and the words', () => {
    const play = start().call('busy', 't1');
    const retry = play.events.find((event) => event.type === 'RetryPlanned');
    expect(entry(play)).toMatchObject({ status: 'busy', call_status: 'busy' });
    expect(retry).toMatchObject({ reason: 'line was busy', attempt: 2 });
  });

  test('P10 R266 scheduled while it is due, in progress while it rings, is talked on or read', () => {
    const play = start();
    const call = play.handOver('t1');
    expect(entry(play)).toMatchObject({ status: 'scheduled', call_status: null });
    for (const status of ['ringing', 'in-progress'] as const) {
      play.after(2 * MINUTE).world({ type: 'RecordProgress', call, status });
      expect(entry(play)).toMatchObject({ status: 'in_progress', call_status: status });
    }
    play.world({ type: 'RecordEnded', call, status: 'completed', conversationId: 'c' });
    expect(entry(play)).toMatchObject({ status: 'in_progress', call_status: 'completed' });
  });

  test('R295 R286 that a message was left is kept', () => {
    const play = new Play(sweepBrief({ recipients: 'professional', hours: ALL_DAY }), 1).provision();
    const call = play.handOver('t1');
    play.after(3 * MINUTE).world({ type: 'RecordEnded', call, status: 'completed', conversationId: 'c' });
    play.world({ type: 'RecordFact', call, fact: { type: 'VoicemailReached' } });
    expect(entry(play)).toMatchObject({ voicemail_left: true, attempts: 1 });
  });

  test('R158 P48 after 30 minutes on the line it is failed, and nothing is planned for it', () => {
    const play = start();
    const call = play.handOver('t1');
    play.after(2 * MINUTE).world({ type: 'RecordProgress', call, status: 'in-progress' });
    const fact: CallFact = { type: 'CallBecameUnknown', detail: 'on the line for 30 minutes' };
    play.after(30 * MINUTE).world({ type: 'RecordFact', call, fact });
    expect(entry(play)).toMatchObject({ status: 'failed', next_retry: null, reason: 'unknown' });
    expect(play.work().some((work) => work.kind === 'place' && work.target === 't1')).toBe(false);
  });
});

describe('changes', () => {
  test('R272 P26 what happens to one person leaves the others byte by byte as they were', () => {
    const play = start().call('busy', 't2');
    const others = (): string =>
      JSON.stringify(Object.entries(callTracker(play.state)).filter(([phone]) => phone !== phoneOf(0)));
    const before = others();
    play.call('no-answer', 't1').call({ values: { price: 3 } }, 't1');
    expect(entry(play)?.status).toBe('succeeded');
    expect(others()).toBe(before);
  });

  test('R268 R275 state first, then the limit and the plan: the fact stands before the retry in one record', () => {
    const play = start().call('no-answer', 't1');
    const types = play.records.at(-1)?.events.map((event) => event.type);
    expect(types).toEqual(['CallEnded', 'CallWentUnanswered', 'RetryPlanned']);
    expect(entry(play)).toMatchObject({ status: 'no_answer', attempts: 1 });
  });

  test('R269 R138 after the last attempt the person is abandoned, nothing more is asked or rung, the others go on', () => {
    const play = new Play(sweepBrief({ hours: ALL_DAY, maxRetries: 0 }), 2).provision().call('no-answer', 't1');
    expect(entry(play)).toMatchObject({ status: 'abandoned', attempts: 1, next_retry: null });
    expect(play.work().flatMap((work) => (work.kind === 'place' ? [work.target] : []))).toEqual(['t2']);
  });

  const NEXT: Readonly<Record<TrackerStatus, readonly TrackerStatus[]>> = {
    pending: ['scheduled', 'abandoned'],
    scheduled: ['in_progress', 'succeeded', 'failed', 'no_answer', 'busy', 'abandoned', 'pending'],
    in_progress: ['succeeded', 'failed', 'no_answer', 'busy', 'abandoned'],
    succeeded: [],
    failed: ['scheduled', 'abandoned'],
    no_answer: ['scheduled', 'abandoned'],
    busy: ['scheduled', 'abandoned'],
    abandoned: [],
  };
  const ending = fc.oneof(
    fc.constantFrom<Ending>('no-answer', 'busy', 'failed', 'canceled', 'D1'),
    fc.constant<Ending>({ values: { price: 5 } }),
    fc.constant<Ending>({ values: undefined }),
  );

  test('R266 only the playbook’s changes of state happen, whatever becomes of the calls', () => {
    const way = fc.record({ end: ending, seen: fc.constantFrom('ringing', 'in-progress', undefined) });
    fc.assert(
      fc.property(fc.array(way, { minLength: 1, maxLength: 8 }), (ways) => {
        const play = start(2);
        let before: CallTracker = callTracker(play.state);
        const changed = (): void => {
          const now = callTracker(play.state);
          for (const [phone, { status }] of Object.entries(now)) {
            const was = before[phone]?.status;
            if (was !== undefined && was !== status) expect(NEXT[was], `${was} to ${status}`).toContain(status);
          }
          before = now;
        };
        for (const { end, seen } of ways) {
          for (const what of play.state.holds.keys()) play.after(HOUR).world({ type: 'LiftHold', what });
          if (!play.work().some((work) => work.kind === 'place')) break;
          const call = play.handOver();
          changed();
          if (seen !== undefined) play.world({ type: 'RecordProgress', call, status: seen });
          changed();
          play.end(call, end);
          changed();
        }
      }),
      { numRuns: counts(40, 2000) },
    );
  });
});
