/**
 * Station 8: from journal records to posts. Keeps the views, asks `announce` what follows from a record, sends it in order
 * with one durable cursor a mission, and edits the one live card at most about once a second. A restart goes on where it
 * stood: what was posted is known by its key; a final result that may have been posted says that it repeats (what must hold, 11).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../lib/backoff.ts';
import type { Place } from '../missions/event.ts';
import type { MissionView } from '../projections/mission-view.ts';
import { foldView } from '../projections/view-fold.ts';
import type { Log } from './effects/context.ts';
import type { MissionRecord, Missions } from './missions.ts';
import type { Clock, Table } from './ports.ts';

const BACKOFF = { baseMs: 500, maxMs: 30_000 };
/** The live card is edited at most this often (wall ms): Slack and Telegram allow about one a second. */
const EDIT_EVERY_MS = 1000;

export type Announced<M> =
  | { readonly kind: 'live-card'; readonly card: M }
  | { readonly kind: 'thread' | 'channel'; readonly key: string; readonly message: M }
  | { readonly kind: 'edit-posted'; readonly ofKey: string; readonly message: M };

export interface PostedMessage {
  readonly id: string;
  readonly place: Place;
}

/** A surface's posting side; `undefined` when a mission's surface is not configured in this process. */
export interface Poster<M> {
  post(place: Place, message: M): Promise<PostedMessage>;
  edit(posted: PostedMessage, message: M): Promise<void>;
}

export interface AnnouncerDeps<M> {
  readonly missions: Missions;
  readonly clock: Clock;
  readonly log: Log;
  readonly cursors: Table<number>;
  /** Key: mission and announcement key, or `live`. */
  readonly posts: Table<PostedMessage>;
  readonly poster: (surface: Place['surface']) => Poster<M> | undefined;
  readonly announce: (
    before: MissionView | undefined,
    after: MissionView,
    record: MissionRecord,
    repeats: boolean,
  ) => readonly Announced<M>[];
  /** Told of every post, so that replies to it find their mission. */
  readonly posted: (view: MissionView, key: string, posted: PostedMessage) => Promise<void>;
  readonly changed: () => void;
}

interface Item {
  readonly record: MissionRecord;
  readonly before: MissionView | undefined;
  readonly after: MissionView;
  /** It was waiting already when this process started. */
  readonly repeats: boolean;
}

interface Lane<M> {
  view: MissionView | undefined;
  readonly waiting: Item[];
  running: boolean;
  card: M | undefined;
  editedAt: number;
  editing: Promise<void> | undefined;
}

export interface Announcer {
  load(ids: readonly string[]): Promise<void>;
  view(id: string): MissionView | undefined;
  views(): readonly MissionView[];
  /** Everything of this mission was sent. */
  isDone(id: string): boolean;
  busy(): boolean;
  stop(): Promise<void>;
}

const liveKey = (id: string): string => `${id} live`;

export function createAnnouncer<M>(deps: AnnouncerDeps<M>): Announcer {
  const { missions, clock, log, posts } = deps;
  const lanes = new Map<string, Lane<M>>();
  const stopping = new AbortController();
  const tasks = new Set<Promise<void>>();

  const laneOf = (id: string): Lane<M> => {
    const lane = lanes.get(id) ?? {
      view: undefined,
      waiting: [],
      running: false,
      card: undefined,
      editedAt: 0,
      editing: undefined,
    };
    lanes.set(id, lane);
    return lane;
  };

  /** Tries until the platform took it; an edit that can never succeed any more is the surface's to swallow. */
  async function persist<T>(id: string, what: string, task: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await task();
      } catch (error) {
        if (stopping.signal.aborted) throw error;
        log.warn({ mission: id, what, attempt, error: String(error) }, 'a message was not taken and is tried again');
        await sleep(backoffMs(BACKOFF, { attempt, jitter: 1 }), undefined, { signal: stopping.signal });
      }
    }
  }

  async function postOnce(
    view: MissionView,
    key: string,
    place: Place,
    message: M,
  ): Promise<PostedMessage | undefined> {
    const known = await posts.get(`${view.id} ${key}`);
    const poster = deps.poster(view.place.surface);
    if (known !== undefined || poster === undefined) return known;
    const posted = await persist(view.id, key, () => poster.post(place, message));
    await posts.set(`${view.id} ${key}`, posted);
    await deps.posted(view, key, posted);
    return posted;
  }

  /** The live card: posted once, then edited with the newest content, coalesced. */
  async function showLive(lane: Lane<M>, view: MissionView, card: M): Promise<void> {
    const known = await posts.get(liveKey(view.id));
    if (known === undefined) {
      await postOnce(view, 'live', view.place, card);
      return;
    }
    lane.card = card;
    lane.editing ??= editLater(lane, view.id, known).finally(() => {
      lane.editing = undefined;
      deps.changed();
    });
  }

  async function editLater(lane: Lane<M>, id: string, posted: PostedMessage): Promise<void> {
    while (lane.card !== undefined) {
      const wait = lane.editedAt + EDIT_EVERY_MS - clock.wall();
      if (wait > 0) await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      const { card } = lane;
      const poster = lane.view === undefined ? undefined : deps.poster(lane.view.place.surface);
      lane.card = undefined;
      lane.editedAt = clock.wall();
      if (card === undefined || poster === undefined) continue;
      try {
        await poster.edit(posted, card);
      } catch (error) {
        // The next record brings a newer card; a lost edit is not worth holding anything up.
        log.warn({ mission: id, error: String(error) }, 'the live card could not be edited');
      }
    }
  }

  async function send(lane: Lane<M>, view: MissionView, one: Announced<M>): Promise<void> {
    switch (one.kind) {
      case 'live-card':
        return showLive(lane, view, one.card);
      case 'thread': {
        const root = await posts.get(liveKey(view.id));
        await postOnce(view, one.key, root?.place ?? view.place, one.message);
        return;
      }
      case 'channel':
        await postOnce(view, one.key, view.place, one.message);
        return;
      case 'edit-posted': {
        const posted = await posts.get(`${view.id} ${one.ofKey}`);
        const poster = deps.poster(view.place.surface);
        if (posted !== undefined && poster !== undefined)
          await persist(view.id, one.ofKey, () => poster.edit(posted, one.message));
      }
    }
  }

  async function pump(id: string): Promise<void> {
    const lane = laneOf(id);
    if (lane.running) return;
    lane.running = true;
    try {
      for (let item = lane.waiting[0]; item !== undefined && !stopping.signal.aborted; item = lane.waiting[0]) {
        for (const one of deps.announce(item.before, item.after, item.record, item.repeats))
          await send(lane, item.after, one);
        lane.waiting.shift();
        await deps.cursors.set(id, item.record.seq);
      }
    } finally {
      lane.running = false;
      deps.changed();
    }
  }

  function start(id: string): void {
    const task = pump(id).catch((error: unknown) => {
      if (!stopping.signal.aborted)
        log.error({ mission: id, error: error instanceof Error ? error.stack : String(error) }, 'announcing stopped');
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

  missions.subscribe((record, _before, after) => {
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
    views: () => [...lanes.values()].flatMap((lane) => lane.view ?? []),
    isDone: (id) => {
      const lane = lanes.get(id);
      return lane === undefined || (lane.waiting.length === 0 && !lane.running && lane.editing === undefined);
    },
    busy: () => [...lanes.values()].some((lane) => lane.running),
    async stop() {
      stopping.abort();
      await Promise.all(tasks);
      await Promise.all([...lanes.values()].map((lane) => lane.editing));
    },
  };
}
