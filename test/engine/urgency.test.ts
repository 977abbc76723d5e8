/** Between missions: a line that comes free goes to the nearest deadline, asked of a whole engine on the simulator. */
import { afterEach, describe, expect, test } from 'vitest';
import { mostUrgentFirst } from '../../src/missions/policies/deadline.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { HOUR, MINUTE, TUESDAY } from '../support/given.ts';
import { people, phoneOf, type Sandbox, startSandbox, sweepBrief } from '../support/sandbox.ts';

let box: Sandbox | undefined;
afterEach(async () => {
  await box?.stop();
  box = undefined;
});

const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const EACH = 3;

describe('lines between missions', () => {
  test('the nearest deadline gets the free line first, then the later one; without a deadline the oldest', async () => {
    box = await startSandbox({ limit: 1, numbers: 4, startMs: TUESDAY });
    const startAtMs = TUESDAY + 20 * MINUTE;
    const missions = [
      ['M-1', undefined],
      ['M-2', undefined],
      ['M-3', TUESDAY + 7 * HOUR],
      ['M-4', TUESDAY + 5 * HOUR],
    ] as const;
    const of = (index: number) => people(EACH * missions.length).slice(index * EACH, (index + 1) * EACH);
    const phones = missions.flatMap((_, index) =>
      Array.from({ length: EACH }, (__, one) => phoneOf(index * EACH + one)),
    );
    await box.script(Object.fromEntries(phones.map((phone) => [phone, ['answered']])));
    for (const [index, [id, deadlineAt]] of missions.entries()) {
      const brief = sweepBrief({ name: id, startAtMs, ...(deadlineAt === undefined ? {} : { deadlineAt }) });
      await box.start(brief, EACH, { id, targets: of(index) });
    }
    for (const [id] of missions) await box.until(id, ended, 30_000);
    const rang = (await box.log()).flatMap((entry) => entry.dial?.to ?? []);
    const order = rang.map((phone) => missions[Math.floor(phones.indexOf(phone) / EACH)]?.[0]);
    expect(order).toEqual(['M-4', 'M-3', 'M-1', 'M-2'].flatMap((id) => Array.from({ length: EACH }, () => id)));
  });

  test('a mission that may not call now leaves its line to the others', async () => {
    box = await startSandbox({ limit: 1, numbers: 2, startMs: TUESDAY });
    const list = people(2);
    await box.script(Object.fromEntries([0, 1].map((one) => [phoneOf(one), ['answered']])));
    const later = { startAtMs: TUESDAY + 3 * HOUR, deadlineAt: TUESDAY + 5 * HOUR };
    await box.start(sweepBrief({ name: 'later', ...later }), 1, { id: 'M-1', targets: list.slice(0, 1) });
    await box.start(sweepBrief({ name: 'now' }), 1, { id: 'M-2', targets: list.slice(1) });
    await box.until('M-1', ended, 30_000);
    expect((await box.log()).flatMap((entry) => entry.dial?.to ?? [])).toEqual([phoneOf(1), phoneOf(0)]);
  });
});

test('the order itself', () => {
  const one = (name: string, startedAt: number, deadlineAt?: number) => ({
    brief: sweepBrief({ name, ...(deadlineAt === undefined ? {} : { deadlineAt }) }),
    startedAt,
  });
  const missions = [one('b', 2), one('late', 1, 90), one('a', 1), one('soon, newer', 5, 10), one('soon', 4, 10)];
  expect(mostUrgentFirst(missions).map(({ brief }) => brief.name)).toEqual(['soon', 'soon, newer', 'late', 'a', 'b']);
});
