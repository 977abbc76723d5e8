/**
 * Station 3: the one way into a mission. `handle` loads, decides, appends, folds; one writer a stream, whatever the source
 * of the command. Readers (worker, mirror, announcer) are told after the append.
 */
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import type { MissionCommand, Rejection } from '../missions/command.ts';
import { decide } from '../missions/decide.ts';
import { isRejection } from '../missions/decision.ts';
import type { MissionEvent } from '../missions/event.ts';
import { evolve, fold } from '../missions/evolve.ts';
import type { MissionState } from '../missions/state.ts';
import type { Actor, Origin } from '../missions/terms.ts';
import { BOT } from './bot.ts';
import type { Clock, Journal, JournalRecord, NewRecord } from './ports.ts';

export type MissionRecord = JournalRecord<MissionEvent>;
export type Reader = (record: MissionRecord, before: MissionState | undefined, after: MissionState) => void;

export interface Missions {
  /** Folds the open missions; answers their ids. */
  load(): Promise<readonly string[]>;
  handle(id: string, command: MissionCommand, by: Actor, cause: string): Promise<MissionState | Rejection>;
  get(id: string): MissionState | undefined;
  open(): readonly MissionState[];
  /** Open ones of another account or of the other world, as they were at the start: shown, never driven. */
  foreign(): readonly MissionState[];
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

export const foreign = (state: MissionState): Rejection => ({
  rejected: true,
  code: 'not-allowed',
  sentence: state.origin.sandbox
    ? `${state.id} is a SANDBOX mission and stays in the sandbox.`
    : `${state.id} was started with another key. Start Callsheet with that key to go on with it.`,
});

/** Another backend's or account's missions are shown, never driven (what must hold, 7). */
const sameOrigin = (a: Origin, b: Origin): boolean =>
  a.backend === b.backend && a.account === b.account && a.sandbox === b.sandbox;

/** A mission in memory: its state, and what people's deeds led to its records, so that a second delivery changes nothing. */
interface Held {
  readonly state: MissionState;
  readonly causes: Set<string>;
}

async function restore(journal: Journal<MissionEvent>, id: string): Promise<Held | undefined> {
  const records = await journal.read(streamOf(id));
  const state = fold(records);
  const causes = new Set(records.filter((record) => record.actor.id !== BOT.id).map((record) => record.cause));
  return state === undefined ? undefined : { state, causes };
}

async function openOnes(journal: Journal<MissionEvent>): Promise<readonly (readonly [string, Held])[]> {
  const ones: (readonly [string, Held])[] = [];
  for (const stream of await journal.openStreams()) {
    const id = stream.startsWith(PREFIX) ? stream.slice(PREFIX.length) : undefined;
    const one = id === undefined ? undefined : await restore(journal, id);
    if (id !== undefined && one !== undefined) ones.push([id, one]);
  }
  return ones;
}

export function createMissions(journal: Journal<MissionEvent>, clock: Clock, origin: Origin): Missions {
  const held = new Map<string, Held>();
  const foreigners: MissionState[] = [];
  const readers: Reader[] = [];
  const queue = createKeyedQueue();

  /** After a failed write nobody knows what is durable: the state is read anew before the next decision. */
  async function append(id: string, seq: number, record: NewRecord<MissionEvent>): Promise<MissionRecord> {
    try {
      return await journal.append(streamOf(id), seq, record);
    } catch (error) {
      const durable = await restore(journal, id).catch(() => undefined);
      if (durable !== undefined) held.set(id, durable);
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
    const known = held.get(id) ?? (await restore(journal, id));
    const before = known?.state;
    if (before !== undefined && !sameOrigin(before.origin, origin)) return foreign(before);
    if (before !== undefined && by.id !== BOT.id && known?.causes.has(cause)) return before;
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
    const causes = known?.causes ?? new Set<string>();
    held.set(id, { state: after, causes: by.id === BOT.id ? causes : causes.add(cause) });
    // 5. tell the readers
    for (const reader of readers) reader(record, before, after);
    return after;
  }

  return {
    async load() {
      for (const [id, one] of await openOnes(journal)) {
        if (sameOrigin(one.state.origin, origin)) held.set(id, one);
        else foreigners.push(one.state);
      }
      return [...held.keys()];
    },
    handle: (id, command, by, cause) => queue.run(id, () => handleNow(id, command, by, cause)),
    get: (id) => held.get(id)?.state,
    open: () => [...held.values()].map((one) => one.state),
    foreign: () => foreigners,
    records: (id) => journal.read(streamOf(id)),
    subscribe: (reader) => void readers.push(reader),
    async close(id) {
      await queue.run(id, async () => {
        await journal.close(streamOf(id));
        held.delete(id);
      });
    },
    idle: () => queue.idle(),
  };
}
