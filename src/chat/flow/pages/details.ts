/** What a template has to know before anybody is called (playbook R239), and until when it must be done. */
import type { FormField } from '../../card.ts';
import { readDeadline, writtenTime } from '../../preview/local-time.ts';
import { readAnswers } from '../../templates/asks.ts';
import type { Ask, AskType } from '../../templates/template.ts';
import { answerTo, asksOf } from '../details.ts';
import type { Draft } from '../draft.ts';
import { fail, type Page, type StepOptions, type Taken, type TakeOptions, taken, type Values } from '../page.ts';
import { deadlineField, withDeadline } from './when.ts';

export const DETAILS: Page = {
  label: 'What they need to know',
  title: 'What they need to know',
  intro: 'They ask for it before they book. Nobody can be called back for what is missing here.',
  fields: detailFields,
  take: takeDetails,
};

/** Beside the names of the form's own fields. */
const fieldOf = ({ name }: Pick<Ask, 'name'>): string => `ask_${name}`;

const HINTS: Readonly<Partial<Record<AskType, string>>> = {
  date: 'today, Friday, 27 November or 2026-11-27',
  'birth-date': 'with its year: 1988-04-12',
  time: '19:30 or 7:30 pm',
};

/** What ends with an action is mostly wanted by some time. */
const hasDeadline = (draft: Draft): boolean => draft.class === 'action';

function detailFields(draft: Draft, options: StepOptions): readonly FormField[] {
  const fields = asksOf(draft).map((ask): FormField => {
    const hint = HINTS[ask.type];
    return {
      name: fieldOf(ask),
      label: ask.label,
      type: 'text',
      value: answerTo(draft, ask),
      ...(ask.example === undefined ? {} : { placeholder: ask.example }),
      ...(hint === undefined ? {} : { hint }),
      ...(ask.required ? {} : { optional: true }),
    };
  });
  return hasDeadline(draft) ? [...fields, deadlineField(draft, options)] : fields;
}

function takeDetails(draft: Draft, values: Values, { now, zone }: TakeOptions): Taken {
  const asks = asksOf(draft);
  const typed = Object.fromEntries(asks.map((ask) => [ask.name, values[fieldOf(ask)] ?? '']));
  const read = readAnswers(asks, typed, writtenTime(now, zone).slice(0, 10));
  const asked = hasDeadline(draft) && values.deadline !== undefined;
  const deadline = asked ? readDeadline(values.deadline ?? '', now, zone) : { ok: true as const, at: draft.deadlineAt };
  const wrong = read.ok ? [] : Object.entries(read.errors).map(([name, error]) => [fieldOf({ name }), error]);
  const errors = { ...Object.fromEntries(wrong), ...(deadline.ok ? {} : { deadline: deadline.error }) };
  if (!read.ok || !deadline.ok) return fail(errors);
  return taken({ ...withDeadline(draft, deadline.at), answers: read.answers });
}
