/**
 * State in one SQLite file. Writes go one at a time through one lane, so that this process never waits for itself; reads
 * use a connection of their own and see only what is committed. A connection and a table a namespace, as Keyv wants it.
 */
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import { type Connection, openConnection, type Row, type StateFile, type Statement } from './connection.ts';
import { closedError, isTaken, toStoreError } from './faults.ts';
import { takeLock } from './lock.ts';
import type { KeptRow, NewRow, Shelf, StoredRecord } from './shelf.ts';
import { createTable, type Drawer } from './table.ts';

interface Cabinet {
  /** The journal's connection: all writes of records. */
  readonly journal: Connection;
  /** The private values' connection: all reads. */
  readonly reader: Connection;
  readonly read: <T>(task: () => Promise<T>) => Promise<T>;
  readonly write: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Takes the lock and opens the file. Throws `StoreError`; what was opened is closed again then. */
export async function openSqliteShelf(file: StateFile): Promise<Shelf> {
  const lock = await takeLock(file);
  const opened: Connection[] = [];
  let closing: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    for (const one of opened.splice(0).reverse()) await one.close();
    await lock.release();
  }
  async function open(table: string): Promise<Connection> {
    // A table that is asked for late must not open the file again without the lock.
    if (closing !== undefined) throw closedError(file.shown);
    const connection = await openConnection(file, table);
    opened.push(connection);
    return connection;
  }
  try {
    const lanes = createKeyedQueue();
    const read = <T>(task: () => Promise<T>) =>
      task().catch((error) => Promise.reject(toStoreError(error, file.shown)));
    const write = <T>(task: () => Promise<T>) => lanes.run('write', () => read(task));
    const journal = await open('journal');
    const reader = await open('kept');
    await read(() => journal.transaction(INDEXES));
    const cabinet: Cabinet = { journal, reader, read, write };
    return {
      ...journalShelf(cabinet),
      table: <V>(name: string) => createTable<V>(() => write(async () => drawer(await open(name), read, write))),
      announce: lock.announce,
      close: () => {
        closing ??= lanes.run('write', closeAll);
        return closing;
      },
    };
  } catch (error) {
    await closeAll();
    throw toStoreError(error, file.shown);
  }
}

const INDEXES: readonly Statement[] = ['streams', 'open_streams'].map((table) => ({
  sql: `CREATE TABLE IF NOT EXISTS ${table}(key TEXT PRIMARY KEY)`,
  params: [],
}));

function journalShelf({ journal, reader, read, write }: Cabinet): Omit<Shelf, 'table' | 'announce' | 'close'> {
  return {
    insert: (row) => write(() => insert(journal, row)),
    last: (stream) =>
      read(async () => {
        const sql = 'SELECT key, value FROM journal WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT 1';
        return (await reader.query(sql, ...range(stream, 0))).map(toRecord)[0];
      }),
    records: (stream, fromSeq) =>
      read(async () => {
        const sql = 'SELECT key, value FROM journal WHERE key >= ? AND key < ? ORDER BY key';
        return (await reader.query(sql, ...range(stream, fromSeq))).map(toRecord);
      }),
    kept: (stream, fromSeq) =>
      read(async () => {
        const sql = 'SELECT key, value FROM kept WHERE key >= ? AND key < ? ORDER BY key';
        return (await reader.query(sql, ...range(stream, fromSeq))).map(toKept);
      }),
    drop: (stream, rows) => write(() => drop(journal, stream, rows)),
    streams: (which) =>
      read(async () => {
        const table = which === 'open' ? 'open_streams' : 'streams';
        return (await reader.query(`SELECT key FROM ${table} ORDER BY rowid`)).map((row) => row.key);
      }),
    closeStream: (stream) =>
      write(async () => {
        await journal.query('DELETE FROM open_streams WHERE key = ?', stream);
      }),
  };
}

async function insert(journal: Connection, { stream, seq, text, kept, opens }: NewRow): Promise<boolean> {
  const statements: Statement[] = [
    // Plain inserts: Keyv's own `set` would write over a record that is there.
    { sql: 'INSERT INTO journal(key, value) VALUES(?, ?)', params: [place(stream, seq), text] },
  ];
  if (kept.length > 0) {
    const rows = kept.map((row) => [keptPlace(stream, row), row.text]);
    statements.push({
      sql: "INSERT INTO kept(key, value) SELECT value->>'$[0]', value->>'$[1]' FROM json_each(?)",
      params: [JSON.stringify(rows)],
    });
  }
  if (seq === 0) statements.push({ sql: 'INSERT INTO streams(key) VALUES(?)', params: [stream] });
  if (opens) statements.push({ sql: 'INSERT INTO open_streams(key) VALUES(?)', params: [stream] });
  try {
    await journal.transaction(statements);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

async function drop(journal: Connection, stream: string, rows: readonly KeptRow[]): Promise<void> {
  const keys = JSON.stringify(rows.map((row) => keptPlace(stream, row)));
  await journal.query('DELETE FROM kept WHERE key IN (SELECT value FROM json_each(?))', keys);
  // The log still holds the old pages; `secure_delete` has overwritten them in the new ones.
  await journal.query('PRAGMA wal_checkpoint(TRUNCATE)');
}

function drawer(connection: Connection, read: Drawer['read'], write: Drawer['write']): Drawer {
  const { store, query } = connection;
  const { table } = store.opts;
  return {
    store,
    insert: async (key, text) => {
      try {
        await query(`INSERT INTO ${table}(key, value) VALUES(?, ?)`, key, text);
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
    rows: async () =>
      (await query(`SELECT key, value FROM ${table} ORDER BY rowid`)).map(({ key, value }) => [key, value]),
    read,
    write,
  };
}

/** Keys sort as the records do; `#` is in no stream's name. */
function place(stream: string, seq: number): string {
  return `${stream}#${String(seq).padStart(10, '0')}`;
}

function keptPlace(stream: string, { seq, ref }: KeptRow): string {
  return `${place(stream, seq)}#${ref}`;
}

/** `:` comes right after `9`: everything of the stream from that record on. */
function range(stream: string, fromSeq: number): readonly [string, string] {
  return [place(stream, fromSeq), `${stream}#:`];
}

function toRecord({ key, value }: Row): StoredRecord {
  return { seq: Number(key.slice(-10)), text: value };
}

function toKept({ key, value }: Row): KeptRow {
  const [, seq = '', ref = ''] = /^[^#]*#(\d{10})#(.*)$/s.exec(key) ?? [];
  return { seq: Number(seq), ref, text: value };
}
