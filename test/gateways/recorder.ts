// A local server that keeps every request and answers as told: what clients really send is read from here.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export interface Seen {
  readonly method: string;
  readonly path: string;
  /** Sorted `name=value` pairs, decoded. */
  readonly query: readonly string[];
  readonly headers: IncomingHttpHeaders;
  /** The bytes as text; `''` when there was no body. */
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are sent as JSON, strings as they are, nothing as an empty body. */
  readonly body?: unknown;
  /** `drop` cuts the connection instead; `hang` never answers; `trickle` sends the head and a part of the body, then nothing. */
  readonly manner?: 'drop' | 'hang' | 'trickle';
}

export interface Recorder {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** The next replies in turn, the last one for good. */
  reply(...replies: readonly Reply[]): void;
  /** Answers by request. */
  answerWith(answer: (request: Seen) => Reply): void;
  forget(): void;
  stop(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
  const seen: Seen[] = [];
  let answer: (request: Seen) => Reply = () => ({ body: {} });
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const url = new URL(incoming.url ?? '/', 'http://local');
    const request: Seen = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort(),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    seen.push(request);
    send(response, answer(request));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    reply: (...replies) => {
      const left = [...replies];
      answer = () => (left.length > 1 ? left.shift() : left[0]) ?? {};
    },
    answerWith: (next) => {
      answer = next;
    },
    forget: () => {
      seen.length = 0;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body, manner }: Reply): void {
  if (manner === 'hang') return;
  if (manner === 'drop') {
    response.destroy();
    return;
  }
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  if (manner === 'trickle') {
    response.write(text.slice(0, 5));
    return;
  }
  response.end(text);
}
