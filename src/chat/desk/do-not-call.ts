/**
 * The do-not-call list by hand: somebody who asked outside a call is entered, an entry that was wrong is taken away. The
 * answer is for the person alone and holds the number as it was understood.
 */
import type { DoNotCall } from '../desk-deps.ts';
import { ownPhone } from '../flow/side-doors.ts';
import { shorten } from '../wording.ts';
import { type Replies, type Turn, whisper } from './turn.ts';

/** The run of digits and signs in front is the number; a reason begins with a letter or behind a comma. */
const NUMBER_FIRST = /^(?:tel:\s*)?([+(\d][\d\s().\-/]*\d)(?![\p{L}\d])\s*[,;:–-]?\s*([\s\S]*)$/iu;

interface Entry {
  readonly list: DoNotCall;
  readonly phone: string;
  readonly reason: string;
}

export async function block(turn: Turn, text: string): Promise<Replies> {
  const entry = await entryOf(turn, text);
  if (!('phone' in entry)) return entry;
  const { list, phone, reason } = entry;
  if (await list.isBlocked(phone)) return whisper(turn, `${phone} is on the do-not-call list already.`);
  await list.block(phone, turn.actor, reason);
  return whisper(
    turn,
    `${phone} is on the do-not-call list now: no mission calls that number, and planned calls to it are taken back. "/mission unblock" and the number, with the reason, takes it off again (admins).`,
  );
}

export async function unblock(turn: Turn, text: string): Promise<Replies> {
  const entry = await entryOf(turn, text);
  if (!('phone' in entry)) return entry;
  const { list, phone, reason } = entry;
  if (reason === '')
    return whisper(turn, 'Write behind the number why they may be called again; it is kept with your name.');
  if (!(await list.isBlocked(phone))) return whisper(turn, `${phone} is not on the do-not-call list.`);
  await list.unblock(phone, turn.actor, reason);
  return whisper(
    turn,
    `${phone} is off the do-not-call list, by ${turn.actor.name}. Missions that dropped them do not take them back by themselves.`,
  );
}

async function entryOf(turn: Turn, text: string): Promise<Entry | Replies> {
  const list = turn.deps.doNotCall;
  if (list === undefined) return whisper(turn, 'The do-not-call list cannot be changed by hand here.');
  const [, typed = text, reason = ''] = NUMBER_FIRST.exec(text) ?? [];
  const phone = await ownPhone(turn.deps, typed);
  if (phone !== undefined) return { list, phone, reason: reason.trim() };
  return whisper(
    turn,
    `"${shorten(typed, 30)}" is no phone number; write it with its country, like +49 30 1234567, and the reason behind it.`,
  );
}
