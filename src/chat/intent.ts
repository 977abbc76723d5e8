/**
 * From a line of text to a command and its raw arguments: "/mission status M-104", "mission status", "/status@bot M-104",
 * "<@U1> status" and, where the bot is spoken to, plainly "status". Pure; what a command does stands in commands.ts.
 */

export interface RawArguments {
  /** `M-104`, when it stood first. */
  readonly mission?: string;
  /** From "list 2", directly behind the command or the mission. */
  readonly list?: number;
  /** Everything else, as it was typed. */
  readonly text: string;
}

export interface Intent {
  readonly command: string;
  readonly raw: RawArguments;
  /** It was said as a command ("/mission approve"), not just as a word ("approve"). */
  readonly explicit: boolean;
}

const ADDRESS = /^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>|@[\w.-]*(?:bot|callsheet)\b)[\s,:]*/i;
const MISSION_WORD = /^\/?mission(?:@\w+)?(?=\s|$)[\s,:]*/i;
const SLASH_WORD = /^\/([a-z]+(?:-[a-z]+)*)(?:@\w+)?(?=\s|$)\s*/i;

/** Names that may not be guessed from a plain word are left to the caller: it knows where the word was said. */
export function readIntent(text: string, names: readonly string[]): Intent | undefined {
  const bare = text.replace(ADDRESS, '').trim();
  const afterMission = bare.replace(MISSION_WORD, '');
  if (afterMission !== bare) {
    const { word, rest } = firstWord(afterMission.replace(/^\//, ''));
    if (word === '') return { command: 'help', raw: { text: '' }, explicit: true };
    return {
      command: names.includes(word) ? word : '',
      raw: readArguments(names.includes(word) ? rest : afterMission),
      explicit: true,
    };
  }
  const slash = SLASH_WORD.exec(bare);
  if (slash?.[1] !== undefined) {
    const command = slash[1].toLowerCase() === 'start' ? 'help' : slash[1].toLowerCase();
    return {
      command: names.includes(command) ? command : '',
      raw: readArguments(bare.slice(slash[0].length)),
      explicit: true,
    };
  }
  const { word, rest } = firstWord(bare);
  return names.includes(word) ? { command: word, raw: readArguments(rest), explicit: false } : undefined;
}

function firstWord(text: string): { readonly word: string; readonly rest: string } {
  const match = /^(\S+)\s*([\s\S]*)$/.exec(text.trim());
  return { word: (match?.[1] ?? '').toLowerCase(), rest: match?.[2] ?? '' };
}

function readArguments(text: string): RawArguments {
  const mission = /^(m-?\d{1,9})(?=\s|$|[,:.])[\s,:.]*/i.exec(text);
  const afterMission = mission === null ? text : text.slice(mission[0].length);
  const list = /^list\s+(\d{1,6})(?=\s|$|[,:.])[\s,:.]*/i.exec(afterMission);
  const number = mission?.[1]?.replace(/^m-?/i, '');
  return {
    ...(number === undefined ? {} : { mission: `M-${number}` }),
    ...(list?.[1] === undefined ? {} : { list: Number(list[1]) }),
    text: (list === null ? afterMission : afterMission.slice(list[0].length)).trim(),
  };
}
