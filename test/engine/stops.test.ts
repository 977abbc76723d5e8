/** Nothing rings after "stop": pausing, cancelling and taking back a decision at random moments of a mission. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { MissionState } from '../../src/missions/state.ts';
import { audit, dialCount } from '../support/auditor.ts';
import { counts } from '../support/counts.ts';
import { openSandbox, roundsBrief, type Sandbox, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
/** A call that was handed over rings within two minutes; whoever stands still that long and longer stands still. */
const STANDS_MS = counts(3, 20) * 60_000;
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const everythingIsFaultless: readonly object[] = [];
/** Answers that come late, are refused at first, or get lost while calls are handed over and taken back. */
const TROUBLE: readonly (readonly object[])[] = [
  everythingIsFaultless,
  [{ match: { path: '/scheduled_events', method: 'POST' }, kind: 'delay', ms: 6, times: 50 }],
  [{ match: { path: '/scheduled_events', method: 'POST' }, kind: 'drop-after', skip: 3, times: 2 }],
  [{ match: { path: '/scheduled_events/', method: 'DELETE' }, kind: 'drop-after', times: 1 }],
  [{ match: { path: '/scheduled_events', method: 'GET' }, kind: 'status', status: 503, times: 2, skip: 2 }],
];

/** A number from 0 to 1 that is the same in every run. */
const chance = (run: number, salt: number): number => {
  const x = Math.sin(run * 127.1 + salt * 311.7) * 43758.5453;
  return x - Math.floor(x);
};

/** Calls the card names: what was too late to take back. */
async function named(box: Sandbox): Promise<ReadonlySet<string>> {
  const events = (await box.engine.missions.records(ID)).flatMap((record) => record.events);
  return new Set(
    events.flatMap((event) => (event.type === 'CallCouldNotBeTakenBack' ? [`sandbox:${ID}/${event.call}`] : [])),
  );
}

const open = async (run: number, limit = 2): Promise<Sandbox> => {
  const box = await openSandbox({ seed: run + 1, limit });
  await box.faults(TROUBLE[run % TROUBLE.length] ?? []);
  return box;
};

const runs = Array.from({ length: counts(2, 50) }, (_, run) => run);

describe.each(runs)('moment %i', (run) => {
  test('a paused mission stands still and goes on where it was', async () => {
    const box = await open(run);
    await box.start(sweepBrief({ batchSize: 3 }), 8);
    const record = 8 + Math.floor(chance(run, 1) * 45);
    await box.until(ID, (state) => state.seq >= record || ended(state));
    await sleep(chance(run, 2) * 25);
    const from = await box.now();
    const paused = await box.tell(ID, { type: 'PauseMission' });
    if (!('rejected' in paused)) {
      await box.moveTo(from + STANDS_MS);
      const to = await box.now();
      await box.tell(ID, { type: 'ResumeMission' });
      await box.until(ID, ended);
      expect(audit(await box.log(), { stops: [{ from, to, named: await named(box) }], mustEnd: false })).toEqual([]);
    }
  });

  test('a cancelled mission ends without another call', async () => {
    const box = await open(run);
    await box.start(sweepBrief({ batchSize: 3 }), 8);
    const record = Math.floor(chance(run, 3) * 50);
    await box.until(ID, (state) => state.seq >= record || ended(state));
    await sleep(chance(run, 4) * 25);
    const from = await box.now();
    await box.tell(ID, { type: 'CancelMission' });
    await box.until(ID, ended);
    const before = dialCount(await box.log());
    await box.moveTo((await box.now()) + STANDS_MS);
    const log = await box.log();
    expect(dialCount(log)).toBe(before);
    const stops = [{ from, to: Number.POSITIVE_INFINITY, named: await named(box) }];
    expect(audit(log, { stops, mustEnd: false })).toEqual([]);
  });

  test('a decision taken back rings nobody before it is taken anew', async () => {
    const box = await open(run, 3);
    await box.start(roundsBrief({ batchSize: 3 }), 6);
    const gate = await box.until(ID, (state) => state.stage.kind === 'deciding' || ended(state));
    if (ended(gate)) return;
    await box.tell(ID, { type: 'Approve' });
    const wait = Math.floor(chance(run, 5) * 18);
    const after = await box.until(ID, (state) => state.seq >= gate.seq + 1 + wait || ended(state));
    await sleep(chance(run, 6) * 15);
    const from = await box.now();
    const undone = await box.tell(ID, { type: 'UndoDecision' });
    if ('rejected' in undone) {
      expect([undone.code, after.stage.kind]).toEqual([expect.stringMatching(/too-late|ended/), expect.anything()]);
      await box.until(ID, ended);
      expect(audit(await box.log(), { mustEnd: false })).toEqual([]);
      return;
    }
    await box.moveTo(from + STANDS_MS);
    const to = await box.now();
    expect(box.engine.missions.get(ID)?.stage.kind).toBe('deciding');
    await box.tell(ID, { type: 'Approve' });
    await box.until(ID, ended);
    expect(audit(await box.log(), { stops: [{ from, to, named: await named(box) }], mustEnd: false })).toEqual([]);
  });
});

test('what must hold 4: a hand-over under way is waited for before a call counts as not placed', async () => {
  // 64 s of mission time: two looks a minute apart would have missed it, and it still rings in time.
  const box = await openSandbox({ speed: 40 });
  await box.faults([{ match: { path: '/scheduled_events$', method: 'POST' }, kind: 'delay', ms: 1600 }]);
  await box.start(sweepBrief(), 2);
  await box.until(ID, (state) => [...state.calls.values()].some((call) => call.phase === 'intended'));
  await sleep(20);
  const from = await box.now();
  await box.tell(ID, { type: 'PauseMission' });
  while ((await box.now()) < from + 150_000) await sleep(100);
  const stops = [{ from, to: await box.now(), named: await named(box) }];
  expect(audit(await box.log(), { stops, mustEnd: false }).filter((one) => one.includes('stop'))).toEqual([]);
});
