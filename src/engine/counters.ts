/** Names that are never given twice, also over restarts: written before they are used. */
import { createKeyedQueue } from '../lib/keyed-queue.ts';
import type { Table } from './ports.ts';

const FIRST = 101;
const lanes = createKeyedQueue();

/** `M-101`, `M-102` … one at a time, so that two who ask at once get two. */
export const nextId = (counters: Table<number>, prefix: string): Promise<string> =>
  lanes.run(prefix, async () => {
    const next = (await counters.get(prefix)) ?? FIRST;
    await counters.set(prefix, next + 1);
    return `${prefix}-${next}`;
  });
