/** Engine, announcer and views: what the desk and the surfaces stand on. */
import { randomUUID } from 'node:crypto';
import { announce } from '../chat/announce.ts';
import type { Message } from '../chat/card.ts';
import type { Surface } from '../chat/surface.ts';
import { callsAtOnce } from '../engine/account.ts';
import type { PostedMessage } from '../engine/announcement.ts';
import { type Announcer, createAnnouncer } from '../engine/announcer.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { createThreadIndex, type MessageReference, type ThreadIndex } from '../engine/thread-index.ts';
import { createViews, type Views } from '../engine/views.ts';
import type { World } from './world.ts';

export interface Chat {
  readonly engine: Engine;
  readonly announcer: Announcer;
  readonly threads: ThreadIndex;
  readonly views: Views;
  readonly surfaces: Surface[];
  /** Calls at once that the account allows, as far as is known by now. */
  readonly lines: () => number;
  /** Wall time until which somebody may be filling in a form. */
  formOpenUntil: number;
}

export function openChat({ config, log, store, clock, backend, watch }: World): Chat {
  // Asked at each start: how many calls at once the account allows may have changed.
  watch.known();
  const surfaces: Surface[] = [];
  const lines = () => callsAtOnce(config.maxConcurrentCalls, watch.latest()).limit;
  const posts = store.table<PostedMessage>('posts');
  const threads = createThreadIndex(store.table('threads'), store.table<MessageReference>('messages'), posts);
  const engine = createEngine({
    store,
    backend,
    clock,
    log,
    newId: randomUUID,
    limit: lines,
    personIsBusy: () => clock.wall() < chat.formOpenUntil,
    maySettle: (id) => announcer.isDone(id),
    loaded: (ids) => announcer.load(ids),
    closed: (id) => announcer.forget(id),
  });
  const announcer = createAnnouncer<Message>({
    missions: engine.missions,
    clock,
    log,
    posts,
    cursors: store.table('announced'),
    poster: (name) => surfaces.find((one) => one.name === name),
    announce: (before, after, record, repeats) =>
      announce(before, after, record, {
        zone: config.zone,
        lines: lines(),
        portal: backend.words.portal,
        repeats,
      }),
    posted: threads.remember,
    undeliverable: async (_view, message) => {
      await surfaces.find((one) => one.name === 'console')?.post({ surface: 'console', channel: 'main' }, message);
    },
    changed: engine.wake,
  });
  const views = createViews({ journal: store.journal(), missions: engine.missions, announcer, threads });
  const chat: Chat = { engine, announcer, threads, views, surfaces, lines, formOpenUntil: 0 };
  return chat;
}
