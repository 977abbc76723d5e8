/** A simple call on the whole way: "Call me first" rings the author's own phone, and Telnyx has no mission of it. */
import { expect, test } from 'vitest';
import { callFirst } from '../../src/engine/rehearsal.ts';
import { audit } from '../support/auditor.ts';
import { ANA, openSandbox, people, phoneOf, sweepBrief } from '../support/sandbox.ts';

test('R13 P11 an assistant, one call, its insight: no request names a mission, a run or a plan', async () => {
  const sandbox = await openSandbox();
  const box = sandbox;
  const [own, row] = people(2).map((one) => one.details.private);
  if (own === undefined || row === undefined) throw new Error('nobody');
  await box.script({ [phoneOf(0)]: ['answered'] });
  const origin = { backend: 'telnyx', account: 'sandbox', sandbox: true } as const;
  const clock = {
    now: () => Date.parse('2026-11-24T15:00:00Z'),
    wall: () => 0,
    toWall: () => 0,
    idle: async () => false,
  };
  const place = { surface: 'console', channel: 'main' } as const;
  const said = await callFirst(
    { engine: box.engine, clock, origin, personId: () => 'p_own', own },
    { brief: sweepBrief(), row, phone: phoneOf(0), place, actor: ANA, cause: 'tap 1' },
  );
  expect(said).toContain('phone rings in about a minute');
  const [id = ''] = box.engine.missions.open().map((state) => state.id);
  const end = await box.until(id, (state) => state.stage.kind === 'finished');
  expect([...(end.rounds[0]?.progress.values() ?? [])]).toMatchObject([{ status: 'answered' }]);
  const log = await box.log();
  expect(log.filter((entry) => entry.path?.includes('/ai/missions'))).toEqual([]);
  const scheduled = log.filter((entry) => entry.method === 'POST' && entry.path?.endsWith('/scheduled_events'));
  expect(scheduled).toHaveLength(1);
  expect(JSON.stringify(scheduled[0]?.body)).not.toContain('mission_id');
  expect(log.some((entry) => entry.path?.endsWith('/conversations-insights'))).toBe(true);
  expect(audit(log, { mustEnd: false })).toEqual([]);
});
