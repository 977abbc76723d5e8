/**
 * Station 7: Telnyx's run, steps and events tell the same story as the journal, in its order. One durable cursor a mission;
 * step before event (R34), event key `mission:seq:index`. What was refused is tried again: no record is ever skipped.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../lib/backoff.ts';
import { evolve } from '../missions/evolve.ts';
import { baseIsReady } from '../missions/provision.ts';
import type { MissionState } from '../missions/state.ts';
import { isFailure, type Log, runRef } from './effects/context.ts';
import { BOT } from './ledger.ts';
import { type MirrorOp, mirrorOps } from './mirror-ops.ts';
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
  attempts: number;
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

export function createMirror({ missions, backend, cursors, clock, log, passed }: MirrorDeps): Mirror {
  const lanes = new Map<string, Lane>();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const laneOf = (id: string): Lane => {
    const lane = lanes.get(id) ?? {
      state: undefined,
      waiting: [],
      mirrored: -1,
      running: false,
      failingSince: undefined,
      attempts: 0,
    };
    lanes.set(id, lane);
    return lane;
  };

  async function send(run: RunRef, key: string, op: MirrorOp): Promise<void> {
    switch (op.kind) {
      case 'step':
        return backend.setStep(run, op.step, op.status);
      case 'event': {
        const { kind: _, ...event } = op;
        return backend.logEvent(run, { key, ...event });
      }
      case 'run': {
        const { kind: _, ...change } = op;
        return backend.setRun(run, change);
      }
    }
  }

  /** Tries until it went through or the process stops; a long refusal holds the mission's dials. */
  async function persist(id: string, lane: Lane, task: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await task();
        if (lane.failingSince !== undefined)
          await missions.handle(id, { type: 'LiftHold', what: 'audit' }, BOT, 'mirror');
        lane.failingSince = undefined;
        lane.attempts = 0;
        return;
      } catch (error) {
        if (stopping.signal.aborted || !isFailure(error)) throw error;
        lane.attempts += 1;
        lane.failingSince ??= clock.wall();
        log.warn(
          { mission: id, code: error.code, status: error.status, attempts: lane.attempts },
          'the audit trail was refused',
        );
        if (clock.wall() - lane.failingSince > HOLD_AFTER_MS)
          await missions.handle(
            id,
            {
              type: 'HoldMission',
              what: 'audit',
              reason: `Telnyx does not take the record of this mission: ${error.sentence}`,
            },
            BOT,
            'mirror',
          );
        const wait = backoffMs(BACKOFF, { attempt: lane.attempts, jitter: 1, retryAfterMs: error.retryAfterMs });
        await sleep(wait, undefined, { signal: stopping.signal });
      }
    }
  }

  async function mirrorRecord(id: string, lane: Lane, run: RunRef, record: MissionRecord): Promise<void> {
    let state = lane.state;
    for (const [index, event] of record.events.entries()) {
      state = evolve(state, event, record);
      for (const [part, op] of mirrorOps(state, event).entries())
        await persist(id, lane, () => send(run, `${id}:${record.seq}:${index}:${part}`, op));
    }
    lane.state = state;
  }

  async function pump(id: string): Promise<void> {
    const lane = laneOf(id);
    const current = missions.get(id);
    const run = current === undefined ? undefined : runRef(current);
    if (lane.running || current === undefined || run === undefined || !baseIsReady(current)) return;
    lane.running = true;
    try {
      for (let record = lane.waiting[0]; record !== undefined && !stopping.signal.aborted; record = lane.waiting[0]) {
        await mirrorRecord(id, lane, run, record);
        lane.waiting.shift();
        lane.mirrored = record.seq;
        await cursors.set(id, record.seq);
        passed();
      }
    } finally {
      lane.running = false;
    }
  }

  function start(id: string): void {
    const task = pump(id).catch((error: unknown) => {
      if (!stopping.signal.aborted) log.error({ mission: id, error: String(error) }, 'the mirror stopped');
    });
    running.add(task);
    void task.finally(() => running.delete(task));
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
      await Promise.all(running);
    },
  };
}
