/**
 * Opens the state that `STATE_URL` names and gives the engine its `Store`: one journal, tables by name, secrets.
 * Takes the lock, makes the folder, raises the epoch; reads nothing else, so a large state starts as fast as an empty one.
 */
import { randomBytes } from 'node:crypto';
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StoreError } from '../engine/errors.ts';
import type { Store, Table } from '../engine/ports.ts';
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import { toStoreError } from './faults.ts';
import { createJournal, type JournalDesk } from './journal.ts';
import { createMemoryState, openMemoryShelf } from './memory.ts';
import type { Shelf } from './shelf.ts';
import { openSqliteShelf } from './sqlite.ts';
import { type Verdict, verifyStream } from './verify.ts';

/** What `openStore` gives beyond the port. */
export interface OpenedStore extends Store {
  /** Rises with each start; every record carries it. */
  readonly epoch: number;
  /** 32 random bytes, made at the first asking and the same ever after. */
  secret(name: string): Promise<Uint8Array>;
  /** Reads a stream as it is stored and checks its chain and fingerprints. */
  verify(stream: string): Promise<Verdict>;
  /** Where this process is reached, told to another one that finds the state in use. Not durable: gone with the lock. */
  announce(address: string): void;
}

export interface StoreOptions {
  /** How long a write waits while another program has the file locked, wall ms; 5000 unless told. */
  readonly busyTimeoutMs?: number;
}

/** Layout of the tables; a record has a version of its own (codec.ts). */
const STATE_FORMAT = 1;

/**
 * `sqlite://PATH` (relative to the working directory, or absolute) or `memory:`.
 * Throws `StoreError`: its message is one sentence that names the file and the cure.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<OpenedStore> {
  if (url === 'memory:') return openOnShelf(openMemoryShelf(createMemoryState()), url);
  if (/^postgres(?:ql)?:/.test(url)) {
    throw new StoreError(
      'broken',
      'This version keeps its state in SQLite only. Set STATE_URL to sqlite://./data/callsheet.sqlite.',
    );
  }
  const path = /^sqlite:\/\/(?<path>[^:].*)$/s.exec(url)?.groups?.path;
  if (path === undefined) {
    throw new StoreError(
      'broken',
      'STATE_URL names no place for the state. Set it to sqlite://./data/callsheet.sqlite.',
    );
  }
  const file = { path: prepareFile(path), shown: path, busyTimeoutMs: options.busyTimeoutMs ?? 5000 };
  return openOnShelf(await openSqliteShelf(file), path);
}

/** A store on a shelf that is open already; closes it when that fails. `shown` names the state in messages. */
export async function openOnShelf(shelf: Shelf, shown: string): Promise<OpenedStore> {
  try {
    const epoch = await beginEpoch(shelf.table<number>('state'), shown);
    const secrets = shelf.table<string>('secrets');
    const fingerprints = await readSecret(secrets, 'private');
    const desk: JournalDesk = { shelf, epoch, secret: fingerprints, heads: new Map(), lanes: createKeyedQueue() };
    return {
      epoch,
      journal: <E>() => createJournal<E>(desk),
      table: <V>(name: string) => shelf.table<V>(tableName(name)),
      secret: (name) => readSecret(secrets, `named/${name}`),
      verify: async (stream) =>
        verifyStream(stream, await shelf.records(stream, 0), await shelf.kept(stream, 0), fingerprints),
      announce: (address) => shelf.announce(address),
      close: async () => {
        await desk.lanes.idle();
        await shelf.close();
      },
    };
  } catch (error) {
    await shelf.close();
    throw error;
  }
}

/** Makes the folder and an empty file that only this user may read, and answers the file's one true path. */
function prepareFile(shown: string): string {
  const path = resolve(shown);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // A file that is there is not opened here: closing it again would drop the locks that SQLite holds on it.
    if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600));
    if (statSync(path).isDirectory()) throw Object.assign(new Error(path), { code: 'EISDIR' });
    accessSync(path, constants.R_OK | constants.W_OK);
    // Two names of one file must meet at one lock.
    return realpathSync(path);
  } catch (error) {
    throw toStoreError(error, shown);
  }
}

async function beginEpoch(table: Table<number>, shown: string): Promise<number> {
  const format = (await table.get('format')) ?? STATE_FORMAT;
  if (format > STATE_FORMAT) {
    throw new StoreError('unreadable', `${shown} was written by a newer Callsheet. Start the newer version again.`);
  }
  await table.set('format', STATE_FORMAT);
  const epoch = ((await table.get('epoch')) ?? 0) + 1;
  await table.set('epoch', epoch);
  return epoch;
}

async function readSecret(table: Table<string>, name: string): Promise<Uint8Array> {
  const known = await table.get(name);
  if (known !== undefined) return Buffer.from(known, 'base64');
  // A plain insert: of two that ask at once, both get the one that came first.
  await table.add(name, randomBytes(32).toString('base64'));
  return readSecret(table, name);
}

/** Any name to letters, digits and `_`, no two to the same: SQLite ignores case and Keyv drops other characters. */
function tableName(name: string): string {
  const safe = name.replaceAll(/[^a-z0-9]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
  return `t_${safe}`;
}
