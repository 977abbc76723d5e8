/** What an admin sees of the account's numbers: each one's state as a mission that looks for a number would find it. */
import { callsOverAbout, firstRingAbout } from '../missions/callback/kept.ts';
import { type Candidate, candidates, isToBeHad, movesAtOnce } from './effects/number-candidates.ts';
import type { Engine } from './engine.ts';
import type { CallBackend, Clock, NumberInfo } from './ports.ts';

interface Line {
  readonly phone: string;
  readonly hd: boolean;
  readonly state: 'free' | 'used' | 'kept' | 'elsewhere' | 'inactive';
  readonly mission?: string;
  readonly firstAt?: number;
  readonly until?: number;
}

interface Usable {
  readonly phone: string;
  readonly free: boolean;
  readonly until?: number;
}

/** Whoever calls from it; else whoever it is kept for the longest; a number of ours that nobody holds is as good as free. */
function lineOf({ number, holders, ours }: Candidate, now: number): Line {
  const { phone, hd } = number;
  if (!number.active) return { phone, hd, state: 'inactive' };
  const busy = holders.find((one) => one.busy);
  if (busy !== undefined) {
    const used = { phone, hd, state: 'used', mission: busy.state.id, until: callsOverAbout(busy.state, now) } as const;
    const firstAt = firstRingAbout(busy.state, busy.phone, now);
    return firstAt === undefined ? used : { ...used, firstAt };
  }
  if (number.voiceConnectionId !== undefined && !ours) return { phone, hd, state: 'elsewhere' };
  const kept = holders.toSorted((a, b) => b.keptUntil - a.keptUntil).find((one) => one.keptUntil > now);
  return kept === undefined
    ? { phone, hd, state: 'free' }
    : { phone, hd, state: 'kept', mission: kept.state.id, until: kept.keptUntil };
}

export function createNumbersDesk(
  { missions, book }: Pick<Engine, 'missions' | 'book'>,
  backend: CallBackend,
  clock: Pick<Clock, 'now'>,
) {
  const look = (all: readonly NumberInfo[], pool: readonly string[] | undefined): Promise<readonly Candidate[]> =>
    candidates({ book, everybody: () => missions.open() }, all, pool);
  return {
    portal: backend.words.portal,
    lines: async (): Promise<readonly Line[]> =>
      (await look(await backend.listNumbers(), undefined)).map((one) => lineOf(one, clock.now())),
    /** As a mission that starts now would find them. */
    async usable(numbers: readonly NumberInfo[]): Promise<readonly Usable[]> {
      const pool = await book.pool();
      const mayMove = movesAtOnce(pool, backend.origin.sandbox);
      const all = await look(
        numbers.filter((one) => one.active),
        pool,
      );
      return all
        .filter((one) => one.allowed)
        .map((one) => {
          const free = isToBeHad(one, mayMove);
          const until = free ? undefined : lineOf(one, clock.now()).until;
          return { phone: one.number.phone, free, ...(until === undefined ? {} : { until }) };
        });
    },
    pool: () => book.pool(),
    setPool: (phones: readonly string[]) => book.setPool(phones),
    hd: () => book.hd(),
    setHd: (on: boolean) => book.setHd(on),
    strangers: () => book.strangers(),
  };
}
