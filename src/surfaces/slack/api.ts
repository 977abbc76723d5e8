/**
 * The Web API as this surface uses it: every error is a `SlackFailure`, a short Retry-After is waited for, a long one is
 * the caller's. Slack's own waiting is off: it would hold up every other call of the client, a modal's three seconds too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { SlackFailure, toFailure } from './failure.ts';
import { type SlackLog, toBoltLogger } from './log.ts';

/** The longest Retry-After that a call waits for by itself, and how often. */
const WAIT_AT_MOST_MS = 30_000;
const TRIES = 3;
const REQUEST_TIMEOUT_MS = 15_000;

/** What this surface's clients have in common; no `headers`, they would replace the token of the socket. */
export function clientOptions(apiUrl: string | undefined, log: SlackLog): webApi.WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    logger: toBoltLogger(log),
    timeout: REQUEST_TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 2000, factor: 2 },
  };
}

export interface SlackApi {
  readonly client: webApi.WebClient;
  /** Runs one call of the client; `doing` names it in errors. `patient: false` = somebody waits, no second try. */
  call<T>(doing: string, work: (client: webApi.WebClient) => Promise<T>, patient?: boolean): Promise<T>;
  /** Ends the waiting; calls after it fail at once. */
  stop(): void;
}

export function createSlackApi(token: string, options: webApi.WebClientOptions): SlackApi {
  const client = new webApi.WebClient(token, options);
  const stopped = new AbortController();

  async function call<T>(doing: string, work: (client: webApi.WebClient) => Promise<T>, patient = true): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(client);
      } catch (error) {
        const failure = toFailure(error, doing);
        const wait = failure.retryAfterMs;
        if (!patient || wait === undefined || wait > WAIT_AT_MOST_MS || attempt >= TRIES) throw failure;
        await sleep(wait, undefined, { signal: stopped.signal }).catch(() => {
          throw new SlackFailure('The bot is stopping.', { code: 'stopping', retryable: true });
        });
      }
    }
  }

  return { client, call, stop: () => stopped.abort() };
}
