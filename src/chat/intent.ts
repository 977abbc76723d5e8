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
  /** Empty where the words name no command. */
  readonly command: string;
  readonly raw: RawArguments;
  /** From the name of the command on, as it was typed. */
  readonly words: string;
  /** It was said as a command ("/mission approve"), not just as a word ("approve"). */
  readonly explicit: boolean;
}

const ADDRESS = /^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>|@[\w.-]*(?:bot|callsheet)\b)[\s,:]*/i;
const MISSION_WORD = /^\/?mission(?:@\w+)?(?=\s|$)[\s,:]*/i;
const SLASH_WORD = /^\/([a-z]+(?:[-_][a-z]+)*)(?:@\w+)?(?=\s|$)\s*/i;
/** Said out of politeness: no reason, no name, nothing to be understood. */
const COURTESY =
  /^[\s,;.!]*(?:(?:please|pls|plz|thanks|thank you|thx|bitte|danke)(?:\s+(?:sehr|schön))?(?:[\s,;.!]+|$))+$/i;

export const isCourtesy = (text: string): boolean => COURTESY.test(text);

/** Names that may not be guessed from a plain word are left to the caller: it knows where the word was said. */
export function readIntent(text: string, names: readonly string[]): Intent | undefined {
  const bare = text.replace(ADDRESS, '').trim();
  const afterMission = bare.replace(MISSION_WORD, '');
  if (afterMission !== bare) {
    const words = afterMission.replace(/^\//, '');
    return words === '' ? HELP : intentOf(words, names, true);
  }
  const slash = SLASH_WORD.exec(bare);
  if (slash?.[1] !== undefined) {
    const rest = bare.slice(slash[0].length);
    return slash[1].toLowerCase() === 'start' ? HELP : intentOf(`${slash[1]} ${rest}`, names, true);
  }
  const plain = intentOf(bare, names, false);
  return plain.command === '' ? undefined : plain;
}

const HELP: Intent = { command: 'help', raw: { text: '' }, words: 'help', explicit: true };

function intentOf(typed: string, names: readonly string[], explicit: boolean): Intent {
  const words = typed.trim();
  const [, first = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(words) ?? [];
  // Telegram's menu takes no hyphen: /add_result.
  const word = first.toLowerCase().replaceAll('_', '-');
  const command = names.includes(word) ? word : '';
  return { command, raw: readArguments(command === '' ? words : rest, command), words, explicit };
}

function readArguments(text: string, command: string): RawArguments {
  const mission = /^(m-?\d{1,9})(?=\s|$|[,:.])[\s,:.]*/i.exec(text);
  const afterMission = mission === null ? text : text.slice(mission[0].length);
  const list = /^list\s+(\d{1,6})(?=\s|$|[,:.])[\s,:.]*/i.exec(afterMission);
  const number = mission?.[1]?.replace(/^m-?/i, '');
  const rest = (list === null ? afterMission : afterMission.slice(list[0].length)).trim();
  return {
    ...(number === undefined ? {} : { mission: `M-${number}` }),
    ...(list?.[1] === undefined ? {} : { list: Number(list[1]) }),
    // A note may well be nothing but thanks.
    text: isCourtesy(rest) && command !== 'note' ? '' : rest,
  };
}
