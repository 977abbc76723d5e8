/**
 * Stands between the bot and the simulator and counts its requests, so that a test can act at exactly the nth of them:
 * before it has any effect, or after the effect and before the answer, which is then lost with the process.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export interface Passing {
  /** Counts from 1 over everything the bot asks, clock included. */
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly when: 'before' | 'after';
}

/** True: the request, or its answer, gets no further. Asked twice for each request. */
export type Trap = (passing: Passing) => boolean;

export interface Tripwire {
  readonly url: string;
  /** Requests so far. */
  count(): number;
  /** From the next request on; undefined lets everything through. */
  set(trap: Trap | undefined): void;
  stop(): Promise<void>;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forward(
  target: string,
  asked: IncomingMessage,
  body: Buffer,
): Promise<{ head: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { host: _, ...headers } = asked.headers;
    const onward = request(`${target}${asked.url}`, { method: asked.method, headers, agent: false }, (head) => {
      bodyOf(head).then((answer) => resolve({ head, body: answer }), reject);
    });
    onward.once('error', reject);
    onward.end(body);
  });
}

export async function startTripwire(target: string): Promise<Tripwire> {
  let trap: Trap | undefined;
  let count = 0;
  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    count += 1;
    const passing = { index: count, method: asked.method ?? '', path: asked.url ?? '' };
    const body = await bodyOf(asked);
    if (trap?.({ ...passing, when: 'before' }) === true) return void asked.socket.destroy();
    const { head, body: answered } = await forward(target, asked, body);
    if (trap?.({ ...passing, when: 'after' }) === true) return void asked.socket.destroy();
    answer.writeHead(head.statusCode ?? 502, head.headers);
    answer.end(answered);
  }
  const server = createServer((asked, answer) => {
    // A process that was killed hangs up in the middle of what it asked.
    pass(asked, answer).catch(() => asked.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    count: () => count,
    set(next) {
      trap = next;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
