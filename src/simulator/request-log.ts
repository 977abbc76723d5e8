// What GET /_sim/log shows: every request to the API with its answer, and every dial at the moment it begins to ring,
// in one array with one numbering, in mission time. Auditors read nothing else.
import type { Store } from './store.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** 0 when the connection was cut before an answer. */
  readonly status: number;
  readonly response: unknown;
}

export interface RequestLog {
  request(atMs: number, entry: LoggedRequest): void;
  dial(atMs: number, dial: Readonly<Record<string, unknown>>): void;
  /** Somebody called a number of the account: who answered, and with which words. */
  inbound(atMs: number, inbound: Readonly<Record<string, unknown>>): void;
}

export function createRequestLog(store: Store): RequestLog {
  const add = (atMs: number, entry: object) =>
    store.addLog({ seq: store.log.length + 1, at: new Date(atMs).toISOString(), ...entry });
  return {
    request: (atMs, entry) => {
      const { authorization, ...headers } = entry.headers;
      add(atMs, {
        ...entry,
        headers: authorization === undefined ? headers : { ...headers, authorization: '[redacted]' },
      });
    },
    dial: (atMs, dial) => add(atMs, { dial }),
    inbound: (atMs, inbound) => add(atMs, { inbound }),
  };
}

/** JSON as JSON, anything else as the text it is; null for nothing. */
export function readable(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
