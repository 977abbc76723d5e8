/**
 * The one durable write before a platform is acknowledged, so that no yes is lost: a second delivery is recognised, and
 * what was accepted but not carried out when the process ended is carried out at the next start.
 */
import type { DeskTable, InboxEntry } from '../desk-deps.ts';
import type { Inbound } from '../surface.ts';

/** Without a write in this time nothing is acknowledged, and the person sees it (Slack waits 3 s). */
export const ACCEPT_WITHIN_MS = 2500;
/** Platforms deliver again for minutes; ids are kept much longer than that. */
const KEEP_MS = 7 * 24 * 60 * 60_000;

export interface Inbox {
  accept(inbound: Inbound): Promise<boolean>;
  /** True when this id was carried out before. */
  isDone(id: string): Promise<boolean>;
  done(id: string): Promise<void>;
  /** Accepted and not carried out, oldest first. */
  open(): Promise<readonly Inbound[]>;
  /** Throws away what is long done. */
  forget(): Promise<void>;
}

export interface InboxDeps {
  readonly table: DeskTable<InboxEntry>;
  wall(): number;
  within<T>(ms: number, work: Promise<T>): Promise<T>;
}

export function createInbox({ table, wall, within }: InboxDeps): Inbox {
  /** Accepted in this process and not yet carried out. */
  const inHand = new Set<string>();

  async function write(inbound: Inbound): Promise<boolean> {
    if (inHand.has(inbound.id)) return false;
    inHand.add(inbound.id);
    try {
      if (await table.add(inbound.id, { at: wall(), inbound })) return true;
      // Written by a process that ended before it carried it out: this delivery is the chance to do it.
      const known = await table.get(inbound.id);
      if (known !== undefined && !('done' in known)) return true;
      inHand.delete(inbound.id);
      return false;
    } catch (error) {
      inHand.delete(inbound.id);
      throw error;
    }
  }

  async function accept(inbound: Inbound): Promise<boolean> {
    const writing = write(inbound);
    try {
      return await within(ACCEPT_WITHIN_MS, writing);
    } catch (error) {
      // The person is told that it did not work, so a write that comes too late must not be carried out later.
      void writing.then((fresh) => (fresh ? withdraw(inbound.id) : undefined)).catch(() => undefined);
      throw error;
    }
  }

  async function withdraw(id: string): Promise<void> {
    inHand.delete(id);
    await table.delete(id);
  }

  async function done(id: string): Promise<void> {
    await table.set(id, { at: wall(), done: true });
    inHand.delete(id);
  }

  async function open(): Promise<readonly Inbound[]> {
    const entries = await table.entries();
    return entries
      .flatMap(([, entry]) => ('done' in entry || inHand.has(entry.inbound.id) ? [] : [entry]))
      .sort((a, b) => a.at - b.at)
      .map((entry) => entry.inbound);
  }

  async function forget(): Promise<void> {
    const old = (await table.entries()).filter(([, entry]) => 'done' in entry && entry.at < wall() - KEEP_MS);
    for (const [id] of old) await table.delete(id);
  }

  const isDone = async (id: string): Promise<boolean> => {
    const entry = await table.get(id);
    return entry !== undefined && 'done' in entry;
  };

  return { accept, isDone, done, open, forget };
}
