// One HTTP exchange: a pool to one host, Bearer auth, one deadline from connecting to the body's last byte.
// Station: under http.ts, which repeats, judges and words. What went wrong is named here, never judged.
import { Pool } from 'undici';
import { BackendError } from '../engine/errors.ts';
import type { Repeat, Trouble } from './judgement.ts';
import type { Headers } from './refusal.ts';

export interface HttpRequest {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under the base URL, segments encoded, query included. */
  readonly path: string;
  /** The exact bytes; serialised once by the caller. */
  readonly body?: string;
  /** Sent as Idempotency-Key. */
  readonly key?: string;
  readonly repeat: Repeat;
  /** A 400 or 422 is one of the answers: whoever asked goes on in another way. */
  readonly mayRefuse?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Exchanged =
  | { readonly answer: HttpAnswer }
  | { readonly trouble: Exclude<Trouble, { readonly status: number }>; readonly why: string };

export interface Exchange {
  run(request: HttpRequest): Promise<Exchanged>;
  /** Aborted by close(): waits between tries end with it. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

export interface ExchangeConfig {
  readonly vendor: string;
  readonly baseUrl: string;
  readonly bearer: string;
  readonly timeoutMs: number;
}

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** Troubles before the first byte of a request leaves. */
const UNSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

export function createExchange(config: ExchangeConfig): Exchange {
  const { origin, prefix } = checkedBase(config);
  const pool = new Pool(origin, {
    connections: 8,
    // undici's own clocks only watch silence; the deadline below watches everything.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: Math.min(10_000, config.timeoutMs) },
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  const closing = new AbortController();

  async function run(request: HttpRequest): Promise<Exchanged> {
    if (closing.signal.aborted) return { trouble: 'closed', why: 'closed' };
    // A timer of our own instead of AbortSignal.timeout: it goes with the exchange, nothing is left to fire later.
    const deadline = new AbortController();
    const stop = () => deadline.abort();
    const timer = setTimeout(stop, config.timeoutMs);
    closing.signal.addEventListener('abort', stop, { once: true });
    try {
      const { method, body = null } = request;
      const path = `${prefix}${request.path}`;
      const headers = headersOf(config.bearer, request);
      const response = await pool.request({ method, path, headers, body, signal: deadline.signal });
      const text = await response.body.text();
      return { answer: { status: response.statusCode, headers: response.headers, text } };
    } catch (error) {
      if (closing.signal.aborted) return { trouble: 'closed', why: 'closed' };
      if (deadline.signal.aborted) return { trouble: 'no-answer', why: `nothing whole within ${config.timeoutMs} ms` };
      const code = codeOf(error);
      return { trouble: UNSENT.test(code) ? 'unreachable' : 'no-answer', why: code };
    } finally {
      clearTimeout(timer);
      closing.signal.removeEventListener('abort', stop);
    }
  }

  async function close(): Promise<void> {
    closing.abort();
    await pool.destroy();
  }

  return { run, closing: closing.signal, close };
}

function headersOf(bearer: string, request: HttpRequest): Record<string, string> {
  return {
    authorization: `Bearer ${bearer}`,
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(request.key === undefined ? {} : { 'idempotency-key': request.key }),
  };
}

/** The key never travels in the clear: plain http is for this machine only. */
function checkedBase(config: ExchangeConfig): { readonly origin: string; readonly prefix: string } {
  const url = URL.parse(config.baseUrl);
  const local = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) {
    throw new BackendError({
      code: 'bad-address',
      sentence: `The address of ${config.vendor} must begin with https:// (http:// only on this machine); correct the base URL in the environment.`,
      retryable: false,
      uncertain: false,
    });
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}

/** The system's or undici's name of the trouble; never its message, which may hold addresses. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
