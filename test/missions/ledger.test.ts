/** The ledger: who may be called at all, how often, and on how many lines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decideLedger,
  emptyLedger,
  evolveLedger,
  freeLines,
  isBlocked,
  lineLimit,
  mayReserve,
  mayReserveText,
} from '../../src/missions/ledger.ts';
import type { LedgerCommand, LedgerState } from '../../src/missions/ledger-terms.ts';
import { DAY, HOUR, MINUTE, TUESDAY } from '../support/given.ts';
import { ANA } from '../support/sandbox.ts';

type Reserve = Extract<LedgerCommand, { type: 'Reserve' }>;
const reserve = (change: Partial<Reserve> = {}): Reserve => ({
  type: 'Reserve',
  id: 'M-1/t1:1',
  mission: 'M-1',
  person: 'p_1',
  recipients: 'general',
  dueAt: TUESDAY,
  zone: 'America/Chicago',
  limit: 2,
  askedFor: false,
  ...change,
});

/** Folds the commands; each at the time given, or now. */
function history(
  ...commands: readonly (LedgerCommand | { readonly at: number; readonly command: LedgerCommand })[]
): LedgerState {
  let state = emptyLedger;
  for (const [seq, one] of commands.entries()) {
    const { at, command } = 'command' in one ? one : { at: TUESDAY, command: one };
    for (const event of decideLedger(state, command)) state = evolveLedger(state, event, { seq, at });
  }
  return state;
}
const called = (change: Partial<Reserve> = {}): readonly LedgerCommand[] => {
  const one = reserve(change);
  return [one, { type: 'Release', id: one.id, counted: true }];
};

describe('who may be called', () => {
  test('asking twice gives the same answer and takes one line', () => {
    const state = history(reserve(), reserve());
    expect(state.reservations.size).toBe(1);
    expect(mayReserve(state, reserve())).toEqual({ granted: true });
  });

  test('nobody on the do-not-call list, until a person takes them off', () => {
    const state = history({ type: 'Block', person: 'p_1', mission: 'M-1', words: 'never again' });
    expect(isBlocked(state, 'p_1')).toBe(true);
    expect(mayReserve(state, reserve({ askedFor: true }))).toMatchObject({ granted: false, why: 'blocked' });
    expect(decideLedger(state, { type: 'Block', person: 'p_1', mission: 'M-2' })).toEqual([]);
    const again = history(
      { type: 'Block', person: 'p_1', mission: 'M-1' },
      { type: 'Unblock', person: 'p_1', by: ANA, reason: 'asked' },
    );
    expect(mayReserve(again, reserve())).toEqual({ granted: true });
  });

  test('who was taken off the list stays off, however often the same call is looked at; a later wish counts', () => {
    const wish = (heardAt: number): LedgerCommand => ({ type: 'Block', person: 'p_1', mission: 'M-1', heardAt });
    const off = { type: 'Unblock', person: 'p_1', by: ANA, reason: 'a misunderstanding' } as const;
    const heard = history(wish(TUESDAY - MINUTE), off, wish(TUESDAY - MINUTE));
    expect(isBlocked(heard, 'p_1')).toBe(false);
    expect(decideLedger(heard, wish(TUESDAY + MINUTE))).toHaveLength(1);
    expect(decideLedger(heard, { type: 'Block', person: 'p_1', mission: '' })).toHaveLength(1);
    const other = { type: 'Join', people: ['p_2', 'p_1'], by: ANA } as const;
    expect(decideLedger(history(wish(TUESDAY - MINUTE), off, other), wish(TUESDAY - MINUTE))).toEqual([]);
  });

  test('one call to a person at a time, whatever the mission', () => {
    const answer = mayReserve(history(reserve()), reserve({ id: 'M-2/t9:1', mission: 'M-2' }));
    expect(answer).toMatchObject({ granted: false, why: 'busy', until: TUESDAY + 10 * MINUTE });
  });

  test('R292 a professional once a day over all missions, by their own date, unless they asked', () => {
    const state = history(...called());
    const second = reserve({ id: 'M-2/t1:1', mission: 'M-2', recipients: 'professional', dueAt: TUESDAY + 3 * HOUR });
    const answer = mayReserve(state, second);
    expect(answer).toMatchObject({ granted: false, why: 'daily' });
    // Midnight in Chicago.
    expect(answer).toMatchObject({ until: Date.parse('2026-11-25T06:00:00Z') });
    expect(mayReserve(state, { ...second, dueAt: Date.parse('2026-11-25T06:00:00Z') })).toEqual({ granted: true });
    expect(mayReserve(state, { ...second, askedFor: true })).toEqual({ granted: true });
  });

  test('a call that did not ring does not count for the day', () => {
    const state = history(reserve(), { type: 'Release', id: 'M-1/t1:1', counted: false });
    expect(mayReserve(state, reserve({ id: 'x', recipients: 'professional' }))).toEqual({ granted: true });
  });

  test('R287 after a voicemail a professional rests for two days, also for another mission', () => {
    const state = history(...called(), {
      at: TUESDAY,
      command: { type: 'NoteVoicemail', person: 'p_1', dueAt: TUESDAY },
    });
    const later = (ms: number) =>
      mayReserve(state, reserve({ id: 'x', recipients: 'professional', dueAt: TUESDAY + ms }));
    expect(later(DAY)).toMatchObject({ granted: false, why: 'voicemail', until: TUESDAY + 2 * DAY });
    expect(later(2 * DAY - 1)).toMatchObject({ granted: false });
    expect(later(2 * DAY)).toEqual({ granted: true });
    expect(decideLedger(state, { type: 'NoteVoicemail', person: 'p_1', dueAt: TUESDAY })).toEqual([]);
  });
});

