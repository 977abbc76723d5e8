/** Whether a template has what its class needs and nothing that belongs to another one. */
import type { Field } from '../../missions/brief.ts';
import { type Complaint, type FileField, type FileRound, type Path, when } from './complaint.ts';
import type { TemplateFile } from './file.ts';

export function classComplaints(file: TemplateFile): readonly Complaint[] {
  const { mandate, action } = file;
  const kind = file.class;
  return [
    ...roundsComplaints(file),
    ...when(
      kind === 'negotiation' && mandate === undefined,
      ['mandate'],
      'is missing: a negotiation needs the figure it is about. Write mandate: with field: and the name of that number.',
    ),
    ...when(
      kind !== 'negotiation' && kind !== 'action' && mandate !== undefined,
      ['mandate'],
      'is for the classes negotiation and action. Take it out, or change the class.',
    ),
    ...when(
      kind === 'action' && action === undefined,
      ['action'],
      'is missing: say what is to be done. Write action: with what, available and done.',
    ),
    ...when(
      kind !== 'action' && action !== undefined,
      ['action'],
      'is for the class action. Take it out, or write class: action.',
    ),
    ...when(
      file.order !== undefined && kind !== 'negotiation',
      ['order'],
      'is for a negotiation; in this class the order does not matter. Take it out.',
    ),
  ];
}

function roundsComplaints({ class: kind, rounds }: TemplateFile): readonly Complaint[] {
  const many = kind === 'rounds';
  const last = rounds.length - 1;
  const isRanked = ({ fields }: FileRound): boolean => fields.some((field) => field.better !== undefined);
  return [
    ...when(
      many && rounds.length < 2,
      ['rounds'],
      'must be two or more for the class rounds. Write a second one, or class: screening.',
    ),
    ...when(
      !many && rounds.length > 1,
      ['rounds', 1],
      `is one too many: the class ${kind} has one round. Write class: rounds, or take it out.`,
    ),
    ...rounds.flatMap((round, index) => [
      ...when(
        (many || kind === 'screening') && !isRanked(round),
        ['rounds', index, 'fields'],
        'cannot be ranked: no field says which end is good. Write better: higher, lower or yes at one of them at least.',
      ),
      ...when(
        many && index < last && round.shortlist === undefined,
        ['rounds', index, 'shortlist'],
        'is missing: how many are proposed for the next round? Write for example shortlist: 3.',
      ),
      ...when(
        round.shortlist !== undefined && kind !== 'screening' && !(many && index < last),
        ['rounds', index, 'shortlist'],
        'has no round after it to choose for. Take it out.',
      ),
    ]),
  ];
}

const fieldCalled = (file: TemplateFile, name: string): FileField | undefined =>
  file.rounds[0]?.fields.find((field) => field.name === name);

const namesOf = (file: TemplateFile, type?: Field['type']): string =>
  (file.rounds[0]?.fields ?? [])
    .filter((field) => type === undefined || field.type === type)
    .map((field) => field.name)
    .join(', ') || 'none yet';

export function mandateComplaints(file: TemplateFile): readonly Complaint[] {
  const { mandate } = file;
  if (mandate === undefined) return [];
  const { field, min, max } = mandate;
  return [
    ...when(
      fieldCalled(file, field)?.type !== 'number',
      ['mandate', 'field'],
      `"${field}" is no number among the fields. The numbers are: ${namesOf(file, 'number')}.`,
    ),
    ...when(
      min !== undefined && max !== undefined && min >= max,
      ['mandate', 'max'],
      `must be more than min (${min}).`,
    ),
    ...when(
      file.class === 'negotiation' &&
        fieldCalled(file, field)?.better === undefined &&
        fieldCalled(file, field) !== undefined,
      ['mandate', 'field'],
      `does not say which end of "${field}" is good. Write better: lower (or higher) at that field.`,
    ),
  ];
}

export function actionComplaints(file: TemplateFile): readonly Complaint[] {
  const { action } = file;
  if (action === undefined) return [];
  const yesNo = (key: 'available' | 'done'): readonly Complaint[] =>
    when(
      fieldCalled(file, action[key])?.type !== 'boolean',
      ['action', key],
      `"${action[key]}" is no yes-or-no field. Those are: ${namesOf(file, 'boolean')}.`,
    );
  return [
    ...yesNo('available'),
    ...yesNo('done'),
    ...when(
      action.when !== undefined && fieldCalled(file, action.when) === undefined,
      ['action', 'when'],
      `"${action.when}" is none of the fields. They are: ${namesOf(file)}.`,
    ),
    ...when(
      action.available === action.done,
      ['action', 'done'],
      'must be another field than available: that it could be done is not that it is done.',
    ),
    ...action.conditions.flatMap((condition, index) =>
      conditionComplaints(file, condition, ['action', 'conditions', index]),
    ),
  ];
}

type FileCondition = NonNullable<TemplateFile['action']>['conditions'][number];

function conditionComplaints(file: TemplateFile, condition: FileCondition, at: Path): readonly Complaint[] {
  const { field: name, is, atLeast, atMost } = condition;
  const field = fieldCalled(file, name);
  if (field === undefined)
    return [{ path: [...at, 'field'], problem: `"${name}" is none of the fields. They are: ${namesOf(file)}.` }];
  const given = [is, atLeast, atMost].filter((one) => one !== undefined).length;
  const wanted = field.type === 'text' || field.type === 'choice' ? 'string' : field.type;
  return [
    ...when(given !== 1, at, 'must have exactly one of is, atLeast and atMost.'),
    ...when(
      (atLeast !== undefined || atMost !== undefined) && field.type !== 'number',
      at,
      `compares "${name}", which is no number. Write is: and the answer that is wanted.`,
    ),
    ...when(
      is !== undefined && typeof is !== wanted,
      [...at, 'is'],
      field.type === 'boolean' ? 'must be true or false.' : `must be a ${field.type}, as "${name}" is.`,
    ),
    ...when(
      typeof is === 'string' && field.options?.includes(is) === false,
      [...at, 'is'],
      `"${is}" is none of the options. They are: ${field.options?.join(', ')}.`,
    ),
  ];
}
