/**
 * Station 6: does the open work of all missions. Nothing is remembered but which piece runs and which failed lately; what
 * is to be done is derived anew after every change, so a crash loses nothing.
 */

import { backoffMs } from '../lib/backoff.ts';
import { createKeyedQueue, type KeyedQueue } from '../lib/keyed-queue.ts';
import type { MissionCommand } from '../missions/command.ts';
import { isRejection } from '../missions/decision.ts';
import { freeLines } from '../missions/ledger.ts';
import { mostUrgentFirst } from '../missions/policies/deadline.ts';
import type { MissionState } from '../missions/state.ts';
import { inPassing, openWork, type Work } from '../missions/work.ts';
import { BOT } from './bot.ts';
import { type EffectContext, isFailure, type Log } from './effects/context.ts';
import { perform } from './effects/perform.ts';
import type { Ledger } from './ledger.ts';
import type { Mirror } from './mirror.ts';
import type { Missions } from './missions.ts';
import type { NumberBook } from './number-book.ts';
import type { CallBackend, Clock } from './ports.ts';

const BACKOFF = { baseMs: 500, maxMs: 60_000 };
/** The same piece is not begun again sooner than this (wall ms): what it changed must be seen first. */
const PAUSE_MS = 20;
/** Work that did nothing, because it waits for somebody else, is looked at again after this long (mission ms). */
const UNCHANGED_MS = 30_000;
/** What waits for a number, or for a person's cure, may take hours. */
const NOT_MADE_MS = 5 * 60_000;
/** Another mission may give its number back sooner than it thought. */
const NUMBER_WAIT_MS = 15 * 60_000;
/** Further away than this it is asked for by the hour. */
const LONG_WAIT_MS = 4 * 60 * 60_000;

/** Where a refusal means that the mission cannot go on by itself. */
const HOLDING: ReadonlySet<Work['kind']> = new Set([
  'place',
  'hand-over',
  'take-back',
  'look',
  'hand-over-text',
  'look-texts',
]);
/** They have times of their own. */
const LOOKS: ReadonlySet<Work['kind']> = new Set(['look', 'look-texts', 'insights']);

/** Among the looks: the last one for people who called back, over all missions. */
const CALLERS = '* callers';

export interface WorkerDeps {
  readonly missions: Missions;
  readonly ledger: Ledger;
  readonly mirror: Pick<Mirror, 'mirrored'>;
  readonly backend: CallBackend;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly book: NumberBook;
  readonly limit: () => number;
  readonly wake: () => void;
}

interface Resting {
  /** Not before this wall time and not before this mission time. */
  readonly wall: number;
  readonly mission: number;
  readonly failures: number;
  /** The mission was held for it. */
  readonly held?: true;
}

export interface Upcoming {
  /** Mission time of the next piece. */
  readonly next?: number;
  /** Mission time of the next piece that is done in passing: no simulated clock jumps to it. */
  readonly passing?: number;
  /** Wall time of the next retry of a piece that is due already. */
  readonly retryWall?: number;
}

export interface Worker {
  /** Begins all that is due. */
  tick(): Upcoming;
  running(): number;
  /** The mission is over: nothing is kept of it. */
  forget(id: string): void;
  idle(): Promise<void>;
  stop(): void;
}

/** What the process remembers between two ticks; all of it may be lost. */
interface Memory {
  readonly running: Map<string, Promise<void>>;
  readonly resting: Map<string, Resting>;
  /** Mission time of the last look, by mission and call. */
  readonly looks: Map<string, number>;
  readonly missedSince: Map<string, number>;
  readonly alone: KeyedQueue;
  /** Calls that are being placed, by mission and call: the line is theirs before the ledger has it. */
  readonly placing: Set<string>;
}

const newMemory = (): Memory => ({
  running: new Map(),
  resting: new Map(),
  looks: new Map(),
  missedSince: new Map(),
  alone: createKeyedQueue(),
  placing: new Set(),
});

function contextOf(id: string, deps: WorkerDeps, memory: Memory): EffectContext {
  const { missions, clock } = deps;
  return {
    backend: deps.backend,
    clock,
    ledger: deps.ledger,
    log: deps.log,
    limit: deps.limit(),
    newId: deps.newId,
    missedSince: memory.missedSince,
    current: () => missions.get(id),
    others: () => missions.open().filter((state) => state.id !== id),
    everybody: () => missions.open(),
    book: deps.book,
    callersSeen: () => memory.looks.get(CALLERS),
    sawCallers: (at) => void memory.looks.set(CALLERS, at),
    tellIn: async (mission, command) => void (await missions.handle(mission, command, BOT, 'worker')),
    looked: (call) => void memory.looks.set(`${id} ${call}`, clock.now()),
    alone: (key, task) => memory.alone.run(key, task),
    async tell(command: MissionCommand) {
      const answer = await missions.handle(id, command, BOT, 'worker');
      return isRejection(answer) ? missions.get(id) : answer;
    },
  };
}

