/** What the ledger knows of one person, under whichever of their numbers. Pure. */
import type { Private } from './terms.ts';

export interface PersonRecord {
  readonly blocked: boolean;
  /** Mission time at which an admin took them off the list: what was heard before then blocks nobody any more. */
  readonly unblockedAt?: number;
  readonly block?: { readonly at: number; readonly mission: string; readonly words?: string; readonly phone?: string };
  /** Calls that rang, by local date; only the last days are kept. */
  readonly calls: Readonly<Record<string, number>>;
  readonly voicemailAt?: number;
  /** The last ones, oldest first; absent = never texted. */
  readonly texts?: readonly TextEntry[];
}

export interface TextEntry {
  readonly id: string;
  readonly mission: string;
  /** Of the person's day. */
  readonly date: string;
}

export const unknownPerson: PersonRecord = { blocked: false, calls: {} };

/** All that is known of either counts for both: blocks, calls of the day, a voicemail. */
export function merged(one: PersonRecord, two: PersonRecord): PersonRecord {
  const calls = { ...one.calls };
  for (const [date, number] of Object.entries(two.calls)) calls[date] = (calls[date] ?? 0) + number;
  const voicemailAt = Math.max(one.voicemailAt ?? 0, two.voicemailAt ?? 0);
  const unblockedAt = Math.max(one.unblockedAt ?? 0, two.unblockedAt ?? 0);
  const block = one.block ?? two.block;
  const texts = [...(one.texts ?? []), ...(two.texts ?? [])];
  return {
    blocked: one.blocked || two.blocked,
    ...(block === undefined ? {} : { block }),
    ...(unblockedAt === 0 ? {} : { unblockedAt }),
    calls,
    ...(voicemailAt === 0 ? {} : { voicemailAt }),
    ...(texts.length === 0 ? {} : { texts }),
  };
}

/** What a block says of itself. */
interface Block {
  readonly mission: string;
  readonly words?: Private<string>;
  readonly phone?: Private<string>;
}

export function blockedBy(one: PersonRecord, { mission, ...said }: Block, at: number): PersonRecord {
  const [words, phone] = [said.words?.private, said.phone?.private];
  const known = { ...(words === undefined ? {} : { words }), ...(phone === undefined ? {} : { phone }) };
  return { ...one, blocked: true, block: { at, mission, ...known } };
}

export const unblocked = ({ block: _, ...one }: PersonRecord, at: number): PersonRecord => ({
  ...one,
  blocked: false,
  unblockedAt: at,
});

const KEPT_DAYS = 5;

/** One more call on that date; only the last days are kept. */
export function withCall(calls: PersonRecord['calls'], date: string): PersonRecord['calls'] {
  const all = { ...calls, [date]: (calls[date] ?? 0) + 1 };
  return Object.fromEntries(Object.entries(all).toSorted().slice(-KEPT_DAYS));
}

const KEPT_TEXTS = 20;

export const withText = (one: PersonRecord, text: TextEntry): PersonRecord => ({
  ...one,
  texts: [...(one.texts ?? []).filter(({ id }) => id !== text.id), text].slice(-KEPT_TEXTS),
});
