/**
 * Station 8: from journal records to posts. Keeps the views, asks `announce` what follows from a record and sends it in
 * order with one durable cursor a mission. A restart goes on where it stood: what was posted is known by its key; a final
 * result that may have been posted says that it repeats (what must hold, 11).
 */
import type { MissionView } from '../projections/mission-view.ts';
import { foldView } from '../projections/view-fold.ts';
import type { AnnouncerDeps } from './announcement.ts';
import type { MissionRecord } from './missions.ts';
import { createPostbox, type Postbox } from './postbox.ts';

interface Item {
  readonly record: MissionRecord;
  readonly before: MissionView | undefined;
  readonly after: MissionView;
  /** It was waiting already when this process started. */
  readonly repeats: boolean;
}

interface Lane {
  view: MissionView | undefined;
  readonly waiting: Item[];
  running: boolean;
}

export interface Announcer {
  load(ids: readonly string[]): Promise<void>;
  view(id: string): MissionView | undefined;
  /** Everything of this mission was sent. */
  isDone(id: string): boolean;
  /** Its view is read from the journal from now on. */
  forget(id: string): void;
  stop(): Promise<void>;
}

/** Sends what is waiting for one mission, oldest first; the cursor moves after each record. */
async function pump<M>(
  id: string,
  lane: Lane,
  deps: AnnouncerDeps<M>,
  postbox: Postbox<M>,
  stopped: () => boolean,
): Promise<void> {
  if (lane.running) return;
  lane.running = true;
  try {
    for (let item = lane.waiting[0]; item !== undefined && !stopped(); item = lane.waiting[0]) {
      const { before, after, record, repeats } = item;
      for (const one of deps.announce(before, after, record, repeats)) await postbox.send(after, one);
      lane.waiting.shift();
      await deps.cursors.set(id, record.seq);
    }
  } finally {
    lane.running = false;
    deps.changed();
  }
}

export function createAnnouncer<M>(deps: AnnouncerDeps<M>): Announcer {
  const { missions, log } = deps;
  const lanes = new Map<string, Lane>();
  const stopping = new AbortController();
  const tasks = new Set<Promise<void>>();
  const postbox = createPostbox(deps, stopping.signal);

  const laneOf = (id: string): Lane => {
    const lane = lanes.get(id) ?? { view: undefined, waiting: [], running: false };
    lanes.set(id, lane);
    return lane;
  };

  function start(id: string): void {
    const task = pump(id, laneOf(id), deps, postbox, () => stopping.signal.aborted).catch((error: unknown) => {
      if (!stopping.signal.aborted) log.error({ mission: id, error: String(error) }, 'announcing stopped');
    });
    tasks.add(task);
    void task.finally(() => tasks.delete(task));
  }

  function add(id: string, record: MissionRecord, repeats: boolean, cursor: number): void {
    const lane = laneOf(id);
    const before = lane.view;
    const after = foldView(before, record);
    lane.view = after;
    if (record.seq > cursor) lane.waiting.push({ record, before, after, repeats });
  }

  /** A note on a mission that was closed already: its view is folded anew first. */
  async function revive(id: string, upTo: MissionRecord): Promise<void> {
    for (const record of await missions.records(id)) if (record.seq <= upTo.seq) add(id, record, false, upTo.seq - 1);
    start(id);
  }

  missions.subscribe((record, _before, after) => {
    if (record.seq > 0 && laneOf(after.id).view === undefined) {
      void revive(after.id, record).catch((error: unknown) =>
        log.error({ mission: after.id, error: String(error) }, 'a view could not be read'),
      );
      return;
    }
    add(after.id, record, false, -1);
    start(after.id);
  });

  return {
    async load(ids) {
      for (const id of ids) {
        const cursor = (await deps.cursors.get(id)) ?? -1;
        for (const record of await missions.records(id)) add(id, record, true, cursor);
        if (laneOf(id).waiting.length > 0) start(id);
      }
    },
    view: (id) => lanes.get(id)?.view,
    isDone: (id) => {
      const lane = lanes.get(id);
      return lane === undefined || (lane.waiting.length === 0 && !lane.running && !postbox.isEditing(id));
    },
    forget(id) {
      lanes.delete(id);
      postbox.forget(id);
    },
    async stop() {
      stopping.abort();
      await Promise.all(tasks);
      await postbox.idle();
    },
  };
}