describe('lines', () => {
  test('R250 never more calls at once than the account allows', () => {
    const state = history(reserve(), reserve({ id: 'b', person: 'p_2' }));
    expect(freeLines(state, 2, TUESDAY)).toBe(0);
    expect(mayReserve(state, reserve({ id: 'c', person: 'p_3' }))).toMatchObject({ granted: false, why: 'lines' });
    expect(freeLines(history(reserve(), { type: 'Release', id: 'M-1/t1:1', counted: true }), 2, TUESDAY)).toBe(2);
  });

  test('R253 a smaller limit is learnt, tried anew after a day, and one line stays', () => {
    const state = history({ type: 'LearnLimit', limit: 3 });
    expect(lineLimit(state, 10, TUESDAY)).toBe(3);
    expect(lineLimit(state, 2, TUESDAY)).toBe(2);
    expect(lineLimit(state, 10, TUESDAY + 2 * DAY)).toBe(10);
    expect(decideLedger(state, { type: 'LearnLimit', limit: 0 })).toEqual([]);
    expect(lineLimit(emptyLedger, 0, TUESDAY)).toBe(1);
  });
});

test('whatever is asked: never two reservations of one person, never more than the limit, nobody blocked', () => {
  const person = fc.constantFrom('p_1', 'p_2', 'p_3');
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const command: fc.Arbitrary<LedgerCommand> = fc.oneof(
    fc
      .record({ id, person, hours: fc.integer({ min: 0, max: 60 }), askedFor: fc.boolean() })
      .map(({ hours, ...rest }) => reserve({ ...rest, dueAt: TUESDAY + hours * HOUR })),
    fc.record({ type: fc.constant('Release' as const), id, counted: fc.boolean() }),
    fc.record({ type: fc.constant('Block' as const), person, mission: fc.constant('M-1') }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      let state = emptyLedger;
      for (const [seq, one] of commands.entries()) {
        const before = state;
        for (const event of decideLedger(state, one)) {
          if (event.type === 'CallReserved') expect(isBlocked(before, event.person)).toBe(false);
          state = evolveLedger(state, event, { seq, at: TUESDAY });
        }
        const persons = [...state.reservations.values()].map((reservation) => reservation.person);
        expect(new Set(persons).size).toBe(persons.length);
        expect(persons.length).toBeLessThanOrEqual(2);
      }
    }),
  );
});

