/**
 * The do-not-call list by hand: somebody who asked outside a call is entered, an entry that was wrong is taken away. The
 * answer is for the person alone and holds the number as it was understood.
 */
import { stringify } from 'csv-stringify/sync';
import { neutralCell } from '../../lib/csv-cell.ts';
import type { DoNotCall, ListSource } from '../desk-deps.ts';
import { ownPhone } from '../flow/side-doors.ts';
import { count, shorten, withoutNumbers } from '../wording.ts';
import { note, type Replies, type Turn, whisper } from './turn.ts';

/** The run of digits and signs in front is the number; a reason begins with a letter or behind a comma. */
const NUMBER_FIRST = /^(?:tel:\s*)?([+(\d][\d\s().\-/]*\d)(?![\p{L}\d])\s*[,;:–-]?\s*([\s\S]*)$/iu;

interface Entry {
  readonly list: DoNotCall;
  readonly phone: string;
  readonly reason: string;
}

export async function block(turn: Turn, text: string): Promise<Replies> {
  const source = sourceOf(turn, text);
  if (source !== undefined) return blockAll(turn, source);
  if (text === '') return whisper(turn, 'Write the number behind it, or send a CSV file with the command.');
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

/** A file, or several lines: a list to be entered at once. */
function sourceOf({ files = [] }: Turn, text: string): ListSource | undefined {
  const [file] = files;
  if (file !== undefined) return { kind: 'file', ...file };
  return /\d\D*\n[\s\S]*\d/.test(text) ? { kind: 'paste', text } : undefined;
}

async function blockAll(turn: Turn, source: ListSource): Promise<Replies> {
  const list = turn.deps.doNotCall;
  if (list === undefined) return whisper(turn, 'The do-not-call list cannot be changed by hand here.');
  const read = await turn.deps.readTargets(source, { defaultRegion: turn.deps.defaultRegion });
  const reason = source.kind === 'file' ? `from ${source.name}` : 'from a list';
  let known = 0;
  for (const { phone } of read.targets) {
    if (await list.isBlocked(phone)) known += 1;
    else await list.block(phone, turn.actor, reason);
  }
  const entered = read.targets.length - known;
  const before = known === 0 ? '' : ` ${count(known, 'number was', 'numbers were')} on it already.`;
  const first = read.refused[0];
  const refused =
    first === undefined
      ? ''
      : ` ${count(read.refused.length, 'row', 'rows')} could not be read, the first is row ${first.row}: ${first.reason}.`;
  return whisper(
    turn,
    `${count(entered, 'number is', 'numbers are')} on the do-not-call list now; planned calls to them are taken back.${before}${withoutNumbers(refused)}`,
  );
}

/** For admins alone: it holds whole numbers and what people said. */
export async function showBlocked(turn: Turn): Promise<Replies> {
  const entries = (await turn.deps.doNotCall?.list()) ?? [];
  if (entries.length === 0) return whisper(turn, 'Nobody is on the do-not-call list.');
  const rows = entries.map(({ since, mission, phone = '', words = '' }) => ({
    phone,
    since: new Date(since).toISOString(),
    how: mission === '' ? 'entered by hand' : `asked in a call of ${mission}`,
    words: neutralCell(words),
  }));
  const text = stringify(rows, { header: true, columns: ['phone', 'since', 'how', 'words'] });
  const file = { name: 'do-not-call.csv', mime: 'text/csv', text };
  const message = note(turn, `${count(entries.length, 'number is', 'numbers are')} on the do-not-call list.`, {
    files: [file],
  });
  return [{ how: 'private', place: turn.place, actor: turn.actor, message }];
}

/** Two numbers of one person, one behind the other. */
export async function samePerson(turn: Turn, text: string): Promise<Replies> {
  const list = turn.deps.doNotCall;
  if (list === undefined) return whisper(turn, 'People cannot be marked by hand here.');
  const phones = await phonesIn(turn, text);
  const [phone, other] = phones;
  if (phones.length === 1 && phone !== undefined && /\b(?:alone|apart)\b/i.test(text)) {
    const done = await list.part(phone, turn.actor);
    return whisper(turn, done ? `${phone} is a person of its own again.` : `${phone} belongs to nobody else.`);
  }
  if (phone === undefined || other === undefined || phones.length > 2)
    return whisper(turn, 'Write the two numbers of that person, each with its country, with "and" between them.');
  if (!(await list.join(phone, other, turn.actor)))
    return whisper(turn, `${phone} and ${other} are known as one person already.`);
  return whisper(
    turn,
    `${phone} and ${other} count as one person now: one call at a time, one daily limit, one voicemail, one do-not-call entry. "/mission same" with one number and "alone" takes it back.`,
  );
}

async function phonesIn(turn: Turn, text: string): Promise<readonly string[]> {
  const found = text.match(/\+?\d[\d\s().\-/]{5,}\d/g) ?? [];
  const phones = await Promise.all(found.map((one) => ownPhone(turn.deps, one)));
  return phones.filter((one) => one !== undefined);
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
