/**
 * State in memory, for tests and for trying out: the same journal, chain and tables as on disk, gone with the process.
 * A `MemoryState` outlives its `Shelf`, so that a test can "restart" on what was there; like a file it has one holder.
 */
import { StoreError } from '../engine/errors.ts';
import { closedError } from './faults.ts';
import type { KeptRow, Shelf, StoredRecord } from './shelf.ts';
import { createTable, type Drawer } from './table.ts';

/** What would be the file. */
export interface MemoryState {
  held: boolean;
  readonly records: Map<string, StoredRecord[]>;
  readonly kept: Map<string, KeptRow[]>;
  readonly open: Set<string>;
  readonly tables: Map<string, Map<string, string>>;
}

export function createMemoryState(): MemoryState {
  return { held: false, records: new Map(), kept: new Map(), open: new Set(), tables: new Map() };
}

/** Throws `StoreError` `in-use` while another shelf holds the same state. */
export function openMemoryShelf(state: MemoryState): Shelf {
  if (state.held) {
    throw new StoreError('in-use', 'This state in memory is in use. Close the store that holds it first.');
  }
  state.held = true;
  let closed = false;
  function live(): MemoryState {
    if (closed) throw closedError('The state in memory');
    return state;
  }
  return {
    insert: async ({ stream, seq, text, kept, opens }) => {
      const { records, kept: private_, open } = live();
      const rows = records.get(stream) ?? [];
      if (rows[seq] !== undefined) return false;
      rows.push({ seq, text });
      records.set(stream, rows);
      private_.set(stream, [...(private_.get(stream) ?? []), ...kept]);
      if (opens) open.add(stream);
      return true;
    },
    last: async (stream) => live().records.get(stream)?.at(-1),
    records: async (stream, fromSeq) => (live().records.get(stream) ?? []).filter((row) => row.seq >= fromSeq),
    kept: async (stream, fromSeq) => (live().kept.get(stream) ?? []).filter((row) => row.seq >= fromSeq),
    drop: async (stream, rows) => {
      const doomed = new Set(rows);
      live().kept.set(
        stream,
        (state.kept.get(stream) ?? []).filter((row) => !doomed.has(row)),
      );
    },
    streams: async (which) => (which === 'open' ? [...live().open] : [...live().records.keys()]),
    closeStream: async (stream) => {
      live().open.delete(stream);
    },
    table: <V>(name: string) => createTable<V>(async () => memoryDrawer(live, name)),
    // Nobody else can find it.
    announce: () => {},
    close: async () => {
      if (!closed) state.held = false;
      closed = true;
    },
  };
}

function memoryDrawer(live: () => MemoryState, name: string): Drawer {
  const { tables } = live();
  const rows = tables.get(name) ?? new Map<string, string>();
  tables.set(name, rows);
  async function run<T>(task: () => Promise<T>): Promise<T> {
    live();
    return task();
  }
  return {
    store: rows,
    insert: async (key, text) => {
      if (rows.has(key)) return false;
      rows.set(key, text);
      return true;
    },
    rows: async () => [...rows],
    read: run,
    write: run,
  };
}
