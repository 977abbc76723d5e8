/** The calling account as last seen: previews and doctor read it without waiting long; a look older than a minute is renewed. */
import { MOST_AT_ONCE } from '../missions/policies/pacing.ts';
import { isFailure, type Log } from './effects/context.ts';
import type { Account, CallBackend, Clock, Failure } from './ports.ts';
import { within } from './within.ts';

const FRESH_MS = 60_000;

/** R250: where neither a person nor the account has said how many calls at once are allowed. */
const DEFAULT_AT_ONCE = 2;

export interface CallsAtOnce {
  readonly limit: number;
  /** Nobody has said it: people are told so. */
  readonly guessed: boolean;
}

/** What the profiles that may call allow; `undefined` where they say nothing. */
export function askedLimit(account: Account | undefined): number | undefined {
  const limits = (account?.profiles ?? []).filter((one) => one.enabled).flatMap((one) => one.concurrentLimit ?? []);
  return limits.length === 0 ? undefined : Math.max(1, Math.min(...limits));
}

/** Never more than the account says, nor than was configured. What D1 teaches besides stands in the ledger. */
export function callsAtOnce(configured: number | undefined, account: Account | undefined): CallsAtOnce {
  const asked = askedLimit(account);
  const guessed = configured === undefined && asked === undefined;
  return { limit: Math.min(configured ?? asked ?? DEFAULT_AT_ONCE, asked ?? MOST_AT_ONCE, MOST_AT_ONCE), guessed };
}

export interface AccountWatch {
  /** The last look if it is fresh, else a new one; the failure when there is none to be had. */
  look(): Promise<Account | Failure>;
  /** What is known without asking; begins a look in the background when it is old. */
  known(): Account | undefined;
  /** What was seen last, however old; asks nothing. */
  latest(): Account | undefined;
}

export const isAccount = (seen: Account | Failure): seen is Account => 'balance' in seen;

export function watchAccount(backend: CallBackend, clock: Clock, log: Log): AccountWatch {
  let last: { readonly account: Account; readonly at: number } | undefined;
  let running: Promise<Account | Failure> | undefined;

  async function ask(): Promise<Account | Failure> {
    try {
      const account = await backend.account();
      last = { account, at: clock.wall() };
      return account;
    } catch (error) {
      if (!isFailure(error)) throw error;
      // Cut off by our own stop: no trouble of the account.
      const level = error.code === 'closed' ? 'info' : 'warn';
      log[level]({ code: error.code, status: error.status }, 'the account could not be read');
      return error;
    }
  }

  const look = (): Promise<Account | Failure> => {
    if (last !== undefined && clock.wall() - last.at < FRESH_MS) return Promise.resolve(last.account);
    running ??= ask().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    look,
    known() {
      void look().catch((error: unknown) => log.error({ error: String(error) }, 'looking at the account failed'));
      return last?.account;
    },
    latest: () => last?.account,
  };
}

/** Wall ms that a preview waits for a first look. */
const FIRST_LOOK_MS = 2000;

/** What a preview needs of the account; `undefined` when there was no look yet and none came soon. */
export async function callingFacts(watch: AccountWatch, configured: number | undefined) {
  const seen = watch.known() ?? (await within(FIRST_LOOK_MS, watch.look()).catch(() => undefined));
  if (seen === undefined || !isAccount(seen)) return undefined;
  const countries = seen.profiles.filter((one) => one.enabled).flatMap((one) => one.countries);
  const { limit, guessed } = callsAtOnce(configured, seen);
  const active = seen.numbers.filter((one) => one.active);
  return {
    numbers: active.map((one) => ({ phone: one.phone, free: one.voiceConnectionId === undefined })),
    balance: seen.balance,
    ...(countries.length === 0 ? {} : { countries }),
    concurrentCalls: limit,
    limitGuessed: guessed,
  };
}
