/**
 * The engine: missions (3), worker (6), mirror (7) and the loop that waits for what is due next. Built by app.ts; chat and
 * surfaces reach it only through `send` and the records they subscribe to.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import type { MissionCommand, Rejection } from '../missions/command.ts';
import type { Actor, MissionEvent } from '../missions/event.ts';
import type { LedgerEvent } from '../missions/ledger.ts';
import { isOut, isSettled, type MissionState } from '../missions/state.ts';
import { waitsForPerson } from '../missions/work.ts';
import type { Log } from './effects/context.ts';
import { BOT, createLedger, type Ledger } from './ledger.ts';
import { releaseLeftovers, syncLedger } from './ledger-sync.ts';
import { createMirror } from './mirror.ts';
import { createMissions, type Missions, type Reader } from './missions.ts';
import type { CallBackend, Clock, Store } from './ports.ts';
import { createWorker } from './worker.ts';

/** The loop looks around at least this often (wall ms): a simulated clock stands still when it hears nothing. */
const HEARTBEAT_MS = 2000;
const DOWNTIME_MS = 10 * 60_000;

export interface EngineDeps {
  readonly store: Store;
  readonly backend: CallBackend;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** Calls at once that the account allows. */
  readonly limit: number;
  /** A form or a question is open somewhere: a simulated clock must not jump. */
  readonly personIsBusy: () => boolean;
  /** All that follows a finished mission (cards, files) is done. */
  readonly maySettle: (id: string) => boolean;
}

export interface Engine {
  readonly missions: Missions;
  readonly ledger: Ledger;
  subscribe(reader: Reader): void;
  start(): Promise<void>;
  send(id: string, command: MissionCommand, by: Actor, cause: string): Promise<MissionState | Rejection>;
  wake(): void;
  stop(): Promise<void>;
}

export function createEngine(deps: EngineDeps): Engine {
  const { store, backend, clock, log } = deps;
  const missions = createMissions(store.journal<MissionEvent>(), clock, backend.origin);
  const ledger = createLedger(store.journal<LedgerEvent>(), clock);
  const alive = store.table<number>('alive');
  const syncs = createKeyedQueue();
  let bell = Promise.withResolvers<void>();
  const wake = (): void => bell.resolve();
  const mirror = createMirror({ missions, backend, clock, log, cursors: store.table<number>('mirror'), passed: wake });
  const worker = createWorker({ ...deps, missions, ledger, mirror, wake });
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  missions.subscribe((_record, _before, after) => {
    void syncs
      .run('ledger', () => syncLedger(after.id, missions, ledger))
      .catch((error: unknown) =>
        log.error({ mission: after.id, error: String(error) }, 'the ledger could not be brought up to date'),
      )
      .finally(wake);
  });

  /** A finished mission whose every reader is done leaves memory and the index of open ones. */
  async function closeFinished(): Promise<void> {
    for (const state of missions.open()) {
      const released = state.brief.rounds.every(
        (one) => !state.provisioned.has(`${one.id}/number`) || state.provisioned.has(`${one.id}/released`),
      );
      const settled = [...state.calls.values()].every(isSettled);
      if (
        state.stage.kind !== 'finished' ||
        !released ||
        !settled ||
        mirror.mirrored(state.id) < state.seq ||
        !deps.maySettle(state.id)
      )
        continue;
      await missions.close(state.id);
      await mirror.forget(state.id);
    }
  }

  async function turn(): Promise<void> {
    bell = Promise.withResolvers<void>();
    const { next, retryWall } = worker.tick();
    // Work that is due but rests for a moment holds a simulated clock still: nothing may be jumped over.
    const quiet = retryWall === undefined && worker.running() === 0 && !mirror.busy() && syncs.size() === 0;
    if (quiet) {
      await closeFinished();
      const person = deps.personIsBusy() || missions.open().some(waitsForPerson);
      const jumped = await clock.idle(person ? undefined : next);
      await alive.set('at', clock.now());
      if (jumped || (next !== undefined && clock.now() >= next)) return;
    }
    const toNext = next === undefined ? HEARTBEAT_MS : clock.toWall(next - clock.now());
    const toRetry = retryWall === undefined ? HEARTBEAT_MS : retryWall - clock.wall();
    const wait = Math.max(1, Math.min(toNext, toRetry, HEARTBEAT_MS));
    const timer = new AbortController();
    const stop = AbortSignal.any([timer.signal, stopping.signal]);
    await Promise.race([bell.promise, sleep(wait, undefined, { signal: stop }).catch(() => undefined)]);
    timer.abort();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await turn();
      } catch (error) {
        log.error({ error: error instanceof Error ? error.stack : String(error) }, 'the engine stumbled and goes on');
        await sleep(500, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** One note a mission when this process was away: from when to when, what rang meanwhile, what moved (operator.md g). */
  async function tellDowntime(): Promise<void> {
    const downFrom = await alive.get('at');
    const downTo = clock.now();
    if (downFrom === undefined || downTo - downFrom < DOWNTIME_MS) return;
    for (const state of missions.open()) {
      if (state.stage.kind !== 'calling') continue;
      const rang = [...state.calls.values()]
        .filter((call) => isOut(call) && call.dueAt > downFrom && call.dueAt <= downTo)
        .map((call) => call.call);
      await missions.handle(state.id, { type: 'SpreadAfterDowntime', downFrom, downTo, rang }, BOT, `start ${downTo}`);
    }
  }

  return {
    missions,
    ledger,
    subscribe: (reader) => missions.subscribe(reader),
    wake,
    async start() {
      await ledger.load();
      const ids = await missions.load();
      await releaseLeftovers(missions, ledger);
      for (const id of ids) await syncLedger(id, missions, ledger);
      await mirror.load(ids);
      await tellDowntime();
      loop = run();
    },
    async send(id, command, by, cause) {
      const answer = await missions.handle(id, command, by, cause);
      wake();
      return answer;
    },
    async stop() {
      stopping.abort();
      worker.stop();
      wake();
      await loop;
      await worker.idle();
      await mirror.stop();
      await missions.idle();
      await syncs.idle();
      await alive.set('at', clock.now());
    },
  };
}
