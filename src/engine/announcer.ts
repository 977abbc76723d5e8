/**
 * Station 8: from journal records to posts. Keeps the views, asks `announce` what follows from a record and sends it in
 * order with one durable cursor a mission. A restart goes on where it stood: what was posted is known by its key; a final
 * result that may have been posted says that it repeats (what must hold, 11).
 */
import type { MissionView } from '../projections/mission-view.ts';
import { foldView, viewOf } from '../projections/view-fold.ts';
import type { Announced, AnnouncerDeps } from './announcement.ts';
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
  /** The newest record with its views: what the live card shows. */
  newest: Item | undefined;
  readonly waiting: Item[];
  running: boolean;
}

export interface Announcer {
  load(ids: readonly string[]): Promise<void>;
  /** The surfaces are open: what waits is sent from now on. */
  begin(): void;
  view(id: string): MissionView | undefined;
  /** The missions it holds, oldest first. */
  open(): readonly string[];
  /** Everything of this mission was sent. */
  isDone(id: string): boolean;
  /** Its view is read from the journal from now on. */
  forget(id: string): void;
  stop(): Promise<void>;
}

/** A card that cannot be drawn is a defect, and no reason for the mission to fall silent. */
function cardsOf<M>({ before, after, record, repeats }: Item, deps: AnnouncerDeps<M>): readonly Announced<M>[] {
  try {
    return deps.announce(before, after, record, repeats);
  } catch (error) {
    const facts = { mission: after.id, seq: record.seq, error: error instanceof Error ? error.stack : String(error) };
    deps.log.error(facts, 'a record could not be announced');
    return [];
  }
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
      const { after, record } = item;
      // Without its surface in this process a mission waits: what it has to say is said when the surface is back.
      if (deps.poster(after.place.surface) === undefined) return;
      for (const one of cardsOf(item, deps)) await postbox.send(after, one);
      lane.waiting.shift();
      await deps.cursors.set(id, record.seq);
    }
  } finally {
    lane.running = false;
    deps.changed();
  }
}

const isSent = (lane: Lane | undefined): boolean => lane === undefined || (lane.waiting.length === 0 && !lane.running);

function laneIn(lanes: Map<string, Lane>, id: string): Lane {
  const lane = lanes.get(id) ?? { view: undefined, newest: undefined, waiting: [], running: false };
  lanes.set(id, lane);
  return lane;
}

/** Folds a record; what the cursor has not passed waits to be sent. */
function add(lane: Lane, record: MissionRecord, repeats: boolean, cursor: number): void {
  const before = lane.view;
  const after = foldView(before, record);
  lane.view = after;
  lane.newest = { record, before, after, repeats };
  if (record.seq > cursor) lane.waiting.push(lane.newest);
}

/** A journal that was read: what the cursor has passed is folded in one go, but for its last record, the newest shown. */
function addAll(lane: Lane, records: readonly MissionRecord[], repeats: boolean, cursor: number): void {
  const passed = records.filter((record) => record.seq <= cursor).slice(0, -1);
  lane.view = viewOf(passed);
  for (const record of records.slice(passed.length)) add(lane, record, repeats, cursor);
}

export function createAnnouncer<M>(deps: AnnouncerDeps<M>): Announcer {
  const { missions, log } = deps;
  const lanes = new Map<string, Lane>();
  const stopping = new AbortController();
  const tasks = new Set<Promise<void>>();
  const surfaces = Promise.withResolvers<void>();
  const postbox = createPostbox(deps, stopping.signal);

  const laneOf = (id: string): Lane => laneIn(lanes, id);

  function track(id: string, work: () => Promise<void>): void {
    const task = surfaces.promise
      .then(() => (stopping.signal.aborted ? undefined : work()))
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error({ mission: id, error: String(error) }, 'announcing stopped');
      });
    tasks.add(task);
    void task.finally(() => tasks.delete(task));
  }

  const start = (id: string): void =>
    track(id, () => pump(id, laneOf(id), deps, postbox, () => stopping.signal.aborted));

  function refresh(id: string): void {
    const { newest } = laneOf(id);
    const card = newest === undefined ? undefined : cardsOf(newest, deps).find((one) => one.kind === 'live-card');
    if (newest !== undefined && card !== undefined) track(id, () => postbox.send(newest.after, card));
  }

  /** A note on a mission that was closed already: its view is folded anew first. */
  async function revive(id: string, upTo: MissionRecord): Promise<void> {
    const records = (await missions.records(id)).slice(0, upTo.seq + 1);
    addAll(laneOf(id), records, false, upTo.seq - 1);
    start(id);
  }

  missions.subscribe((record, _before, after) => {
    if (record.seq > 0 && laneOf(after.id).view === undefined) {
      track(after.id, () => revive(after.id, record));
      return;
    }
    add(laneOf(after.id), record, false, -1);
    start(after.id);
  });

  return {
    async load(ids) {
      for (const id of ids) {
        const cursor = (await deps.cursors.get(id)) ?? -1;
        addAll(laneOf(id), await missions.records(id), true, cursor);
        // The last edit of its card may have been lost with the process before.
        if (laneOf(id).waiting.length > 0) start(id);
        else refresh(id);
      }
    },
    begin: surfaces.resolve,
    view: (id) => lanes.get(id)?.view,
    open: () => [...lanes.keys()],
    isDone: (id) => isSent(lanes.get(id)) && !postbox.isEditing(id),
    forget(id) {
      lanes.delete(id);
      postbox.forget(id);
    },
    async stop() {
      stopping.abort();
      surfaces.resolve();
      await Promise.all(tasks);
      await postbox.idle();
    },
  };
}
