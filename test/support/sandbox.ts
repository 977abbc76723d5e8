/**
 * A whole engine on the simulator in this process: memory state, stepped clock, the real gateway over loopback. `crash`
 * cuts the engine off from state and backend at once; `restart` starts another one on what was durable by then.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { CallBackend, Clock, Store } from '../../src/engine/ports.ts';
import { followSimulatedClock } from '../../src/gateways/mission-clock.ts';
import { createTelnyxGateway } from '../../src/gateways/telnyx/gateway.ts';
import type { Brief, Field } from '../../src/missions/brief.ts';
import type { MissionCommand } from '../../src/missions/command.ts';
import { BUSINESS_HOURS } from '../../src/missions/policies/hours.ts';
import { heldNumbers } from '../../src/missions/provision.ts';
import type { MissionState } from '../../src/missions/state.ts';
import type { Actor, EnlistedTarget, Origin } from '../../src/missions/terms.ts';
import { startSimulator } from '../../src/simulator/start-simulator.ts';
import { createMemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { openOnShelf } from '../../src/store/open.ts';

export const ANA: Actor = { id: 'console:ana', name: 'Ana' };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface StartOptions {
  readonly id?: string;
  /** Whom to call; the first `people` of the standard list unless told. */
  readonly targets?: readonly EnlistedTarget[];
  readonly origin?: Origin;
}

export interface Sandbox {
  /** The engine of the moment: another one after `restart`. */
  readonly engine: Engine;
  readonly simulator: Awaited<ReturnType<typeof startSimulator>>;
  /** What the engine warned of. */
  readonly problems: readonly string[];
  start(brief: Brief, people: number, options?: StartOptions): Promise<MissionState>;
  tell(id: string, command: MissionCommand, by?: Actor): ReturnType<Engine['send']>;
  /** Resolves with the state that fulfils `wanted`; asked after every record. */
  until(id: string, wanted: (state: MissionState) => boolean, timeoutMs?: number): Promise<MissionState>;
  log(): Promise<readonly LogEntry[]>;
  script(numbers: Readonly<Record<string, readonly unknown[]>>): Promise<void>;
  /** Somebody calls one of the account's numbers. */
  callIn(call: { readonly from: string; readonly to: string } & Readonly<Record<string, unknown>>): Promise<void>;
  faults(faults: readonly object[]): Promise<void>;
  /** Mission time of the simulator, epoch ms. */
  now(): Promise<number>;
  /** Moves a stepped clock to `at`, event by event, while the engine waits for a person. */
  moveTo(at: number, stepMs?: number): Promise<void>;
  /** Once all missions have ended: lets the time pass in which numbers are kept for people who call back; afterwards all are given back. */
  callbackTimeOver(): Promise<void>;
  /** From here on nothing the engine does is durable or sent: as after SIGKILL. */
  crash(): Promise<void>;
  /** Another engine on what was durable; with another account's key when told. */
  restart(account?: string): Promise<void>;
  stop(): Promise<void>;
}

const logEntry = z.object({
  seq: z.number(),
  at: z.string(),
  method: z.string().optional(),
  path: z.string().optional(),
  query: z.record(z.string(), z.string()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  status: z.number().optional(),
  response: z.unknown().optional(),
  inbound: z
    .object({ from: z.string(), to: z.string(), answered: z.boolean(), heard: z.string().optional() })
    .optional(),
  dial: z
    .object({ event: z.string(), from: z.string(), to: z.string(), attempt: z.number(), outcome: z.string() })
    .optional(),
});
/** A line of the simulator's log: a request with its answer (status 0 = the connection was cut), or a dial. */
export type LogEntry = z.infer<typeof logEntry>;

export const phoneOf = (index: number): string => `+1312555${2000 + index}`;

export const people = (count: number): readonly EnlistedTarget[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `t${index + 1}`,
    person: `p_${index + 1}`,
    details: {
      private: {
        id: `t${index + 1}`,
        name: `Vendor ${index + 1}`,
        phone: phoneOf(index),
        variables: {},
        rows: [index + 2],
        alsoNamed: [],
        region: 'US',
        lineType: 'fixed',
        zones: ['America/Chicago'],
      },
    },
  }));

