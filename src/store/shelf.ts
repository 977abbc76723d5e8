/**
 * What a place for state must be able to do; memory and SQLite implement it, journal and tables are written once above it.
 * It moves texts and knows nothing of their contents. Every promise resolves when the change is durable.
 */
import type { Table } from '../engine/ports.ts';

/** A record as stored. */
export interface StoredRecord {
  readonly seq: number;
  /** Canonical JSON; the next record's `prev` is its hash. */
  readonly text: string;
}

/** A private value of record `seq`; see private.ts. */
export interface KeptRow {
  readonly seq: number;
  readonly ref: string;
  readonly text: string;
}

export interface NewRow extends StoredRecord {
  readonly stream: string;
  readonly kept: readonly KeptRow[];
  /** The first record of a mission puts its stream on the list of open ones. */
  readonly opens: boolean;
}

export interface Shelf {
  /** Record, private values and index in one commit; false when the record's place is taken. */
  insert(row: NewRow): Promise<boolean>;
  last(stream: string): Promise<StoredRecord | undefined>;
  records(stream: string, fromSeq: number): Promise<readonly StoredRecord[]>;
  kept(stream: string, fromSeq: number): Promise<readonly KeptRow[]>;
  /** Deletes private values so that their bytes are gone from the files too. */
  drop(stream: string, rows: readonly KeptRow[]): Promise<void>;
  /** In the order in which they were begun. */
  streams(which: 'all' | 'open'): Promise<readonly string[]>;
  closeStream(stream: string): Promise<void>;
  /** `name` is used as it is: letters, digits, `_`. */
  table<V>(name: string): Table<V>;
  /** Says where this process is reached to another one that finds the state in use. */
  announce(address: string): void;
  /** Waits for work in hand, then frees the lock. */
  close(): Promise<void>;
}
