/**
 * Sends one announcement: posts once (known by its key), edits what was posted, and edits the one live card at most about
 * once a second with only its newest content. Tries again until the platform took it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../lib/backoff.ts';
import type { MissionView } from '../projections/mission-view.ts';
import type { Announced, AnnouncerDeps, PostedMessage } from './announcement.ts';
import type { Log } from './effects/context.ts';

const BACKOFF = { baseMs: 500, maxMs: 30_000 };
/** Wall ms between edits of a live card: Slack and Telegram allow about one a second. */
const EDIT_EVERY_MS = 1000;
/** A refusal that says of itself that it stays gets this many tries. */
const FINAL_TRIES = 3;
/** An edit of an old message that is refused this often is let go: the newest post says the same. */
const EDIT_TRIES = 5;

export interface Postbox<M> {
  send(view: MissionView, one: Announced<M>): Promise<void>;
  isEditing(id: string): boolean;
  forget(id: string): void;
  idle(): Promise<void>;
}

interface LiveCard<M> {
  next: { readonly view: MissionView; readonly card: M } | undefined;
  editedAt: number;
  editing: Promise<void> | undefined;
}

const LIVE = 'live';
const keyOf = (id: string, key: string): string => `${id} ${key}`;

type PostboxDeps<M> = Pick<
  AnnouncerDeps<M>,
  'posts' | 'poster' | 'posted' | 'undeliverable' | 'log' | 'clock' | 'changed'
>;

const isFinal = (error: unknown): boolean =>
  error instanceof Error && 'retryable' in error && error.retryable === false;

/** Tries a task until it went through, so many times at most; answers nothing when it never did. */
function createPersistence(log: Log, stopping: AbortSignal) {
  return async function persist<T>(
    id: string,
    key: string,
    tries: number,
    task: () => Promise<T>,
  ): Promise<T | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await task();
      } catch (error) {
        if (stopping.aborted) throw error;
        log.warn({ mission: id, key, attempt, error: String(error) }, 'a message was not taken by its platform');
        // What the platform refuses for good (an archived channel, the bot was thrown out) is told elsewhere.
        if (attempt >= tries || (attempt >= FINAL_TRIES && isFinal(error))) return undefined;
        await sleep(backoffMs(BACKOFF, { attempt, jitter: 1 }), undefined, { signal: stopping });
      }
    }
  };
}

export function createPostbox<M>(deps: PostboxDeps<M>, stopping: AbortSignal): Postbox<M> {
  const { posts, log, clock } = deps;
  const cards = new Map<string, LiveCard<M>>();

  const persist = createPersistence(log, stopping);

  async function post(view: MissionView, key: string, message: M, broadcast: boolean): Promise<void> {
    const poster = deps.poster(view.place.surface);
    if (poster === undefined || (await posts.get(keyOf(view.id, key))) !== undefined) return;
    const root = key === LIVE ? undefined : await posts.get(keyOf(view.id, LIVE));
    const posted = await persist(view.id, key, Number.POSITIVE_INFINITY, () =>
      poster.post(root?.place ?? view.place, message, broadcast),
    );
    if (posted === undefined) return deps.undeliverable(view, message);
    // The index first: a reply must find its mission even if the process ends between these two.
    await deps.posted(view, key, posted);
    await posts.set(keyOf(view.id, key), posted);
  }

  async function editLive(live: LiveCard<M>, id: string, posted: PostedMessage): Promise<void> {
    for (let item = live.next; item !== undefined && !stopping.aborted; item = live.next) {
      const wait = live.editedAt + EDIT_EVERY_MS - clock.wall();
      if (wait > 0) await sleep(wait, undefined, { signal: stopping }).catch(() => undefined);
      const { view, card } = live.next ?? item;
      live.next = undefined;
      live.editedAt = clock.wall();
      // A lost edit holds nothing up: the next record brings a newer card.
      await persist(id, LIVE, 1, async () => deps.poster(view.place.surface)?.edit(posted, card));
    }
  }

  async function showLive(view: MissionView, card: M): Promise<void> {
    const posted = await posts.get(keyOf(view.id, LIVE));
    if (posted === undefined) return post(view, LIVE, card, false);
    const live = cards.get(view.id) ?? { next: undefined, editedAt: 0, editing: undefined };
    cards.set(view.id, live);
    live.next = { view, card };
    live.editing ??= editLive(live, view.id, posted).finally(() => {
      live.editing = undefined;
      deps.changed();
    });
  }

  async function editPosted(view: MissionView, key: string, message: M): Promise<void> {
    const posted = await posts.get(keyOf(view.id, key));
    const poster = deps.poster(view.place.surface);
    if (posted !== undefined && poster !== undefined)
      await persist(view.id, key, EDIT_TRIES, () => poster.edit(posted, message));
  }

  return {
    send(view, one) {
      if (one.kind === 'live-card') return showLive(view, one.card);
      if (one.kind === 'edit-posted') return editPosted(view, one.ofKey, one.message);
      return post(view, one.key, one.message, one.kind === 'channel');
    },
    forget: (id) => void cards.delete(id),
    isEditing: (id) => cards.get(id)?.editing !== undefined,
    async idle() {
      await Promise.all([...cards.values()].map((live) => live.editing));
    },
  };
}
