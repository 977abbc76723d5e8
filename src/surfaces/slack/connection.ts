/**
 * Socket Mode, with what its library leaves out: an event is acknowledged after it was accepted and not before, a notice
 * without an event does no harm, a socket that never says hello is opened anew, and an end without return is reported.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, SocketModeReceiver, type webApi } from '@slack/bolt';
import { isUnrecoverable, SlackFailure, toFailure } from './failure.ts';
import { type SlackLog, toBoltLogger } from './log.ts';
import { isRecord } from './payloads.ts';

/** The library waits this long before it opens a new socket, and for the answer to a ping. */
const CLIENT_PING_TIMEOUT_MS = 1000;
const HELLO_WITHIN_MS = 10_000;
const CLOSE_WITHIN_MS = 2000;

export interface Connection {
  readonly receiver: SocketModeReceiver;
  /** Resolves with the first hello; rejects with a `SlackFailure` when no try can help. */
  open(): Promise<void>;
  close(): Promise<void>;
  isOpen(): boolean;
}

export interface ConnectionDeps {
  readonly log: SlackLog;
  readonly helloWithinMs?: number | undefined;
  /** After each hello, the first included. */
  onOpen(): void;
  /** The connection ended and will not come back. */
  onLost(failure: SlackFailure): void;
}

type Socket = SocketModeReceiver['client'];

export function createConnection(
  config: { readonly appToken: string; readonly apiUrl?: string | undefined },
  deps: ConnectionDeps,
): Connection {
  const receiver = new SocketModeReceiver({
    appToken: config.appToken,
    logger: toBoltLogger(deps.log),
    clientPingTimeout: CLIENT_PING_TIMEOUT_MS,
    installerOptions: { clientOptions: socketClientOptions(config.apiUrl, deps.log) },
  });
  const socket = receiver.client;
  let state: 'closed' | 'opening' | 'open' = 'closed';
  let begun = false;
  let ending = false;

  withEventsNamed(socket, deps.log);
  acknowledgeLast(receiver, deps.log);
  const watch = watchHello(socket, deps.helloWithinMs ?? HELLO_WITHIN_MS, deps.log);
  socket.on('connected', () => {
    state = 'open';
    deps.onOpen();
  });
  socket.on('close', () => {
    state = 'closed';
  });

  // The library calls this again for each new socket and leaves its rejection to nobody.
  const start = socket.start.bind(socket);
  socket.start = async () => {
    try {
      return await start();
    } catch (error) {
      if (!begun || ending) throw error;
      deps.onLost(toLoss(error));
      return { ok: false };
    }
  };

  async function open(): Promise<void> {
    state = 'opening';
    try {
      await receiver.start();
      begun = true;
    } catch (error) {
      throw toLoss(error);
    }
  }

  async function close(): Promise<void> {
    ending = true;
    watch.stop();
    // A socket that is just being opened may say nothing any more.
    await Promise.race([socket.disconnect(), sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  }

  return { receiver, open, close, isOpen: () => state === 'open' };
}

/** Of its own, for the library writes into it; many tries, because after the last one the socket stays closed. */
const socketClientOptions = (apiUrl: string | undefined, log: SlackLog): webApi.WebClientOptions => ({
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  logger: toBoltLogger(log),
  timeout: 15_000,
  retryConfig: { retries: 100, factor: 1.3, minTimeout: 500, maxTimeout: 30_000 },
});

/** `app_rate_limited` comes without an event, and the library falls over it: it gets one named after its type. */
function withEventsNamed(socket: Socket, log: SlackLog): void {
  const listeners = socket.listeners('ws_message');
  socket.removeAllListeners('ws_message');
  socket.on('ws_message', (data: unknown, isBinary: unknown) => {
    const named = typeof data === 'string' ? nameEvent(data, log) : data;
    for (const listener of listeners) Reflect.apply(listener, socket, [named, isBinary]);
  });
}

function nameEvent(frame: string, log: SlackLog): string {
  if (!frame.includes('"events_api"')) return frame;
  try {
    const envelope: unknown = JSON.parse(frame);
    if (!isRecord(envelope) || envelope.type !== 'events_api') return frame;
    const payload = isRecord(envelope.payload) ? envelope.payload : {};
    if (isRecord(payload.event)) return frame;
    const type = typeof payload.type === 'string' ? payload.type : 'notice';
    log.warn({ type }, 'Slack sent a notice without an event');
    return JSON.stringify({ ...envelope, payload: { ...payload, event: { type } } });
  } catch {
    return frame;
  }
}

/**
 * Bolt acknowledges an event before our code has seen it. Here its acknowledgement of an event is held back until the
 * event was accepted: without one Slack delivers again. Everything else is acknowledged by the listeners themselves.
 */
function acknowledgeLast(receiver: SocketModeReceiver, log: SlackLog): void {
  let app: App | undefined;
  const init = receiver.init.bind(receiver);
  receiver.init = (given) => {
    app = given;
    init(given);
  };
  receiver.client.removeAllListeners('slack_event');
  receiver.client.on('slack_event', ({ type, body, ack, retry_num: retryNum, retry_reason: retryReason }) => {
    const held = type === 'events_api';
    const deliver = async () => {
      await app?.processEvent({ body, ack: held ? async () => undefined : ack, retryNum, retryReason });
      if (held) await ack();
    };
    deliver().catch((error: unknown) => log.error({ error, type }, 'a delivery of Slack was not acknowledged'));
  });
}

/** Without a hello the library would wait for ever. */
function watchHello(socket: Socket, withinMs: number, log: SlackLog): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  socket.on('authenticated', () => {
    stop();
    timer = setTimeout(() => {
      log.warn({ withinMs }, 'Slack opened a socket and said no hello; opening another one');
      socket.websocket?.disconnect();
    }, withinMs);
  });
  socket.on('connected', stop);
  return { stop };
}

function toLoss(error: unknown): SlackFailure {
  const failure = toFailure(error, 'apps.connections.open');
  if (isUnrecoverable(failure) && failure.code !== 'not_allowed_token_type')
    return new SlackFailure(
      `Slack does not accept SLACK_APP_TOKEN (${failure.code}): create an app-level token with connections:write under "Basic Information", then start again.`,
      { code: failure.code, retryable: false },
      error,
    );
  return failure;
}
