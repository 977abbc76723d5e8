/** What a mission costs in requests, counted in the simulator's log; and what a 429 changes on the wire. */
import { describe, expect, test } from 'vitest';
import type { MissionState } from '../../src/missions/state.ts';
import { audit } from '../support/auditor.ts';
import { counts } from '../support/counts.ts';
import { DAY, MINUTE, TUESDAY } from '../support/given.ts';
import { type LogEntry, openSandbox, phoneOf, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const answering = (people: number, talkSeconds = 150) =>
  Object.fromEntries(
    Array.from({ length: people }, (_, index) => [phoneOf(index), [{ outcome: 'answered', talkSeconds }]]),
  );
const requests = (log: readonly LogEntry[]): readonly LogEntry[] =>
  log.filter((entry) => entry.method !== undefined && entry.path?.startsWith('/v2/') === true);
const at = (entry: LogEntry): number => Date.parse(entry.at);
const dialsOf = (log: readonly LogEntry[]): readonly number[] =>
  log.flatMap((entry) => (entry.dial === undefined ? [] : [at(entry)]));
const EVENTS = /\/scheduled_events$/;
const EVENT = /\/scheduled_events\/[^/]+$/;

describe('looking', () => {
  test('R142 R154 R156 P1 a mission that is due in two weeks costs nothing between its set-up and its time', async () => {
    const box = await openSandbox();
    await box.script(answering(3));
    const startAtMs = TUESDAY + 14 * DAY;
    await box.start(sweepBrief({ startAtMs }), 3);
    await box.until(ID, ended);
    const before = requests(await box.log()).filter((entry) => at(entry) < startAtMs - 10 * MINUTE);
    const setUp = before.filter((entry) => at(entry) < TUESDAY + MINUTE);
    expect(before.length - setUp.length).toBeLessThan(20);
    expect(before.filter((entry) => EVENTS.test(entry.path ?? '') || EVENT.test(entry.path ?? ''))).toEqual([]);
    expect(dialsOf(await box.log())[0]).toBeGreaterThanOrEqual(startAtMs);
  });

  test('P40 P46 P31 R171 R204 many calls on five lines: one list request for all that are due, fewer than the tables would make', async () => {
    const people = counts(20, 40);
    const box = await openSandbox({ limit: 5 });
    await box.script(answering(people));
    await box.start(sweepBrief(), people);
    const end = await box.until(ID, ended, 60_000);
    const log = await box.log();
    const lists = requests(log).filter((entry) => entry.method === 'GET' && EVENTS.test(entry.path ?? ''));
    const singles = requests(log).filter((entry) => entry.method === 'GET' && EVENT.test(entry.path ?? ''));
    const tables = [...end.calls.values()].reduce((sum, call) => sum + asksByTable(call.seconds ?? 0), 0);
    expect(lists.length).toBeGreaterThan(0);
    expect(singles.length).toBeLessThan(people / 4);
    expect(lists.length + singles.length).toBeLessThan(tables);
    const dials = dialsOf(log);
    expect(dials).toHaveLength(people);
    // A line that comes free is used at once: the last one begins long before waves of five would let it.
    expect((dials.at(-1) ?? 0) - (dials[0] ?? 0)).toBeLessThan((people / 5) * 7 * MINUTE);
    expect(audit(log, { mustEnd: false })).toEqual([]);
  }, 70_000);

  test('R145 R146 R170 R172 no event is asked about after its end, and each talk’s insight is read until it is there', async () => {
    const box = await openSandbox();
    await box.script({ [phoneOf(0)]: ['busy', 'answered'], [phoneOf(1)]: ['answered'] });
    await box.start(sweepBrief(), 2);
    const end = await box.until(ID, ended);
    const log = requests(await box.log());
    for (const call of end.calls.values()) {
      const asked = log.filter((entry) => entry.method === 'GET' && entry.path?.endsWith(`/${call.eventId}`) === true);
      for (const entry of asked) expect(at(entry)).toBeLessThanOrEqual(call.endedAt ?? 0);
      if (call.conversationId === undefined) continue;
      const insights = log.filter((entry) => entry.path?.includes(`${call.conversationId}/conversations-insights`));
      expect(insights.length).toBeGreaterThan(0);
      expect(insights.length).toBeLessThan(5);
    }
  });
});

/** Table A, call by call: two minutes after its time, then every two while they talk. */
const asksByTable = (seconds: number): number => 1 + Math.max(0, Math.ceil((seconds + 15 - 120) / 120));

describe('a 429', () => {
  test('R253 R254 fewer at once and wider apart from then on, over a restart too, and nobody is called twice', async () => {
    const people = 6;
    const box = await openSandbox({ limit: 4 });
    await box.script(answering(people));
    await box.faults([
      { match: { path: '/scheduled_events$', method: 'POST' }, kind: 'status', status: 429, skip: 1, times: 1 },
    ]);
    await box.start(sweepBrief({ batchSize: 4 }), people);
    const slow = await box.until(ID, (state) => state.pace !== undefined);
    expect(slow.pace).toMatchObject({ batchSize: 2, spacingSecs: 120 });
    await box.crash();
    await box.restart();
    expect(box.engine.missions.get(ID)?.pace).toMatchObject({ batchSize: 2, spacingSecs: 120 });
    const end = await box.until(ID, ended);
    const log = await box.log();
    const dials = dialsOf(log);
    expect(dials).toHaveLength(people);
    const refusedAt = slow.pace?.since ?? 0;
    const later = dials.filter((one) => one > refusedAt + 2 * MINUTE && one < refusedAt + 10 * MINUTE);
    for (const [index, one] of later.entries())
      if (index > 0) expect(one - (later[index - 1] ?? 0)).toBeGreaterThanOrEqual(2 * MINUTE);
    expect([...(end.rounds[0]?.progress.values() ?? [])].map((one) => [one.status, one.attempts])).toEqual(
      Array(people).fill(['answered', 1]),
    );
    expect(audit(log, { mustEnd: false })).toEqual([]);
  }, 30_000);

  test('R253 it heals by itself: the terminal warns of nothing', async () => {
    const box = await openSandbox({ limit: 4 });
    await box.script(answering(2));
    await box.faults([
      { match: { path: '/scheduled_events$', method: 'POST' }, kind: 'status', status: 429, times: 3 },
    ]);
    await box.start(sweepBrief(), 2);
    await box.until(ID, (state) => state.pace !== undefined);
    await box.until(ID, ended);
    expect(box.problems).toEqual([]);
  }, 30_000);
});
