/**
 * Station 6: does the open work of all missions. Nothing is remembered but which piece runs and which failed lately; what
 * is to be done is derived anew after every change, so a crash loses nothing.
 */

import { assertNever } from '../lib/assert-never.ts';
import { backoffMs } from '../lib/backoff.ts';
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import type { MissionCommand } from '../missions/command.ts';
import { isRejection } from '../missions/decision.ts';
import { freeLines } from '../missions/ledger.ts';
import type { MissionState } from '../missions/state.ts';
import { openWork, type Work } from '../missions/work.ts';
import { type EffectContext, isFailure, type Log } from './effects/context.ts';
import { insights, look, talk } from './effects/look.ts';
import { releaseNumber } from './effects/numbers.ts';
import { handOver, place } from './effects/place.ts';
import { provision } from './effects/provision.ts';
import { hangUp, takeBack } from './effects/take-back.ts';
import { BOT, type Ledger } from './ledger.ts';
import type { Mirror } from './mirror.ts';
import type { Missions } from './missions.ts';
import type { CallBackend, Clock } from './ports.ts';

const BACKOFF = { baseMs: 500, maxMs: 60_000 };
/** The same piece is not begun again sooner than this (wall ms): what it changed must be seen first. */
const PAUSE_MS = 20;
/** Work that did nothing, because it waits for somebody else, is looked at again after this long (mission ms). */
const UNCHANGED_MS = 30_000;

export interface WorkerDeps {
  readonly missions: Missions;
  readonly ledger: Ledger;
  readonly mirror: Pick<Mirror, 'mirrored'>;
  readonly backend: CallBackend;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly limit: number;
  readonly wake: () => void;
}

interface Resting {
  /** Not before this wall time and not before this mission time. */
  readonly wall: number;
  readonly mission: number;
  readonly failures: number;
}

export interface Worker {
  /** Begins all that is due; answers the mission time of the next piece and the wall time of the next retry. */
  tick(): { readonly next?: number; readonly retryWall?: number };
  running(): number;
  idle(): Promise<void>;
  stop(): void;
}

export function createWorker(deps: WorkerDeps): Worker {
  const { missions, ledger, mirror, backend, clock, log } = deps;
  const running = new Map<string, Promise<void>>();
  const resting = new Map<string, Resting>();
  const looks = new Map<string, number>();
  const missedSince = new Map<string, number>();
  const alone = createKeyedQueue();
  let stopped = false;

  function contextOf(id: string): EffectContext {
    return {
      backend,
      clock,
      ledger,
      log,
      limit: deps.limit,
      newId: deps.newId,
      missedSince,
      current: () => missions.get(id),
      others: () => missions.open().filter((state) => state.id !== id),
      looked: (call) => void looks.set(`${id} ${call}`, clock.now()),
      alone: (key, task) => alone.run(key, task),
      async tell(command: MissionCommand) {
        const answer = await missions.handle(id, command, BOT, 'worker');
        return isRejection(answer) ? missions.get(id) : answer;
      },
    };
  }

  async function perform(context: EffectContext, state: MissionState, work: Work): Promise<void> {
    switch (work.kind) {
      case 'provision':
        return provision(context, state, work.what);
      case 'place':
        return place(context, state, work);
      case 'look':
        return look(context, state, work);
      case 'release-number':
        return releaseNumber(context, state, work.round);
      case 'lift-hold':
        await context.tell({ type: 'LiftHold', what: work.what });
        return;
      case 'wake':
        await context.tell({ type: 'Wake' });
        return;
      case 'hand-over':
      case 'take-back':
      case 'hang-up':
      case 'insights':
      case 'talk': {
        const call = state.calls.get(work.call);
        if (call === undefined) return;
        const effects = { 'hand-over': handOver, 'take-back': takeBack, 'hang-up': hangUp, insights, talk } as const;
        return effects[work.kind](context, state, call);
      }
      default:
        return assertNever(work);
    }
  }

  /** A refusal that will not heal by itself holds the mission with one sentence; what may heal comes back later. */
  async function failed(id: string, key: string, work: Work, error: unknown): Promise<void> {
    const failures = (resting.get(key)?.failures ?? 0) + 1;
    const retryAfterMs = isFailure(error) ? error.retryAfterMs : undefined;
    const wall = clock.wall() + backoffMs(BACKOFF, { attempt: failures, jitter: 1, retryAfterMs });
    resting.set(key, { wall, mission: 0, failures });
    const facts = isFailure(error)
      ? { code: error.code, status: error.status }
      : { error: error instanceof Error ? error.stack : String(error) };
    log.warn({ mission: id, work: work.key, failures, ...facts }, 'work failed and is tried again');
    if (
      isFailure(error) &&
      !error.retryable &&
      !error.uncertain &&
      (work.kind === 'provision' || work.kind === 'place')
    )
      await contextOf(id).tell({
        type: 'HoldMission',
        what: work.kind === 'provision' ? work.what : 'calls',
        reason: error.sentence,
      });
  }

  async function run(id: string, key: string, state: MissionState, work: Work): Promise<void> {
    const seq = state.seq;
    try {
      await perform(contextOf(id), state, work);
      const unchanged = missions.get(id)?.seq === seq && work.kind !== 'look' && work.kind !== 'insights';
      resting.set(key, {
        wall: clock.wall() + PAUSE_MS,
        mission: unchanged ? clock.now() + UNCHANGED_MS : 0,
        failures: 0,
      });
    } catch (error) {
      if (!stopped) await failed(id, key, work, error);
    }
  }

  function begin(state: MissionState, work: Work): void {
    const key = `${state.id} ${work.key}`;
    const task = run(state.id, key, state, work).finally(() => {
      running.delete(key);
      deps.wake();
    });
    running.set(key, task);
  }

  function tick() {
    const now = clock.now();
    const wall = clock.wall();
    let next: number | undefined;
    let retryWall: number | undefined;
    for (const state of stopped ? [] : missions.open()) {
      const look = {
        now,
        mirrored: mirror.mirrored(state.id),
        freeLines: freeLines(ledger.state(), deps.limit),
        lastLook: (call: string) => looks.get(`${state.id} ${call}`),
      };
      for (const work of openWork(state, look)) {
        const key = `${state.id} ${work.key}`;
        if (running.has(key)) continue;
        const rest = resting.get(key);
        const at = Math.max(work.at, rest?.mission ?? 0);
        if (at > now) next = Math.min(next ?? at, at);
        else if (rest !== undefined && rest.wall > wall) retryWall = Math.min(retryWall ?? rest.wall, rest.wall);
        else begin(state, work);
      }
    }
    return { ...(next === undefined ? {} : { next }), ...(retryWall === undefined ? {} : { retryWall }) };
  }

  return {
    tick,
    running: () => running.size,
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop() {
      stopped = true;
    },
  };
}
