/**
 * The console's own record of what was shown: durable before anybody sees it, numbered without gaps, bounded. Of an edited
 * message the last few versions stay, of a thread and of all the newest messages; whoever is subscribed hears of each new one.
 */
import type { DeskTable } from '../../chat/desk-deps.ts';
import { createKeyedQueue } from '../../lib/keyed-queue.ts';
import type { ConsoleMessage } from './message.ts';

export type NewMessage = Omit<ConsoleMessage, 'seq' | 'first' | 'replaces'>;

export interface MessageLog {
  /** Reads what is kept; once, before anything else. */
  open(): Promise<void>;
  /** A message with an id that is known takes the place of the earlier one. Throws when it cannot be written. */
  append(message: NewMessage): Promise<ConsoleMessage>;
  /** What came after `seq`, oldest first; `viewer` is an actor id, absent = everybody's. */
  since(seq: number, viewer?: string): readonly ConsoleMessage[];
  /** The newest version of a message. */
  find(id: string): ConsoleMessage | undefined;
  /** The newest versions of all messages, oldest message first. */
  current(): readonly ConsoleMessage[];
  last(): number;
  subscribe(listener: (message: ConsoleMessage) => void): () => void;
}

export interface LogBounds {
  /** Messages kept of one thread, and of the main chat. */
  readonly perThread: number;
  readonly inAll: number;
}

const VERSIONS_KEPT = 5;
const SEQ_DIGITS = 10;

export const isFor = (message: ConsoleMessage, viewer: string | undefined): boolean =>
  viewer === undefined || message.to === undefined || message.to === viewer;

const keyOf = (seq: number): string => String(seq).padStart(SEQ_DIGITS, '0');

export function createMessageLog(table: DeskTable<ConsoleMessage>, bounds: LogBounds): MessageLog {
  const writing = createKeyedQueue();
  const listeners = new Set<(message: ConsoleMessage) => void>();
  let kept: ConsoleMessage[] = [];
  let newest = new Map<string, ConsoleMessage>();
  let last = 0;

  async function open(): Promise<void> {
    const entries = await table.entries();
    kept = entries.map(([, message]) => message).toSorted((one, other) => one.seq - other.seq);
    newest = new Map(kept.map((message) => [message.id, message]));
    last = kept.at(-1)?.seq ?? 0;
  }

  function append(message: NewMessage): Promise<ConsoleMessage> {
    return writing.run('log', async () => {
      const before = newest.get(message.id);
      const seq = last + 1;
      const first = before?.first ?? { seq, clock: message.clock };
      const entry = { ...message, seq, first, ...(before === undefined ? {} : { replaces: message.id }) };
      if (!(await table.add(keyOf(seq), entry)))
        throw new Error(`Message ${seq} of the console was written elsewhere.`);
      last = seq;
      kept.push(entry);
      newest.set(entry.id, entry);
      for (const listener of listeners) listener(entry);
      await prune(entry);
      return entry;
    });
  }

  async function prune(added: ConsoleMessage): Promise<void> {
    const gone = new Set(surplus(kept, added, bounds));
    if (gone.size === 0) return;
    kept = kept.filter((message) => !gone.has(message));
    for (const message of gone) {
      if (newest.get(message.id) === message) newest.delete(message.id);
      // What could not be deleted is read again at the next start and goes then.
      await table.delete(keyOf(message.seq)).catch(() => undefined);
    }
  }

  return {
    open,
    append,
    since: (seq, viewer) => kept.filter((message) => message.seq > seq && isFor(message, viewer)),
    find: (id) => newest.get(id),
    current: () => [...newest.values()].toSorted((one, other) => one.first.seq - other.first.seq),
    last: () => last,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What has to go because `added` came: old versions of it first, then the oldest of its thread, then the oldest of all. */
function surplus(kept: readonly ConsoleMessage[], added: ConsoleMessage, bounds: LogBounds): readonly ConsoleMessage[] {
  const versions = kept.filter((message) => message.id === added.id).slice(0, -VERSIONS_KEPT);
  const thread = kept.filter((message) => message.thread === added.thread && !versions.includes(message));
  const tooMany = Math.max(0, thread.length - bounds.perThread);
  const ofAll = kept.slice(0, Math.max(0, kept.length - bounds.inAll));
  return [...versions, ...(tooMany === 0 ? [] : outdatedFirst(thread).slice(0, tooMany)), ...ofAll];
}

function outdatedFirst(messages: readonly ConsoleMessage[]): readonly ConsoleMessage[] {
  const current = new Set(new Map(messages.map((message) => [message.id, message])).values());
  return [...messages.filter((message) => !current.has(message)), ...current];
}
