/** A console and its server on a free port, with tables in memory and a desk that does as the test says. */
import type { Note } from '../../../src/chat/card.ts';
import type { DeskTable } from '../../../src/chat/desk-deps.ts';
import type { Desk, Inbound, Reply } from '../../../src/chat/surface.ts';
import { createHttpServer, type HttpConfig } from '../../../src/http/server.ts';
import { type ConsoleConfig, createConsole, pageFolder } from '../../../src/surfaces/console/console.ts';
import type { ConsoleMessage, KeptFile } from '../../../src/surfaces/console/message.ts';

/** Keeps what JSON keeps, like the real tables. */
export function memoryTable<V>(): DeskTable<V> {
  const rows = new Map<string, string>();
  const read = (text: string): V => JSON.parse(text);
  return {
    get: async (key) => {
      const text = rows.get(key);
      return text === undefined ? undefined : read(text);
    },
    set: async (key, value) => {
      rows.set(key, JSON.stringify(value));
    },
    add: async (key, value) => {
      if (rows.has(key)) return false;
      rows.set(key, JSON.stringify(value));
      return true;
    },
    delete: async (key) => {
      rows.delete(key);
    },
    entries: async () =>
      [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, text]) => [key, read(text)]),
  };
}

export interface FakeDesk extends Desk {
  /** What was accepted, in order; set before it is handled. */
  readonly accepted: Inbound[];
}

export function fakeDesk(parts: {
  readonly handle?: (inbound: Inbound) => readonly Reply[] | Promise<readonly Reply[]>;
  readonly accept?: Desk['accept'];
  readonly check?: Desk['check'];
  readonly form?: Desk['form'];
}): FakeDesk {
  const accepted: Inbound[] = [];
  return {
    accepted,
    accept:
      parts.accept ??
      (async (inbound) => {
        const isNew = !accepted.some((one) => one.id === inbound.id);
        if (isNew) accepted.push(inbound);
        return isNew;
      }),
    handle: async (inbound) => (await parts.handle?.(inbound)) ?? [],
    check: parts.check ?? (async () => ({})),
    form: parts.form ?? (async () => undefined),
    commands: [],
  };
}

export const note = (text: string, more: Partial<Note> = {}): Note => ({
  kind: 'note',
  text: [text],
  sandbox: true,
  ...more,
});

export const consoleTables = () => ({ messages: memoryTable<ConsoleMessage>(), files: memoryTable<KeptFile>() });

/** Mission time of the tests: Tue 24 Nov 2026, 15:00 in Berlin. */
export const NOON = Date.UTC(2026, 10, 24, 14, 0);

export interface OpenOptions {
  readonly tables?: ReturnType<typeof consoleTables>;
  readonly config?: Partial<ConsoleConfig>;
  readonly http?: Partial<HttpConfig>;
  readonly wall?: () => number;
  readonly welcome?: () => Note;
}

export async function openConsole(
  desk: Desk,
  { tables = consoleTables(), config, http, wall = Date.now, welcome = () => note('Welcome') }: OpenOptions = {},
) {
  const errors: unknown[] = [];
  let now = NOON;
  const log = { error: (facts: unknown, message: string) => void errors.push([facts, message]) };
  const surface = createConsole(
    { zone: 'Europe/Berlin', sandbox: true, ...config },
    { tables, now: () => now, wall, welcome, log },
  );
  await surface.start(desk);
  const server = await createHttpServer(
    { host: '127.0.0.1', port: 0, portIsDefault: false, pageFolder, ...http },
    {
      console: surface,
      connect: {
        doctor: async () => [
          { what: 'Slack', ok: false, sentence: 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: exchange them.' },
          { what: 'Clock', ok: true, sentence: 'Your clock is right to the second.' },
        ],
        slackManifest: 'display_information:\n  name: Callsheet\n',
      },
      ready: async () => undefined,
      wall,
      log,
    },
  );
  return {
    surface,
    server,
    tables,
    errors,
    /** Mission time goes on. */
    later: (ms: number) => {
      now += ms;
    },
    stop: async () => {
      await server.stop();
      await surface.stop();
    },
  };
}

export type OpenedConsole = Awaited<ReturnType<typeof openConsole>>;

export interface Answered {
  readonly status: number;
  readonly ok: boolean;
  readonly error?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly messages: readonly ConsoleMessage[];
  readonly last?: number;
  readonly pending?: boolean;
}

async function answered(response: Response): Promise<Answered> {
  return { ...JSON.parse(await response.text()), status: response.status };
}

export async function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  return answered(
    await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

export async function read(url: string, path: string, headers: Record<string, string> = {}): Promise<Answered> {
  return answered(await fetch(`${url}${path}`, { headers }));
}
