// The one transport of all gateways: sends, repeats only where `judge` allows it, and turns every failure into a
// BackendError. Station: between a vendor's client and the wire. Bodies and query values never reach the log: they hold numbers.
import type { BackendError } from '../engine/errors.ts';
import { type BackoffPolicy, backoffMs } from '../lib/backoff.ts';
import { createExchange, type HttpAnswer, type HttpRequest } from './exchange.ts';
import { type FailureFacts, toBackendError } from './failure.ts';
import { judge, type Trouble } from './judgement.ts';
import { type Headers, headerOf, type KnownRefusal, maskText, type Refusal, readRefusal } from './refusal.ts';

/** Where the gateways tell what they do; wired to the logger of the process. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

export interface HttpConfig {
  /** As people know it: "Telnyx". */
  readonly vendor: string;
  /** With path prefix; plain http is accepted from this machine only. */
  readonly baseUrl: string;
  readonly bearer: string;
  /** Wall time, epoch ms; reads dates in Retry-After. */
  now(): number;
  readonly log: Log;
  readonly known: (refusal: Refusal) => KnownRefusal | undefined;
  /** Milliseconds for one exchange, from connecting to the body's last byte. */
  readonly timeoutMs?: number;
  /** Sends at most; the engine repeats besides, so it stays small. */
  readonly attempts?: number;
  readonly backoff?: BackoffPolicy;
  /** A longer wait is left to the caller, with `retryAfterMs`. */
  readonly maxWaitMs?: number;
}

export interface Http {
  /** The answer of a success; throws BackendError for all else. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** For a success whose body breaks the agreement: judged and worded like any other failure. */
  unreadable(request: HttpRequest, why: string): BackendError;
  /** Ends waits and exchanges under way; they fail with code `closed`. */
  close(): Promise<void>;
}

type Attempt = { readonly answer: HttpAnswer } | { readonly error: BackendError; readonly again: boolean };

type Details = Pick<FailureFacts, 'refusal' | 'known' | 'why'>;

const DEFAULTS = { timeoutMs: 20_000, attempts: 3, maxWaitMs: 5_000, backoff: { baseMs: 400, maxMs: 3_000 } };

export function createHttp(config: HttpConfig): Http {
  const settings = { ...DEFAULTS, ...config };
  const exchange = createExchange(settings);
  const { host } = new URL(config.baseUrl);

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    // Doubt stays: an answer that was lost once may have taken effect, whatever the later tries are told.
    let doubt = false;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(request, attempt, doubt);
      if ('answer' in outcome) return outcome.answer;
      const { error, again } = outcome;
      doubt = error.uncertain;
      const waitMs = backoffMs(settings.backoff, { attempt, jitter: Math.random(), retryAfterMs: error.retryAfterMs });
      if (!again || attempt >= settings.attempts || waitMs > settings.maxWaitMs) throw error;
      await pause(waitMs, exchange.closing);
    }
  }

  /** One exchange, told to the log, turned into an answer or an error. */
  async function tryOnce(request: HttpRequest, attempt: number, doubt: boolean): Promise<Attempt> {
    const startedAt = performance.now();
    const result = await exchange.run(request);
    const { operation, method } = request;
    const [path] = request.path.split('?');
    const fields = { operation, method, path, attempt, ms: Math.round(performance.now() - startedAt) };
    if ('trouble' in result) {
      // Our own end cut it off: nobody need look into that.
      const level = result.trouble === 'closed' ? 'info' : 'warn';
      config.log(level, `${config.vendor} did not answer`, { ...fields, reason: result.why });
      return failed(request, result.trouble, doubt, { why: result.why });
    }
    const { status, headers, text } = result.answer;
    if (status >= 200 && status < 300) {
      config.log('debug', `${config.vendor} answered`, { ...fields, status });
      return result;
    }
    // An earlier try of ours already deleted it: its answer was lost, its effect was not.
    if (request.method === 'DELETE' && doubt && status === 404) return result;
    const refusal = readRefusal(status, headers, text.replaceAll(config.bearer || '\0', '•••'), config.now());
    const { codes, pointers, requestId } = refusal;
    const foreseen = request.mayRefuse === true && (status === 400 || status === 422);
    config.log(foreseen ? 'info' : 'warn', `${config.vendor} refused`, {
      ...fields,
      status,
      codes,
      pointers,
      requestId,
    });
    return failed(request, { status }, doubt, { refusal, known: config.known(refusal) });
  }

  function failed(request: HttpRequest, trouble: Trouble, doubt: boolean, more: Details) {
    const judged = judge(trouble, request.repeat, request.method === 'GET', request.key !== undefined);
    const judgement = { ...judged, uncertain: judged.uncertain || doubt };
    const error = toBackendError({ vendor: config.vendor, host, request, trouble, judgement, ...more });
    return { error, again: judged.again };
  }

  return {
    send,
    unreadable: (request, why) => failed(request, 'unreadable', false, { why: maskText(why) }).error,
    close: () => exchange.close(),
  };
}

/** Waits, or less when the gateway closes meanwhile; the next try then says so. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}

/** The server's clock in its Date header, wall ms. */
export function serverTimeOf(headers: Headers): number | undefined {
  const time = Date.parse(headerOf(headers, 'date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
