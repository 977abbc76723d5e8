/** Missions side by side: each has its own journal and its own run, also after a restart; one that is closed takes nothing along. */
import { afterEach, expect, test } from 'vitest';
import { mirrorOps } from '../../src/engine/mirror-ops.ts';
import { createMissions } from '../../src/engine/missions.ts';
import type { MissionEvent } from '../../src/missions/event.ts';
import { evolve, isFact } from '../../src/missions/evolve.ts';
import { partsOf } from '../../src/missions/provision.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { createMemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { type OpenedStore, openOnShelf } from '../../src/store/open.ts';
import { Play, SANDBOX, starting } from '../support/given.ts';
import { ANA, people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const clock = { now: () => 0, wall: () => 0, idle: async () => false, toWall: () => 0 };
let store: OpenedStore | undefined;
afterEach(async () => {
  await store?.close();
  store = undefined;
});

async function process(shelf: ReturnType<typeof createMemoryState>) {
  await store?.close();
  store = await openOnShelf(openMemoryShelf(shelf), 'memory:');
  const journal = store.journal<MissionEvent>();
  const missions = createMissions(journal, clock, SANDBOX);
  return { missions, journal };
}

const start = (name: string) => starting(sweepBrief({ name }), people(3));

test('R43 two missions at once: what is done to one leaves the other as it was, before and after a restart', async () => {
  const shelf = createMemoryState();
  const { missions } = await process(shelf);
  await Promise.all([missions.handle('M-1', start('A'), ANA, 'a'), missions.handle('M-2', start('B'), ANA, 'b')]);
  const other = JSON.stringify(await missions.records('M-2'));
  await missions.handle('M-1', { type: 'AddNote', note: 'They close at noon' }, ANA, 'note');
  await missions.handle('M-1', { type: 'PauseMission' }, ANA, 'pause');
  expect(JSON.stringify(await missions.records('M-2'))).toBe(other);
  const states = ['M-1', 'M-2'].map((id) => missions.get(id));
  const second = await process(shelf);
  expect((await second.missions.load()).toSorted()).toEqual(['M-1', 'M-2']);
  expect(['M-1', 'M-2'].map((id) => second.missions.get(id))).toEqual(states);
  expect(second.missions.get('M-1')?.paused).toBe(true);
  expect(second.missions.get('M-2')?.paused).toBe(false);
});

test('R46 missions are listed and read; one that is closed is not among the open ones any more, the other is', async () => {
  const shelf = createMemoryState();
  const { missions, journal } = await process(shelf);
  await missions.handle('M-1', start('A'), ANA, 'a');
  await missions.handle('M-2', start('B'), ANA, 'b');
  expect(missions.open().map(({ brief }) => brief.name)).toEqual(['A', 'B']);
  await missions.close('M-1');
  expect(missions.open().map(({ brief }) => brief.name)).toEqual(['B']);
  expect(await journal.openStreams()).toEqual(['mission:M-2']);
  // Closed is not gone: it can be read as long as its journal is kept.
  expect((await missions.records('M-1')).length).toBeGreaterThan(0);
  const second = await process(shelf);
  expect(await second.missions.load()).toEqual(['M-2']);
});

/** What is told with an event of the run; people of the list have one each. */
function eventsWanted(event: MissionEvent): number {
  if (event.type === 'MissionStarted') return event.targets.length;
  if (event.type === 'Provisioned') return ['assistant', 'number'].includes(partsOf(event.what)?.part ?? '') ? 1 : 0;
  const told: readonly string[] = [
    ...['StepStarted', 'StepCompleted', 'StepFailed', 'CallHandedOver', 'RetryPlanned', 'TargetGivenUp'],
    ...['RoundFinished', 'GateOpened', 'VoteCast', 'GateApproved', 'MissionPaused', 'MissionResumed', 'NoteAdded'],
  ];
  return isFact(event) || told.includes(event.type) ? 1 : 0;
}

test('R21 R50 R64 a whole mission leaves one event of the run for each action that matters, people of the list included', () => {
  const play = new Play(roundsBrief({ maxRetries: 1 }), people(5)).provision();
  play.call('no-answer', 't5').answerAll();
  play.tell({ type: 'PauseMission' }).tell({ type: 'ResumeMission' }).tell({ type: 'AddNote', note: 'x' });
  play.tell({ type: 'Approve' }).provision().answerAll();
  expect(play.state.stage.kind).toBe('finished');
  let state: MissionState | undefined;
  for (const record of play.records)
    for (const event of record.events) {
      state = evolve(state, event, record);
      const told = mirrorOps(state, event).filter((op) => op.kind === 'event');
      expect(told.length, event.type).toBe(eventsWanted(event));
    }
});

test('R50 R48 each person of the list is told with name, phone and where they come from', () => {
  const play = new Play(sweepBrief(), 2);
  const [record] = play.records;
  const event = record?.events[0];
  if (record === undefined || event === undefined) throw new Error('nothing happened');
  expect(mirrorOps(evolve(undefined, event, record), event)).toMatchObject([
    {
      type: 'custom',
      payload: { name: 'Vendor 1', phone: '+13125552000', source: expect.stringContaining('list.csv') },
    },
    { type: 'custom', payload: { name: 'Vendor 2', phone: '+13125552001' } },
  ]);
});