/** A refusal that will not heal by itself holds the mission with one sentence; what may heal comes back later. */
async function failed(
  id: string,
  key: string,
  work: Work,
  error: unknown,
  deps: WorkerDeps,
  memory: Memory,
): Promise<void> {
  const failures = (memory.resting.get(key)?.failures ?? 0) + 1;
  const failure = isFailure(error) ? error : undefined;
  const pause = backoffMs(BACKOFF, { attempt: failures, jitter: 1, retryAfterMs: failure?.retryAfterMs });
  memory.resting.set(key, { wall: deps.clock.wall() + pause, mission: 0, failures });
  const facts =
    failure === undefined
      ? { error: error instanceof Error ? error.stack : String(error) }
      : { code: failure.code, status: failure.status };
  // The phone service asked for a pause and gets it: the card says so, the terminal need not.
  const level = failure?.status === 429 && failure.retryable ? 'info' : 'warn';
  deps.log[level]({ mission: id, work: work.key, failures, ...facts }, 'work failed and is tried again');
  const holds = work.kind === 'provision' ? work.what : HOLDING.has(work.kind) ? 'calls' : undefined;
  const ended = deps.missions.get(id)?.stage.kind === 'finished';
  if (failure !== undefined && !failure.retryable && !failure.uncertain && holds !== undefined && !ended)
    await contextOf(id, deps, memory).tell({ type: 'HoldMission', what: holds, reason: failure.sentence });
}

/** Lines that are promised to other missions' calls, which the ledger does not know yet. */
function promisedToOthers({ id }: MissionState, { ledger }: WorkerDeps, { placing }: Memory): number {
  const { reservations } = ledger.state();
  return [...placing].filter((call) => !call.startsWith(`${id}/`) && !reservations.has(call)).length;
}

/** The pieces of one mission as they are now. */
function workOf(state: MissionState, deps: WorkerDeps, memory: Memory): readonly Work[] {
  const free = freeLines(deps.ledger.state(), deps.limit(), deps.clock.now());
  return openWork(state, {
    now: deps.clock.now(),
    mirrored: deps.mirror.mirrored(state.id),
    freeLines: Math.max(0, free - promisedToOthers(state, deps, memory)),
    lastLook: (call) => memory.looks.get(`${state.id} ${call}`),
    callersSeen: memory.looks.get(CALLERS),
  });
}

/** What waits for a number that comes free by itself asks no sooner than it must. */
function restMs(work: Work, until: number | undefined, now: number): number {
  if (work.kind !== 'provision') return UNCHANGED_MS;
  if (until === undefined) return NOT_MADE_MS;
  const left = until - now;
  return Math.min(left > LONG_WAIT_MS ? LONG_WAIT_MS / 4 : NUMBER_WAIT_MS, Math.max(UNCHANGED_MS, left));
}

/** A person lifted the hold ("look now"): nothing is waited for any more. */
const stillResting = (rest: Resting | undefined, state: MissionState, work: Work): Resting | undefined =>
  rest?.held === true && work.kind === 'provision' && !state.holds.has(work.what) ? undefined : rest;

const earlier = (a: number | undefined, b: number): number => Math.min(a ?? b, b);

export function createWorker(deps: WorkerDeps): Worker {
  const { missions, clock } = deps;
  const memory = newMemory();
  const { running, resting, placing } = memory;
  let stopped = false;

  async function run(key: string, state: MissionState, work: Work): Promise<void> {
    try {
      await perform(contextOf(state.id, deps, memory), state, work);
      const unchanged = missions.get(state.id)?.seq === state.seq && !LOOKS.has(work.kind);
      const held = work.kind === 'provision' ? missions.get(state.id)?.holds.get(work.what) : undefined;
      resting.set(key, {
        wall: clock.wall() + PAUSE_MS,
        mission: unchanged || held !== undefined ? clock.now() + restMs(work, held?.until, clock.now()) : 0,
        failures: 0,
        ...(held === undefined ? {} : { held: true }),
      });
    } catch (error) {
      if (!stopped) await failed(state.id, key, work, error, deps, memory);
    }
  }

  function begin(key: string, state: MissionState, work: Work): void {
    const call = work.kind === 'place' ? `${state.id}/${work.call}` : undefined;
    if (call !== undefined) placing.add(call);
    const task = run(key, state, work).finally(() => {
      running.delete(key);
      if (call !== undefined) placing.delete(call);
      deps.wake();
    });
    running.set(key, task);
  }

  function tick(): Upcoming {
    const now = clock.now();
    const wall = clock.wall();
    const upcoming: { -readonly [Key in keyof Upcoming]: Upcoming[Key] } = {};
    // A line that comes free goes to the first that has somebody to call.
    for (const state of stopped ? [] : mostUrgentFirst(missions.open())) {
      for (const work of workOf(state, deps, memory)) {
        const key = `${state.id} ${work.key}`;
        const rest = stillResting(resting.get(key), state, work);
        const at = Math.max(work.at, rest?.mission ?? 0);
        if (running.has(key)) continue;
        if (at > now && inPassing(state, work)) upcoming.passing = earlier(upcoming.passing, at);
        else if (at > now) upcoming.next = earlier(upcoming.next, at);
        else if (rest !== undefined && rest.wall > wall) upcoming.retryWall = earlier(upcoming.retryWall, rest.wall);
        else begin(key, state, work);
      }
    }
    return upcoming;
  }

  return {
    tick,
    running: () => running.size,
    forget(id) {
      for (const map of [resting, memory.looks])
        for (const key of map.keys()) if (key.startsWith(`${id} `)) map.delete(key);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop() {
      stopped = true;
    },
  };
}
