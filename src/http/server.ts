/**
 * The one HTTP server. A port that nobody asked for may be another one, with a word about it; a port that somebody set is
 * that port or an end with one sentence.
 */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Access, createAccess } from './access.ts';
import type { ConnectInfo, ConsoleDoor, Readiness } from './console-door.ts';
import { readPages } from './pages.ts';
import { createRoutes } from './routes.ts';

export interface HttpConfig {
  /** `127.0.0.1`. */
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
  /** Nobody set it: the next free one does as well. */
  readonly portIsDefault: boolean;
  readonly consoleToken?: string | undefined;
  readonly publicUrl?: string | undefined;
  /** Where the page lies; ends with a slash. */
  readonly pageFolder: URL;
}

export interface HttpDeps {
  readonly console: ConsoleDoor;
  readonly connect: ConnectInfo;
  readonly ready: Readiness;
  /** Slack's events over HTTP, where it is set up so. */
  readonly slackEvents?: ((request: Request) => Promise<Response>) | undefined;
  /** Epoch ms. */
  wall(): number;
  readonly log: { error(facts: Readonly<Record<string, unknown>>, message: string): void };
}

export interface HttpServer {
  /** `http://127.0.0.1:3000`, to be opened in a browser of this machine. */
  readonly url: string;
  readonly port: number;
  /** `closed`: the console lets nobody in, because there is no token to ask for. */
  readonly door: Access['door'];
  /** One sentence where the port is not the one that was to be expected. */
  readonly note?: string;
  /** Ends the streams, lets requests in work finish, closes. */
  stop(): Promise<void>;
}

/** The server could not be opened; `message` is one sentence with the cure. */
export class HttpStartError extends Error {
  readonly code: 'PORT_TAKEN' | 'PORT_FORBIDDEN' | 'HOST_UNKNOWN' | 'NOT_OPENED';
  constructor(code: HttpStartError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'HttpStartError';
    this.code = code;
  }
}

const PORTS_TRIED = 20;
const HIGHEST_PORT = 65_535;
const STOP_WITHIN_MS = 3_000;

export async function createHttpServer(config: HttpConfig, deps: HttpDeps): Promise<HttpServer> {
  const { host, consoleToken: token, publicUrl } = config;
  const { sandbox } = deps.console;
  const stopping = new AbortController();
  const access = createAccess({ host, sandbox, token, publicUrl });
  const app = createRoutes({
    door: deps.console,
    access,
    connect: deps.connect,
    pages: readPages(config.pageFolder, sandbox),
    ready: deps.ready,
    slackEvents: deps.slackEvents,
    wall: deps.wall,
    stopping: stopping.signal,
    secureCookie: publicUrl?.startsWith('https:') ?? false,
    log: deps.log,
  });
  const server = createServer(getRequestListener((request, env) => app.fetch(request, env)));
  const port = await listen(server, config);
  const moved = config.port !== 0 && port !== config.port;
  return {
    url: `http://${shownHost(host)}:${port}`,
    port,
    door: access.door,
    ...(moved ? { note: `Port ${config.port} is taken by another program, so this is port ${port}.` } : {}),
    stop: async () => {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const timer = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
    },
  };
}

/** What a browser of this machine reaches: "all addresses" is none to open. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function listen(server: Server, { host, port, portIsDefault }: HttpConfig): Promise<number> {
  const last = portIsDefault && port !== 0 ? Math.min(port + PORTS_TRIED, HIGHEST_PORT) : port;
  for (let next = port; ; next += 1) {
    try {
      return await listenOn(server, host, next);
    } catch (error) {
      const isTaken = codeOf(error) === 'EADDRINUSE';
      if (!isTaken || next === last) throw startError(error, host, port, last);
    }
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function startError(error: unknown, host: string, port: number, last: number): HttpStartError {
  switch (codeOf(error)) {
    case 'EADDRINUSE': {
      const which = last === port ? `Port ${port} is` : `Ports ${port} to ${last} are`;
      return new HttpStartError(
        'PORT_TAKEN',
        `${which} taken by another program: end it, or set PORT to a free one.`,
        error,
      );
    }
    case 'EACCES':
      return new HttpStartError(
        'PORT_FORBIDDEN',
        `Port ${port} needs rights this program lacks: set PORT to one above 1024.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new HttpStartError(
        'HOST_UNKNOWN',
        `This machine has no address "${host}": set HOST to 127.0.0.1, or to an address it has.`,
        error,
      );
    default:
      return new HttpStartError(
        'NOT_OPENED',
        `The console could not be opened on ${host}, port ${port}: set HOST and PORT to an address and a port this machine has free.`,
        error,
      );
  }
}
