/**
 * What is kept of our own numbers beside the missions: where this bot itself has put each of them, which ones an admin named
 * as the pool, and who called that nobody knows. Durable; a number that is not in here was put there by somebody else.
 */
import type { Store } from './ports.ts';

/** Where this bot has put a number: the newest connection last; the one before it until the move is done. */
interface Put {
  readonly connections: readonly string[];
}

export interface Stranger {
  /** Mission time at which they called. */
  readonly at: number;
  /** Our number. */
  readonly number: string;
  /** Theirs, masked. */
  readonly caller: string;
}

export interface NumberBook {
  /** Connections of our own assistants that this number was put on by us; empty = it is none of ours. */
  ours(numberId: string): Promise<readonly string[]>;
  /** Before the request, so that a lost answer leaves no number behind. */
  put(numberId: string, connection: string): Promise<void>;
  freed(numberId: string): Promise<void>;
  /** Numbers that an admin named, E.164; `undefined` = none named: any unassigned one is taken. */
  pool(): Promise<readonly string[] | undefined>;
  setPool(numbers: readonly string[]): Promise<void>;
  /** HD voice is asked for unless somebody switched it off (playbook R110, R111). */
  hd(): Promise<boolean>;
  setHd(on: boolean): Promise<void>;
  /** The model that the account chose for an assistant of ours (playbook R86); `undefined` = not known. */
  modelOf(assistant: string): Promise<string | undefined>;
  noteModel(assistant: string, model: string): Promise<void>;
  /** False when this conversation was noted before. */
  noteStranger(conversation: string, stranger: Stranger): Promise<boolean>;
  strangers(): Promise<readonly Stranger[]>;
}

const POOL = 'numbers/pool';
const HD = 'numbers/hd';
/** The move that is under way, and where it was before. */
const KEPT = 2;

export function createNumberBook(store: Store): NumberBook {
  const puts = store.table<Put>('numbers');
  const settings = store.table<string | number>('settings');
  const models = store.table<string>('assistant-models');
  const callers = store.table<Stranger>('callers');
  const ours = async (id: string): Promise<readonly string[]> => (await puts.get(id))?.connections ?? [];
  return {
    ours,
    async put(id, connection) {
      const before = (await ours(id)).filter((one) => one !== connection);
      await puts.set(id, { connections: [...before, connection].slice(-KEPT) });
    },
    freed: (id) => puts.delete(id),
    async pool() {
      const named = await settings.get(POOL);
      return named === undefined ? undefined : String(named).split(',');
    },
    setPool: (numbers) =>
      numbers.length === 0 ? settings.delete(POOL) : settings.set(POOL, [...new Set(numbers)].join(',')),
    hd: async () => (await settings.get(HD)) !== 'off',
    setHd: (on) => (on ? settings.delete(HD) : settings.set(HD, 'off')),
    modelOf: (assistant) => models.get(assistant),
    noteModel: (assistant, model) => models.set(assistant, model),
    noteStranger: (conversation, stranger) => callers.add(conversation, stranger),
    strangers: async () => (await callers.entries()).map(([, one]) => one).toSorted((a, b) => b.at - a.at),
  };
}
