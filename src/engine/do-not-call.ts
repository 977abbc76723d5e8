/**
 * The do-not-call list as people keep it by hand, and who is one person: blocked in all missions at once, taken back with a
 * reason, several numbers of one person marked as such.
 */

import { headOf, isBlocked } from '../missions/ledger.ts';
import type { MissionState } from '../missions/state.ts';
import type { Actor, EnlistedTarget, PersonId } from '../missions/terms.ts';
import type { Engine } from './engine.ts';
import { dropBlocked } from './ledger-sync.ts';

/** One entry of the list; number and words are absent once they were deleted. */
export interface Blocked {
  /** Mission time, epoch ms. */
  readonly since: number;
  /** Of the call in which they asked; empty when somebody entered it by hand. */
  readonly mission: string;
  readonly phone?: string;
  readonly words?: string;
}

export interface DoNotCall {
  block(phone: string, actor: Actor, reason: string): Promise<void>;
  unblock(phone: string, actor: Actor, reason: string): Promise<void>;
  isBlocked(phone: string): Promise<boolean>;
  /** Oldest first. */
  list(): Promise<readonly Blocked[]>;
  /** False when they are one person already. */
  join(phone: string, other: string, actor: Actor): Promise<boolean>;
  /** False when the number belongs to nobody else. */
  part(phone: string, actor: Actor): Promise<boolean>;
}

/** A column of this name marks rows as one person: equal values, one daily limit, one do-not-call entry. */
export const SAME_PERSON = 'same_person';

export function createDoNotCall(
  { ledger, missions, wake }: Pick<Engine, 'ledger' | 'missions' | 'wake'>,
  personId: (phone: string) => PersonId,
): DoNotCall {
  async function dropFromAll(): Promise<void> {
    for (const state of missions.open()) await dropBlocked(state, missions, ledger);
    wake();
  }
  return {
    async block(phone, actor, reason) {
      const words = reason === '' ? {} : { words: reason };
      const person = personId(phone);
      await ledger.send({ type: 'Block', person, mission: '', phone, ...words }, `block ${actor.id}`, actor);
      await dropFromAll();
    },
    unblock: (phone, by, reason) =>
      ledger.send({ type: 'Unblock', person: personId(phone), by, reason }, `unblock ${by.id}`, by),
    isBlocked: async (phone) => isBlocked(ledger.state(), personId(phone)),
    list: async () =>
      [...ledger.state().people.values()]
        .flatMap(({ blocked, block }): Blocked[] => {
          if (!blocked) return [];
          const { at: since = 0, ...said } = block ?? { mission: '' };
          return [{ since, ...said }];
        })
        .toSorted((a, b) => a.since - b.since),
    async join(phone, other, by) {
      const people = [personId(phone), personId(other)] as const;
      if (headOf(ledger.state(), people[0]) === headOf(ledger.state(), people[1])) return false;
      await ledger.send({ type: 'Join', people, by }, `join ${by.id}`, by);
      await dropFromAll();
      return true;
    },
    async part(phone, by) {
      const before = ledger.state().seq;
      await ledger.send({ type: 'Part', person: personId(phone), by }, `part ${by.id}`, by);
      return ledger.state().seq > before;
    },
  };
}

type Row = Pick<EnlistedTarget, 'person' | 'details'>;

/** Rows that the list itself marks as one person; people who are added also with those `already` on it. */
export async function joinMarked(
  { ledger }: Pick<Engine, 'ledger'>,
  targets: readonly EnlistedTarget[],
  by: Actor,
  already: MissionState | undefined = undefined,
): Promise<void> {
  const known = [...(already?.people.values() ?? [])].map(
    ({ person, details }): Row => ({ person, details: { private: details } }),
  );
  const marked = Map.groupBy<string, Row>(
    [...known, ...targets],
    (one) => one.details.private?.variables[SAME_PERSON]?.trim().toLowerCase() ?? '',
  );
  marked.delete('');
  for (const [first, ...others] of marked.values())
    for (const other of others)
      if (first !== undefined)
        await ledger.send({ type: 'Join', people: [first.person, other.person], by }, `join ${by.id}`, by);
}
