/** Store, clock, backend and, without a key, the simulated phone world. */
import { createHash } from 'node:crypto';
import pino from 'pino';
import type { Templates } from '../chat/templates/template.ts';
import { type Config, isLoopback } from '../config.ts';
import { type AccountWatch, watchAccount } from '../engine/account.ts';
import type { CallBackend, Clock } from '../engine/ports.ts';
import { realClock, simulatedOrReal } from '../gateways/mission-clock.ts';
import { type SimulatorProcess, startSimulatorProcess } from '../gateways/simulator-process.ts';
import { createTelnyxGateway } from '../gateways/telnyx/gateway.ts';
import { redactData } from '../lib/redact.ts';
import { type OpenedStore, openStore } from '../store/open.ts';
import { readTemplates } from './read-templates.ts';

export interface World {
  readonly config: Config;
  readonly log: pino.Logger;
  readonly store: OpenedStore;
  readonly simulator: SimulatorProcess | undefined;
  readonly clock: Clock;
  readonly backend: CallBackend;
  readonly watch: AccountWatch;
  readonly templates: Templates;
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function openWorld(config: Config): Promise<World> {
  const redact: pino.LoggerOptions['hooks'] = {
    logMethod: (args, method) => method.apply(log, args.map(redactData) as typeof args),
  };
  const log: pino.Logger = pino({ level: config.logLevel, hooks: redact }, pino.destination(2));
  const store = await openStore(config.stateUrl);
  const { simulatorPort, worldFile, clockSpeed: speed } = config;
  const own = config.telnyxUrl === undefined;
  const simulator = own ? await startSimulatorProcess({ ...simulatorPort, speed, worldFile }) : undefined;
  const baseUrl = config.telnyxUrl ?? `${simulator?.url}/v2`;
  const clock = isLoopback(baseUrl) ? await simulatedOrReal(baseUrl, speed, config.sandbox) : realClock;
  const apiKey = config.telnyxKey ?? 'KEYsandbox';
  const backend = createTelnyxGateway({
    apiKey,
    baseUrl,
    account: config.sandbox ? 'sandbox' : sha(apiKey).slice(0, 12),
    sandbox: config.sandbox,
    now: () => clock.wall(),
    log: (level, message, fields) => log[level](fields ?? {}, message),
  });
  return {
    config,
    log,
    store,
    simulator,
    clock,
    backend,
    watch: watchAccount(backend, clock, log),
    templates: readTemplates(),
  };
}
