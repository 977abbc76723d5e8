/** One run of the surface, from start to stop: the Bolt app on its receiver, its listeners, and the reading after gaps. */
import { App, type webApi } from '@slack/bolt';
import type { Desk } from '../../chat/surface.ts';
import { createKeyedQueue } from '../../lib/keyed-queue.ts';
import { createAnswers } from './answers.ts';
import type { SlackApi } from './api.ts';
import { createCatchUp } from './catch-up.ts';
import { createConnection } from './connection.ts';
import type { EventsEndpoint } from './events-endpoint.ts';
import type { Files } from './files.ts';
import type { Identity } from './inbound.ts';
import { listen } from './listeners.ts';
import { type SlackLog, toBoltLogger } from './log.ts';
import { createPeople } from './people.ts';
import type { Posting } from './posting.ts';
import type { SlackConfig, SlackDeps } from './slack-deps.ts';

export interface Session {
  open(): Promise<void>;
  /** Waits for what was accepted and is being answered. */
  close(): Promise<void>;
  isOpen(): boolean;
}

export interface SessionParts {
  readonly config: SlackConfig;
  readonly deps: SlackDeps;
  readonly identity: Identity;
  readonly desk: Desk;
  readonly api: SlackApi;
  readonly files: Files;
  readonly posting: Posting;
  readonly options: webApi.WebClientOptions;
  /** Instead of a socket. */
  readonly endpoint: EventsEndpoint | undefined;
}

const MAX_FILE_BYTES = 5_000_000;

export function createSession(parts: SessionParts): Session {
  const { config, deps, identity, desk, api, files, posting, endpoint } = parts;
  const { log } = deps;
  const lanes = createKeyedQueue();
  const work = createBackground(log);
  const connection =
    endpoint === undefined
      ? createConnection(
          { appToken: config.appToken ?? '', apiUrl: config.apiUrl },
          { log, helloWithinMs: config.helloWithinMs, onOpen: () => catchUp.begin(), onLost: deps.fatal },
        )
      : undefined;
  const receiver = connection?.receiver ?? endpoint?.receiver;
  const app = new App({
    ...(receiver === undefined ? {} : { receiver }),
    token: config.botToken,
    botId: identity.botId ?? '',
    botUserId: identity.botUser,
    tokenVerificationEnabled: false,
    ignoreSelf: false,
    convoStore: false,
    clientOptions: { ...parts.options },
    logger: toBoltLogger(log),
  });
  const hearing = listen(app, {
    desk,
    identity,
    lanes,
    files,
    people: createPeople(api, log),
    answers: createAnswers(api, posting, config.zone, config.sandbox, log),
    maxFileBytes: config.maxFileBytes ?? MAX_FILE_BYTES,
    after: work.add,
  });
  const { openThreads, cursors, wall = Date.now } = deps;
  const catchUp = createCatchUp({ api, hearing, lanes, cursors, openThreads, log, wall });

  return {
    open: () => connection?.open() ?? Promise.resolve(catchUp.begin()),
    isOpen: () => connection?.isOpen() ?? endpoint !== undefined,
    async close() {
      await connection?.close();
      await catchUp.stop();
      await lanes.idle();
      await work.done();
    },
  };
}

/** Work that nobody awaits until the end. */
function createBackground(log: SlackLog): { add(work: Promise<void>): void; done(): Promise<void> } {
  const open = new Set<Promise<void>>();
  return {
    add(work) {
      const watched = work
        .catch((error: unknown) => log.error({ error }, 'an act could not be carried out'))
        .finally(() => open.delete(watched));
      open.add(watched);
    },
    async done() {
      await Promise.all(open);
    },
  };
}
