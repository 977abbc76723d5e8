/**
 * Our own numbers in chat: which there are, who has which until when, which of them missions may use and move (playbook P35).
 * Answers hold numbers in full, so they are for the person alone.
 */
import type { Block, Text } from '../card.ts';
import { ownPhone } from '../flow/side-doors.ts';
import type { NumberLine, NumbersDesk } from '../numbers-desk.ts';
import { moment } from '../times.ts';
import { count, listText, textOf } from '../wording.ts';
import { barred, note, type Replies, type Turn, whisper } from './turn.ts';

const NOT_HERE = 'Numbers cannot be looked at here.';
const SHOWN_CALLERS = 5;

const same = (one: string, other: string): boolean => one.replace(/\D/g, '') === other.replace(/\D/g, '');

export async function showNumbers(turn: Turn, text: string): Promise<Replies> {
  const { numbers } = turn.deps;
  if (numbers === undefined) return whisper(turn, NOT_HERE);
  const hd = /^hd\s+(on|off)$/i.exec(text)?.[1]?.toLowerCase();
  if (hd !== undefined) return barred(turn, 'manage') ?? setHd(turn, numbers, hd === 'on');
  if (text !== '') return whisper(turn, 'Write it like: /mission numbers, or /mission numbers hd off');
  const lines = await numbers.lines();
  const pool = await numbers.pool();
  if (lines.length === 0)
    return whisper(turn, `There is no phone number in the account. Buy one at ${numbers.portal} under Numbers.`);
  const rows = lines.map((line) => ({ label: line.phone, text: wordsOf(turn, line, pool) }));
  const blocks: Block[] = [{ kind: 'facts', rows }, ...(await strangersOf(turn, numbers))];
  const free = lines.filter((line) => line.state === 'free').length;
  const headline = `${count(lines.length, 'number')}, ${free} free. ${poolWords(turn, pool)}${(await numbers.hd()) ? '' : ' HD voice is off.'}`;
  return [{ how: 'private', place: turn.place, actor: turn.actor, message: note(turn, headline, { blocks }) }];
}

function poolWords({ deps }: Turn, pool: readonly string[] | undefined): string {
  if (pool !== undefined)
    return `Missions use the ${count(pool.length, 'number')} of the pool; these move between our own assistants.`;
  return deps.origin.sandbox
    ? 'There is no pool: in the SANDBOX our own numbers move between our assistants all the same.'
    : 'There is no pool: missions take any unassigned number, and it moves on 48 hours after the last call from it.';
}

function wordsOf(turn: Turn, line: NumberLine, pool: readonly string[] | undefined): Text {
  const { zone } = turn.deps;
  const at = line.until === undefined ? [] : [moment(line.until, turn.deps.now(), zone)];
  const about = line.state === 'used' ? ', until about ' : ', until ';
  const until = at.length === 0 ? [] : [about, ...at];
  const pooled = pool?.some((one) => same(one, line.phone)) === true ? ' · in the pool' : '';
  const tail = `${line.hd ? ' · HD voice' : ''}${pooled}`;
  switch (line.state) {
    case 'free':
      return [`free${tail}`];
    case 'used':
      return line.firstAt === undefined
        ? textOf(`${line.mission} calls from it`, until, tail)
        : textOf(
            `taken by ${line.mission}, first call about `,
            [moment(line.firstAt, turn.deps.now(), zone)],
            until,
            tail,
          );
    case 'kept':
      return textOf(`kept for people who call ${line.mission} back`, until, tail);
    case 'elsewhere':
      return [`used by somebody else, never touched${pooled}`];
    case 'inactive':
      return [`not active${pooled}`];
  }
}

/** Who called and is on no list: noted once, nobody has to do anything. */
async function strangersOf(turn: Turn, numbers: NumbersDesk): Promise<readonly Block[]> {
  const all = await numbers.strangers();
  const [newest] = all;
  if (newest === undefined) return [];
  const shown = all.slice(0, SHOWN_CALLERS).map((one) => one.caller);
  const text = textOf(
    `${count(all.length, 'caller')} that no mission knows: ${listText(shown)}; the last one `,
    [moment(newest.at, turn.deps.now(), turn.deps.zone)],
    '.',
  );
  return [{ kind: 'line', text, quiet: true }];
}

async function setHd(turn: Turn, numbers: NumbersDesk, on: boolean): Promise<Replies> {
  await numbers.setHd(on);
  return whisper(
    turn,
    on
      ? 'HD voice is asked for again when a number is taken.'
      : 'HD voice is no longer asked for. Numbers that have it keep it.',
  );
}

/** `+1 312 555 0102, +49 30 1234567`: at commas, at line ends, before each plus. */
const split = (text: string): readonly string[] =>
  text
    .split(/[,;\n]+|\s+and\s+|\s+(?=\+)/i)
    .map((one) => one.trim())
    .filter((one) => one !== '');

export async function setPool(turn: Turn, text: string): Promise<Replies> {
  const { numbers } = turn.deps;
  if (numbers === undefined) return whisper(turn, NOT_HERE);
  if (text === '') return showPool(turn, numbers);
  if (/^(off|none|nobody)$/i.test(text)) {
    await numbers.setPool([]);
    return whisper(turn, `There is no pool any more. ${poolWords(turn, undefined)}`);
  }
  const lines = await numbers.lines();
  const named: NumberLine[] = [];
  for (const typed of split(text)) {
    const phone = await ownPhone(turn.deps, typed);
    const line = lines.find((one) => same(one.phone, phone ?? typed));
    if (line === undefined)
      return whisper(
        turn,
        `${typed} is no number of your account; nothing was changed. "/mission numbers" shows the ones there are.`,
      );
    named.push(line);
  }
  await numbers.setPool(named.map((one) => one.phone));
  return whisper(turn, `${poolIs(named)}${unusable(named, numbers.portal)}`);
}

const poolIs = (named: readonly NumberLine[]): string =>
  `The pool is ${listText(named.map((one) => one.phone))}: missions use only ${named.length === 1 ? 'this number' : 'these'}, and move ${named.length === 1 ? 'it' : 'them'} between our own assistants.`;

/** Said at once, or the first mission would stand still. */
function unusable(named: readonly NumberLine[], portal: string): string {
  const others = named.filter((one) => one.state === 'elsewhere' || one.state === 'inactive');
  if (others.length === 0) return '';
  const which = listText(others.map((one) => one.phone));
  return ` Not usable now: ${which} (used by somebody else, or not active). Free ${others.length === 1 ? 'it' : 'them'} at ${portal}; until then ${others.length === 1 ? 'it is' : 'they are'} not touched.`;
}

async function showPool(turn: Turn, numbers: NumbersDesk): Promise<Replies> {
  const pool = await numbers.pool();
  const how = 'Write "/mission pool" with all its numbers behind it, or "/mission pool off".';
  return whisper(turn, `${pool === undefined ? poolWords(turn, pool) : `The pool is ${listText(pool)}.`} ${how}`);
}
