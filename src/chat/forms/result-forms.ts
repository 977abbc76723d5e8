/** The forms behind "Correct", "Leave out" and "Tell the answers". Ids are `action:value`, so that they open again as they were. */
import type { Field } from '../../missions/brief.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Form, FormField } from '../card.ts';
import { fieldsFor } from '../desk/correction-words.ts';
import { plainValue } from '../result-marks.ts';
import { fieldsOf, personName, shorten } from '../wording.ts';

/** More than this is no choice any more: the name is typed. */
const CHOICES = 50;

const why: FormField = {
  name: 'reason',
  label: 'Why?',
  type: 'multiline',
  placeholder: 'They meant twelve thousand five hundred',
};

const fieldChoice = (fields: readonly Field[], row: RowView | undefined): FormField => ({
  name: 'field',
  label: 'Which answer?',
  type: 'choice',
  options: fields.map((field) => {
    const now = row === undefined ? '' : `: ${plainValue(row.values[field.name])}`;
    return { value: field.name, label: shorten(`${field.label}${now}`, 75) };
  }),
  ...(firstDoubt(fields, row) === undefined ? {} : { value: firstDoubt(fields, row) ?? '' }),
});

const firstDoubt = (fields: readonly Field[], row: RowView | undefined): string | undefined =>
  fields.find((field) => row?.doubts?.[field.name] !== undefined)?.name;

const newValue: FormField = {
  name: 'value',
  label: 'What is right?',
  type: 'text',
  hint: 'The same value again confirms it; "nothing" empties it.',
};

/** Whose result is chosen first. */
export function correctAnyForm(view: MissionView): Form {
  const options = view.rows.map((row) => ({ value: row.target, label: shorten(personName(row), 75) }));
  const person: FormField =
    options.length > CHOICES
      ? { name: 'person', label: 'Whose result?', type: 'text', placeholder: 'The name as it stands in the list' }
      : { name: 'person', label: 'Whose result?', type: 'choice', options };
  return {
    kind: 'form',
    id: `correct:${view.id}`,
    title: `Correct a result of ${view.id}`,
    intro: 'Ranking, open decision and report follow; everybody sees your name and the reason.',
    fields: [person, fieldChoice(fieldsOf(view), undefined), newValue, why],
    submit: 'Correct it',
    sandbox: view.sandbox,
  };
}

export function correctForm(view: MissionView, row: RowView): Form {
  return {
    kind: 'form',
    id: `correct-of:${view.id}:${row.target}`,
    title: shorten(`Correct ${personName(row)}`, 60),
    intro: 'Ranking, open decision and report follow; everybody sees your name and the reason.',
    fields: [fieldChoice(fieldsFor(view, row), row), newValue, why],
    submit: 'Correct it',
    sandbox: view.sandbox,
  };
}

export function leaveOutForm(view: MissionView, row: RowView): Form {
  return {
    kind: 'form',
    id: `leave-out:${view.id}:${row.target}`,
    title: shorten(`Leave out ${personName(row)}`, 60),
    intro: 'The result stays readable but is not ranked, recommended or compared any more.',
    fields: [{ ...why, placeholder: 'A branch of the same firm' }],
    submit: 'Leave it out',
    sandbox: view.sandbox,
  };
}

const ownField = (field: Field): FormField => {
  const shown = { name: `f_${field.name}`, label: shorten(field.label, 60), optional: true };
  if (field.type === 'boolean')
    return {
      ...shown,
      type: 'choice',
      options: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ],
    };
  if (field.type === 'choice')
    return {
      ...shown,
      type: 'choice',
      options: (field.options ?? []).map((one) => ({ value: one, label: shorten(one, 75) })),
    };
  return { ...shown, type: 'text', ...(field.unit === undefined ? {} : { hint: `In ${field.unit}` }) };
};

/** Answers that came another way: by e-mail, in person. */
export function tellForm(view: MissionView, row: RowView): Form {
  return {
    kind: 'form',
    id: `tell-of:${view.id}:${row.target}`,
    title: shorten(`Answers of ${personName(row)}`, 60),
    intro: 'What they told you another way. They are not called about it any more.',
    fields: [
      ...fieldsFor(view, row).map(ownField),
      { ...why, label: 'Where is it from?', placeholder: 'Their offer came by e-mail' },
    ],
    submit: 'Add the answers',
    sandbox: view.sandbox,
  };
}
