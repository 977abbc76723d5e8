/** How fast calls are handed over and how often they are looked at, asked of whole missions. */
import { describe, expect, test } from 'vitest';
import { BUSINESS_HOURS } from '../../../src/missions/policies/hours.ts';
import { HORIZON_MS, LEAD_MS, nextDue, TOO_LATE_MS } from '../../../src/missions/policies/pacing.ts';
import { FIRST_LOOK_MS, HANGING_MS, nextLook } from '../../../src/missions/policies/polling.ts';
import { AUDIT, mayHandOver } from '../../../src/missions/work.ts';
import { MINUTE, Play, TUESDAY } from '../../support/given.ts';
import { people, sweepBrief } from '../../support/sandbox.ts';

const zones = ['America/Chicago'];
const due = (change: Partial<Parameters<typeof nextDue>[0]>): number =>
  (nextDue({ now: TUESDAY, notBefore: 0, lastDueAt: 0, spacingMs: MINUTE, zones, hours: BUSINESS_HOURS, ...change }) ??
    0) - TUESDAY;
const places = (play: Play, look = {}) => play.work(look).flatMap((work) => (work.kind === 'place' ? [work] : []));

describe('pacing', () => {
  test('R124 59 s ahead is moved to a minute or later, 61 s after the lead is taken as it is', () => {
    expect(due({ notBefore: TUESDAY + 59_000 })).toBeGreaterThanOrEqual(60_000);
    expect(due({ notBefore: TUESDAY + LEAD_MS + 61_000 })).toBe(LEAD_MS + 61_000);
    expect(LEAD_MS).toBeGreaterThan(TOO_LATE_MS);
  });

  test('R129 the next one begins a spacing after the last, also when that one was taken back', () => {
    expect(due({ lastDueAt: TUESDAY + 5 * MINUTE, spacingMs: 90_000 })).toBe(5 * MINUTE + 90_000);
    const play = new Play(sweepBrief(), 3).provision();
    const call = play.handOver();
    const first = play.state.calls.get(call)?.dueAt ?? 0;
    play
      .tell({ type: 'PauseMission' })
      .world({ type: 'RecordTakenBack', call, done: true })
      .tell({ type: 'ResumeMission' });
    for (const { dueAt } of places(play)) expect(dueAt - first).toBeGreaterThanOrEqual(MINUTE);
  });

  test('R204 R252 of one look, all proposed times are a spacing apart', () => {
    const times = places(new Play(sweepBrief({ spacingSecs: 75 }), 10).provision()).map((work) => work.dueAt);
    expect(times).toHaveLength(5);
    for (const [index, at] of times.entries()) if (index > 0) expect(at - (times[index - 1] ?? 0)).toBe(75_000);
  });

  test('R250 R251 R256 never more than the batch, never more than free lines', () => {
    const play = new Play(sweepBrief({ batchSize: 3 }), 100).provision();
    expect(places(play)).toHaveLength(3);
    expect(places(play, { freeLines: 1 })).toHaveLength(1);
    expect(places(play, { freeLines: 0 })).toHaveLength(0);
    play.handOver();
    play.handOver();
    expect(places(play)).toHaveLength(1);
    play.handOver();
    expect(places(play)).toHaveLength(0);
  });

  test('R255 P31 a line that comes free is used at once, not when the batch is over', () => {
    const play = new Play(sweepBrief({ batchSize: 2 }), 4).provision();
    const first = play.handOver('t1');
    play.handOver('t2');
    play.end(first, 'no-answer');
    expect(places(play).map((work) => work.target)).toEqual(['t3']);
  });

  test('P32 nothing is handed over more than ten minutes before it is due', () => {
    expect(HORIZON_MS).toBe(10 * MINUTE);
    expect(mayHandOver(TUESDAY + HORIZON_MS, TUESDAY)).toBe(true);
    expect(mayHandOver(TUESDAY + HORIZON_MS + 1, TUESDAY)).toBe(false);
    const play = new Play(sweepBrief({ startAtMs: TUESDAY + 120 * MINUTE }), 2).provision();
    for (const work of places(play)) expect(work.dueAt - work.at).toBeLessThanOrEqual(HORIZON_MS);
    expect(places(play)[0]?.dueAt).toBe(TUESDAY + 120 * MINUTE);
  });

  test('what must hold 10: a dial waits until the mirror has passed the record that opened its step', () => {
    const play = new Play(sweepBrief(), 2).provision();
    const opened = play.state.stepOpenedIn.get('calls') ?? 0;
    expect(places(play, { mirrored: opened - 1 })).toEqual([]);
    expect(places(play, { mirrored: opened })).not.toEqual([]);
  });

  test('nothing is placed while held, paused or cancelled', () => {
    const play = () => new Play(sweepBrief(), 2).provision();
    expect(places(play().world({ type: 'HoldMission', what: 'calls', reason: 'No funds.' }))).toEqual([]);
    expect(places(play().tell({ type: 'PauseMission' }))).toEqual([]);
    expect(places(play().tell({ type: 'CancelMission' }))).toEqual([]);
  });

  test('a hold is looked at again by itself, but a refused audit only by the mirror', () => {
    const play = new Play(sweepBrief(), 2).provision();
    play
      .world({ type: 'HoldMission', what: 'calls', reason: 'x' })
      .world({ type: 'HoldMission', what: AUDIT, reason: 'y' });
    expect(play.work().flatMap((work) => (work.kind === 'lift-hold' ? [work.what] : []))).toEqual(['calls']);
  });

  test('a person who was taken back is not called again before one can tell that the call never began', () => {
    const play = new Play(sweepBrief(), 1).provision();
    const call = play.handOver();
    const first = play.state.calls.get(call)?.dueAt ?? 0;
    play
      .tell({ type: 'PauseMission' })
      .world({ type: 'RecordTakenBack', call, done: true })
      .tell({ type: 'ResumeMission' });
    const [next] = places(play);
    expect((next?.at ?? 0) - first).toBeGreaterThanOrEqual(MINUTE);
    play.world({ type: 'RecordFact', call, fact: { type: 'CallBecameUnknown', detail: 'it rang' } });
    expect(play.state.rounds[0]?.progress.get('t1')?.status).toBe('unknown');
    expect(places(play)).toEqual([]);
  });

  test('R244 who can be rung soonest comes first; equal ones in the order of the list', () => {
    const list = people(3).map((one, index) => ({
      ...one,
      details: {
        private: one.details.private && {
          ...one.details.private,
          zones: [index === 0 ? 'America/Los_Angeles' : 'America/Chicago'],
        },
      },
    }));
    const play = new Play(sweepBrief(), list).provision();
    expect(places(play).map((work) => work.target)).toEqual(['t2', 't3', 't1']);
  });
});

