/**
 * One process a state: a small database beside it is held with an exclusive lock. The system takes the lock back when the
 * process dies, however it dies, so there is no stale lock file to delete by hand.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { StoreError } from '../engine/errors.ts';
import { openKeyv, type StateFile } from './connection.ts';
import { isBusy, toStoreError } from './faults.ts';

export interface Lock {
  /** Where its holder is reached, for who finds the state in use. */
  announce(address: string): void;
  release(): Promise<void>;
}

/** Throws `StoreError` `in-use` while another process, or another store of this one, holds the state. */
export async function takeLock(file: StateFile): Promise<Lock> {
  // The adapter takes 0 for "not told" and waits a second then.
  const beside: StateFile = { path: `${file.path}.lock`, shown: `${file.shown}.lock`, busyTimeoutMs: 1 };
  const store = openKeyv(beside, 'lock');
  try {
    await store.query('PRAGMA locking_mode=EXCLUSIVE');
    await store.query('BEGIN EXCLUSIVE');
    // In this mode the end of a transaction keeps the lock.
    await store.query('COMMIT');
  } catch (error) {
    await store.close().catch(() => {});
    if (!isBusy(error)) throw toStoreError(error, beside.shown);
    throw new StoreError('in-use', inUse(file), error);
  }
  // Of one that was killed.
  rmSync(addressFile(file.path), { force: true });
  return {
    announce: (address) => writeFileSync(addressFile(file.path), `${address}\n`, { mode: 0o600 }),
    release: async () => {
      rmSync(addressFile(file.path), { force: true });
      await store.close();
    },
  };
}

/** Counts only while the lock is held. */
const addressFile = (path: string): string => `${path}.address`;

/** With the way to the one that runs where it has told its address. */
function inUse({ path, shown }: StateFile): string {
  let address = '';
  try {
    address = readFileSync(addressFile(path), 'utf8').trim();
  } catch {
    // It has not opened its console yet, or keeps it to itself.
  }
  if (address === '')
    return `The state ${shown} is in use by another Callsheet. Stop that one first, or set STATE_URL to another file.`;
  return `Callsheet runs already at ${address} with the state ${shown}. Look there ("/mission doctor" or its Connect page is the check-up), or stop it first, or set STATE_URL to another file.`;
}