const price = {
  name: 'price',
  label: 'Price',
  type: 'number',
  question: 'What is the price for 1,000 pieces?',
  required: true,
  unit: 'USD',
  min: 5,
  max: 20,
} as const;

export const sweepBrief = (change: Partial<Brief> = {}): Brief => ({
  name: 'Price check',
  class: 'sweep',
  request: 'Ask ten vendors for their price',
  onBehalfOf: 'Northwind',
  recipients: 'general',
  language: 'en-US',
  voice: 'Telnyx.NaturalHD.astra',
  rounds: [
    {
      id: 'round-1',
      purpose: 'price enquiry',
      say: 'Ask for the price.',
      opening: 'Hello, this is an AI assistant calling on behalf of Northwind. Is this {{name}}?',
      fields: [price],
      ranking: [{ field: 'price', weight: 1, better: 'lower' }],
    },
  ],
  hours: BUSINESS_HOURS,
  batchSize: 5,
  spacingSecs: 60,
  approval: { approvers: [], quorum: 1, remindAfterMs: 24 * 3_600_000 },
  basis: 'public business numbers',
  ...change,
});

export const roundsBrief = (change: Partial<Brief> = {}): Brief => {
  const [first] = sweepBrief().rounds;
  if (first === undefined) throw new Error('no round');
  return sweepBrief({
    name: 'Vendor selection',
    class: 'rounds',
    rounds: [
      { ...first, shortlist: 3 },
      { ...first, id: 'round-2', purpose: 'detailed talk', say: 'Ask for details.' },
    ],
    ...change,
  });
};

const yesNo = (name: string, question: string): Field => ({
  name,
  label: name,
  type: 'boolean',
  question,
  required: false,
});

/** Class 2: a rubric of a number, a choice of yes and no, and a price. */
export const screeningBrief = (change: Partial<Brief> = {}): Brief => sweepBrief({ class: 'screening', ...change });

/** Class 3: a price in dollars, 300 to 900 is normal. */
export const negotiationBrief = (change: Partial<Brief> = {}): Brief => {
  const [first] = sweepBrief().rounds;
  if (first === undefined) throw new Error('no round');
  return sweepBrief({
    name: 'Roof repair',
    class: 'negotiation',
    rounds: [{ ...first, fields: [{ ...price, min: 0, max: 100_000 }] }],
    mandate: { field: 'price', min: 300, max: 900, nameCompetitor: true },
    ...change,
  });
};

/** Class 5: ask who has a table, book with one. */
export const actionBrief = (change: Partial<Brief> = {}): Brief => {
  const [first] = sweepBrief().rounds;
  if (first === undefined) throw new Error('no round');
  return sweepBrief({
    name: 'Table for four',
    class: 'action',
    recipients: 'service',
    rounds: [
      {
        ...first,
        fields: [
          yesNo('has_availability', 'Is a table free?'),
          yesNo('reservation_confirmed', 'Is the table booked?'),
          { ...price, required: false, min: 0, max: 80 },
        ],
      },
    ],
    action: {
      what: 'book a table for four',
      available: 'has_availability',
      done: 'reservation_confirmed',
      conditions: [],
      bestOf: 1,
      width: 5,
      alternative: 'the day after',
    },
    ...change,
  });
};

export interface SandboxOptions {
  readonly seed?: number;
  readonly numbers?: number;
  /** Calls at once that the engine believes in, and the account's own where it differs. */
  readonly limit?: number;
  readonly accountLimit?: number;
  readonly startMs?: number;
  /** 0 (stepped) unless told. */
  readonly speed?: number;
  /** How many times faster the engine's wall clock runs, for rules that count wall minutes. */
  readonly wallSpeed?: number;
  readonly maySettle?: boolean;
  /** The engine takes the simulator for the real thing, as it is with a key. */
  readonly real?: true;
}

