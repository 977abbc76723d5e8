/** A whole engine on the simulator in this process: memory state, stepped clock, the real gateway over loopback. */
import { randomUUID } from 'node:crypto';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { Store } from '../../src/engine/ports.ts';
import { followSimulatedClock } from '../../src/gateways/mission-clock.ts';
import { createTelnyxGateway } from '../../src/gateways/telnyx/gateway.ts';
import type { Brief } from '../../src/missions/brief.ts';
import type { MissionCommand } from '../../src/missions/command.ts';
import type { Actor, EnlistedTarget } from '../../src/missions/event.ts';
import { BUSINESS_HOURS } from '../../src/missions/policies/hours.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { startSimulator } from '../../src/simulator/start-simulator.ts';
import { openStore } from '../../src/store/open.ts';

export const ANA: Actor = { id: 'console:ana', name: 'Ana' };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Sandbox {
  readonly engine: Engine;
  readonly simulator: Awaited<ReturnType<typeof startSimulator>>;
  start(brief: Brief, people: number, id?: string): Promise<MissionState>;
  tell(id: string, command: MissionCommand, by?: Actor): ReturnType<Engine['send']>;
  /** Resolves with the state that fulfils `wanted`; the journal is asked after every record. */
  until(id: string, wanted: (state: MissionState) => boolean, timeoutMs?: number): Promise<MissionState>;
  log(): Promise<readonly LogEntry[]>;
  script(numbers: Readonly<Record<string, readonly unknown[]>>): Promise<void>;
  stop(): Promise<void>;
}

export interface LogEntry {
  readonly seq: number;
  readonly at: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly status?: number;
  readonly dial?: {
    readonly event: string;
    readonly from: string;
    readonly to: string;
    readonly attempt: number;
    readonly outcome: string;
  };
}

export const phoneOf = (index: number): string => `+1312555${String(100 + index).padStart(4, '0')}`;

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

export interface SandboxOptions {
  readonly seed?: number;
  readonly store?: Store;
  readonly numbers?: number;
  readonly limit?: number;
  readonly startMs?: number;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const simulator = await startSimulator({
    port: 0,
    speed: 0,
    seed: options.seed ?? 1,
    startMs: options.startMs ?? Date.parse('2026-11-24T15:00:00Z'),
    ...(options.numbers === undefined ? {} : { numbers: options.numbers }),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  const store = options.store ?? (await openStore('memory:'));
  const clock = await followSimulatedClock(simulator.url);
  const backend = createTelnyxGateway({
    apiKey: 'KEYsandbox',
    baseUrl: `${simulator.url}/v2`,
    account: 'sandbox',
    sandbox: true,
    now: () => Date.now(),
    log: () => undefined,
  });
  const problems: string[] = [];
  const keep = (facts: unknown, message: string) => void problems.push(`${message} ${JSON.stringify(facts)}`);
  const engine = createEngine({
    store,
    backend,
    clock,
    log: { ...silent, warn: keep, error: keep },
    newId: randomUUID,
    limit: options.limit ?? 2,
    personIsBusy: () => false,
    maySettle: () => false,
  });
  await engine.start();
  const get = async (path: string, body?: unknown) => {
    const answer = await fetch(
      `${simulator.url}${path}`,
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
    return answer.json();
  };
  return {
    engine,
    simulator,
    async start(brief, count, id = 'M-101') {
      const answer = await engine.send(
        id,
        {
          type: 'StartMission',
          id,
          brief,
          targets: people(count),
          place: { surface: 'console', channel: 'main' },
          origin: backend.origin,
          source: { name: 'list.csv', rows: count },
        },
        ANA,
        `start ${id}`,
      );
      if ('rejected' in answer) throw new Error(answer.sentence);
      return answer;
    },
    tell: (id, command, by = ANA) => engine.send(id, command, by, `test ${randomUUID()}`),
    async until(id, wanted, timeoutMs = 15_000) {
      const now = engine.missions.get(id);
      if (now !== undefined && wanted(now)) return now;
      const { promise, resolve, reject } = Promise.withResolvers<MissionState>();
      engine.subscribe((_record, _before, after) => {
        if (after.id === id && wanted(after)) resolve(after);
      });
      const timer = setTimeout(() => {
        const state = engine.missions.get(id);
        reject(
          new Error(
            `Not reached in ${timeoutMs} ms. Stage ${JSON.stringify(state?.stage)}, calls ${JSON.stringify([...(state?.calls.values() ?? [])].map((call) => `${call.call} ${call.phase}`))}, holds ${JSON.stringify([...(state?.holds ?? [])])}; ${problems.slice(-5).join(' | ')}`,
          ),
        );
      }, timeoutMs);
      return promise.finally(() => clearTimeout(timer));
    },
    log: () => get('/_sim/log'),
    async script(numbers) {
      await get('/_sim/script', numbers);
    },
    async stop() {
      await engine.stop();
      await backend.close();
      await store.close();
      await simulator.stop();
    },
  };
}
