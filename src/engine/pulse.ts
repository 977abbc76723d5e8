/** When this process was last alive, in mission time: what a start tells people about the time it was away. */
import type { Clock, Table } from './ports.ts';

/** Wall ms between marks: one small write. */
const EVERY_MS = 2000;

export interface Pulse {
  /** Writes the moment down, at most every two seconds unless `always`. */
  mark(always?: boolean): Promise<void>;
  /** As the process before left it. */
  last(): Promise<number | undefined>;
}

export function createPulse(table: Table<number>, clock: Clock): Pulse {
  let markedAt = Number.NEGATIVE_INFINITY;
  return {
    async mark(always = false) {
      const wall = clock.wall();
      if (!always && wall - markedAt < EVERY_MS) return;
      markedAt = wall;
      await table.set('at', clock.now());
    },
    last: () => table.get('at'),
  };
}
