/**
 * Last station for a reply that decides nothing: the question back. It names what is unclear and how to answer, in
 * sentences that can be posted as they are.
 */

import type { Lexeme } from './lexemes.ts';
import type { Trouble } from './people.ts';
import type { GateList } from './verdict.ts';
import type { Kind } from './vocabulary.ts';

const NOTHING = 'Nothing is decided yet.';
const THUMB = /[👍👎✅✔☑👌🆗]|:(?:\+1|thumbsup|-1|thumbsdown|white_check_mark|ok_hand|heavy_check_mark):/u;
const CHANGE_KINDS: readonly Kind[] = [
  'drop',
  'add',
  'only',
  'instead',
  'swap',
  'replace',
  'keep',
  'for',
  'pick',
  'except',
];

/** "+1" is a thumb in letters, not a wish to add number 1. */
const PLUS_ONE = /^\+\s?1[\s.!]*$/;

export const isPlusOne = (text: string): boolean => PLUS_ONE.test(text);

export const signAlone = (gate: GateList): string =>
  `A sign alone can mean "seen", so I did not count it. ${howToAnswer(gate)}`;

export function howToAnswer(gate: GateList): string {
  const ways = ['"approved"', '"no" with the reason'];
  const [first, second] = gate.proposed;
  if (second !== undefined) {
    if (gate.reserve.length > 0 && gate.proposed.length > 2) ways.push(`"${gate.proposed.length + 1} instead of 2"`);
    ways.push(`"drop ${second}"`, `"only ${first}"`);
  } else if (gate.reserve[0] !== undefined) ways.push(`"add ${gate.reserve[0]}"`);
  return `Please reply ${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}.`;
}

/** What the lexemes themselves tell about a reply that the grammar could not read. */
export function unreadable(lexemes: readonly Lexeme[], text: string, asked: boolean, gate: GateList): string {
  const any = (kind: Kind) => lexemes.some((lexeme) => lexeme.kinds.has(kind));
  const words = lexemes.filter((lexeme) => /[\p{L}\p{N}]/u.test(lexeme.text) && !lexeme.text.startsWith(':'));
  const how = howToAnswer(gate);
  if (asked) return `Your reply asks something, so I did not count it as an answer. ${how}`;
  if (words.length === 0 && THUMB.test(text)) return signAlone(gate);
  const stranger = unknownAfterChange(lexemes);
  if (any('hold')) return `That sounds undecided or tied to a condition. ${NOTHING} ${how}`;
  if (stranger !== undefined) return `I do not find "${stranger}" on this list of ${listed(gate)}. ${how}`;
  if (any('yes') && any('no')) return contradiction(how);
  if (any('yes')) return `I read a consent with something added that I do not understand. ${NOTHING} ${how}`;
  return `I could not read that as an answer to the proposed list. ${how}`;
}

function listed(gate: GateList): string {
  const count = gate.proposed.length + gate.reserve.length;
  return count === 1 ? '1 name' : `${count} names`;
}

function contradiction(how: string): string {
  return `I read both a yes and a no. ${NOTHING} ${how}`;
}

function unknownAfterChange(lexemes: readonly Lexeme[]): string | undefined {
  const start = lexemes.findIndex((lexeme) => CHANGE_KINDS.some((kind) => lexeme.kinds.has(kind)));
  if (start === -1) return undefined;
  const isWord = (lexeme: Lexeme) => /^[\p{L}\p{N}]+$/u.test(lexeme.text) && lexeme.digits === undefined;
  return lexemes.find((lexeme) => lexeme.kinds.size === 0 && lexeme.people === undefined && isWord(lexeme))?.text;
}

export function troubleText(trouble: Trouble, gate: GateList): string {
  const names = [...gate.proposed, ...gate.reserve];
  const name = (person: number) => `${names[person]} (no. ${person + 1})`;
  const how = howToAnswer(gate);
  switch (trouble.trouble) {
    case 'mixed':
      return contradiction(how);
    case 'praise':
      return `Glad to hear it, but I need a plain yes or no. ${how}`;
    case 'nobody':
      return `That would leave nobody on the list. To turn it down reply "no"; otherwise say who stays. ${how}`;
    case 'unclear-who':
      return `I am not sure who is to be on the list then. Please name them all, such as "only ${gate.proposed.join(' and ')}".`;
    case 'unfinished':
      return `I read no decision in that. ${how}`;
    case 'twice':
      return `Somebody is named twice there. Please name each one once. ${how}`;
    case 'other-list':
      return `This is list ${gate.number ?? 1}, you wrote list ${trouble.number}. Which one do you mean? ${how}`;
    case 'range':
      return `There is no number ${trouble.rank} here: the list has ${listed(gate)}. ${how}`;
    case 'name':
      return `"${trouble.text}" fits ${trouble.people.map(name).join(' and ')}. Which one do you mean?`;
    case 'rank-or-count':
      return `Is ${trouble.number} the place on the list${names[trouble.number - 1] === undefined ? '' : `, ${name(trouble.number - 1)}`}, or how many?`;
    case 'not-on':
      return `${name(trouble.person)} is not among the proposed. Who is to be taken off? ${how}`;
    case 'already-on':
      return `${name(trouble.person)} is on the proposed list already. What is to change? ${how}`;
    case 'bare':
      return `You named somebody, but not what is to change. ${how}`;
  }
}
