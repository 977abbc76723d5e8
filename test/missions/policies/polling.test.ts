/** How often is asked: before a call's time, while it is out, and for its insight (playbook 11.1 to 11.3, 12). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextLook, nextSharedLook, pollEvery, usualTalkMs } from '../../../src/missions/policies/polling.ts';
import type { CallState } from '../../../src/missions/state.ts';
import { insightsKey, openWork, type Work } from '../../../src/missions/work.ts';
import { counts } from '../../support/counts.ts';
import { DAY, HOUR, MINUTE, Play } from '../../support/given.ts';
import { sweepBrief } from '../../support/sandbox.ts';

const SECOND = 1000;

describe('before the time', () => {
  test.each([
    ['R151 P1 expected in 4 min', 4 * MINUTE, 30 * SECOND, 30 * SECOND],
    ['R152 expected in 20 min', 20 * MINUTE, 2 * MINUTE, 5 * MINUTE],
    ['R157 expected in 45 min', 45 * MINUTE, 5 * MINUTE, 5 * MINUTE],
    ['R153 expected in 5 h', 5 * HOUR, 15 * MINUTE, 30 * MINUTE],
    ['R154 expected in 3 days', 3 * DAY, 4 * HOUR, 8 * HOUR],
    ['R156 expected in 14 days', 14 * DAY, 8 * HOUR, 8 * HOUR],
    ['R156 expected in 50 min', 50 * MINUTE, 5 * MINUTE, 5 * MINUTE],
    ['R156 overdue', -MINUTE, 30 * SECOND, 30 * SECOND],
  ])('%s', (_name, expectedIn, least, most) => {
    expect(pollEvery(expectedIn)).toBeGreaterThanOrEqual(least);
    expect(pollEvery(expectedIn)).toBeLessThanOrEqual(most);
  });

  test('R150 R156 the nearer the time, the more often, and never the other way round', () => {
    const waits = [20, 10, 3, 1, 0.5, 0.1, 0.01, 0.001].map((days) => pollEvery(days * DAY));
    expect(waits).toEqual(waits.toSorted((a, b) => b - a));
    expect(new Set(waits).size).toBeGreaterThan(4);
  });

  test('R154 R156 P1 a call that stands with the phone service far ahead is asked about now and then, first of all after its time', () => {
    const { call } = callOut();
    const weeks = { ...call, dueAt: call.dueAt + 14 * DAY };
    expect(nextLook(weeks, undefined)).toBe(weeks.dueAt + 2 * MINUTE);
    expect(nextLook(weeks, call.dueAt) - call.dueAt).toBe(8 * HOUR);
    expect(nextLook(weeks, weeks.dueAt - 5 * MINUTE)).toBe(weeks.dueAt + 2 * MINUTE);
  });
});

function callOut(): { readonly play: Play; readonly id: string; readonly call: CallState } {
  const play = new Play(sweepBrief(), 1).provision();
  const id = play.handOver();
  const call = play.state.calls.get(id);
  if (call === undefined) throw new Error('no call');
  return { play, id, call };
}

const looks = (works: readonly Work[]): readonly Work[] => works.filter((work) => work.kind === 'look');

describe('while it is out', () => {
  test('R130 R131 R143 pending and in progress are looked at again, and a pending one writes nothing', () => {
    const { play, id } = callOut();
    const records = play.records.length;
    play.after(4 * MINUTE);
    const [pending] = looks(play.work({ lastLook: play.at }));
    expect(pending?.at).toBe(play.at + 5 * MINUTE);
    expect(play.records).toHaveLength(records);
    play.world({ type: 'RecordProgress', call: id, status: 'in-progress' });
    expect(looks(play.work({ lastLook: play.at }))[0]?.at).toBe(play.at + 2 * MINUTE);
    play.world({ type: 'RecordProgress', call: id, status: 'in-progress' });
    expect(play.records).toHaveLength(records + 1);
  });

  test('R144 R147 R150 while a call is out the next look is never further than 2 or 3 minutes from its time or the last one', () => {
    const { play, id, call } = callOut();
    expect(looks(play.work())[0]?.at).toBe(call.dueAt + 2 * MINUTE);
    for (const status of ['ringing', 'in-progress'] as const) {
      play.after(3 * MINUTE).world({ type: 'RecordProgress', call: id, status });
      expect((looks(play.work({ lastLook: play.at }))[0]?.at ?? 0) - play.at).toBeLessThanOrEqual(3 * MINUTE);
    }
  });

  test('R145 R148 after no answer nothing is asked about it; the next thing is the next try itself', () => {
    const play = new Play(sweepBrief(), 1).provision().call('no-answer');
    const notBefore = play.state.rounds[0]?.progress.get('t1')?.notBefore ?? 0;
    const kinds = play.work().map((work) => work.kind);
    expect(kinds.filter((kind) => kind === 'look' || kind === 'insights' || kind === 'hang-up')).toEqual([]);
    const next = play.work().find((work) => work.kind === 'place');
    expect(notBefore - (next?.at ?? 0)).toBeLessThanOrEqual(2 * MINUTE);
  });

  test('R133 R145 R169 completed, failed and still open have one consequence each, in the same record', () => {
    const consequence = (status: string): readonly string[] => {
      const { play, id } = callOut();
      play.after(4 * MINUTE).world({ type: 'RecordEnded', call: id, status });
      return play.records.at(-1)?.events.map((event) => event.type) ?? [];
    };
    expect(consequence('failed')).toEqual(['CallEnded', 'CallFailed', 'RetryPlanned']);
    expect(consequence('completed')).toEqual(['CallEnded']);
  });
});

describe('shared looks', () => {
  const talked = (seconds: number): Partial<CallState> => ({ phase: 'settled', endStatus: 'completed', seconds });

  test('P46 nothing is foretold before three talks; then three of four are over by the usual end', () => {
    const { call } = callOut();
    const of = (...seconds: readonly number[]): readonly CallState[] =>
      seconds.map((one) => ({ ...call, ...talked(one) }));
    expect(usualTalkMs(of(60, 90))).toBeUndefined();
    expect(usualTalkMs(of(60, 70, 80, 200))).toBe(80 * SECOND);
  });

  test('P46 the foretold end brings a shared look forward, but not the look at a single call', () => {
    const { call } = callOut();
    const out: CallState = { ...call, phase: 'in-progress' };
    const other: CallState = { ...out, call: 'other', dueAt: out.dueAt + MINUTE };
    const last = out.dueAt + 3 * MINUTE;
    expect(nextSharedLook([out, other], () => last, 240 * SECOND)).toBe(out.dueAt + 260 * SECOND);
    expect(nextSharedLook([out], () => last, 240 * SECOND)).toBe(last + 2 * MINUTE);
  });

  test('P46 P40 fewer requests in all than the tables would make call by call; at most one more for a talk that outlasts what was foretold', () => {
    const { call } = callOut();
    const talk = fc.record({ wait: fc.integer({ min: 60, max: 240 }), seconds: fc.integer({ min: 20, max: 1500 }) });
    const made = { shared: 0, byTables: 0 };
    fc.assert(
      fc.property(
        fc.array(talk, { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 30, max: 900 }),
        (talks, usual) => {
          let dueAt = 0;
          const all = talks.map(({ wait, seconds }, index) => {
            dueAt += wait * SECOND;
            return { ...call, call: `c${index}`, dueAt, endsAt: dueAt + RINGS_MS + seconds * SECOND };
          });
          const shared = requests(all, usual * SECOND, true);
          const byTables = all.reduce((sum, one) => sum + requests([one], undefined, false), 0);
          // Nobody can know that a talk goes on: where no other one shares the look, it was in vain.
          const outlasting = talks.filter(({ seconds }) => seconds > usual).length;
          expect(shared).toBeLessThanOrEqual(byTables + outlasting);
          made.shared += shared;
          made.byTables += byTables;
        },
      ),
      { numRuns: counts(200, 5000) },
    );
    expect(made.shared).toBeLessThan(made.byTables / 2);
  });
});

interface Played extends CallState {
  readonly endsAt: number;
}

const RINGS_MS = 15 * SECOND;

/** What a look saw of it: a call that is not due yet is pending, and the first seconds it rings. */
function phaseAt({ dueAt }: Played, lookedAt: number | undefined): CallState['phase'] {
  if (lookedAt === undefined || lookedAt < dueAt) return 'handed-over';
  return lookedAt < dueAt + RINGS_MS ? 'ringing' : 'in-progress';
}

