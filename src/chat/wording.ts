/**
 * One table of words for all surfaces: names without numbers, values with their units, counts with their nouns, and the
 * lock-screen line. Cards are written with these, so that the wording rules are kept in one place.
 */
import { maskPhone, redactText } from '../lib/redact.ts';
import { amountInWords, currencyCodeOf } from '../missions/amount.ts';
import type { Field } from '../missions/brief.ts';
import type { Value } from '../missions/terms.ts';
import type { MissionView, RowView } from '../projections/mission-view.ts';
import { type Action, type ActionSubject, formatValue } from './actions.ts';
import type { Button, Text } from './card.ts';
import { markOf } from './result-marks.ts';

/** What every card is told besides the view and the time. */
export interface CardOptions {
  /** IANA zone of the installation, for texts that no platform converts. */
  readonly zone: string;
  /** Calls at once that the account allows; absent = as many as the mission asks for. */
  readonly lines?: number;
  /** Names of people by actor id, where the surface knows more than the journal. */
  readonly names?: Readonly<Record<string, string>>;
  /** Address where the calling account is looked after. */
  readonly portal?: string;
  /** Said on a final result that may have been posted before. */
  readonly repeats?: boolean;
}

const LOCK_LENGTH = 140;
const QUOTE_LENGTH = 160;
/** A dialled number as people write or say it: at least nine digits in one go, or a plus and seven. */
const SPOKEN_NUMBER = /(?<![\w-])(?:\+\d|\(?\d)(?:[\s().\-/]{0,2}\d){6,14}(?!\d)/g;
const DATE = /^\d{4}-\d{2}-\d{2}/;

/** `3 calls`, `1 call`, `0 calls`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** Channel posts never hold a number: E.164 and spoken ones are masked, amounts and dates stay. */
export function withoutNumbers(text: string): string {
  return redactText(text).replace(SPOKEN_NUMBER, (found) => {
    const digits = found.replace(/\D/g, '').length;
    return DATE.test(found) || (digits < 9 && !found.startsWith('+')) ? found : maskPhone(found);
  });
}

/** A person's name for a channel; where a list had no names it is the masked number. */
export const personName = (row: RowView): string => withoutNumbers(row.name);

/** Cut at a word, with an ellipsis. */
export function shorten(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= length) return flat;
  const cut = flat.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The callee's words as they may stand on a card; undefined when there are none. */
export const quoteOf = (row: Pick<RowView, 'words'>): string | undefined =>
  row.words === undefined || row.words.trim() === '' ? undefined : shorten(withoutNumbers(row.words), QUOTE_LENGTH);

const TIME_UNIT = /^(?:minute|hour|day|week|month|year|min)s?$/i;

/** `$1,250`, `$12.50`, `14 days`, `interface yes`, `stars 4.2`. Text as it was said. */
export function valueText(field: Field, value: Value): string {
  if (typeof value === 'boolean') return `${field.label.toLowerCase()} ${value ? 'yes' : 'no'}`;
  if (typeof value === 'string') return withoutNumbers(value);
  const amount = amountInWords(value, field.unit);
  if (isMoney(field)) return amount;
  if (field.unit === undefined) return `${field.label.toLowerCase()} ${amount}${scaleText(field)}`;
  // "14 days" speaks for itself, "44 units" does not.
  return TIME_UNIT.test(field.unit) ? amount : `${field.label.toLowerCase()} ${amount}`;
}

/** ` of 10` behind a mark somebody was given; other numbers have no end to be measured by. */
const scaleText = ({ min, max }: Field): string =>
  max !== undefined && max <= 10 && (min === 0 || min === 1) ? ` of ${max}` : '';

const isMoney = ({ unit }: Field): boolean => currencyCodeOf(unit) !== undefined;

/** The learnt values of a person, money first, then as asked; at most `most`, each short enough for a line. */
export function factsOf(row: RowView, fields: readonly Field[], most = 4): readonly string[] {
  const ordered = [...fields.filter(isMoney), ...fields.filter((field) => !isMoney(field))];
  const isKnown = ({ name }: Field) => row.values[name] !== undefined && row.values[name] !== '';
  // One price speaks for itself, of two each says which it is.
  const prices = ordered.filter((field) => isMoney(field) && isKnown(field)).length;
  const known = ordered.flatMap((field) => {
    const value = row.values[field.name];
    if (value === undefined || value === '') return [];
    const label = prices > 1 && isMoney(field) ? `${field.label.toLowerCase()} ` : '';
    return [`${shorten(`${label}${valueText(field, value)}`, 60)}${markOf(row, field.name)}`];
  });
  return known.slice(0, most);
}

/** All fields of all rounds, the later rounds' first: what was asked last is what matters now. */
export function fieldsOf(view: Pick<MissionView, 'rounds'>): readonly Field[] {
  const seen = new Map<string, Field>();
  for (const round of view.rounds.toReversed())
    for (const field of round.fields) if (!seen.has(field.name)) seen.set(field.name, field);
  return [...seen.values()];
}

export const scoreText = (score: number): string => score.toFixed(1);

/** `Ana`, `Ana and Ben`, `Ana, Ben and Petra`. */
export function listText(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? 'nobody';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** At most `most` names, then how many more. */
export const someOf = (names: readonly string[], most: number): string =>
  names.length <= most ? listText(names) : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** Who an actor id is, as far as anybody here knows. */
export const actorName = (id: string, view: MissionView, options: CardOptions): string | undefined =>
  options.names?.[id] ?? view.names?.[id];

/** A masked number is still a number; on a lock screen there is none. */
const MASKED = /(?:\+\d{1,3}(?: \d{2,3})? )?••\d{0,2}/g;

/** The lock-screen line: stands alone, says SANDBOX where it must, holds no phone number, masked or not. */
export const lockLine = (text: string, sandbox: boolean): string =>
  shorten(`${sandbox ? 'SANDBOX · ' : ''}${withoutNumbers(text).replace(MASKED, 'somebody of the list')}`, LOCK_LENGTH);

/** With the full stop of a sentence; a name that brings its own ("Juniper Paper Co.") gets no second one. */
export const stopped = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

export const isYou = (name: string): boolean => name.toLowerCase() === 'you';

/** `Ana's`, `Books'`; somebody who goes by "You" on a screen of their own gets "Your". */
export const possessive = (name: string): string =>
  isYou(name) ? `${name}r` : `${name}${/s$/i.test(name) ? "'" : "'s"}`;

/** `Ana`, `2 people`, `Ana and 2 other people`: names that are known, and how many more. */
export function peopleText(names: readonly string[], others: number): string {
  const more = names.length > 0 ? count(others, 'other person', 'other people') : count(others, 'person', 'people');
  return listText(others > 0 ? [...names, more] : names);
}

/** In the middle of a sentence: `Ana decides`, `you decide`, `Ana and 2 other people decide`. */
export function decideText(names: readonly string[], others: number): string {
  const isOne = names.length + others === 1 && !names.some(isYou);
  const known = names.map((name) => (isYou(name) ? 'you' : name));
  return `${peopleText(known, others)} ${isOne ? 'decides' : 'decide'}`;
}

/** Several texts as one line. */
export const textOf = (...parts: readonly (Text | string)[]): Text =>
  parts.flatMap((part) => (typeof part === 'string' ? (part === '' ? [] : [part]) : part));

/** A button; the label may say an object and its number. */
export function button(
  action: Action,
  subject: ActionSubject,
  label: string,
  more: { readonly style?: 'primary' | 'danger'; readonly confirm?: string } = {},
): Button {
  return { action, value: formatValue(subject), label, ...more };
}
