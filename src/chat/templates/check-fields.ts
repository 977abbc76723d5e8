/** Whether a field of a round makes sense by itself and among the fields before it. */
import { type Complaint, type FileField, type Path, when } from './complaint.ts';

/** Fields that every schema gets from us. */
const OURS: ReadonlySet<string> = new Set([
  'call_outcome',
  'reached_voicemail',
  'do_not_call',
  'callback_time',
  'callee_words',
  'cancellation_confirmed',
]);

/** Which end can be good. */
const RANKED: Readonly<Record<FileField['type'], readonly string[]>> = {
  number: ['higher', 'lower'],
  boolean: ['yes'],
  choice: ['first'],
  text: [],
};

export function fieldComplaints(field: FileField, at: Path, before: readonly FileField[]): readonly Complaint[] {
  const { name, type, better, min, max } = field;
  const number = type === 'number';
  return [
    ...when(
      before.some((one) => one.name === name),
      [...at, 'name'],
      `"${name}" stands there twice. Choose another name.`,
    ),
    ...when(
      OURS.has(name),
      [...at, 'name'],
      `"${name}" is a field that every call has by itself. Choose another name.`,
    ),
    ...when(
      type === 'choice' && field.options === undefined,
      at,
      'is a choice without options. Write options: [a, b, c].',
    ),
    ...when(
      type !== 'choice' && field.options !== undefined,
      [...at, 'options'],
      'belongs to a choice. Write type: choice, or take the options out.',
    ),
    ...when(
      !number && field.unit !== undefined,
      [...at, 'unit'],
      'belongs to a number. Write type: number, or take it out.',
    ),
    ...when(!number && min !== undefined, [...at, 'min'], 'belongs to a number. Write type: number, or take it out.'),
    ...when(!number && max !== undefined, [...at, 'max'], 'belongs to a number. Write type: number, or take it out.'),
    ...when(min !== undefined && max !== undefined && min >= max, [...at, 'max'], `must be more than min (${min}).`),
    ...when(
      better !== undefined && !RANKED[type].includes(better),
      [...at, 'better'],
      RANKED[type].length === 0
        ? 'cannot be: a text has no better end. Write type: number, boolean or choice, or take it out.'
        : `does not fit a ${type}. Write better: ${RANKED[type].join(' or ')}.`,
    ),
    ...when(
      field.weight !== undefined && better === undefined,
      [...at, 'weight'],
      'says how much, but not which end is good. Write better: as well.',
    ),
  ];
}
