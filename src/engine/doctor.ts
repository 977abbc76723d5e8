/** What is wrong with the calling account, each in one sentence with its cure. Pure over what the backend answered. */
import type { LedgerState } from '../missions/ledger-terms.ts';
import type { BackendWords } from '../missions/terms.ts';
import { type AccountWatch, callsAtOnce, isAccount } from './account.ts';
import type { Account } from './ports.ts';

export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly sentence: string;
}

export interface AccountFacts {
  readonly words: BackendWords;
  readonly sandbox: boolean;
  /** The countries of a list that is about to be called; empty = only report. */
  readonly countries: readonly string[];
  readonly maxConcurrentCalls?: number;
  /** What the ledger has learnt of the account's limit. */
  readonly ledger: Pick<LedgerState, 'learnedLimit'>;
  /** Ids of the numbers that open missions of ours have. */
  readonly ours?: ReadonlySet<string>;
  /** Wall time, epoch ms. */
  readonly wall: number;
}

/** One call of a few minutes abroad. */
const LOW_BALANCE = 1;
const CLOCK_OFF_MS = 60_000;

const good = (what: string, sentence: string): Finding => ({ what, ok: true, sentence });
const bad = (what: string, sentence: string): Finding => ({ what, ok: false, sentence });

const keyOf = ({ name }: BackendWords): string => `${name} key`;

function balance({ balance: { amount, currency } }: Account, { portal }: BackendWords): Finding {
  const left = `${amount.toFixed(2)} ${currency}`;
  return amount >= LOW_BALANCE
    ? good('Balance', `${left} are left.`)
    : bad('Balance', `Only ${left} are left, so calls will be refused. Top up at ${portal} under Billing.`);
}

function numbers({ numbers: all }: Account, facts: AccountFacts): Finding {
  const active = all.filter((one) => one.active);
  const free = active.filter((one) => one.voiceConnectionId === undefined);
  const ours = active.filter((one) => one.voiceConnectionId !== undefined && facts.ours?.has(one.id));
  if (active.length === 0)
    return bad('Numbers', `There is no active phone number. Buy one at ${facts.words.portal} under Numbers.`);
  if (free.length === 0 && ours.length > 0)
    return good(
      'Numbers',
      `${active.length} active; our missions have ${ours.length === 1 ? 'one' : ours.length} of them, and none is free just now. "/mission numbers" says until when.`,
    );
  if (free.length === 0)
    return bad(
      'Numbers',
      `All ${active.length} numbers are in use elsewhere. Buy one more at ${facts.words.portal} under Numbers, or free one.`,
    );
  return good('Numbers', `${active.length} active, ${free.length} free to call from.`);
}

function profile({ profiles }: Account, { countries, words: { portal } }: AccountFacts): readonly Finding[] {
  const enabled = profiles.filter((one) => one.enabled);
  if (enabled.length === 0)
    return [
      bad(
        'Outbound profile',
        `No outbound voice profile is enabled. Enable one at ${portal} under Voice > Outbound Voice Profiles.`,
      ),
    ];
  const allowed = new Set(enabled.flatMap((one) => one.countries));
  const missing = [...new Set(countries)].filter((country) => !allowed.has(country));
  const found = good('Outbound profile', `${enabled.map((one) => one.name).join(', ')} is enabled.`);
  if (missing.length > 0)
    return [
      found,
      bad(
        'Countries',
        `Calls to ${missing.join(', ')} are not allowed. Add ${missing.length === 1 ? 'it' : 'them'} to the outbound profile at ${portal}.`,
      ),
    ];
  return [found, good('Countries', `Calls are allowed to ${[...allowed].toSorted().join(', ')}.`)];
}

function atOnce(account: Account, facts: AccountFacts): Finding {
  const { maxConcurrentCalls: wished, ledger } = facts;
  const { limit, guessed } = callsAtOnce(wished, account);
  const lowest = Math.min(limit, ledger.learnedLimit ?? limit);
  if (wished !== undefined && wished > lowest)
    return bad(
      'Calls at once',
      `MAX_CONCURRENT_CALLS is ${wished}, but the account allows ${lowest}. Set it to ${lowest}, or ask ${facts.words.name} for level 2.`,
    );
  const why = guessed
    ? 'Nobody has said how many the account allows: a new one allows 2, a level 2 account 10. Set MAX_CONCURRENT_CALLS if yours allows more.'
    : `A new ${facts.words.name} account allows 2, a level 2 account 10.`;
  return good('Calls at once', `${lowest} at the same time. ${why}`);
}

function clock(serverTime: number | undefined, { wall, words }: AccountFacts): Finding {
  const off = serverTime === undefined ? 0 : Math.abs(serverTime - wall);
  return off <= CLOCK_OFF_MS
    ? good('Clock', `This computer and ${words.name} agree on the time.`)
    : bad(
        'Clock',
        `This computer's clock is ${Math.round(off / 60_000)} minutes off. Switch on automatic time (NTP), else people are called at the wrong hour.`,
      );
}

function accountFindings(account: Account, facts: AccountFacts): readonly Finding[] {
  const key = facts.sandbox
    ? good('Calls', 'SANDBOX: nobody is really called. Set TELNYX_API_KEY to call real people.')
    : good(keyOf(facts.words), 'The key works. Real people are called.');
  return [
    key,
    balance(account, facts.words),
    numbers(account, facts),
    ...profile(account, facts),
    atOnce(account, facts),
    clock(account.serverTime, facts),
  ];
}

/** Looks at the account and judges it; a refused key is a finding like any other. */
export async function examineAccount(watch: AccountWatch, facts: AccountFacts): Promise<readonly Finding[]> {
  const seen = await watch.look();
  return isAccount(seen) ? accountFindings(seen, facts) : [bad(keyOf(facts.words), seen.sentence)];
}
