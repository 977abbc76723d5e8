/** A running mission is changed, on the whole way: a new assistant, nobody called twice, a kill in between. */
import { expect, test } from 'vitest';
import { tryOut } from '../../src/engine/try-out.ts';
import { isRejection } from '../../src/missions/decision.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { audit } from '../support/auditor.ts';
import { ANA, type LogEntry, openSandbox, people, phoneOf, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const answered = (state: MissionState): number =>
  [...(state.rounds[0]?.progress.values() ?? [])].filter((one) => one.status === 'answered').length;
const dialled = (log: readonly LogEntry[]): readonly string[] => log.flatMap((entry) => entry.dial?.to ?? []);
const assistants = (log: readonly LogEntry[]): readonly unknown[] =>
  log.flatMap((entry) =>
    entry.method === 'POST' && entry.path?.endsWith('/ai/assistants') === true && (entry.status ?? 500) < 300
      ? [entry.body]
      : [],
  );

test.each(['undisturbed', 'killed right after it'])(
  'R85 R90 R93 new words, %s: another assistant, none is ever updated, nobody who was called is called again',
  async (course) => {
    const box = await openSandbox();
    await box.script(Object.fromEntries([0, 1, 2, 3, 4, 5].map((index) => [phoneOf(index), ['answered']])));
    await box.start(sweepBrief(), 5);
    await box.until(ID, (state) => answered(state) >= 2);
    const change = { words: { round: 'round-1', say: 'Ask for the price of blue ones.' } };
    const answer = await box.tell(ID, { type: 'EditMission', change, add: people(6).slice(5) });
    expect(isRejection(answer)).toBe(false);
    if (course !== 'undisturbed') {
      await box.crash();
      await box.restart();
    }
    const end = await box.until(ID, ended);
    expect([...(end.rounds[0]?.progress.values() ?? [])].map((one) => one.status)).toEqual(Array(6).fill('answered'));
    const log = await box.log();
    const made = assistants(log);
    expect(made).toHaveLength(2);
    expect(JSON.stringify(made[0])).not.toContain('blue ones');
    expect(JSON.stringify(made[1])).toContain('blue ones');
    expect(log.filter((one) => /\/ai\/assistants\/[^/]+$/.test(one.path ?? '') && one.method !== 'GET')).toEqual([]);
    expect(dialled(log).toSorted()).toEqual([0, 1, 2, 3, 4, 5].map(phoneOf));
    const revisions = new Set(
      [...end.calls.values()].filter((call) => call.phase === 'settled').map((call) => call.revision ?? 0),
    );
    expect([...revisions].toSorted()).toEqual([0, 1]);
    expect(audit(log, { mustEnd: false })).toEqual([]);
  },
);

test('ticked, somebody is called once more with the new words; taken off, somebody is not called at all', async () => {
  const box = await openSandbox();
  await box.script(Object.fromEntries([0, 1, 2, 3].map((index) => [phoneOf(index), ['answered', 'answered']])));
  await box.start(sweepBrief({ batchSize: 1, recipients: 'service' }), 4);
  await box.until(ID, (state) => answered(state) >= 1);
  const change = {
    words: { round: 'round-1', say: 'Ask for the price of blue ones.' },
    callAgain: ['t1'],
    remove: ['t4'],
  };
  const answer = await box.tell(ID, { type: 'EditMission', change, add: [] });
  expect(answer).not.toHaveProperty('rejected');
  const end = await box.until(ID, ended);
  const log = await box.log();
  const to = dialled(log);
  expect(to.filter((one) => one === phoneOf(0))).toHaveLength(2);
  expect(to.filter((one) => one === phoneOf(3))).toHaveLength(0);
  expect(end.rounds[0]?.progress.get('t4')?.status).toBe('removed');
  expect(audit(log, { mustEnd: false })).toEqual([]);
});
test('what must hold 7: a mission of another account is neither changed nor shown as if it could be', async () => {
  const box = await openSandbox();
  await box.start(sweepBrief(), 2);
  await box.until(ID, (state) => state.calls.size > 0);
  await box.crash();
  await box.restart('another-account');
  const command = { type: 'EditMission', change: { batchSize: 1 }, add: [] } as const;
  expect(await box.tell(ID, command)).toMatchObject({ code: 'not-allowed' });
  const now = await box.now();
  const clock = { now: () => now, wall: () => now, idle: async () => false, toWall: () => 0 };
  expect(await tryOut(box.engine.missions, clock, ID, command, ANA)).toMatchObject({ code: 'not-allowed' });
});

test('trying out says what would happen and changes nothing', async () => {
  const box = await openSandbox();
  const before = await box.start(sweepBrief(), 2);
  const clock = { now: () => 0, wall: () => 0, idle: async () => false, toWall: () => 0 };
  const command = { type: 'EditMission', change: { batchSize: 1 }, add: [] } as const;
  expect(await tryOut(box.engine.missions, clock, ID, command, ANA)).toMatchObject([{ type: 'MissionEdited' }]);
  expect(box.engine.missions.get(ID)?.brief.batchSize).toBe(before.brief.batchSize);
  expect(await tryOut(box.engine.missions, clock, 'M-999', command, ANA)).toMatchObject({ code: 'no-such-mission' });
});
