/** The do-not-call list as people keep it by hand: blocked in all missions at once, taken back with a reason. */
import type { Actor, PersonId } from '../missions/event.ts';
import { isBlocked } from '../missions/ledger.ts';
import type { Engine } from './engine.ts';
import { dropBlocked } from './ledger-sync.ts';

export interface DoNotCall {
  block(phone: string, actor: Actor, reason: string): Promise<void>;
  unblock(phone: string, actor: Actor, reason: string): Promise<void>;
  isBlocked(phone: string): Promise<boolean>;
}

export function createDoNotCall({ ledger, missions, wake }: Engine, personId: (phone: string) => PersonId): DoNotCall {
  return {
    async block(phone, actor, reason) {
      const words = reason === '' ? {} : { words: reason };
      await ledger.send({ type: 'Block', person: personId(phone), mission: '', ...words }, `block ${actor.id}`, actor);
      for (const state of missions.open()) await dropBlocked(state, missions, ledger);
      wake();
    },
    unblock: (phone, by, reason) =>
      ledger.send({ type: 'Unblock', person: personId(phone), by, reason }, `unblock ${by.id}`, by),
    isBlocked: async (phone) => isBlocked(ledger.state(), personId(phone)),
  };
}
