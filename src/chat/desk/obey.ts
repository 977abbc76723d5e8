/**
 * A command is carried out; a word that is none is answered with the command it was probably meant to be. That one is
 * offered with a button where no harm can be done by an old one, and never carried out unasked. The button keeps the mission
 * that was meant when it was offered.
 */
import type { Button } from '../card.ts';
import type { Command } from '../commands/define.ts';
import { COMMAND_NAMES, COMMANDS } from '../commands.ts';
import { didYouMean, guesses, meantButton } from '../did-you-mean.ts';
import { type Intent, isCourtesy, readIntent } from '../intent.ts';
import { listText } from '../wording.ts';
import { isMission } from './find-mission.ts';
import { ask, barred, NOTHING, type Replies, type Turn, whisper } from './turn.ts';

/** What people say for a command, beside its name. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['stop', 'cancel'],
  ['abort', 'cancel'],
  ['end', 'cancel'],
  ['continue', 'resume'],
]);

const MISSION_ALONE = /^m-?(\d{1,9})$/i;
/** A longer word ("nope" is no "note"), or a word and a mission: what looks like a command where no slash says so. */
const LIKE_A_COMMAND = /^(?:\S{5,}|\S+[ \t]+m-?\d{1,9}(?:[ \t].*)?)$/i;

export async function obey(turn: Turn, intent: Intent): Promise<Replies> {
  const found = COMMANDS.find((one) => one.name === intent.command);
  if (found !== undefined) return found.act(turn, intent.raw);
  return (await offer(turn, intent.words)) ?? unknown(turn, intent.words);
}

/** Words that are nearly a command, where none was asked for by a slash; undefined = they are not. */
export async function offerForTalk(turn: Turn, text: string): Promise<Replies | undefined> {
  const [word = '', ...behind] = text.trim().split(/\s+/);
  const words = isCourtesy(behind.join(' ')) ? word : text.trim();
  return LIKE_A_COMMAND.test(words) ? offer(turn, words) : undefined;
}

/** The commands that plain words come nearest to. */
export const meantBy = (words: string): readonly string[] => {
  const alone = MISSION_ALONE.exec(words)?.[1];
  if (alone !== undefined) return [`status M-${alone}`];
  const [first = '', ...rest] = words.split(/\s+/);
  const same = SAME.get(first.toLowerCase());
  const meant = same === undefined ? guesses(words, COMMAND_NAMES) : [{ name: same, rest: rest.join(' ') }];
  return meant.map(({ name, rest: behind }) => `${name} ${behind}`.trim());
};

async function offer(turn: Turn, words: string): Promise<Replies | undefined> {
  const meant = meantBy(words);
  if (meant.length === 0) return undefined;
  const buttons = await Promise.all(meant.map((one) => buttonFor(turn, one)));
  return ask(turn, `I do not know "${unknownWord(words)}". ${didYouMean(meant)}`, buttons.flat());
}

const unknownWord = (words: string): string => (words.split(/\s+/)[0] ?? '').slice(0, 30);

/** Votes are typed anew: a button that is tapped later could hit a list that nobody has seen. */
async function buttonFor(turn: Turn, words: string): Promise<readonly Button[]> {
  const command = COMMANDS.find((one) => one.name === words.split(' ')[0]);
  if (command === undefined || (command.need !== 'look' && command.need !== 'operate')) return [];
  if (barred(turn, command.need) !== undefined) return [];
  const named = await withItsMission(turn, command, words);
  if (named === undefined) return [];
  return meantButton(named, command.name === 'cancel' ? { style: 'danger', confirm: FOR_GOOD } : {});
}

/** Tapped later, when another mission fits, it still is about this one; undefined where none is clear. */
async function withItsMission(turn: Turn, { name, find }: Command, words: string): Promise<string | undefined> {
  if (find === undefined) return words;
  const named = readIntent(words, COMMAND_NAMES)?.raw.mission;
  const found = await find(turn, named);
  if (!isMission(found)) return undefined;
  return named === undefined ? words.replace(name, `${name} ${found.id}`) : words;
}

const FOR_GOOD = 'Stop it for good? What was learnt is kept.';

/** A tap on what was offered: as if it had been typed now. */
export function pressMeant(turn: Turn, words: string): Promise<Replies> | Replies {
  const intent = readIntent(words, COMMAND_NAMES);
  return intent === undefined ? NOTHING : obey(turn, intent);
}

const unknown = (turn: Turn, words: string): Replies =>
  whisper(
    turn,
    `I do not know "${unknownWord(words)}". I know ${listText(COMMAND_NAMES)}; "/mission help" explains them.`,
  );
