/**
 * People put results right: by button, by form and by command. Operators, the owner and those who decide in the mission may;
 * what it leads to is announced to everybody by the bot itself.
 */
import type { PersonCommand } from '../../missions/command.ts';
import type { Value } from '../../missions/terms.ts';
import { excludedOf } from '../../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { plainWords } from '../../projections/plain-words.ts';
import type { ActionAbout } from '../actions.ts';
import type { Button } from '../card.ts';
import { correctAnyForm, correctForm, leaveOutForm, tellForm } from '../forms/result-forms.ts';
import { button, count, fieldsOf, personName, possessive, shorten, stopped, valueText } from '../wording.ts';
import { fieldIn, fieldsFor, personIn, type Read, reasonIn, valueIn } from './correction-words.ts';
import { belongsTo } from './mission-rights.ts';
import { askBack, keptAnswer, questionMarked } from './questioned.ts';
import { ask, isRefused, NOTHING, openForm, type Replies, type Turn, whisper } from './turn.ts';

type ResultCommand = Extract<PersonCommand, { type: 'CorrectValue' | 'ExcludeResult' | 'IncludeResult' | 'AddResult' }>;

const hasResult = (row: RowView): boolean => row.byRound?.some((one) => one.status === 'answered') === true;

/** The refusal, when this person may not change results here. */
export function barredFromResults(turn: Turn, view: MissionView): Replies | undefined {
  if (belongsTo(turn, view)) return undefined;
  return whisper(
    turn,
    `Sorry, ${turn.actor.name}, only operators and those who decide in ${view.id} can change results; a note can be kept by everybody.`,
  );
}

/** What can be done with one person's result. */
export function resultButtons(view: MissionView, row: RowView): readonly Button[] {
  const person = { about: 'person', mission: view.id, target: row.target } as const;
  if (!hasResult(row)) return row.byRound === undefined ? [] : [button('tell-of', person, 'Tell their answers')];
  const doubted = doubtedOf(view, row);
  const [only] = doubted;
  const label =
    only !== undefined && doubted.length === 1
      ? `Confirm ${valueText(only.field, only.value)}`
      : `Confirm ${count(doubted.length, 'value')}`;
  return [
    ...(doubted.length === 0 ? [] : [button('confirm-of', person, shorten(label, 40), { style: 'primary' })]),
    button('correct-of', person, 'Correct'),
    excludedOf(row) === undefined
      ? button('leave-out', person, 'Leave out')
      : button('take-in', person, 'Count it again'),
  ];
}

/** Values that can be confirmed as they stand. */
const doubtedOf = (view: MissionView, row: RowView) =>
  fieldsOf(view).flatMap((field) => {
    const value = row.values[field.name];
    return row.doubts?.[field.name] === undefined || value === undefined ? [] : [{ field, value }];
  });

/** Sent one after the other; the first refusal, or question whether it is right, ends it and is said. */
async function sendAll(
  turn: Turn,
  view: MissionView,
  commands: readonly ResultCommand[],
  done: string,
): Promise<Replies> {
  for (const what of commands) {
    // By its field: of several answers with one cause only the first would count.
    const cause = what.type === 'CorrectValue' ? `${turn.cause} ${what.field}` : turn.cause;
    const answer = await turn.deps.send(view.id, turn.actor, cause, what);
    if (isRefused(answer)) return whisper(turn, plainWords(answer.sentence));
    const isTold = what.type === 'CorrectValue' || what.type === 'AddResult';
    const question = isTold ? askBack(turn, answer.view, what) : undefined;
    if (question !== undefined) return question;
  }
  return whisper(turn, `${done} Everybody sees it in the thread of ${view.id}.`);
}

function confirm(turn: Turn, view: MissionView, row: RowView): Promise<Replies> | Replies {
  const doubted = doubtedOf(view, row);
  if (doubted.length === 0) return whisper(turn, `Nothing of ${personName(row)} is to be checked any more.`);
  const commands = doubted.map(
    ({ field, value }): ResultCommand => ({
      type: 'CorrectValue',
      target: row.target,
      field: field.name,
      value,
      reason: 'looked at and right',
    }),
  );
  return sendAll(
    turn,
    view,
    commands,
    `Confirmed: ${doubted.map(({ field, value }) => valueText(field, value)).join(', ')}.`,
  );
}

/** The same again, by a tap on the question. */
export function keepAnswer(turn: Turn, view: MissionView, mark: string | undefined): Promise<Replies> | Replies {
  const question = questionMarked(view, mark);
  return (
    barredFromResults(turn, view) ??
    (question === undefined
      ? whisper(turn, 'That was answered or replaced already. Nothing was changed by this tap.')
      : sendAll(turn, view, keptAnswer(question), `The answer of ${personName(question.row)} is kept.`))
  );
}

const takeIn = (turn: Turn, view: MissionView, row: RowView): Promise<Replies> =>
  sendAll(
    turn,
    view,
    [{ type: 'IncludeResult', target: row.target }],
    `${possessive(personName(row))} result counts again.`,
  );

