/**
 * What can go wrong with a file, as one sentence with the cure. The only place that knows SQLite's and the system's error
 * codes; everything above sees `StoreError`.
 */
import { basename, dirname } from 'node:path';
import { StoreError } from '../engine/errors.ts';

/** `file` as the person wrote it. */
export function toStoreError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  switch (code) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new StoreError('in-use', `${file} is locked by another program. Close that program and try again.`, error);
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'EDQUOT':
      return new StoreError(
        'full',
        `The disk that holds ${file} is full. Make room on it; nothing confirmed is lost.`,
        error,
      );
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return unwritable(file, error);
    case 'EISDIR':
      return new StoreError('unwritable', `${file} is a folder. Name a file in STATE_URL.`, error);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StoreError(
        'unwritable',
        `${dirname(file)} is not a folder, so ${basename(file)} cannot be kept there. Move it away or change STATE_URL.`,
        error,
      );
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
    case 'JSON':
      return new StoreError(
        'unreadable',
        `${file} is damaged or is no Callsheet state. Move it away or restore a copy, then start again.`,
        error,
      );
    case 'SQLITE_MISUSE':
      return closedError(file, error);
    default:
      return new StoreError(
        'broken',
        `${file} cannot be read or written (${code}). Check the disk, then start again.`,
        error,
      );
  }
}

/** True when an insert met a row that was there. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_CONSTRAINT';
}

export function isBusy(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_BUSY';
}

export function closedError(file: string, cause?: unknown): StoreError {
  return new StoreError('broken', `${file} is closed. Open the state again first.`, cause);
}

function unwritable(file: string, cause: unknown): StoreError {
  const folder = dirname(file);
  return new StoreError(
    'unwritable',
    `${file} cannot be written. Give this user the right to write in ${folder}, or set STATE_URL to another place.`,
    cause,
  );
}

function codeOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'JSON';
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
