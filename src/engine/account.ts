/** The calling account as last seen: previews and doctor read it without waiting long; a look older than a minute is renewed. */
import { isFailure, type Log } from './effects/context.ts';
import type { Account, CallBackend, Clock, Failure } from './ports.ts';
import { within } from './within.ts';

const FRESH_MS = 60_000;

export interface AccountWatch {
  /** The last look if it is fresh, else a new one; the failure when there is none to be had. */
  look(): Promise<Account | Failure>;
  /** What is known without asking; begins a look in the background when it is old. */
  known(): Account | undefined;
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
      log.warn({ code: error.code, status: error.status }, 'the account could not be read');
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
  };
}

/** Wall ms that a preview waits for a first look. */
const FIRST_LOOK_MS = 2000;

/** What a preview needs of the account; `undefined` when there was no look yet and none came soon. */
export async function callingFacts(watch: AccountWatch, concurrentCalls: number) {
  const seen = watch.known() ?? (await within(FIRST_LOOK_MS, watch.look()).catch(() => undefined));
  if (seen === undefined || !isAccount(seen)) return undefined;
  const countries = seen.profiles.filter((one) => one.enabled).flatMap((one) => one.countries);
  const active = seen.numbers.filter((one) => one.active);
  return {
    numbers: active.map((one) => ({ phone: one.phone, free: one.voiceConnectionId === undefined })),
    balance: seen.balance,
    ...(countries.length === 0 ? {} : { countries }),
    concurrentCalls,
  };
}
