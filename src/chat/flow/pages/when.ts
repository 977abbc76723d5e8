/** When calls are made, until when all must be done, who picks up, and why these people may be called. */
import type { FormField } from '../../card.ts';
import { readDeadline, readWhen, writtenTime } from '../../preview/local-time.ts';
import { whenText } from '../../times.ts';
import type { Draft } from '../draft.ts';
import { readDays, readHours, sayDays, sayHours } from '../hours.ts';
import {
  errorsIn,
  fail,
  isFine,
  option,
  type Page,
  type StepOptions,
  type Taken,
  type TakeOptions,
  taken,
  typedIn,
  type Values,
} from '../page.ts';

const BASES: readonly string[] = [
  'Public business number',
  'They asked us to call',
  'Existing customer or supplier',
  'They applied with us',
  'Our own company',
];

const RECIPIENTS = ['service', 'professional', 'automated', 'general'] as const;

export const WHEN: Page = {
  label: 'When, done by, and why they may be called',
  title: 'When and why',
  intro: 'Calls are made inside these hours, in the time of the person who is called.',
  fields: whenFields,
  take: takeWhen,
};

/** "Done by", on whichever page it stands; empty = no deadline. */
export function deadlineField(draft: Draft, { zone, now }: StepOptions): FormField {
  const { deadlineAt } = draft;
  return {
    name: 'deadline',
    label: 'When must it be done?',
    type: 'text',
    value: deadlineAt === undefined ? '' : writtenTime(deadlineAt, zone),
    placeholder: 'today 18:00',
    hint: `today 18:00, Fri 17:00 or 2026-11-27 17:00, time of ${zone}; it is ${whenText(now, now, zone)}. Left empty, there is no deadline.`,
    optional: true,
  };
}

function whenFields(draft: Draft, options: StepOptions): readonly FormField[] {
  const { zone, now } = options;
  const start = draft.startAtMs === undefined || draft.startAtMs <= now ? 'now' : writtenTime(draft.startAtMs, zone);
  const known = draft.basis === '' || BASES.includes(draft.basis) ? BASES : [draft.basis, ...BASES];
  return [
    {
      name: 'start',
      label: 'First call',
      type: 'text',
      value: start,
      hint: `now, 14:30, tomorrow 9:00 or 2026-11-24 15:00 (time of ${zone}; it is ${whenText(now, now, zone)}).`,
    },
    deadlineField(draft, options),
    {
      name: 'hours',
      label: 'Hours, in their own time',
      type: 'text',
      value: sayHours(draft.hours),
      hint: '9:00-17:00, or 9:00-17:00, not 12:00-14:00',
    },
    { name: 'days', label: 'Days', type: 'text', value: sayDays(draft.hours.days), hint: 'Mon-Fri' },
    {
      name: 'recipients',
      label: 'Who picks up?',
      type: 'choice',
      options: [
        option('service', 'Shops, front desks, firms'),
        option('professional', 'People at work'),
        option('automated', 'Recorded lines and phone menus'),
        option('general', 'Mixed, or not known'),
      ],
      value: draft.recipients,
      hint: 'It decides how often and when somebody is tried again.',
    },
    {
      name: 'basis',
      label: 'Why may these people be called?',
      type: 'choice',
      options: known.map((basis) => option(basis)),
      ...(draft.basis === '' ? {} : { value: draft.basis }),
      hint: 'Kept with the mission.',
    },
  ];
}

function takeWhen(draft: Draft, values: Values, { now, zone }: TakeOptions): Taken {
  const start = readWhen(values.start ?? '', now, zone);
  const deadline = readDeadline(values.deadline ?? '', now, zone);
  const hours = readHours(values.hours ?? '');
  const days = readDays(values.days ?? '');
  const recipients = RECIPIENTS.find((one) => one === values.recipients);
  const basis = typedIn(values, 'basis');
  const errors = errorsIn({
    start: start.ok ? undefined : start.error,
    deadline: deadline.ok ? beforeStart(deadline.at, start.ok ? start.at : undefined) : deadline.error,
    hours: hours.ok ? undefined : hours.error,
    days: days.ok ? undefined : days.error,
    recipients: recipients === undefined ? 'Choose who picks up.' : undefined,
    basis: basis.length < 3 ? 'Say why these people may be called; it is kept with the mission.' : undefined,
  });
  if (!start.ok || !deadline.ok || !hours.ok || !days.ok || recipients === undefined || !isFine(errors))
    return fail(errors);
  const { startAtMs: _, ...rest } = withDeadline(draft, deadline.at);
  return taken({
    ...rest,
    hours: { ...hours.value, days: days.value },
    recipients,
    basis,
    ...(start.at === undefined ? {} : { startAtMs: start.at }),
  });
}

const beforeStart = (deadline: number | undefined, start: number | undefined): string | undefined =>
  deadline !== undefined && start !== undefined && deadline <= start
    ? 'That is before the first call. Write a later time, or start earlier.'
    : undefined;

/** Whom another deadline left out is on the list again. */
export function withDeadline(draft: Draft, at: number | undefined): Draft {
  const { deadlineAt: before, only, ...rest } = draft;
  return {
    ...rest,
    ...(at === undefined ? {} : { deadlineAt: at }),
    ...(only === undefined || at !== before ? {} : { only }),
  };
}
