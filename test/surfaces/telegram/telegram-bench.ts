/** The real surface and the real grammY against the stand-in, with a desk that notes what it gets and answers as told. */
import type { Form, Note } from '../../../src/chat/card.ts';
import type { DeskTable } from '../../../src/chat/desk-deps.ts';
import type { Desk, Inbound, Reply, Surface } from '../../../src/chat/surface.ts';
import { createTelegramSurface } from '../../../src/surfaces/telegram/index.ts';
import { type TelegramTables, telegramTables } from '../../../src/surfaces/telegram/telegram-deps.ts';
import {
  startTelegramStandIn,
  type TelegramStandIn,
  TOKEN,
} from '../../support/telegram-stand-in/start-telegram-stand-in.ts';

export const ANA = { id: 101, name: 'Ana Lopez', username: 'ana' };
export const BEN = { id: 102, name: 'Ben' };
export const GROUP = -1000;

export const note = (text: string, more: Partial<Note> = {}): Note => ({
  kind: 'note',
  text: [text],
  sandbox: true,
  ...more,
});

/** A durable table as far as a test can tell: it outlives the surface. */
export function memoryTable<V>(): DeskTable<V> {
  const rows = new Map<string, string>();
  const read = (text: string): V => JSON.parse(text);
  return {
    get: async (key) => {
      const text = rows.get(key);
      return text === undefined ? undefined : read(text);
    },
    set: async (key, value) => void rows.set(key, JSON.stringify(value)),
    add: async (key, value) => !rows.has(key) && rows.set(key, JSON.stringify(value)) !== undefined,
    delete: async (key) => void rows.delete(key),
    entries: async () => [...rows].map(([key, text]) => [key, read(text)] as const),
  };
}

export class TestDesk implements Desk {
  readonly inbox: Inbound[] = [];
  readonly handled: Inbound[] = [];
  readonly commands = [
    { name: 'new', usage: '/mission new', help: 'Begin a mission.' },
    { name: 'status', usage: '/mission status M-104', help: 'The live card of a mission.' },
    { name: 'add-result', usage: '/mission add-result M-104 Acme', help: 'Tell answers that came another way.' },
  ];
  /** How often `accept` fails before it works again. */
  failures = 0;
  answers: (inbound: Inbound) => readonly Reply[] = () => [];
  errors: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>> = () => ({});
  changed: () => void = () => undefined;

  async accept(inbound: Inbound): Promise<boolean> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('disk full');
    }
    if (this.inbox.some((one) => one.id === inbound.id)) return false;
    this.inbox.push(inbound);
    this.changed();
    return true;
  }

  async check(_form: string, values: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
    return this.errors(values);
  }

  async handle(inbound: Inbound): Promise<readonly Reply[]> {
    this.handled.push(inbound);
    this.changed();
    return this.answers(inbound);
  }

  async form(): Promise<Form | undefined> {
    return undefined;
  }
}

export class Bench {
  readonly telegram: TelegramStandIn;
  readonly desk = new TestDesk();
  readonly tables: TelegramTables = telegramTables(() => memoryTable());
  readonly logged: string[] = [];
  surface: Surface;
  wallMs = Date.UTC(2026, 10, 24, 9, 0);

  constructor(telegram: TelegramStandIn) {
    this.telegram = telegram;
    this.surface = this.makeSurface();
    this.desk.changed = () => telegram.world.wake();
  }

  makeSurface(token = TOKEN) {
    return createTelegramSurface(
      { token, apiRoot: this.telegram.url, sandbox: true, zone: 'Europe/Berlin', pace: { messages: 1000, perMs: 250 } },
      {
        log: {
          info: (_facts, message) => void this.logged.push(message),
          error: (facts, message) => void this.logged.push(`${message} ${JSON.stringify(facts)}`),
        },
        tables: this.tables,
        wall: () => this.wallMs,
        random: Math.random,
      },
    );
  }

  /** Stops as a process would, and starts on the same tables. */
  async restart(): Promise<void> {
    await this.surface.stop();
    this.surface = this.makeSurface();
    await this.surface.start(this.desk);
  }

  /** The next thing that was accepted and fits. */
  async accepted<K extends Inbound['kind']>(kind: K, nth = 1): Promise<Extract<Inbound, { kind: K }>> {
    const of = (one: Inbound): one is Extract<Inbound, { kind: K }> => one.kind === kind;
    const found = await this.telegram.until(() => this.desk.inbox.filter(of)[nth - 1]);
    if (found === undefined)
      throw new Error(`Nothing ${kind} arrived. ${JSON.stringify(this.desk.inbox)} ${this.logged.join('\n')}`);
    return found;
  }
}

export async function openBench(): Promise<Bench> {
  return new Bench(await startTelegramStandIn());
}

export async function closeBench(bench: Bench): Promise<void> {
  await bench.surface.stop();
  await bench.telegram.stop();
}
