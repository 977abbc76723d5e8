/** The ledger's writer: the same append-before-effect as a mission, for the one stream that knows people over all missions. */
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import { decideLedger, emptyLedger, evolveLedger, mayReserve, mayReserveText } from '../missions/ledger.ts';
import type { LedgerCommand, LedgerEvent, LedgerState, ReserveAnswer } from '../missions/ledger-terms.ts';
import type { Actor } from '../missions/terms.ts';
import { BOT } from './bot.ts';
import type { Clock, Journal } from './ports.ts';

export const LEDGER_STREAM = 'ledger';

type Reserving = Extract<LedgerCommand, { type: 'Reserve' | 'ReserveText' }>;

export interface Ledger {
  load(): Promise<void>;
  state(): LedgerState;
  send(command: LedgerCommand, cause: string, by?: Actor): Promise<void>;
  /** Grants or refuses; a grant is durable before this resolves. */
  reserve(command: Reserving, cause: string): Promise<ReserveAnswer>;
}

export function createLedger(journal: Journal<LedgerEvent>, clock: Clock): Ledger {
  let state = emptyLedger;
  const queue = createKeyedQueue();

  async function write(command: LedgerCommand, cause: string, by: Actor): Promise<void> {
    const events = decideLedger(state, command);
    if (events.length === 0) return;
    const at = clock.now();
    const record = await journal.append(LEDGER_STREAM, state.seq + 1, {
      at,
      wallAt: clock.wall(),
      actor: by,
      cause,
      events,
    });
    for (const event of record.events) state = evolveLedger(state, event, record);
  }

  return {
    async load() {
      for (const record of await journal.read(LEDGER_STREAM))
        for (const event of record.events) state = evolveLedger(state, event, record);
    },
    state: () => state,
    send: (command, cause, by = BOT) => queue.run(LEDGER_STREAM, () => write(command, cause, by)),
    reserve: (command, cause) =>
      queue.run(LEDGER_STREAM, async () => {
        const answer = command.type === 'Reserve' ? mayReserve(state, command) : mayReserveText(state, command);
        if (answer.granted) await write(command, cause, BOT);
        return answer;
      }),
  };
}