describe('two numbers of one person', () => {
  const join: LedgerCommand = { type: 'Join', people: ['p_1', 'p_2'], by: ANA };
  const second = (change: Partial<Reserve> = {}): Reserve =>
    reserve({ id: 'M-2/t1:1', mission: 'M-2', person: 'p_2', ...change });

  test('one call at a time and one daily limit, whichever number is called', () => {
    expect(mayReserve(history(join, reserve()), second())).toMatchObject({ granted: false, why: 'busy' });
    const professional = { recipients: 'professional' } as const;
    const after = history(join, ...called(professional));
    expect(mayReserve(after, second({ ...professional, dueAt: TUESDAY + 3 * HOUR }))).toMatchObject({ why: 'daily' });
    const before = history(...called(professional), join);
    expect(mayReserve(before, second({ ...professional, dueAt: TUESDAY + 3 * HOUR }))).toMatchObject({ why: 'daily' });
  });

  test('one do-not-call entry: of either, before or after they were marked', () => {
    const block: LedgerCommand = { type: 'Block', person: 'p_2', mission: 'M-1', words: 'never', phone: '+1312' };
    for (const state of [history(join, block), history(block, join)]) {
      expect([isBlocked(state, 'p_1'), isBlocked(state, 'p_2')]).toEqual([true, true]);
      expect([...state.people.values()].filter((one) => one.blocked)).toMatchObject([
        { block: { words: 'never', phone: '+1312' } },
      ]);
    }
    const unblocked = history(join, block, { type: 'Unblock', person: 'p_1', by: ANA, reason: 'asked' });
    expect(isBlocked(unblocked, 'p_2')).toBe(false);
  });

  test('one voicemail: R287 holds for the other number too', () => {
    const state = history(join, { type: 'NoteVoicemail', person: 'p_1', dueAt: TUESDAY });
    const answer = mayReserve(state, second({ recipients: 'professional', dueAt: TUESDAY + DAY + 9 * HOUR }));
    expect(answer).toMatchObject({ granted: false, why: 'voicemail' });
  });

  test('chains of three; parted, a block stays with each of them', () => {
    const more: LedgerCommand = { type: 'Join', people: ['p_3', 'p_1'], by: ANA };
    const block: LedgerCommand = { type: 'Block', person: 'p_2', mission: '' };
    const state = history(join, more, block, { type: 'Part', person: 'p_1', by: ANA });
    expect(['p_1', 'p_2', 'p_3'].map((one) => isBlocked(state, one))).toEqual([true, true, true]);
    expect(state.same.size).toBe(0);
    expect(decideLedger(history(join), join)).toEqual([]);
    expect(decideLedger(emptyLedger, { type: 'Part', person: 'p_1', by: ANA })).toEqual([]);
  });
});

describe('texts', () => {
  const text = (change: Partial<Extract<LedgerCommand, { type: 'ReserveText' }>> = {}) =>
    ({
      type: 'ReserveText',
      id: 'M-1/text/t1',
      mission: 'M-1',
      person: 'p_1',
      dueAt: TUESDAY,
      zone: 'America/Chicago',
      ...change,
    }) as const;

  test('a text that goes out a day later counts for that day', () => {
    const later = { dueAt: TUESDAY + 24 * HOUR };
    const state = history(text(), text(later));
    const other = { id: 'M-2/text/t1', mission: 'M-2' };
    expect(mayReserveText(state, text({ ...other, ...later }))).toMatchObject({ granted: false, why: 'texted' });
    expect(mayReserveText(state, text(other))).toEqual({ granted: true });
    expect(decideLedger(state, text(later))).toEqual([]);
  });
});
