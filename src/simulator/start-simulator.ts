// Puts the simulator together and starts it: state, clock, dialer, server. Used by main.ts and by tests.
import { createServer, type Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { getRequestListener } from '@hono/node-server';
import { coming14Utc, createClock } from './clock.ts';
import { fillDefaultWorld } from './default-world.ts';
import { createDialer } from './dialer.ts';
import { createRequestLog } from './request-log.ts';
import { createServerApp } from './server.ts';
import { openStore } from './store.ts';

export interface SimulatorOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Mission seconds a wall second; 0 is stepped: time moves only by jumps. */
  readonly speed?: number;
  readonly seed?: number;
  /** The world lives in this file and survives a kill; in memory only without it. */
  readonly stateFile?: string | undefined;
  /** Mission time of a new world; today's or the coming weekday's 14:00 UTC by itself. */
  readonly startMs?: number | undefined;
  /** Free numbers of a new world. */
  readonly numbers?: number;
  /** Calls at once. */
  readonly limit?: number;
  /** Countries that the outbound profile of a new world allows. */
  readonly countries?: readonly string[] | undefined;
}

export interface RunningSimulator {
  /** `http://127.0.0.1:PORT`; the API is below `/v2`. */
  readonly url: string;
  readonly port: number;
  /** Closes every connection and the state file. */
  stop(): Promise<void>;
}

const DEFAULTS = { speed: 60, seed: 1, numbers: 2, limit: 2 } as const;

/** Listens on loopback. Rejects with EADDRINUSE when the port is taken and StateFileError when the file cannot be used. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const store = openStore(options.stateFile);
  const { restored } = store;
  const seed = restored?.seed ?? options.seed ?? DEFAULTS.seed;
  const limit = options.limit ?? restored?.limit ?? DEFAULTS.limit;
  const startMs = restored?.nowMs ?? options.startMs ?? coming14Utc(Date.now());
  const speed = options.speed ?? DEFAULTS.speed;
  const clock = createClock({ startMs, speed, wall: () => performance.now(), frozen: restored !== undefined });
  const commit = () => store.commit({ nowMs: clock.now(), seed, limit });
  if (restored === undefined) {
    fillDefaultWorld(store, { numbers: options.numbers ?? DEFAULTS.numbers, countries: options.countries, startMs });
    commit();
  }
  const log = createRequestLog(store);
  const dialer = createDialer({ store, seed, limit, logDial: log.dial, logInbound: log.inbound });
  const stopping = new AbortController();
  const app = createServerApp({ sim: { store, clock, dialer }, log, commit, stopping: stopping.signal });
  const server = createServer(getRequestListener((request, env) => app.fetch(request, env)));
  const port = await listen(server, options.port).catch((error: unknown) => {
    store.close();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      commit();
      store.close();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
