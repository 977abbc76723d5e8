/** How many calls at once (playbook R250): asked of the account, never more than was configured, two where nobody has said. */
import { describe, expect, test } from 'vitest';
import type { Draft } from '../../src/chat/flow/draft.ts';
import { warningsOf } from '../../src/chat/preview/checks.ts';
import { callingFacts, callsAtOnce, watchAccount } from '../../src/engine/account.ts';
import { examineAccount } from '../../src/engine/doctor.ts';
import type { Account, CallBackend, Clock } from '../../src/engine/ports.ts';
import { TELNYX } from '../../src/gateways/telnyx/words.ts';
import { decideLedger, emptyLedger, evolveLedger, freeLines } from '../../src/missions/ledger.ts';
import { DAY, TUESDAY } from '../support/given.ts';

const account = (...limits: readonly (number | undefined)[]): Account => ({
  balance: { amount: 20, currency: 'USD' },
  numbers: [],
  profiles: limits.map((limit, index) => ({
    name: `Profile ${index}`,
    enabled: true,
    countries: ['US'],
    ...(limit === undefined ? {} : { concurrentLimit: limit }),
  })),
});
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock: Clock = { now: () => TUESDAY, wall: () => TUESDAY, idle: async () => false, toWall: (ms) => ms };
const watching = (seen: Account) => {
  const asked: number[] = [];
  const backend = {
    account: async () => {
      asked.push(1);
      return seen;
    },
  } satisfies Pick<CallBackend, 'account'>;
  return { watch: watchAccount(backend as unknown as CallBackend, clock, quiet), asked };
};

describe('R250 calls at once', () => {
  test.each([
    ['R250 nobody has said: two, and people are told', undefined, account(undefined), { limit: 2, guessed: true }],
    ['R250 the account says five', undefined, account(5), { limit: 5, guessed: false }],
    ['R250 the smaller of two profiles', undefined, account(5, 3), { limit: 3, guessed: false }],
    ['R250 configured, and the account says nothing', 6, account(undefined), { limit: 6, guessed: false }],
    ['R250 configured above the account', 10, account(3), { limit: 3, guessed: false }],
    ['R250 R251 never more than ten', undefined, account(40), { limit: 10, guessed: false }],
    ['R250 the account was not seen yet', undefined, undefined, { limit: 2, guessed: true }],
  ] as const)('%s', (_name, configured, seen, expected) => {
    expect(callsAtOnce(configured, seen)).toEqual(expected);
  });

  test('R250 a profile that is switched off says nothing', () => {
    const [off] = account(1).profiles;
    expect(
      callsAtOnce(undefined, { ...account(), profiles: off === undefined ? [] : [{ ...off, enabled: false }] }).limit,
    ).toBe(2);
  });

  test('R250 preview and doctor say that it is a guess, and where to put the real number', async () => {
    const { watch } = watching(account(undefined));
    expect(await callingFacts(watch, undefined)).toMatchObject({ concurrentCalls: 2, limitGuessed: true });
    const facts = { words: TELNYX, sandbox: false, countries: [], ledger: {}, wall: TUESDAY };
    const found = (await examineAccount(watch, facts)).find((one) => one.what === 'Calls at once');
    expect(found?.sentence).toMatch(/^2 at the same time\. Nobody has said how many .*Set MAX_CONCURRENT_CALLS/);
  });

  test('R250 the preview of real calls warns of the guess, the sandbox and a known number do not', () => {
    const draft = { rounds: [], variables: [] } as unknown as Draft;
    const numbers = [{ phone: '+13125550100', free: true }];
    const warned = (facts: object, sandbox: boolean): boolean =>
      warningsOf(draft, { portal: TELNYX.portal, numbers, concurrentCalls: 2, ...facts }, sandbox).some((one) =>
        /MAX_CONCURRENT_CALLS/.test(one),
      );
    expect(warned({ limitGuessed: true }, false)).toBe(true);
    expect(warned({ limitGuessed: false }, false)).toBe(false);
    expect(warned({ limitGuessed: true }, true)).toBe(false);
  });

  test('R250 asked once and remembered: reading the limit for each call asks nothing', async () => {
    const { watch, asked } = watching(account(4));
    expect(callsAtOnce(undefined, watch.latest()).limit).toBe(2);
    await watch.look();
    for (let nth = 0; nth < 100; nth += 1) expect(callsAtOnce(undefined, watch.latest()).limit).toBe(4);
    expect(asked).toHaveLength(1);
  });

  test('R250 R253 what D1 taught is kept in the journal, holds for a day, and then the account’s word is tried anew', () => {
    const [learnt] = decideLedger(emptyLedger, { type: 'LearnLimit', limit: 1 });
    if (learnt === undefined) throw new Error('nothing was learnt');
    const ledger = evolveLedger(emptyLedger, learnt, { seq: 0, at: TUESDAY });
    expect(freeLines(ledger, 4, TUESDAY)).toBe(1);
    expect(freeLines(ledger, 4, TUESDAY + DAY + 1)).toBe(4);
  });
});
