/** Errors that cross the engine's ports. Messages are one sentence for a person; nothing branches on their text. */
import type { Failure } from './ports.ts';

/** The sequence number was taken: somebody else wrote first. */
export class ConflictError extends Error {
  readonly code = 'conflict';
  constructor(stream: string, seq: number) {
    super(`Record ${seq} of ${stream} was already written by somebody else.`);
    this.name = 'ConflictError';
  }
}

/** The state cannot be opened, read or written. */
export class StoreError extends Error {
  readonly code: string;
  constructor(code: 'in-use' | 'unwritable' | 'full' | 'unreadable' | 'broken', message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

/** A backend's refusal or breakdown, whatever its wire shape was. */
export class BackendError extends Error implements Failure {
  readonly code: string;
  readonly status?: number;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly sentence: string;
  readonly uncertain: boolean;
  readonly codes: readonly string[];
  readonly pointers: readonly string[];
  readonly requestId?: string;
  constructor(
    failure: Failure & { codes?: readonly string[]; pointers?: readonly string[]; requestId?: string },
    cause?: unknown,
  ) {
    super(failure.sentence, { cause });
    this.name = 'BackendError';
    this.code = failure.code;
    if (failure.status !== undefined) this.status = failure.status;
    this.retryable = failure.retryable;
    if (failure.retryAfterMs !== undefined) this.retryAfterMs = failure.retryAfterMs;
    this.sentence = failure.sentence;
    this.uncertain = failure.uncertain;
    this.codes = failure.codes ?? [];
    this.pointers = failure.pointers ?? [];
    if (failure.requestId !== undefined) this.requestId = failure.requestId;
  }
}
