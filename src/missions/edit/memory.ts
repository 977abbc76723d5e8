/**
 * Notes of a mission under keys (playbook R45): save one, append to one, read them. What the bot itself keeps, and what
 * stands in the journal anyway, is shown beside them by projections/memory.ts and cannot be overwritten.
 */
import type { CommandMeta } from '../command.ts';
import { type Decision, reject } from '../decision.ts';
import type { MissionState } from '../state.ts';
import type { EditCommand } from './command.ts';

/** What the bot writes itself; a person's note under such a key would hide it. */
export const OWN_KEYS: readonly string[] = [
  'approval_summary',
  'assistant_id',
  'awaiting_approval',
  'best_quote',
  'call_results',
  'call_tracker',
  'calls_scheduled',
  'contractors_found',
  'current_batch',
  'decisions',
  'mission',
  'phone_number',
  'phone_number_id',
  'quotes',
  'remarks',
  'result',
  'rounds',
  'scheduled_events',
  'slug',
];

const KEY = /^[a-z][a-z0-9_-]{0,39}$/;
const MOST_KEYS = 100;
const MOST_LETTERS = 4000;

export const isOwnKey = (key: string): boolean => OWN_KEYS.includes(key) || key.startsWith('error_');

/** R45: appending to a single value makes a list of it. */
function appended(before: unknown, item: unknown): readonly unknown[] {
  if (before === undefined) return [item];
  return Array.isArray(before) ? [...before, item] : [before, item];
}

type MemoryCommand = Exclude<EditCommand, { type: 'EditMission' }>;

export function decideMemory(state: MissionState, command: MemoryCommand, meta: CommandMeta): Decision {
  const { key } = command;
  if (!KEY.test(key))
    return reject(
      'invalid',
      `"${key.slice(0, 40)}" cannot be a key. Use small letters, digits and _, beginning with a letter, for example parking_note.`,
    );
  if (isOwnKey(key)) return reject('invalid', `"${key}" is kept by Callsheet itself. Choose another key.`);
  const before = state.memory?.get(key);
  if (before === undefined && (state.memory?.size ?? 0) >= MOST_KEYS)
    return reject('invalid', `${state.id} keeps ${MOST_KEYS} keys already. Append to one of them.`);
  const value = command.type === 'SaveMemory' ? command.value : appended(before, command.item);
  if ((JSON.stringify(value) ?? '').length > MOST_LETTERS)
    return reject(
      'invalid',
      `That is too much under one key. Keep it under ${MOST_LETTERS} letters, or use another key.`,
    );
  if (value === undefined || value === null || value === '')
    return reject('invalid', 'There is nothing to keep. Write it behind the key.');
  return [{ type: 'MemorySaved', by: meta.by, key, value: { private: value } }];
}
