/**
 * The console as a surface: a message log that a page or a script reads over HTTP, and three ways to act. Like every
 * surface it acknowledges, translates and shows the answers; what anything means is the desk's to know.
 */
import type { FileOut, Note } from '../../chat/card.ts';
import type { DeskTable } from '../../chat/desk-deps.ts';
import type { Desk, Posted, Surface } from '../../chat/surface.ts';
import { type Acts, actorOf, createActs, placeOf } from './acts.ts';
import type { ConsoleMessage, KeptFile } from './message.ts';
import { createMessageLog, isFor, type LogBounds } from './message-log.ts';
import { createOutlet, type Outlet } from './outlet.ts';
import { createTurns } from './turns.ts';

export interface ConsoleConfig {
  /** IANA zone of the times in `text`; the page shows the reader's own. */
  readonly zone: string;
  readonly sandbox: boolean;
  readonly bounds?: LogBounds;
  /** Wall time that an answer waits for the desk; what comes later arrives by the stream. */
  readonly answerWithinMs?: number;
}

export interface ConsoleDeps {
  readonly tables: { readonly messages: DeskTable<ConsoleMessage>; readonly files: DeskTable<KeptFile> };
  /** Mission time and wall time, epoch ms. */
  now(): number;
  wall(): number;
  /** The first message of an empty console; asked for in `start`. */
  welcome(): Note;
  readonly log: { error(facts: Readonly<Record<string, unknown>>, message: string): void };
}

export interface ConsoleSurface extends Surface, Acts {
  readonly zone: string;
  readonly sandbox: boolean;
  /** Mission time, epoch ms. */
  now(): number;
  /** Newer than `seq`, oldest first; `user` is a plain name, without one everybody's. */
  since(seq: number, user?: string): readonly ConsoleMessage[];
  /** The newest `seq`; 0 = nothing was ever said. */
  last(): number;
  /** Answers the function that ends it. */
  subscribe(user: string | undefined, listener: (message: ConsoleMessage) => void): () => void;
  file(id: string): Promise<FileOut | undefined>;
}

/** Where the page lies; served as it is. */
export const pageFolder = new URL('./page/', import.meta.url);

const BOUNDS: LogBounds = { perThread: 400, inAll: 8_000 };
const ANSWER_WITHIN_MS = 10_000;

const viewerOf = (user: string | undefined): string | undefined => (user === undefined ? undefined : actorOf(user).id);

export function createConsole(config: ConsoleConfig, deps: ConsoleDeps): ConsoleSurface {
  const { zone, sandbox, answerWithinMs = ANSWER_WITHIN_MS } = config;
  const log = createMessageLog(deps.tables.messages, config.bounds ?? BOUNDS);
  const outlet = createOutlet({ ...deps, log, files: deps.tables.files, zone, sandbox });
  const turns = createTurns({ log, answerWithinMs, onError: deps.log.error });
  let running: Desk | undefined;
  const desk = (): Desk => {
    if (running === undefined) throw new Error('The console was used before it was started.');
    return running;
  };
  return {
    ...createActs({ log, outlet, turns, zone, desk }),
    ...posting(outlet),
    name: 'console',
    zone,
    sandbox,
    now: deps.now,
    start: async (handedDesk) => {
      await log.open();
      running = handedDesk;
      if (log.last() === 0) await outlet.show(deps.welcome(), {});
    },
    stop: turns.idle,
    check: async () => [{ what: 'Console', ok: true, sentence: `Open; messages kept: ${log.current().length}.` }],
    since: (seq, user) => log.since(seq, viewerOf(user)),
    last: log.last,
    subscribe: (user, listener) => {
      const viewer = viewerOf(user);
      return log.subscribe((message) => {
        if (isFor(message, viewer)) listener(message);
      });
    },
    file: (id) => deps.tables.files.get(id),
  };
}

/** What the rest of the bot posts through. The thread of a message in the main chat is called by its id. */
function posting(outlet: Outlet): Pick<Surface, 'post' | 'edit' | 'whisper'> {
  return {
    post: async (place, message, broadcast): Promise<Posted> => {
      // A card asks something or says something urgent: here it is never out of sight in a thread.
      const inChat = place.thread !== undefined && (broadcast === true || message.kind === 'card');
      const { id } = await outlet.show(message, { thread: place.thread, broadcast: inChat });
      return { id, place: placeOf(place.thread ?? id) };
    },
    edit: async ({ id, place }, message) => {
      await outlet.show(message, { id, thread: place.thread === id ? undefined : place.thread });
    },
    whisper: async (place, actor, message) => {
      const spot = { thread: place.thread, to: actor.id };
      await (message.kind === 'form' ? outlet.openForm(message, spot) : outlet.show(message, spot));
    },
  };
}
