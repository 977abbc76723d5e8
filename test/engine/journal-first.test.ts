/** Two layers: the journal first, then Telnyx. With a backend that keeps what it was told and a journal that may break. */
import { afterEach, describe, expect, test } from 'vitest';
import { createMirror, type Mirror } from '../../src/engine/mirror.ts';
import { createMissions, type MissionRecord, type Missions } from '../../src/engine/missions.ts';
import type { CallBackend, Journal } from '../../src/engine/ports.ts';
import type { MissionEvent } from '../../src/missions/event.ts';
import { nextResource } from '../../src/missions/provision.ts';
import { createMemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { type OpenedStore, openOnShelf } from '../../src/store/open.ts';
import { SANDBOX, starting } from '../support/given.ts';
import { ANA, people, sweepBrief } from '../support/sandbox.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => 0, wall: () => 0, idle: async () => false, toWall: () => 0 };

/** What Telnyx was told, each with the record of the journal it came from. */
type Told = { readonly what: string; readonly seq?: number };

function telnyx(steps: Readonly<Record<string, string>> = {}) {
  const told: Told[] = [];
  const backend = {
    readPlan: async () => Object.entries(steps).map(([id, status]) => ({ id, status })),
    setStep: async (_run: unknown, step: string, status: string) => void told.push({ what: `${step} ${status}` }),
    setRun: async (_run: unknown, { status }: { status?: string }) => void told.push({ what: `run ${status}` }),
    logEvent: async (_run: unknown, { key, type, step }: { key: string; type: string; step?: string }) =>
      void told.push({ what: `${type} ${step ?? '-'}`, seq: Number(key.split(':')[1]) }),
  } as unknown as CallBackend;
  return { told, backend };
}

let open: { readonly mirror: Mirror; readonly store: OpenedStore } | undefined;
afterEach(async () => {
  await open?.mirror.stop();
  await open?.store.close();
  open = undefined;
});

async function engine(backend: CallBackend, shelf = createMemoryState()) {
  const store = await openOnShelf(openMemoryShelf(shelf), 'memory:');
  const inner = store.journal<MissionEvent>();
  const journal: Journal<MissionEvent> & { broken?: boolean } = {
    ...inner,
    append: async (...args) => {
      if (journal.broken === true) throw new Error('disk full');
      return inner.append(...args);
    },
  };
  const missions = createMissions(journal, clock, SANDBOX);
  const cursors = store.table<number>('mirrored');
  const mirror = createMirror({ missions, backend, cursors, clock, log, passed: () => undefined });
  open = { mirror, store };
  return { missions, mirror, journal, cursors, store };
}

/** Starts a mission and makes what it needs, as the worker does. */
async function provisioned(missions: Missions): Promise<void> {
  let state = await missions.handle('M-1', starting(sweepBrief(), people(2)), ANA, 'start');
  for (let count = 0; count < 30 && !('rejected' in state); count += 1) {
    const what = nextResource(state);
    if (what === undefined) return;
    state = await missions.handle('M-1', { type: 'RecordProvisioned', what, id: `id-${what}` }, ANA, `made ${what}`);
  }
}

const isThrough = (mirror: Mirror, missions: Missions) =>
  expect.poll(() => mirror.mirrored('M-1')).toBe(missions.get('M-1')?.seq);

describe('journal, then Telnyx', () => {
  test('R36 R38 R39 P25 whatever Telnyx hears stands in the journal already, and all that matters is in both', async () => {
    const { told, backend } = telnyx();
    const ahead: string[] = [];
    const watched: CallBackend = {
      ...backend,
      async logEvent(run, event) {
        const durable = (await missions.records('M-1')).length;
        if (Number(event.key.split(':')[1]) >= durable) ahead.push(event.summary);
        await backend.logEvent(run, event);
      },
    };
    const { missions, mirror } = await engine(watched);
    await provisioned(missions);
    await isThrough(mirror, missions);
    expect(ahead).toEqual([]);
    const records = await missions.records('M-1');
    const events = records.flatMap((record: MissionRecord) => record.events.map(({ type }) => type));
    expect(events.filter((type) => type === 'StepStarted' || type === 'StepCompleted')).toHaveLength(
      told.filter(({ what }) => what.startsWith('step_')).length,
    );
    expect(told.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['setup in_progress', 'step_started setup', 'setup completed', 'calls in_progress']),
    );
  });

  test('R37 P25 what could not be written down is neither believed nor told', async () => {
    const { told, backend } = telnyx();
    const { missions, mirror, journal } = await engine(backend);
    await provisioned(missions);
    await isThrough(mirror, missions);
    const before = { seq: missions.get('M-1')?.seq, told: told.length };
    journal.broken = true;
    await expect(missions.handle('M-1', { type: 'PauseMission' }, ANA, 'pause')).rejects.toThrow('disk full');
    expect(missions.get('M-1')).toMatchObject({ seq: before.seq, paused: false });
    expect(told).toHaveLength(before.told);
    journal.broken = false;
    await missions.handle('M-1', { type: 'PauseMission' }, ANA, 'pause again');
    await isThrough(mirror, missions);
    expect(told.at(-1)).toEqual({ what: 'run paused' });
  });

  test('R40 each record has its time, who caused it and why', async () => {
    const { missions } = await engine(telnyx().backend);
    await provisioned(missions);
    await missions.handle('M-1', { type: 'PauseMission' }, ANA, 'slack 17');
    const last = (await missions.records('M-1')).at(-1);
    expect(last).toMatchObject({ at: 0, wallAt: 0, actor: ANA, cause: 'slack 17', stream: 'mission:M-1' });
  });
});

describe('the mirror after a restart', () => {
  test('P4 a step is read before it is written: what is past already is not set back', async () => {
    const shelf = createMemoryState();
    const first = await engine(telnyx().backend, shelf);
    await provisioned(first.missions);
    await isThrough(first.mirror, first.missions);
    await first.mirror.stop();
    // Killed before the cursor was kept: the last records are told once more, and Telnyx is further than that.
    await first.cursors.set('M-1', (first.missions.get('M-1')?.seq ?? 0) - 1);
    await first.store.close();
    const { told, backend } = telnyx({ setup: 'completed', calls: 'completed' });
    const second = await engine(backend, shelf);
    await second.mirror.load(await second.missions.load());
    await isThrough(second.mirror, second.missions);
    expect(told.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['step_completed setup', 'step_started calls']),
    );
    expect(told.filter(({ what }) => /^(setup|calls) /.test(what))).toEqual([]);
  });
});
