/**
 * Station 3: the one way into a mission. `handle` loads, decides, appends, folds; one writer a stream, whatever the source
 * of the command. Readers (worker, mirror, announcer) are told after the append.
 */
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import type { MissionCommand, Rejection } from '../missions/command.ts';
import { decide } from '../missions/decide.ts';
import { isRejection } from '../missions/decision.ts';
import type { Actor, MissionEvent, Origin } from '../missions/event.ts';
import { evolve } from '../missions/evolve.ts';
import type { MissionState } from '../missions/state.ts';
import type { Clock, Journal, JournalRecord, NewRecord } from './ports.ts';

export type MissionRecord = JournalRecord<MissionEvent>;
export type Reader = (record: MissionRecord, before: MissionState | undefined, after: MissionState) => void;

export interface Missions {
  /** Folds the open missions; answers their ids. */
  load(): Promise<readonly string[]>;
  handle(id: string, command: MissionCommand, by: Actor, cause: string): Promise<MissionState | Rejection>;
  get(id: string): MissionState | undefined;
  open(): readonly MissionState[];
  records(id: string): Promise<readonly MissionRecord[]>;
  subscribe(reader: Reader): void;
  /** Nothing is left to do for it: out of the index of open missions and out of memory. */
  close(id: string): Promise<void>;
  idle(): Promise<void>;
}

const PREFIX = 'mission:';
export const streamOf = (id: string): string => `${PREFIX}${id}`;

export const foldRecord = (state: MissionState | undefined, record: MissionRecord): MissionState | undefined => {
  let next = state;
  for (const event of record.events) next = evolve(next, event, record);
  return next;
};

const foreign = (state: MissionState): Rejection => ({
  rejected: true,
  code: 'not-allowed',
  sentence: `${state.id} belongs to another ${state.origin.sandbox ? 'world: it is a SANDBOX mission' : 'Telnyx account'} and cannot be changed from here.`,
});

/** Another backend's or account's missions are shown, never driven (what must hold, 7). */
const sameOrigin = (a: Origin, b: Origin): boolean =>
  a.backend === b.backend && a.account === b.account && a.sandbox === b.sandbox;

async function restore(journal: Journal<MissionEvent>, id: string): Promise<MissionState | undefined> {
  let state: MissionState | undefined;
  for (const record of await journal.read(streamOf(id))) state = foldRecord(state, record);
  return state;
}

export function createMissions(journal: Journal<MissionEvent>, clock: Clock, origin: Origin): Missions {
  const states = new Map<string, MissionState>();
  const readers: Reader[] = [];
  const queue = createKeyedQueue();

  /** After a failed write nobody knows what is durable: the state is read anew before the next decision. */
  async function append(id: string, seq: number, record: NewRecord<MissionEvent>): Promise<MissionRecord> {
    try {
      return await journal.append(streamOf(id), seq, record);
    } catch (error) {
      const durable = await restore(journal, id).catch(() => undefined);
      if (durable !== undefined) states.set(id, durable);
      throw error;
    }
  }

  async function handleNow(
    id: string,
    command: MissionCommand,
    by: Actor,
    cause: string,
  ): Promise<MissionState | Rejection> {
    // 1. the state as of the last record
    const before = states.get(id) ?? (await restore(journal, id));
    if (before !== undefined && !sameOrigin(before.origin, origin)) return foreign(before);
    // 2. decide, purely
    const at = clock.now();
    const decision = decide(before, command, { now: at, by });
    if (isRejection(decision)) return decision;
    if (decision.length === 0)
      return before ?? { rejected: true, code: 'no-such-mission', sentence: 'There is no such mission.' };
    // 3. durable before anything else knows
    const seq = before === undefined ? 0 : before.seq + 1;
    const record = await append(id, seq, { at, wallAt: clock.wall(), actor: by, cause, events: decision });
    // 4. the new state
    const after = foldRecord(before, record);
    if (after === undefined) throw new Error(`Record ${seq} of ${id} leads to no state.`);
    states.set(id, after);
    // 5. tell the readers
    for (const reader of readers) reader(record, before, after);
    return after;
  }

  return {
    async load() {
      const ids = (await journal.openStreams())
        .filter((stream) => stream.startsWith(PREFIX))
        .map((stream) => stream.slice(PREFIX.length));
      for (const id of ids) {
        const state = await restore(journal, id);
        if (state !== undefined && sameOrigin(state.origin, origin)) states.set(id, state);
      }
      return [...states.keys()];
    },
    handle: (id, command, by, cause) => queue.run(id, () => handleNow(id, command, by, cause)),
    get: (id) => states.get(id),
    open: () => [...states.values()],
    records: (id) => journal.read(streamOf(id)),
    subscribe: (reader) => void readers.push(reader),
    async close(id) {
      await queue.run(id, async () => {
        await journal.close(streamOf(id));
        states.delete(id);
      });
    },
    idle: () => queue.idle(),
  };
}
