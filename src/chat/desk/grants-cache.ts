/** Roles and admitted places are needed at each turn and seldom change: read once, and again after one of them was written. */
import type { Grants } from '../access.ts';
import type { DeskTable, Setting } from '../desk-deps.ts';
import { isGrant, readGrants } from './settings.ts';

export interface KnownGrants {
  /** The table to write through from now on. */
  readonly settings: DeskTable<Setting>;
  grants(): Promise<Grants>;
}

export function knowGrants(table: DeskTable<Setting>): KnownGrants {
  let known: Promise<Grants> | undefined;

  /** Also after a write that failed: nobody knows what is there then. */
  async function writing<T>(key: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      if (isGrant(key)) known = undefined;
    }
  }

  function grants(): Promise<Grants> {
    if (known !== undefined) return known;
    const reading = readGrants(table);
    known = reading;
    reading.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading;
  }

  return {
    settings: {
      get: (key) => table.get(key),
      entries: () => table.entries(),
      set: (key, value) => writing(key, table.set(key, value)),
      add: (key, value) => writing(key, table.add(key, value)),
      delete: (key) => writing(key, table.delete(key)),
    },
    grants,
  };
}
