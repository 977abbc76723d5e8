/**
 * One SQLite connection with one table, as @keyv/sqlite opens it: write-ahead log, full sync, deleted bytes overwritten.
 * Gives `query` with its errors named; transactions run on one connection and never side by side.
 */
import { KeyvSqlite } from '@keyv/sqlite';
import { toStoreError } from './faults.ts';

/** The database file: where it is, and how the person named it. */
export interface StateFile {
  readonly path: string;
  readonly shown: string;
  /** How long a write waits for another program's lock, wall ms. */
  readonly busyTimeoutMs: number;
}

export interface Row {
  readonly key: string;
  readonly value: string;
}

export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

export interface Connection {
  readonly store: KeyvSqlite;
  /** Rows of one statement; errors as SQLite gave them, for those that tell them apart. */
  query(sql: string, ...params: readonly unknown[]): Promise<readonly Row[]>;
  /** All or nothing, durable when it resolves. */
  transaction(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file and makes the table when it is missing. Throws SQLite's own errors. */
export function openKeyv(file: StateFile, table: string): KeyvSqlite {
  const store = new KeyvSqlite({ uri: `sqlite://${file.path}`, table, busyTimeout: file.busyTimeoutMs });
  // The same error rejects the first query; unheard, the event would throw out of nowhere.
  store.on('error', () => {});
  return store;
}

/** Throws `StoreError`. */
export async function openConnection(file: StateFile, table: string): Promise<Connection> {
  const store = openKeyv(file, table);
  async function query(sql: string, ...params: readonly unknown[]): Promise<readonly Row[]> {
    return store.query(sql, params);
  }
  try {
    await query('PRAGMA journal_mode=WAL');
    await query('PRAGMA synchronous=FULL');
    await query('PRAGMA secure_delete=ON');
  } catch (error) {
    await store.close().catch(() => {});
    throw toStoreError(error, file.shown);
  }
  async function transaction(statements: readonly Statement[]): Promise<void> {
    await query('BEGIN IMMEDIATE');
    try {
      for (const { sql, params } of statements) await query(sql, ...params);
      await query('COMMIT');
    } catch (error) {
      // A full disk has rolled back by itself, and then there is nothing to roll back.
      await query('ROLLBACK').catch(() => {});
      throw error;
    }
  }
  return { store, query, transaction, close: () => store.close() };
}
