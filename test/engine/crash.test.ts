/** Killed at random moments and started again: the same calls as an undisturbed run, and nothing is sent twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { MissionState } from '../../src/missions/state.ts';
import { audit, callsMade } from '../support/auditor.ts';
import { counts } from '../support/counts.ts';
import { openSandbox, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
const PEOPLE = 6;
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const chance = (run: number, salt: number): number => {
  const x = Math.sin(run * 91.7 + salt * 47.3) * 24634.6345;
  return x - Math.floor(x);
};

const calm = new Map<number, readonly string[]>();
async function undisturbed(seed: number): Promise<readonly string[]> {
  const known = calm.get(seed);
  if (known !== undefined) return known;
  const sandbox = await openSandbox({ seed });
  await sandbox.start(sweepBrief(), PEOPLE);
  await sandbox.until(ID, ended);
  const calls = callsMade(await sandbox.log());
  await sandbox.stop();
  calm.set(seed, calls);
  return calls;
}

describe.each(Array.from({ length: counts(3, 50) }, (_, run) => run))('kill %i', (run) => {
  test('R164 R167 R254 goes on with the same calls as if nothing had happened', async () => {
    const seed = 1 + (run % 3);
    const wanted = await undisturbed(seed);
    const box = await openSandbox({ seed });
    await box.start(sweepBrief(), PEOPLE);
    for (let kill = 0; kill < 3; kill += 1) {
      const record = Math.floor((chance(run, kill) + kill) * 22);
      await box.until(ID, (state) => state.seq >= record || ended(state));
      await sleep(chance(run, kill + 7) * 12);
      await box.crash();
      await box.restart();
    }
    await box.until(ID, ended);
    await box.callbackTimeOver();
    const log = await box.log();
    expect(callsMade(log)).toEqual(wanted);
    expect(audit(log, { mustEnd: false })).toEqual([]);
    const made = log.filter((entry) => entry.method === 'POST' && entry.status === 201);
    for (const path of [/\/ai\/missions$/, /\/runs$/, /\/plan$/, /\/assistants$/])
      expect(made.filter((entry) => path.test(entry.path ?? '')).length, String(path)).toBe(1);
  });
});

test('R42 answers lost while placing: the intents are found again, nobody is called twice', async () => {
  const wanted = await undisturbed(1);
  const box = await openSandbox({ seed: 1 });
  const lost = (skip: number) => ({
    match: { path: '/scheduled_events$', method: 'POST' },
    kind: 'drop-after',
    skip,
    times: 1,
  });
  await box.faults([lost(0), lost(3), lost(6)]);
  await box.start(sweepBrief(), PEOPLE);
  await box.until(ID, ended);
  const log = await box.log();
  expect(callsMade(log)).toEqual(wanted);
  expect(audit(log, { mustEnd: false })).toEqual([]);
});

test('R164 killed between the request and its answer: the call is adopted, not placed again', async () => {
  const box = await openSandbox({ seed: 1 });
  await box.faults([{ match: { path: '/scheduled_events$', method: 'POST' }, kind: 'hang-after', times: 1 }]);
  await box.start(sweepBrief(), 2);
  await box.until(ID, (state) => [...state.calls.values()].some((call) => call.phase === 'intended'));
  await sleep(150);
  await box.crash();
  // By now its time is too near to send it again: it can only be looked for.
  await box.moveTo((await box.now()) + 30_000);
  await box.restart();
  await box.until(ID, ended);
  const log = await box.log();
  expect(audit(log, { mustEnd: false })).toEqual([]);
  const first = log.filter((entry) => entry.method === 'POST' && JSON.stringify(entry.body)?.includes('round-1/t1:1"'));
  expect(first.filter((entry) => entry.path?.endsWith('/scheduled_events'))).toHaveLength(1);
});

test('an open gate survives a kill with its votes and its list', async () => {
  const box = await openSandbox({ seed: 1 });
  const approval = { approvers: ['console:ana', 'console:ben'], quorum: 2, remindAfterMs: 86_400_000 };
  await box.start(roundsBrief({ approval }), 5);
  await box.until(ID, (state) => state.stage.kind === 'deciding');
  await box.tell(ID, { type: 'Approve' });
  await box.crash();
  await box.restart();
  const gate = box.engine.missions.get(ID)?.gates.get('gate-1');
  expect(gate).toMatchObject({ status: 'open', votes: [{ by: { id: 'console:ana' } }] });
  await box.tell(ID, { type: 'Approve', list: gate?.list ?? 0 }, { id: 'console:ben', name: 'Ben' });
  await box.until(ID, ended);
  expect(audit(await box.log(), { mustEnd: false })).toEqual([]);
});

test('what must hold 7: a mission that was born on another account is neither driven nor changed', async () => {
  const box = await openSandbox();
  await box.start(sweepBrief(), 2);
  await box.until(ID, (state) => state.calls.size > 0);
  await box.crash();
  await box.restart('another-account');
  const before = (await box.log()).length;
  expect(await box.tell(ID, { type: 'ResumeMission' })).toMatchObject({ code: 'not-allowed' });
  await box.start(sweepBrief({ name: 'Other' }), 1, {
    id: 'M-102',
    origin: { backend: 'telnyx', account: 'another-account', sandbox: true },
  });
  await box.until('M-102', ended);
  const later = (await box.log()).slice(before).map((entry) => JSON.stringify(entry.body ?? ''));
  expect(later.filter((body) => body.includes(ID))).toEqual([]);
});
