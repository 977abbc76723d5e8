/** One question of a form as a message: the words and the keys. Pure. */
import type { InlineKeyboardButton } from 'grammy/types';
import type { FormField } from '../../chat/card.ts';
import { shorten } from '../../chat/wording.ts';
import { walkData } from './callback-data.ts';
import { bold, flat, italic, joined, type Piece, plain, tagged } from './html.ts';
import { inRows, type Keys } from './keyboard.ts';
import { cutTo, LIMITS } from './limits.ts';
import { SANDBOX } from './render.ts';
import { canKeepRest, fieldNow, KEYS, listed, PAGE_SIZE, valueNow, type Walk } from './walk.ts';

const LONG = 700;
const LABEL = 200;

export interface Question {
  readonly text: Piece;
  readonly keys: Keys;
}

/** `group`: others write there too, so only an explicit reply is an answer. */
export function questionOf(walk: Walk, group: boolean): Question {
  const field = fieldNow(walk);
  if (field === undefined) return { text: titleOf(walk), keys: [] };
  const first = walk.asked.length === 0 && walk.form.intro !== undefined;
  const lines = [
    titleOf(walk),
    ...(first ? [plain(shorten(walk.form.intro ?? '', LONG)), plain(' ')] : []),
    ...errorLines(walk, field),
    bold(shorten(field.label, LABEL)),
    ...hintLines(field),
    ...valueLines(walk, field),
    italic(
      walk.partial === true ? 'Send the rest of it, or tap "Keep it" when that was all.' : howTo(walk, field, group),
    ),
  ];
  return { text: joined(lines, '\n'), keys: keysOf(walk, field) };
}

/** What stands there after the last answer. */
export function closedQuestion(walk: Walk, words: string): Piece {
  return joined([titleOf(walk), plain(words)], '\n');
}

function titleOf(walk: Walk): Piece {
  const all = walk.asked.length + walk.left.length;
  const number = Math.min(all, walk.asked.length + 1);
  const count = walk.left.length === 0 || all < 2 ? '' : ` · question ${number} of ${all}`;
  return joined([bold(`${walk.form.sandbox ? SANDBOX : ''}${shorten(walk.form.title, LABEL)}`), plain(count)]);
}

function errorLines(walk: Walk, field: FormField): readonly Piece[] {
  const error = walk.errors[field.name];
  return error === undefined ? [] : [joined([bold('Not taken yet: '), plain(shorten(error, LONG))])];
}

function hintLines(field: FormField): readonly Piece[] {
  return [
    ...(field.hint === undefined ? [] : [plain(shorten(field.hint, LONG))]),
    ...(field.placeholder === undefined ? [] : [plain(`For example: ${shorten(field.placeholder, LONG)}`)]),
  ];
}

/** What is there now; of a choice the ticked key says it. */
function valueLines(walk: Walk, field: FormField): readonly Piece[] {
  const file = walk.files.find((one) => one.field === field.name);
  if (file !== undefined) return [plain(`So far: the file ${shorten(file.name, LABEL)}`)];
  const value = valueNow(walk, field);
  if (value === '' || field.type === 'choice' || field.type === 'choices') return [];
  return [plain('So far:'), tagged('blockquote', plain(cutTo(value, LONG)))];
}

/** In a group the question says whom it asks. */
function howTo(walk: Walk, field: FormField, group: boolean): string {
  const who = group ? `${shorten(walk.actor.name, 60)}: ` : '';
  if (field.type === 'choice') return `${who}Tap one.`;
  if (field.type === 'choices') return `${who}Tap as many as you like, then Done.`;
  const file = field.type === 'file-or-text';
  if (group) return `${who}Reply to this message${file ? ' with a file or in words' : ''}.`;
  return file ? 'Send a file, or write.' : 'Write your answer.';
}

function keysOf(walk: Walk, field: FormField): Keys {
  const key = (text: string, what: string, style?: 'primary' | 'danger'): InlineKeyboardButton.CallbackButton => ({
    text: cutTo(flat(text), LIMITS.buttonText),
    callback_data: walkData(walk.id, walk.step, what),
    ...(style === undefined ? {} : { style }),
  });
  const value = valueNow(walk, field);
  const filled = value !== '' || walk.files.some((one) => one.field === field.name);
  const steady = [
    ...(field.type === 'choices' ? [key('Done', KEYS.done, 'primary')] : []),
    ...(filled && field.type !== 'choices' && field.type !== 'choice' ? [key('Keep it', KEYS.keep)] : []),
    ...(field.optional === true ? [key(filled ? 'Leave empty' : 'Skip', KEYS.skip)] : []),
    ...(walk.asked.length > 0 ? [key('Back', KEYS.back)] : []),
    key('Cancel', KEYS.cancel),
  ];
  const rest =
    walk.left.length > 1 && canKeepRest(walk) ? [[key(`Keep the rest: ${walk.form.submit}`, KEYS.rest)]] : [];
  return [...optionKeys(walk, field, key), ...rest, ...inRows(steady)];
}

function optionKeys(
  walk: Walk,
  field: FormField,
  key: (text: string, what: string) => InlineKeyboardButton.CallbackButton,
): Keys {
  const options = field.options ?? [];
  const ticked = listed(valueNow(walk, field));
  const pages = Math.max(1, Math.ceil(options.length / PAGE_SIZE));
  const page = Math.min(walk.page, pages - 1);
  const from = page * PAGE_SIZE;
  const rows = options.slice(from, from + PAGE_SIZE).map(({ value, label }, index) => {
    const mark = ticked.includes(value) || valueNow(walk, field) === value ? '✓ ' : '';
    return [key(`${mark}${label}`, `${KEYS.option}${from + index}`)];
  });
  if (pages === 1) return rows;
  return [
    ...rows,
    [
      ...(page > 0 ? [key(`‹ Page ${page}`, `${KEYS.page}${page - 1}`)] : []),
      ...(page < pages - 1 ? [key(`Page ${page + 2} of ${pages} ›`, `${KEYS.page}${page + 1}`)] : []),
    ],
  ];
}