/** Requests until the end of every call was seen; all that are out are looked at in one. */
function requests(all: readonly Played[], usualMs: number | undefined, shared: boolean): number {
  const looked = new Map<string, number>();
  let open = [...all];
  let count = 0;
  let now = 0;
  while (open.length > 0) {
    const out = open.filter((one) => one.dueAt - 75 * SECOND <= now);
    const phased = out.map((one): Played => ({ ...one, phase: phaseAt(one, looked.get(one.call)) }));
    const at =
      phased.length === 0
        ? Number.POSITIVE_INFINITY
        : nextSharedLook(phased, ({ call }) => looked.get(call), shared ? usualMs : undefined);
    const handedOver = Math.min(...open.map((one) => one.dueAt - 75 * SECOND).filter((one) => one > now));
    now = Math.min(at, handedOver);
    if (now !== at) continue;
    count += 1;
    for (const one of out) looked.set(one.call, now);
    open = open.filter((one) => !out.includes(one) || one.endsAt > now);
  }
  return count;
}

describe('insights', () => {
  test('R182 R183 at once, then every 10 s: 121 requests at most, the last one at 20:00', () => {
    const { play, id } = callOut();
    play.after(3 * MINUTE).world({ type: 'RecordEnded', call: id, status: 'completed', conversationId: 'c' });
    const ended = play.at;
    const asked: number[] = [];
    for (;;) {
      const work = openWork(play.state, {
        now: play.at,
        mirrored: play.state.seq,
        freeLines: 1,
        lastLook: (key) => (key === insightsKey(id) ? asked.at(-1) : undefined),
      }).find((one) => one.kind === 'insights');
      const at = Math.max(play.at, work?.at ?? 0);
      if (asked.length > 0 && at === asked.at(-1)) break;
      play.at = at;
      asked.push(at);
    }
    expect(asked).toHaveLength(121);
    expect(asked[0]).toBe(ended);
    expect(asked.at(-1)).toBe(ended + 20 * MINUTE);
  });
});
