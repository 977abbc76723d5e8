/**
 * Station 7: Telnyx's run, steps and events tell the same story as the journal, in its order. One durable cursor a mission;
 * step before event (R34), event key `mission:seq:index`. What was refused is tried again: no record is ever skipped.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../lib/backoff.ts';
import { evolve } from '../missions/evolve.ts';
import { baseIsReady, isSimpleCall } from '../missions/provision.ts';
import type { MissionState } from '../missions/state.ts';
import { AUDIT } from '../missions/work.ts';
import { BOT } from './bot.ts';
import { isFailure, type Log, runRef } from './effects/context.ts';
import type { MirrorOp } from './mirror-op.ts';
import { mirrorOps } from './mirror-ops.ts';
import { foldRecord, type MissionRecord, type Missions } from './missions.ts';
import type { CallBackend, Clock, RunRef, Table } from './ports.ts';

const BACKOFF = { baseMs: 500, maxMs: 30_000 };
/** Refused for this long (wall time), dials are held and the card says so (what must hold, 10). */
const HOLD_AFTER_MS = 3 * 60_000;

interface Lane {
  /** The state before the first waiting record. */
  state: MissionState | undefined;
  readonly waiting: MissionRecord[];
  mirrored: number;
  running: boolean;
  failingSince: number | undefined;
  /** The next record may have been told in part before this process began. */
  resumed: boolean;
}

export interface Mirror {
  /** Queues what the cursor of each open mission has not passed. */
  load(ids: readonly string[]): Promise<void>;
  /** Last record that Telnyx has; -1 before the first. */
  mirrored(id: string): number;
  busy(): boolean;
  forget(id: string): Promise<void>;
  stop(): Promise<void>;
}

export interface MirrorDeps {
  readonly missions: Missions;
  readonly backend: CallBackend;
  readonly cursors: Table<number>;
  readonly clock: Clock;
  readonly log: Log;
  /** Wakes the worker: a dial may have waited for this. */
  readonly passed: () => void;
}

/** P4: a step is read before it is written where it may have been written before; it never goes back. */
async function stepIsPast(backend: CallBackend, run: RunRef, op: MirrorOp): Promise<boolean> {
  if (op.kind !== 'step') return false;
  const status = (await backend.readPlan(run)).find((step) => step.id === op.step)?.status;
  return status === op.status || status === 'completed' || status === 'failed' || status === 'skipped';
}

/** Tells the backend; a run told twice stays as it is, an event has its key. */
function tellBackend(backend: CallBackend, run: RunRef, key: string, { kind: _, ...op }: MirrorOp): Promise<void> {
  if ('type' in op) return backend.logEvent(run, { key, ...op });
  return 'step' in op ? backend.setStep(run, op.step, op.status) : backend.setRun(run, op);
}

/** Tries until it went through or the process stops; a long refusal holds the mission's dials. */
async function persist(
  id: string,
  lane: Lane,
  deps: MirrorDeps,
  stopping: AbortSignal,
  task: () => Promise<void>,
): Promise<void> {
  const { missions, clock, log, backend } = deps;
  for (let attempts = 1; ; attempts += 1) {
    try {
      await task();
      if (missions.get(id)?.holds.has(AUDIT) === true)
        await missions.handle(id, { type: 'LiftHold', what: AUDIT }, BOT, 'mirror');
      lane.failingSince = undefined;
      return;
    } catch (error) {
      if (stopping.aborted || !isFailure(error)) throw error;
      lane.failingSince ??= clock.wall();
      log.warn({ mission: id, code: error.code, status: error.status, attempts }, 'the audit trail was refused');
      if (clock.wall() - lane.failingSince > HOLD_AFTER_MS) {
        const reason = `${backend.words.name} does not take the record of this mission: ${error.sentence}`;
        await missions.handle(id, { type: 'HoldMission', what: AUDIT, reason }, BOT, 'mirror');
      }
      const wait = backoffMs(BACKOFF, { attempt: attempts, jitter: 1, retryAfterMs: error.retryAfterMs });
      await sleep(wait, undefined, { signal: stopping });
    }
  }
}

async function mirrorRecord(
  id: string,
  lane: Lane,
  run: RunRef,
  record: MissionRecord,
  deps: MirrorDeps,
  stopping: AbortSignal,
): Promise<void> {
  let state = lane.state;
  const { resumed } = lane;
  for (const [index, event] of record.events.entries()) {
    state = evolve(state, event, record);
    for (const [part, op] of mirrorOps(state, event).entries()) {
      const key = `${id}:${record.seq}:${index}:${part}`;
      await persist(id, lane, deps, stopping, async () => {
        if (!resumed || !(await stepIsPast(deps.backend, run, op))) await tellBackend(deps.backend, run, key, op);
      });
    }
  }
  lane.state = state;
  lane.resumed = false;
}

/** Sends what is waiting for one mission, as soon as its run exists. */
async function pump(id: string, lane: Lane, deps: MirrorDeps, stopping: AbortSignal): Promise<void> {
  const current = deps.missions.get(id);
  const run = current === undefined ? undefined : runRef(current);
  if (lane.running || current === undefined || !baseIsReady(current)) return;
  if (run === undefined && !isSimpleCall(current)) return;
  lane.running = true;
  try {
    for (let record = lane.waiting[0]; record !== undefined && !stopping.aborted; record = lane.waiting[0]) {
      if (run === undefined) lane.state = foldRecord(lane.state, record);
      else await mirrorRecord(id, lane, run, record, deps, stopping);
      lane.waiting.shift();
      lane.mirrored = record.seq;
      await deps.cursors.set(id, record.seq);
      deps.passed();
    }
  } finally {
    lane.running = false;
  }
}

export function createMirror(deps: MirrorDeps): Mirror {
  const { missions, cursors, log } = deps;
  const lanes = new Map<string, Lane>();
  const stopping = new AbortController();
  const tasks = new Set<Promise<void>>();

  const laneOf = (id: string): Lane => {
    const lane = lanes.get(id) ?? {
      state: undefined,
      waiting: [],
      mirrored: -1,
      running: false,
      failingSince: undefined,
      resumed: false,
    };
    lanes.set(id, lane);
    return lane;
  };

  function start(id: string): void {
    const task = pump(id, laneOf(id), deps, stopping.signal).catch((error: unknown) => {
      if (!stopping.signal.aborted) log.error({ mission: id, error: String(error) }, 'the mirror stopped');
    });
    tasks.add(task);
    void task.finally(() => tasks.delete(task));
  }

  missions.subscribe((record, before, after) => {
    const lane = laneOf(after.id);
    if (lane.waiting.length === 0 && !lane.running) lane.state = before;
    lane.waiting.push(record);
    start(after.id);
  });

  return {
    async load(ids) {
      for (const id of ids) {
        const lane = laneOf(id);
        lane.resumed = true;
        lane.mirrored = (await cursors.get(id)) ?? -1;
        for (const record of await missions.records(id)) {
          if (record.seq > lane.mirrored) lane.waiting.push(record);
          else lane.state = foldRecord(lane.state, record);
        }
        start(id);
      }
    },
    mirrored: (id) => lanes.get(id)?.mirrored ?? -1,
    busy: () => [...lanes.values()].some((lane) => lane.running),
    async forget(id) {
      lanes.delete(id);
      await cursors.delete(id);
    },
    async stop() {
      stopping.abort();
      await Promise.all(tasks);
    },
  };
}
