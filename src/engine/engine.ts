/**
 * The engine: missions (3), worker (6), mirror (7), ledger, and the loop that waits for what is due next. Built by app.ts;
 * chat and surfaces reach it only through `send` and the records they subscribe to.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyedQueue, type KeyedQueue } from '../lib/keyed-queue.ts';
import type { MissionCommand, Rejection } from '../missions/command.ts';
import type { MissionEvent } from '../missions/event.ts';
import type { LedgerEvent } from '../missions/ledger-terms.ts';
import type { MissionState } from '../missions/state.ts';
import type { Actor } from '../missions/terms.ts';
import { waitsForPerson } from '../missions/work.ts';
import type { Log } from './effects/context.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { releaseLeftovers, syncLedger } from './ledger-sync.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { createMissions, type Missions } from './missions.ts';
import { createNumberBook, type NumberBook } from './number-book.ts';
import type { CallBackend, Clock, Store } from './ports.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { closeFinished, tellDowntime } from './recovery.ts';
import { createWorker, type Worker } from './worker.ts';

/** The loop looks around at least this often (wall ms): a simulated clock stands still when it hears nothing. */
const HEARTBEAT_MS = 2000;
const STUMBLE_MS = 500;

export interface EngineDeps {
  readonly store: Store;
  readonly backend: CallBackend;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** Calls at once that the account allows, as known by now (R250). */
  readonly limit: () => number;
  /** A form or a question is open somewhere: a simulated clock must not jump. */
  readonly personIsBusy: () => boolean;
  /** All that follows a finished mission (cards, files) is done. */
  readonly maySettle: (id: string) => boolean;
  /** The open missions are folded and nothing has happened to them yet. */
  readonly loaded: (ids: readonly string[]) => Promise<void>;
  /** It was closed: nothing more happens to it, so nothing need be kept in memory. */
  readonly closed: (id: string) => void;
}

export interface Engine {
  readonly missions: Missions;
  readonly ledger: Ledger;
  readonly book: NumberBook;
  start(): Promise<void>;
  send(id: string, command: MissionCommand, by: Actor, cause: string): Promise<MissionState | Rejection>;
  wake(): void;
  stop(): Promise<void>;
}

interface Parts {
  readonly missions: Missions;
  readonly ledger: Ledger;
  readonly mirror: Mirror;
  readonly worker: Worker;
  readonly syncs: KeyedQueue;
  readonly alive: Pulse;
  readonly book: NumberBook;
}

/** Wakes the loop. What rings after `listen` is heard, however late it is awaited. */
interface Bell {
  ring(): void;
  listen(): Promise<void>;
}

function createBell(): Bell {
  let next = Promise.withResolvers<void>();
  return {
    ring: () => next.resolve(),
    listen() {
      next = Promise.withResolvers<void>();
      return next.promise;
    },
  };
}

/** Nothing is under way: a simulated clock may be told until when. True when it jumped or something is due at once. */
async function rest(parts: Parts, deps: EngineDeps, next: number | undefined): Promise<boolean> {
  const { missions, mirror } = parts;
  const { clock } = deps;
  await closeFinished(missions, mirror, clock.now(), deps.maySettle, (id) => {
    parts.worker.forget(id);
    deps.closed(id);
  });
  const person = deps.personIsBusy() || missions.open().some(waitsForPerson);
  const jumped = await clock.idle(person ? undefined : next);
  return jumped || (next !== undefined && clock.now() >= next);
}

/** Begins what is due, then waits for the next thing: due work, a retry, or somebody ringing. */
async function turn(parts: Parts, deps: EngineDeps, bell: Bell, stopping: AbortSignal): Promise<void> {
  const { clock } = deps;
  await parts.alive.mark();
  const rung = bell.listen();
  const { next, passing, retryWall } = parts.worker.tick();
  // Work that is due but rests for a moment holds a simulated clock still: nothing may be jumped over.
  const quiet =
    retryWall === undefined && parts.worker.running() === 0 && !parts.mirror.busy() && parts.syncs.size() === 0;
  if (quiet && (await rest(parts, deps, next))) return;
  const toNext = next === undefined ? HEARTBEAT_MS : clock.toWall(next - clock.now());
  const toPassing = passing === undefined ? HEARTBEAT_MS : clock.toWall(passing - clock.now());
  const toRetry = retryWall === undefined ? HEARTBEAT_MS : retryWall - clock.wall();
  const wait = Math.max(1, Math.min(toNext, toPassing, toRetry, HEARTBEAT_MS));
  const timer = new AbortController();
  const signal = AbortSignal.any([timer.signal, stopping]);
  await Promise.race([rung, sleep(wait, undefined, { signal }).catch(() => undefined)]);
  timer.abort();
}

async function loop(parts: Parts, deps: EngineDeps, bell: Bell, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      await turn(parts, deps, bell, stopping);
    } catch (error) {
      deps.log.error(
        { error: error instanceof Error ? error.stack : String(error) },
        'the engine stumbled and goes on',
      );
      await sleep(STUMBLE_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}

function assemble(deps: EngineDeps, bell: Bell): Parts {
  const { store, backend, clock, log } = deps;
  const missions = createMissions(store.journal<MissionEvent>(), clock, backend.origin);
  const ledger = createLedger(store.journal<LedgerEvent>(), clock);
  const mirror = createMirror({ missions, backend, clock, log, cursors: store.table('mirror'), passed: bell.ring });
  const book = createNumberBook(store);
  const worker = createWorker({ ...deps, missions, ledger, mirror, book, wake: bell.ring });
  const syncs = createKeyedQueue();
  missions.subscribe((_record, _before, after) => {
    syncs
      .run('ledger', () => syncLedger(after.id, missions, ledger))
      .catch((error: unknown) => log.error({ mission: after.id, error: String(error) }, 'the ledger could not follow'))
      .finally(bell.ring);
  });
  return { missions, ledger, mirror, worker, syncs, book, alive: createPulse(store.table('alive'), clock) };
}

export function createEngine(deps: EngineDeps): Engine {
  const bell = createBell();
  const parts = assemble(deps, bell);
  const { missions, ledger, book, mirror, worker, syncs, alive } = parts;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    missions,
    ledger,
    book,
    wake: bell.ring,
    async start() {
      await ledger.load();
      const ids = await missions.load();
      await deps.loaded(ids);
      await releaseLeftovers(missions, ledger);
      for (const id of ids) await syncLedger(id, missions, ledger);
      await mirror.load(ids);
      await tellDowntime(missions, deps.clock, await alive.last());
      running = loop(parts, deps, bell, stopping.signal);
    },
    async send(id, command, by, cause) {
      const answer = await missions.handle(id, command, by, cause);
      bell.ring();
      return answer;
    },
    async stop() {
      stopping.abort();
      worker.stop();
      await running;
      await worker.idle();
      await mirror.stop();
      await missions.idle();
      await syncs.idle();
      await alive.mark(true);
    },
  };
}