interface House {
  readonly engine: Engine;
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const DEAD = Object.assign(new Error('the process is dead'), {
  code: 'dead',
  sentence: 'dead',
  retryable: true,
  uncertain: true,
});

/** Every method rejects once `isDead`; what was sent before may still take effect, as with a killed process. */
function mortal<T extends object>(inner: T, isDead: () => boolean): T {
  return new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        if (isDead() && name !== 'close' && name !== 'encodeCall' && name !== 'encodeText') return Promise.reject(DEAD);
        const answer: unknown = Reflect.apply(value, target, args);
        if (!(answer instanceof Promise))
          return typeof answer === 'object' && answer !== null ? mortal(answer, isDead) : answer;
        return answer.then((result: unknown) => {
          if (isDead()) throw DEAD;
          return result;
        });
      };
    },
  });
}

interface Site {
  readonly url: string;
  readonly options: SandboxOptions;
  readonly openStore: () => Promise<Store>;
  readonly problems: string[];
  readonly account?: string;
}

async function moveIn({ url, options, openStore, problems, account = 'sandbox' }: Site): Promise<House> {
  const store = await openStore();
  const followed = await followSimulatedClock(url);
  const born = Date.now();
  const wall = (): number => born + (Date.now() - born) * (options.wallSpeed ?? 1);
  const clock: Clock = { ...followed, wall };
  const backend: CallBackend = createTelnyxGateway({
    apiKey: 'KEYsandbox',
    baseUrl: `${url}/v2`,
    account,
    sandbox: options.real !== true,
    now: () => Date.now(),
    log: () => undefined,
  });
  let dead = false;
  const isDead = (): boolean => dead;
  const keep = (facts: unknown, message: string) => void problems.push(`${message} ${JSON.stringify(facts)}`);
  const engine = createEngine({
    store: mortal(store, isDead),
    backend: mortal(backend, isDead),
    clock,
    log: { ...silent, warn: keep, error: keep },
    newId: randomUUID,
    limit: () => options.limit ?? 2,
    personIsBusy: () => false,
    maySettle: () => options.maySettle ?? false,
    closed: () => undefined,
    loaded: async () => undefined,
  });
  await engine.start();
  const close = async (): Promise<void> => {
    await backend.close();
    await store.close();
  };
  return {
    engine,
    async crash() {
      dead = true;
      const known = problems.length;
      await backend.close();
      await engine.stop().catch(() => undefined);
      problems.length = known;
      await store.close();
    },
    async stop() {
      await engine.stop();
      await close();
    },
  };
}

