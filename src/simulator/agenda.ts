// What will happen by itself, in order of time. At one moment calls end before new ones ring, so that a slot that gets
// free is free. Entries of rows that have gone meanwhile are skipped when their turn comes.

export type AgendaKind = 'leg' | 'insight' | 'event';
export interface AgendaEntry {
  readonly atMs: number;
  readonly kind: AgendaKind;
  readonly id: string;
}

const RANK: Readonly<Record<AgendaKind, number>> = { leg: 0, insight: 1, event: 2 };

export interface Agenda {
  add(entry: AgendaEntry): void;
  /** The next entry that still holds. */
  peek(): AgendaEntry | undefined;
  take(): AgendaEntry | undefined;
}

/** `holds` says whether an entry is still meant. */
export function createAgenda(holds: (entry: AgendaEntry) => boolean): Agenda {
  // Sorted from the last to the first, so that the next one is popped cheaply.
  const entries: AgendaEntry[] = [];
  const before = (a: AgendaEntry, b: AgendaEntry) => a.atMs - b.atMs || RANK[a.kind] - RANK[b.kind];

  const peek = () => {
    for (let last = entries.at(-1); last !== undefined; last = entries.at(-1)) {
      if (holds(last)) return last;
      entries.pop();
    }
    return undefined;
  };

  return {
    add: (entry) => {
      let low = 0;
      let high = entries.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        const at = entries[middle];
        if (at !== undefined && before(at, entry) > 0) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, entry);
    },
    peek,
    take: () => {
      const next = peek();
      if (next !== undefined) entries.pop();
      return next;
    },
  };
}
