/** People as they are written in a form or a command: a mention, an actor id, or on the console a plain name. */
import type { Read } from './hours.ts';

const ACTOR = /^(?:slack:[A-Z0-9]+\/[A-Z0-9]+|telegram:\d+|console:[^\s,]+)$/;

/** Actor ids in the order written; `asker` says which platform and workspace a bare mention belongs to. */
export function readPeople(text: string, asker: string): Read<readonly string[]> {
  const found: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter((one) => one !== '' && !/^(?:and|und)$/i.test(one))) {
    const id = actorOf(word, asker);
    if (id === undefined)
      return {
        ok: false,
        error: `"${word}" is nobody I know. Mention the person, or write an id such as ${exampleOf(asker)}.`,
      };
    found.push(id);
  }
  return { ok: true, value: [...new Set(found)] };
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

function exampleOf(asker: string): string {
  if (asker.startsWith('slack:')) return 'slack:T0123/U0456';
  return asker.startsWith('telegram:') ? 'telegram:123456' : 'console:ana';
}
