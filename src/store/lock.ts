/**
 * One process a state: a small database beside it is held with an exclusive lock. The system takes the lock back when the
 * process dies, however it dies, so there is no stale lock file to delete by hand.
 */
import { StoreError } from '../engine/errors.ts';
import { openKeyv, type StateFile } from './connection.ts';
import { isBusy, toStoreError } from './faults.ts';

export interface Lock {
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
    throw new StoreError(
      'in-use',
      `The state ${file.shown} is in use by another Callsheet. Stop that one first, or set STATE_URL to another file.`,
      error,
    );
  }
  return { release: () => store.close() };
}
