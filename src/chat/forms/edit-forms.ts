/** The pages of a change of a running mission, each filled in with what is so now. Ids are `edit-mission:M-104:hours`. */
import { CANCELLED } from '../../missions/classes/action.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Form, FormField } from '../card.ts';
import { calledAlready, labelOf, onTheList, type Page, pageId, roundAtHand } from '../edit/parts.ts';
import { formatFields } from '../flow/fields.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import { writtenTime } from '../preview/local-time.ts';
import { whenText } from '../times.ts';
import { personName, shorten } from '../wording.ts';

export interface EditFormOptions {
  readonly zone: string;
  /** Mission time, epoch ms. */
  readonly now: number;
  /** Calls at once that the account allows. */
  readonly lines: number;
  readonly errors?: Readonly<Record<string, string>>;
  /** What was typed and not taken, shown again beside the errors. */
  readonly typed?: Readonly<Record<string, string>>;
}

/** More than a platform shows to tick: names are typed then. */
const TICKED = 50;

const INTROS: Readonly<Record<Page['part'], string>> = {
  people:
    'Who joins is called in the round at hand, or with the next one. Who is taken off is never called again by it.',
  words: 'New words mean a new assistant; nobody who was called is called again unless you tick them.',
  hours: 'Calls are made inside these hours, in the time of the person who is called.',
  deadline: 'Nothing new is called after it.',
  deciders:
    'A decision waits until enough of these people said yes. Yeses of people who no longer decide do not count.',
  pace: 'It holds for every call that has not rung yet.',
};

export function editForm(view: MissionView, page: Page, options: EditFormOptions): Form {
  return {
    kind: 'form',
    id: `edit-mission:${view.id}:${pageId(page)}`,
    title: shorten(`${labelOf(view, page)} of ${view.id}`, 24),
    intro: `${INTROS[page.part]} You see what it does before it counts.`,
    fields: fieldsOf(view, page, options).map((field) => dressed(field, options)),
    submit: 'Show what it does',
    sandbox: view.sandbox,
  };
}

function dressed(field: FormField, { errors, typed }: EditFormOptions): FormField {
  const value = typed?.[field.name];
  const error = errors?.[field.name];
  return { ...field, ...(value === undefined ? {} : { value }), ...(error === undefined ? {} : { error }) };
}

function fieldsOf(view: MissionView, page: Page, options: EditFormOptions): readonly FormField[] {
  switch (page.part) {
    case 'people':
      return peopleFields(view);
    case 'words':
      return wordFields(view, page.round);
    case 'hours':
      return hoursFields(view);
    case 'deadline':
      return [deadlineField(view, options)];
    case 'deciders':
      return deciderFields(view);
    case 'pace':
      return paceFields(view, options);
  }
}

/** Ticked where the list is short enough, typed where it is not. */
function whichPeople(name: string, label: string, rows: readonly RowView[], hint: string): FormField {
  if (rows.length > TICKED) return { name, label, type: 'multiline', hint: `${hint} One name a line.`, optional: true };
  const options = rows.map((row) => ({ value: row.target, label: shorten(personName(row), 75) }));
  return { name, label, type: 'choices', options, value: '', hint, optional: true };
}

function peopleFields(view: MissionView): readonly FormField[] {
  const called = calledAlready(view);
  const again =
    called.length === 0
      ? []
      : [
          whichPeople(
            'again',
            'Who is called once more?',
            called,
            'What they said stays until something newer is known.',
          ),
        ];
  return [
    {
      name: 'list',
      label: 'Who joins?',
      type: 'file-or-text',
      hint: 'A CSV file, or one person a line: name, number.',
      placeholder: 'Acme Print, +1 312 555 0101',
      optional: true,
    },
    whichPeople('remove', 'Who is taken off?', onTheList(view), 'What was learnt of them stays.'),
    ...again,
  ];
}

function wordFields(view: MissionView, index: number): readonly FormField[] {
  const spec = view.brief.rounds[index];
  if (spec === undefined) return [];
  const called = roundAtHand(view)?.id === spec.id ? calledAlready(view) : [];
  const asked = { ...spec, fields: spec.fields.filter((field) => field.name !== CANCELLED) };
  return [
    { name: 'say', label: 'What should the assistant say and do?', type: 'multiline', value: spec.say },
    {
      name: 'opening',
      label: 'The first sentence they hear',
      type: 'multiline',
      value: spec.opening,
      hint: 'It says that an AI is calling, and for whom.',
    },
    {
      name: 'fields',
      label: 'What to find out, one a line',
      type: 'multiline',
      value: formatFields(asked),
      hint: 'In brackets, with commas: number, yes/no, one of: a / b, needed, lower is better, weight 40 (1 to 100).',
    },
    ...(called.length === 0
      ? []
      : [whichPeople('again', 'Who is called once more, with the new words?', called, 'Nobody unless you tick them.')]),
  ];
}

const hoursFields = ({ brief }: MissionView): readonly FormField[] => [
  {
    name: 'hours',
    label: 'Hours, in their own time',
    type: 'text',
    value: sayHours(brief.hours),
    hint: '9:00-17:00, or 9:00-17:00, not 12:00-14:00',
  },
  { name: 'days', label: 'Days', type: 'text', value: sayDays(brief.hours.days), hint: 'Mon-Fri' },
];

const deadlineField = ({ brief }: MissionView, { zone, now }: EditFormOptions): FormField => ({
  name: 'deadline',
  label: 'When must it be done?',
  type: 'text',
  value: brief.deadlineAt === undefined ? '' : writtenTime(brief.deadlineAt, zone),
  placeholder: 'Fri 17:00',
  hint: `today 18:00, Fri 17:00 or 2026-11-27 17:00, time of ${zone}; it is ${whenText(now, now, zone)}. Left empty, there is no deadline.`,
  optional: true,
});

const deciderFields = ({ brief, owner }: MissionView): readonly FormField[] => [
  {
    name: 'approvers',
    label: 'Who decides?',
    type: 'text',
    value: (brief.approval.approvers.length > 0 ? brief.approval.approvers : [owner.id]).join(', '),
    hint: 'Mention them.',
  },
  {
    name: 'quorum',
    label: 'How many of them must say yes?',
    type: 'text',
    value: String(brief.approval.quorum),
  },
];

const paceFields = ({ brief }: MissionView, { lines }: EditFormOptions): readonly FormField[] => [
  {
    name: 'atOnce',
    label: 'Calls at once',
    type: 'text',
    value: String(brief.batchSize),
    hint: `From 1 to 10. No more are made than your account allows, by now ${lines}.`,
  },
  {
    name: 'spacing',
    label: 'Time between two calls',
    type: 'text',
    value: brief.spacingSecs % 60 === 0 ? `${brief.spacingSecs / 60} min` : `${brief.spacingSecs} s`,
    hint: 'At least 1 min.',
  },
  {
    name: 'tries',
    label: 'Further tries where nobody is reached',
    type: 'text',
    value: brief.maxRetries === undefined ? '' : String(brief.maxRetries),
    hint: 'Left empty, as the kind of people called asks for.',
    optional: true,
  },
];
