/** Class 5: what is to be done, which answers say that it can be and is done, what makes a yes count, and what they need to know. */
import type { Action, Field } from '../../../missions/brief.ts';
import type { FormField } from '../../card.ts';
import { formatConditions, readConditions } from '../conditions.ts';
import type { Draft } from '../draft.ts';
import { formatNeeds, readNeeds } from '../needs.ts';
import {
  errorsIn,
  fail,
  isFine,
  option,
  type Page,
  readWhole,
  type Taken,
  taken,
  typedIn,
  type Values,
} from '../page.ts';

export const ACTION: Page = {
  label: 'What to book or order, and when a yes counts',
  title: 'What to book or order',
  intro: 'Many may be asked; one books. As soon as it is done, nobody else is called.',
  fields: actionFields,
  take: takeAction,
};

export const PICK: Page = {
  label: 'First yes or the best of several',
  title: 'First yes or best of',
  intro: 'When nobody of those asked could do it, the next ones of the list are asked.',
  fields: pickFields,
  take: takePick,
};

const DEFAULT_PICK = { bestOf: 1, width: 5 } as const;

const yesNoOf = (draft: Draft): readonly Field[] =>
  (draft.rounds[0]?.fields ?? []).filter((field) => field.type === 'boolean');

const SAYS_POSSIBLE = /avail|possib|free|opening|could|frei|möglich|can /i;
const SAYS_DONE = /book|done|confirm|order|reserv|gebucht|bestellt|erledigt/i;

function guess(fields: readonly Field[], pattern: RegExp, otherwise: number): string {
  const found = fields.find((field) => pattern.test(`${field.label} ${field.name}`)) ?? fields[otherwise];
  return found?.name ?? '';
}

function actionFields(draft: Draft): readonly FormField[] {
  const yesNo = yesNoOf(draft);
  const choices = yesNo.map((field) => option(field.name, field.label));
  const { action } = draft;
  const fields: readonly FormField[] = [
    {
      name: 'what',
      label: 'What is to be booked or ordered?',
      type: 'text',
      value: action?.what ?? '',
      placeholder: 'book a table for four',
      hint: 'In a few words, beginning with what to do: it stands on the cards.',
    },
    {
      name: 'available',
      label: 'Which answer says that it could be done there?',
      type: 'choice',
      options: choices,
      value: action?.available ?? guess(yesNo, SAYS_POSSIBLE, 0),
    },
    {
      name: 'done',
      label: 'Which answer says that it is done?',
      type: 'choice',
      options: choices,
      value: action?.done ?? guess(yesNo, SAYS_DONE, 1),
    },
    {
      name: 'conditions',
      label: 'A yes counts only if, one a line',
      type: 'multiline',
      value: formatConditions(action?.conditions ?? [], draft.rounds[0]?.fields ?? []),
      placeholder: 'Price a person at most 60\nVegan = yes',
      hint: 'Of what is asked: at most, at least, = yes, = inside. Left empty, every yes counts.',
      optional: true,
    },
  ];
  return asksByTemplate(draft) ? fields : [...fields, needsField(draft)];
}

/** What a template needs to know it asks for on a page of its own. */
const asksByTemplate = ({ source }: Draft): boolean => (source?.asks.length ?? 0) > 0;

const needsField = (draft: Draft): FormField => ({
  name: 'needs',
  label: 'What will they need to know, one a line?',
  type: 'multiline',
  value: formatNeeds(draft.needs ?? []),
  placeholder: 'Name: Sommer\nPeople: 4\nPhone: +49 30 1234567',
  hint: 'Name, number of people, birth date … What is missing here cannot be told on the phone.',
});

function takeAction(draft: Draft, values: Values): Taken {
  const what = typedIn(values, 'what').replace(/[.!]+$/, '');
  const names = new Set(yesNoOf(draft).map((field) => field.name));
  const { available = '', done = '' } = values;
  const read = readConditions(values.conditions ?? '', draft.rounds[0]?.fields ?? []);
  const needs = asksByTemplate(draft) ? draft.needs : readNeeds(values.needs ?? '');
  const errors = errorsIn({
    what: what === '' ? 'Say what is to be done, for example: book a table for four.' : tooLong(what),
    available: names.has(available)
      ? undefined
      : 'Choose the yes/no question that tells whether it could be done there.',
    done: names.has(done)
      ? done === available
        ? 'Choose another one: that it could be done is not yet that it is done.'
        : undefined
      : 'Choose the yes/no question that tells whether it is done.',
    conditions: read.ok ? undefined : read.error,
    needs: typeof needs === 'string' ? needs : undefined,
  });
  if (!read.ok || typeof needs === 'string' || !isFine(errors)) return fail(errors);
  const action: Action = {
    ...(draft.action ?? DEFAULT_PICK),
    what,
    available,
    done,
    conditions: read.conditions,
  };
  return taken({ ...draft, action, ...(needs === undefined ? {} : { needs }) });
}

const tooLong = (what: string): string | undefined =>
  what.length > 80 ? 'Keep it to 80 letters; the rest belongs to what the assistant says.' : undefined;

function pickFields({ action }: Draft): readonly FormField[] {
  return [
    {
      name: 'bestOf',
      label: 'How many must be able to, before one is chosen?',
      type: 'text',
      value: String(action?.bestOf ?? DEFAULT_PICK.bestOf),
      hint: '1: the first that can gets it. 3: the best of three.',
    },
    {
      name: 'width',
      label: 'How many are asked before the next ones of the list?',
      type: 'text',
      value: String(action?.width ?? DEFAULT_PICK.width),
      hint: '1: one after the other, each is asked and booked in one call.',
    },
    {
      name: 'alternative',
      label: 'What else would do, when none of the first ones can?',
      type: 'text',
      value: action?.alternative ?? '',
      placeholder: 'or tomorrow at the same time',
      optional: true,
    },
  ];
}

function takePick(draft: Draft, values: Values): Taken {
  const bestOf = readWhole(values.bestOf);
  const width = readWhole(values.width);
  const alternative = typedIn(values, 'alternative');
  const errors = errorsIn({
    bestOf: bestOf === undefined || bestOf < 1 ? 'Write a number: 1 for the first that can.' : undefined,
    width:
      width === undefined || width < 1
        ? 'Write a number, for example 5.'
        : bestOf !== undefined && width < bestOf
          ? `At least ${bestOf} must be asked, if the best of ${bestOf} is chosen.`
          : undefined,
    alternative: alternative.length > 200 ? 'Keep it to 200 letters.' : undefined,
  });
  if (bestOf === undefined || width === undefined || !isFine(errors)) return fail(errors);
  const { alternative: _, ...before } = draft.action ?? { what: '', available: '', done: '', conditions: [] };
  return taken({
    ...draft,
    action: { ...before, bestOf, width, ...(alternative === '' ? {} : { alternative }) },
  });
}
