/** People as they are written in a form or a command: a mention, an actor id, or the name of somebody who is known. */
import { listText } from '../wording.ts';
import type { Read } from './hours.ts';

const ACTOR = /^(?:slack:[A-Z0-9]+\/[A-Z0-9]+|telegram:\d+|console:[^\s,]+)$/;

/** Names by actor id: who has a role, or has something to do with the mission. */
export type KnownPeople = ReadonlyMap<string, string>;

/** `console:ben` is Ben's id as far as anybody here knows. */
export const plainName = (id: string): string => id.replace(/^console:/, '');

/**
 * Actor ids in the order written; `asker` says which platform and workspace a bare mention belongs to. A platform vouches for
 * those it mentions; on the console anybody could be typed, so with `known` only those are taken.
 */
export function readPeople(text: string, asker: string, known?: KnownPeople): Read<readonly string[]> {
  const found: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter((one) => one !== '' && !/^(?:and|und)$/i.test(one))) {
    const id = byName(word, known) ?? actorOf(word, asker);
    const isStranger = id?.startsWith('console:') === true && known !== undefined && !known.has(id);
    if (id === undefined || isStranger) return { ok: false, error: strangerText(word, asker, known) };
    found.push(id);
  }
  return { ok: true, value: [...new Set(found)] };
}

/** The one who is known by that name. */
function byName(word: string, known: KnownPeople = new Map()): string | undefined {
  const name = word.replace(/^@/, '').toLowerCase();
  const found = [...known].filter(([, one]) => one.toLowerCase() === name);
  return found.length === 1 ? found[0]?.[0] : undefined;
}

function strangerText(word: string, asker: string, known: KnownPeople = new Map()): string {
  const people = known.size === 0 ? '' : ` I know ${listText([...new Set(known.values())])}.`;
  const how = asker.startsWith('console:')
    ? `Somebody new gets a role first: /mission role @${word.replace(/^@/, '')} approver.`
    : `Mention the person, or write an id such as ${exampleOf(asker)}.`;
  return `"${word}" is nobody I know.${people} ${how}`;
}

function actorOf(word: string, asker: string): string | undefined {
  if (ACTOR.test(word)) return word;
  const mention = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word)?.[1];
  const team = /^slack:([^/]+)\//.exec(asker)?.[1];
  if (mention !== undefined && team !== undefined) return `slack:${team}/${mention}`;
  if (asker.startsWith('console:') && /^@?[\p{L}\p{N}_.-]+$/u.test(word))
    return `console:${word.replace(/^@/, '').toLowerCase()}`;
  return asker.startsWith('telegram:') && /^\d+$/.test(word) ? `telegram:${word}` : undefined;
}

const exampleOf = (asker: string): string => (asker.startsWith('slack:') ? 'slack:T0123/U0456' : 'telegram:123456');
