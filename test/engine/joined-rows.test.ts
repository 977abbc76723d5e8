/** A column of the list that says which rows are one person: one daily limit and one do-not-call entry for all their numbers. */
import { expect, test } from 'vitest';
import { joinMarked, SAME_PERSON } from '../../src/engine/do-not-call.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { isBlocked } from '../../src/missions/ledger.ts';
import type { LedgerEvent } from '../../src/missions/ledger-terms.ts';
import type { EnlistedTarget } from '../../src/missions/terms.ts';
import { createMemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { openOnShelf } from '../../src/store/open.ts';
import { Play } from '../support/given.ts';
import { ANA, people, sweepBrief } from '../support/sandbox.ts';

const clock = { now: () => 0, wall: () => 0, idle: async () => false, toWall: () => 0 };

const marked = (one: EnlistedTarget, name: string): EnlistedTarget => {
  const details = one.details.private;
  if (details === undefined) throw new Error('no details');
  return { ...one, details: { private: { ...details, variables: { ...details.variables, [SAME_PERSON]: name } } } };
};

test('R292 rows that are marked are one person, also when the second number is added to the running mission', async () => {
  const [first, second, third] = people(3);
  if (first === undefined || second === undefined || third === undefined) throw new Error('three people');
  const listed = [marked(first, 'Dr. Lee'), second];
  const store = await openOnShelf(openMemoryShelf(createMemoryState()), 'memory:');
  const ledger = createLedger(store.journal<LedgerEvent>(), clock);
  await joinMarked({ ledger }, listed, ANA);
  await ledger.send({ type: 'Block', person: first.person, mission: 'M-1' }, 'test');
  expect(isBlocked(ledger.state(), third.person)).toBe(false);
  await joinMarked({ ledger }, [marked(third, ' dr. lee')], ANA, new Play(sweepBrief(), listed).state);
  expect([first, second, third].map((one) => isBlocked(ledger.state(), one.person))).toEqual([true, false, true]);
  await store.close();
});
