// Socket Mode from Slack's side: hello, envelopes, acknowledgements, redelivery, and the ways in which a socket ends.
import { randomUUID } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Delivered {
  readonly acked: boolean;
  /** What stood in the acknowledgement. */
  readonly payload: Record<string, unknown>;
  readonly tries: number;
}

export interface SocketOptions {
  /** Slack waits three seconds. */
  readonly ackWithinMs: number;
  /** Before each redelivery of an event; Slack: at once, a minute, five minutes. */
  readonly retryAfterMs: readonly number[];
}

export type Kind = 'events_api' | 'slash_commands' | 'interactive';

export interface SocketSide {
  readonly server: WebSocketServer;
  /** False: the socket opens and nothing is said. */
  saysHello: boolean;
  deliver(kind: Kind, payload: object): Promise<Delivered>;
  /** Any frame on every socket. */
  send(frame: object): void;
  drop(): void;
  open(): number;
  /** How many sockets said goodbye or were opened so far. */
  opened(): number;
  stop(): Promise<void>;
}

export function createSocketSide(options: SocketOptions): SocketSide {
  const server = new WebSocketServer({ noServer: true });
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (payload: Record<string, unknown>) => void>();
  const timers = new Set<NodeJS.Timeout>();
  let opened = 0;
  let stopped = false;

  const side: SocketSide = {
    server,
    saysHello: true,
    deliver,
    send: (frame) => {
      for (const socket of sockets) socket.send(JSON.stringify(frame));
    },
    drop: () => {
      for (const socket of sockets) socket.terminate();
    },
    open: () => sockets.size,
    opened: () => opened,
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  server.on('connection', (socket) => {
    opened += 1;
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => receive(String(data)));
    if (!side.saysHello) return;
    sockets.add(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.size,
        connection_info: { app_id: 'A1' },
        debug_info: {},
      }),
    );
  });

  function receive(frame: string): void {
    const { envelope_id: id, payload } = JSON.parse(frame);
    waiting.get(id)?.(payload ?? {});
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  }

  /** On one of the sockets, as Slack does. Undefined: not acknowledged in time, or nobody there. */
  async function once(kind: Kind, payload: object, attempt: number): Promise<Record<string, unknown> | undefined> {
    const socket = [...sockets].at(-1);
    if (socket === undefined) return undefined;
    const id = randomUUID();
    const acked = new Promise<Record<string, unknown>>((resolve) => waiting.set(id, resolve));
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        payload,
        retry_attempt: attempt,
        retry_reason: attempt === 0 ? '' : 'timeout',
      }),
    );
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), options.ackWithinMs);
    timers.add(timer);
    const answer = await Promise.race([acked, late.promise]);
    clearTimeout(timer);
    waiting.delete(id);
    return answer;
  }

  async function deliver(kind: Kind, payload: object): Promise<Delivered> {
    // Only events are delivered again; a person has to tap a second time.
    const pauses = kind === 'events_api' ? options.retryAfterMs : [];
    for (let attempt = 0; ; attempt += 1) {
      const answer = await once(kind, payload, attempt);
      if (answer !== undefined) return { acked: true, payload: answer, tries: attempt + 1 };
      const next = pauses[attempt];
      if (next === undefined || stopped) return { acked: false, payload: {}, tries: attempt + 1 };
      await pause(next);
    }
  }

  return side;
}
