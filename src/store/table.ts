/**
 * A `Table` on Keyv, the same for memory and SQLite: one store object and one table a namespace, values as plain JSON.
 * Keyv itself only upserts and pages unordered, so `add` and `entries` go to the drawer below it.
 */
import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { Table } from '../engine/ports.ts';

/** One opened namespace. */
export interface Drawer {
  readonly store: KeyvStoreAdapter | Map<string, string>;
  /** False when the key was there. */
  insert(key: string, text: string): Promise<boolean>;
  /** All rows in the order in which the keys came. */
  rows(): Promise<readonly (readonly [string, string])[]>;
  /** Runs one reading or writing task; its errors come out as `StoreError`. */
  read<T>(task: () => Promise<T>): Promise<T>;
  write<T>(task: () => Promise<T>): Promise<T>;
}

export function createTable<V>(open: () => Promise<Drawer>): Table<V> {
  let opened: Promise<OpenDrawer<V>> | undefined;
  function drawer(): Promise<OpenDrawer<V>> {
    opened ??= openDrawer<V>(open).catch((error: unknown) => {
      // A full disk may have room again later.
      opened = undefined;
      throw error;
    });
    return opened;
  }
  return {
    get: async (key) => {
      const { keyv, read } = await drawer();
      return read(() => keyv.get<V>(key));
    },
    set: async (key, value) => {
      const { keyv, write } = await drawer();
      await write(() => keyv.set(key, value));
    },
    add: async (key, value) => {
      const { insert, write } = await drawer();
      return write(() => insert(key, JSON.stringify({ value })));
    },
    delete: async (key) => {
      const { keyv, write } = await drawer();
      await write(() => keyv.delete(key));
    },
    entries: async () => {
      const { rows, read } = await drawer();
      return read(async () => (await rows()).map(([key, text]) => [key, parseRow<V>(text).value] as const));
    },
  };
}

interface OpenDrawer<V> extends Drawer {
  readonly keyv: Keyv<V>;
}

async function openDrawer<V>(open: () => Promise<Drawer>): Promise<OpenDrawer<V>> {
  const drawer = await open();
  const keyv = new Keyv<V>({
    store: drawer.store,
    // The table is the namespace; a prefix would only make `a` and `keyv:a` the same key.
    namespace: '',
    useKeyPrefix: false,
    // Without it a database that cannot be read answers `undefined`.
    throwOnErrors: true,
    serialize: (row) => JSON.stringify(row),
    deserialize: parseRow,
  });
  return { ...drawer, keyv };
}

function parseRow<V>(text: string): { value: V } {
  return JSON.parse(text);
}