const control = async (url: string, path: string, body?: unknown): Promise<unknown> => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${url}${path}`, body === undefined ? {} : init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

const clockReading = z.object({ now: z.string() });

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const limit = options.accountLimit ?? options.limit;
  const simulator = await startSimulator({
    port: 0,
    speed: options.speed ?? 0,
    seed: options.seed ?? 1,
    startMs: options.startMs ?? Date.parse('2026-11-24T15:00:00Z'),
    ...(options.numbers === undefined ? {} : { numbers: options.numbers }),
    ...(limit === undefined ? {} : { limit }),
  });
  const { url } = simulator;
  const memory = createMemoryState();
  const problems: string[] = [];
  const site: Site = { url, options, problems, openStore: () => openOnShelf(openMemoryShelf(memory), 'memory:') };
  let house = await moveIn(site);
  let isStopped = false;
  const now = async (): Promise<number> => Date.parse(clockReading.parse(await control(url, '/_sim/clock')).now);
  return {
    get engine() {
      return house.engine;
    },
    simulator,
    problems,
    start: (brief, count, started = {}) =>
      startMission(house.engine, brief, {
        targets: people(count),
        origin: { ...ORIGIN, sandbox: options.real !== true },
        ...started,
      }),
    tell: (id, command, by = ANA) => house.engine.send(id, command, by, `test ${randomUUID()}`),
    until: (id, wanted, timeoutMs = 15_000) => reached(house.engine, id, wanted, timeoutMs, problems),
    log: async () => z.array(logEntry).parse(await control(url, '/_sim/log')),
    async script(numbers) {
      await control(url, '/_sim/script', numbers);
    },
    async callIn(call) {
      await control(url, '/_sim/inbound', call);
      house.engine.wake();
    },
    async faults(faults) {
      await control(url, '/_sim/faults', faults);
    },
    now,
    async moveTo(at, stepMs = 5000) {
      for (let before = await now(); before < at; before = await now()) {
        await control(url, '/_sim/clock', { idleUntil: new Date(Math.min(at, before + stepMs)).toISOString() });
        house.engine.wake();
        await sleep(3);
      }
    },
    async callbackTimeOver() {
      const kept = () => house.engine.missions.open().some((state) => heldNumbers(state).length > 0);
      // What is still called may not be jumped over.
      while (house.engine.missions.open().some((state) => state.stage.kind !== 'finished')) await sleep(5);
      while (kept()) {
        await control(url, '/_sim/clock', { idleUntil: new Date((await now()) + 6 * 3_600_000).toISOString() });
        house.engine.wake();
        await sleep(5);
      }
    },
    crash: () => house.crash(),
    async restart(account) {
      house = await moveIn({ ...site, ...(account === undefined ? {} : { account }) });
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      await house.stop();
      await simulator.stop();
    },
  };
}

/** The same, stopped when the test is over. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.stop());
  return sandbox;
}

const ORIGIN: Origin = { backend: 'telnyx', account: 'sandbox', sandbox: true };

async function startMission(
  engine: Engine,
  brief: Brief,
  { id = 'M-101', targets = [], origin = ORIGIN }: StartOptions,
): Promise<MissionState> {
  const source = { name: 'list.csv', rows: targets.length };
  const place = { surface: 'console', channel: 'main' } as const;
  const command = { type: 'StartMission', id, brief, targets, place, origin, source } as const;
  const answer = await engine.send(id, command, ANA, `start ${id}`);
  if ('rejected' in answer) throw new Error(answer.sentence);
  return answer;
}

function reached(
  engine: Engine,
  id: string,
  wanted: (state: MissionState) => boolean,
  timeoutMs: number,
  problems: readonly string[],
): Promise<MissionState> {
  const now = engine.missions.get(id);
  if (now !== undefined && wanted(now)) return Promise.resolve(now);
  const { promise, resolve, reject } = Promise.withResolvers<MissionState>();
  engine.missions.subscribe((_record, _before, after) => {
    if (after.id === id && wanted(after)) resolve(after);
  });
  const timer = setTimeout(() => {
    const state = engine.missions.get(id);
    const calls = [...(state?.calls.values() ?? [])].map((call) => `${call.call} ${call.phase} ${call.takeBack ?? ''}`);
    const holds = JSON.stringify([...(state?.holds ?? [])]);
    const told = problems.slice(-5).join(' | ');
    reject(
      new Error(
        `${id} not there in ${timeoutMs} ms. Stage ${JSON.stringify(state?.stage)}, calls ${calls.join(', ')}, holds ${holds}; ${told}`,
      ),
    );
  }, timeoutMs);
  return promise.finally(() => clearTimeout(timer));
}

/** The run is closed on the wire as well: the mirror has passed the last record. */
export async function closed(box: Sandbox): Promise<void> {
  const last = async (): Promise<boolean> =>
    (await box.log()).some(
      (entry) =>
        entry.method === 'PATCH' && JSON.stringify(entry.body)?.includes('result_summary') && entry.status === 200,
    );
  const until = Date.now() + 10_000;
  while (!(await last()) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
}