describe('polling', () => {
  const callIn = (phase: 'handed-over' | 'ringing' | 'in-progress') => {
    const play = new Play(sweepBrief(), 1).provision();
    const id = play.handOver();
    if (phase !== 'handed-over') play.after(2 * MINUTE).world({ type: 'RecordProgress', call: id, status: phase });
    const call = play.state.calls.get(id);
    if (call === undefined) throw new Error('no call');
    return { play, call };
  };

  test('R142 R155 P28 the first look is two minutes after the due time', () => {
    const { call } = callIn('handed-over');
    expect(nextLook(call, undefined) - call.dueAt).toBe(2 * MINUTE);
    expect(nextLook(call, call.dueAt - MINUTE) - call.dueAt).toBe(FIRST_LOOK_MS);
  });

  test.each([
    ['R135', 'ringing', 1, 2],
    ['R136', 'in-progress', 2, 3],
    ['R143', 'handed-over', 5, 5],
  ] as const)('%s %s: the next look comes in time', (_rule, phase, least, most) => {
    const { call } = callIn(phase);
    const last = call.dueAt + FIRST_LOOK_MS;
    const wait = (nextLook(call, last) - last) / MINUTE;
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  });

  test('P40 one look answers for all calls of the round', () => {
    const play = new Play(sweepBrief(), 3).provision();
    const calls = [play.handOver(), play.handOver()];
    expect(play.work().filter((work) => work.kind === 'look')).toMatchObject([{ calls }]);
  });

  test('R145 R146 R170 nothing that is final is looked at', () => {
    const play = new Play(sweepBrief(), 2).provision();
    play.call('no-answer', 't1').call({ values: { price: 3 } }, 't2');
    expect(play.work().filter((work) => work.kind === 'look' || work.kind === 'hang-up')).toEqual([]);
  });

  test.each(['ringing', 'in-progress', 'handed-over'] as const)(
    'R158 after 30 minutes %s it is not waited for any more',
    (phase) => {
      const { play, call } = callIn(phase);
      expect(play.work().find((work) => work.kind === 'hang-up')?.at).toBe(call.dueAt + HANGING_MS);
      expect(HANGING_MS).toBe(30 * MINUTE);
    },
  );
});
