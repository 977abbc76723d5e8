// The Idempotency-Key of the live API: a successful answer is replayed for a day to the same body; the same key with
// another body is refused, and so is one whose first request is still under way.
import { createHash } from 'node:crypto';
import { badRequest, refuse } from './api-error.ts';
import type { IdempotencyRow } from './rows.ts';
import type { Store } from './store.ts';

const KEPT_MS = 86_400_000;

/** POSTs that know the header. */
const SUPPORTED = [
  /^\/v2\/ai\/assistants$/,
  /^\/v2\/ai\/assistants\/[^/]+\/(clone|scheduled_events)$/,
  /^\/v2\/ai\/conversations$/,
  /^\/v2\/ai\/conversations\/(insights|insight-groups)$/,
  /^\/v2\/ai\/conversations\/[^/]+\/message$/,
];

export interface IdempotentRequest {
  /** The answer to repeat, if there has been one. */
  readonly replay: IdempotencyRow | undefined;
  /** Keeps the answer if it was a success, and ends the reservation. */
  finish(status: number, response: unknown): void;
}

export interface IdempotencyKeys {
  /** undefined when the header is absent or the operation does not know it. Throws ApiError. */
  begin(method: string, path: string, header: string | undefined, body: string): IdempotentRequest | undefined;
}

export function createIdempotencyKeys(store: Store, nowMs: () => number): IdempotencyKeys {
  const underWay = new Set<string>();
  return {
    begin: (method, path, header, body) => {
      if (header === undefined || method !== 'POST' || !SUPPORTED.some((pattern) => pattern.test(path)))
        return undefined;
      if (!/^[A-Za-z0-9_:-]{1,255}$/.test(header)) {
        throw badRequest('Idempotency-Key must have 1 to 255 characters: letters, digits, "-" and "_".');
      }
      const key = `${method} ${path} ${header}`;
      const bodyHash = createHash('sha256').update(body).digest('hex');
      const stored = store.get('idempotency', key);
      const known = stored !== undefined && nowMs() - stored.atMs < KEPT_MS ? stored : undefined;
      if (known !== undefined && known.bodyHash !== bodyHash) {
        throw refuse(422, '10015', 'Unprocessable', 'This Idempotency-Key was used with another request body.');
      }
      if (known !== undefined) return { replay: known, finish: () => {} };
      if (underWay.has(key)) {
        throw refuse(409, '10015', 'Conflict', 'A request with this Idempotency-Key is still in progress.');
      }
      underWay.add(key);
      return {
        replay: undefined,
        finish: (status, response) => {
          underWay.delete(key);
          if (status >= 200 && status < 300)
            store.put('idempotency', key, { key, bodyHash, status, response, atMs: nowMs() });
        },
      };
    },
  };
}
