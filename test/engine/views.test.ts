/** A mission that has ended is read once and kept, until somebody puts a result right. */
import { expect, test } from 'vitest';
import type { Announcer } from '../../src/engine/announcer.ts';
import { createMissions, streamOf } from '../../src/engine/missions.ts';
import type { ThreadIndex } from '../../src/engine/thread-index.ts';
import { createViews } from '../../src/engine/views.ts';
import type { MissionEvent } from '../../src/missions/event.ts';
import { createMemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { openOnShelf } from '../../src/store/open.ts';
import { Play } from '../support/given.ts';
import { ANA, sweepBrief } from '../support/sandbox.ts';

const clock = {
  now: () => Date.parse('2026-12-24T12:00:00Z'),
  wall: () => 0,
  idle: async () => false,
  toWall: () => 0,
};
/** Both know open missions only. */
const announcer = { view: () => undefined, open: () => [] } as unknown as Announcer;
const threads = {} as unknown as ThreadIndex;

test('R299 a result that is put right long after the end is shown at once, though the mission was looked at before', async () => {
  const store = await openOnShelf(openMemoryShelf(createMemoryState()), 'memory:');
  const journal = store.journal<MissionEvent>();
  const play = new Play(sweepBrief({ maxRetries: 0 }), 1).provision().call({ values: { price: 12 } });
  for (const { seq, at, events } of play.records)
    await journal.append(streamOf('M-1'), seq, { at, wallAt: at, actor: ANA, cause: `record ${seq}`, events });
  const { origin } = play.state;
  const missions = createMissions(journal, clock, origin);
  const views = createViews({ journal, missions, announcer, threads });
  const price = async () => (await views.get('M-1'))?.rows[0]?.values.price;
  expect((await views.get('M-1'))?.endedAt).toBeDefined();
  expect(await price()).toBe(12);
  const correction = { type: 'CorrectValue', target: 't1', field: 'price', value: 11, reason: 'misheard' } as const;
  await missions.handle('M-1', correction, ANA, 'a correction');
  expect(await price()).toBe(11);
  await store.close();
});
