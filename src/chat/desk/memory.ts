/** What a mission knows, shown to one person and as a file: it holds whole numbers. Notes under keys are kept with it (R45). */
import type { Memory } from '../../projections/memory.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { FileOut } from '../card.ts';
import { count, listText, shorten, withoutNumbers } from '../wording.ts';
import { command, note, type Replies, say, type Turn, whisper } from './turn.ts';

const LINE = 120;

function fileOf(view: MissionView, memory: Memory, key: string | undefined): FileOut {
  const name = [view.sandbox ? 'SANDBOX' : '', view.id, 'memory', key ?? ''].filter((part) => part !== '').join('-');
  const shown = key === undefined ? memory : { [key]: memory[key] };
  return { name: `${name}.json`, mime: 'application/json', text: `${JSON.stringify(shown, undefined, 2)}\n` };
}

/** A few words for a line: what it is, or how much of it there is. */
function inShort(value: unknown): string {
  if (typeof value === 'string') return shorten(withoutNumbers(value), LINE);
  if (Array.isArray(value)) {
    const plain = value.every((one) => typeof one === 'string');
    return plain ? shorten(withoutNumbers(value.join(' · ')), LINE) : count(value.length, 'entry', 'entries');
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return shorten(withoutNumbers(`${count(keys.length, 'entry', 'entries')}: ${keys.join(', ')}`), LINE);
  }
  return String(value);
}

export async function showMemory(turn: Turn, view: MissionView, typed: string): Promise<Replies> {
  const memory = await turn.deps.memory(view.id);
  if (memory === undefined) return whisper(turn, `Nothing is known of ${view.id} any more.`);
  const key = typed.trim().toLowerCase();
  if (key !== '' && !Object.hasOwn(memory, key))
    return whisper(
      turn,
      `${view.id} keeps nothing under "${shorten(key, 40)}". It has ${listText(Object.keys(memory))}.`,
    );
  const shown = key === '' ? Object.entries(memory) : [[key, memory[key]] as const];
  const rows = shown.map(([label, value]) => ({ label, text: [inShort(value)] }));
  const message = note(turn, `What ${view.id} "${view.brief.name}" knows; the file has all of it.`, {
    blocks: [{ kind: 'facts', rows }],
    files: [fileOf(view, memory, key === '' ? undefined : key)],
  });
  return [{ how: 'private', place: turn.place, actor: turn.actor, message }];
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
}

/** `parking: behind the house`; what begins like JSON must be JSON (R313). */
function readEntry(text: string): Entry | { readonly error: string } {
  const match = /^\s*([^\s:=]{1,60})\s*(?::|=)\s*([\s\S]+)$/.exec(text);
  const key = (match?.[1] ?? '').toLowerCase();
  const value = (match?.[2] ?? '').trim();
  if (key === '' || value === '')
    return { error: 'Write a key, a colon and what to keep, for example parking: behind the house.' };
  if (!/^[[{]/.test(value)) return { key, value };
  try {
    return { key, value: JSON.parse(value) as unknown };
  } catch {
    return { error: `Invalid JSON behind "${key}". Close every bracket and quote, or write plain words.` };
  }
}

export async function keep(
  turn: Turn,
  view: MissionView,
  text: string,
  type: 'SaveMemory' | 'AppendMemory',
): Promise<Replies> {
  const entry = readEntry(text);
  if ('error' in entry) return whisper(turn, entry.error);
  const { key, value } = entry;
  const what = type === 'SaveMemory' ? { type, key, value } : { type, key, item: value };
  return command(turn, view.id, what, () =>
    say(turn, `Kept with ${view.id} under "${key}", ${turn.actor.name}. "/mission memory ${view.id} ${key}" shows it.`),
  );
}