/** A tapped button about one person's result. */
export function pressResult(
  turn: Turn,
  action: Exclude<ActionAbout<'person'>, 'show-number'>,
  view: MissionView,
  target: string,
): Promise<Replies> | Replies {
  const row = view.rows.find((one) => one.target === target);
  if (row === undefined) return whisper(turn, `They are not on the list of ${view.id} any more.`);
  const refused = barredFromResults(turn, view);
  if (refused !== undefined) return refused;
  switch (action) {
    case 'confirm-of':
      return confirm(turn, view, row);
    case 'take-in':
      return takeIn(turn, view, row);
    case 'correct-of':
      return openForm(turn, correctForm(view, row));
    case 'leave-out':
      return openForm(turn, leaveOutForm(view, row));
    case 'tell-of':
      return openForm(turn, tellForm(view, row));
  }
}

export const openCorrect = (turn: Turn, view: MissionView): Replies =>
  barredFromResults(turn, view) ?? openForm(turn, correctAnyForm(view));

export interface Change {
  readonly row: RowView;
  readonly field: string;
  readonly value: Value | null;
  readonly reason: string;
  readonly shown: string;
}

export function correct(turn: Turn, view: MissionView, { row, field, value, reason, shown }: Change): Promise<Replies> {
  const what = { type: 'CorrectValue', target: row.target, field, value, reason } as const;
  return sendAll(turn, view, [what], stopped(`${personName(row)}: ${shown}`));
}

function failed(turn: Turn, read: Read<unknown>): Replies {
  if (read.ok) return NOTHING;
  return read.asks === true ? ask(turn, read.error) : whisper(turn, read.error);
}

const SAY_WHY = 'Write why behind it, after the word "because".';

/** `Acme price 12500 because they meant …` */
export function correctByCommand(turn: Turn, view: MissionView, text: string): Promise<Replies> | Replies {
  const refused = barredFromResults(turn, view);
  if (refused !== undefined) return refused;
  if (text.trim() === '') return openCorrect(turn, view);
  const { what, reason } = reasonIn(text);
  const person = personIn(view, what);
  if (!person.ok) return failed(turn, person);
  const { row, rest } = person.value;
  if (rest === '') return openForm(turn, correctForm(view, row));
  const named = fieldIn(fieldsFor(view, row), rest);
  if (!named.ok) return failed(turn, named);
  const { field } = named.value;
  const value = valueIn(field, named.value.rest);
  if (!value.ok) return failed(turn, value);
  if (reason === '') return whisper(turn, SAY_WHY);
  const shown = value.value === null ? `${field.label.toLowerCase()} emptied` : valueText(field, value.value);
  return correct(turn, view, { row, field: field.name, value: value.value, reason, shown });
}

export function excludeByCommand(turn: Turn, view: MissionView, text: string): Promise<Replies> | Replies {
  const refused = barredFromResults(turn, view);
  if (refused !== undefined) return refused;
  const { what, reason } = reasonIn(text);
  const person = personIn(view, what);
  if (!person.ok) return failed(turn, person);
  const { row } = person.value;
  if (reason === '') return openForm(turn, leaveOutForm(view, row));
  return leaveOut(turn, view, row, reason);
}

export const leaveOut = (turn: Turn, view: MissionView, row: RowView, reason: string): Promise<Replies> =>
  sendAll(turn, view, [{ type: 'ExcludeResult', target: row.target, reason }], `${personName(row)} is left out.`);

export function includeByCommand(turn: Turn, view: MissionView, text: string): Promise<Replies> | Replies {
  const refused = barredFromResults(turn, view);
  const person = personIn(view, text);
  return refused ?? (person.ok ? takeIn(turn, view, person.value.row) : failed(turn, person));
}

/** `Acme price 12500, lead time 14 because their offer came by e-mail` */
export function addByCommand(turn: Turn, view: MissionView, text: string): Promise<Replies> | Replies {
  const refused = barredFromResults(turn, view);
  if (refused !== undefined) return refused;
  const { what, reason } = reasonIn(text);
  const person = personIn(view, what);
  if (!person.ok) return failed(turn, person);
  const { row, rest } = person.value;
  if (rest === '') return openForm(turn, tellForm(view, row));
  const values: Record<string, Value> = {};
  for (const part of rest.split(/[;,](?=\s*\p{L})/u)) {
    const named = fieldIn(fieldsFor(view, row), part);
    if (!named.ok) return failed(turn, named);
    const value = valueIn(named.value.field, named.value.rest);
    if (!value.ok) return failed(turn, value);
    if (value.value !== null) values[named.value.field.name] = value.value;
  }
  return reason === '' ? whisper(turn, SAY_WHY) : tell(turn, view, row, values, reason);
}

export function tell(
  turn: Turn,
  view: MissionView,
  row: RowView,
  values: Readonly<Record<string, Value>>,
  reason: string,
): Promise<Replies> {
  const what = { type: 'AddResult', target: row.target, values, reason } as const;
  return sendAll(turn, view, [what], `The answers of ${personName(row)} are kept.`);
}
