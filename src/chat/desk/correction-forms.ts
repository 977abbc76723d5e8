/** The forms about results: which one an id names, its errors by field, and what it leads to. */
import type { Value } from '../../missions/terms.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Form } from '../card.ts';
import { correctAnyForm, correctForm, leaveOutForm, tellForm } from '../forms/result-forms.ts';
import { personName, valueText } from '../wording.ts';
import { fieldsFor, personIn, type Read, valueIn } from './correction-words.ts';
import { barredFromResults, correct, leaveOut, tell } from './corrections.ts';
import { type Replies, type Turn, whisper } from './turn.ts';

export interface ResultForm {
  readonly action: 'correct' | 'correct-of' | 'leave-out' | 'tell-of';
  readonly mission: string;
  readonly target?: string;
}

const FORMS: ReadonlySet<string> = new Set<ResultForm['action']>(['correct', 'correct-of', 'leave-out', 'tell-of']);
const isResultAction = (action: string): action is ResultForm['action'] => FORMS.has(action);

/** The id of one of these forms: `correct-of:M-104:t3`. */
export function readResultForm(action: string, rest: string): ResultForm | undefined {
  const [mission = '', target] = rest.split(':');
  if (!isResultAction(action) || mission === '' || (action === 'correct') !== (target === undefined)) return undefined;
  return { action, mission, ...(target === undefined ? {} : { target }) };
}

export function resultForm(view: MissionView, { action, target }: ResultForm): Form | undefined {
  const row = view.rows.find((one) => one.target === target);
  if (action === 'correct') return correctAnyForm(view);
  if (row === undefined) return undefined;
  if (action === 'correct-of') return correctForm(view, row);
  return action === 'leave-out' ? leaveOutForm(view, row) : tellForm(view, row);
}

type FormValues = Readonly<Record<string, string>>;

/** Whose result a form is about; typed or chosen. */
function rowOf(view: MissionView, { action, target }: ResultForm, values: FormValues): Read<RowView> {
  const wanted = action === 'correct' ? (values.person ?? '').trim() : target;
  const row = view.rows.find((one) => one.target === wanted);
  if (row !== undefined) return { ok: true, value: row };
  const named = personIn(view, wanted ?? '');
  return named.ok ? { ok: true, value: named.value.row } : named;
}

/** Errors of a result form by field; empty = it can be taken. */
export function resultFormErrors(view: MissionView, form: ResultForm, values: FormValues): FormValues {
  const row = rowOf(view, form, values);
  if (!row.ok) return { person: row.error };
  const reason = (values.reason ?? '').trim() === '' ? { reason: 'Say why; it stands beside it for everybody.' } : {};
  if (form.action === 'leave-out') return reason;
  if (form.action === 'tell-of') return { ...toldIn(view, row.value, values).errors, ...reason };
  const field = fieldsFor(view, row.value).find((one) => one.name === values.field);
  if (field === undefined) return { field: `${personName(row.value)} was not asked that.`, ...reason };
  const value = valueIn(field, values.value ?? '');
  return { ...(value.ok ? {} : { value: value.error }), ...reason };
}

function toldIn(view: MissionView, row: RowView, values: FormValues) {
  const told: Record<string, Value> = {};
  const errors: Record<string, string> = {};
  for (const field of fieldsFor(view, row)) {
    const typed = (values[`f_${field.name}`] ?? '').trim();
    const value = typed === '' ? undefined : valueIn(field, typed);
    if (value?.ok === false) errors[`f_${field.name}`] = value.error;
    else if (value?.value !== undefined && value.value !== null) told[field.name] = value.value;
  }
  return { told, errors };
}

export function submitResult(
  turn: Turn,
  view: MissionView,
  form: ResultForm,
  values: FormValues,
): Promise<Replies> | Replies {
  const refused = barredFromResults(turn, view);
  if (refused !== undefined) return refused;
  const [error] = Object.values(resultFormErrors(view, form, values));
  const row = rowOf(view, form, values);
  if (error !== undefined || !row.ok) return whisper(turn, error ?? '');
  const reason = (values.reason ?? '').trim();
  if (form.action === 'leave-out') return leaveOut(turn, view, row.value, reason);
  if (form.action === 'tell-of') return tell(turn, view, row.value, toldIn(view, row.value, values).told, reason);
  const field = fieldsFor(view, row.value).find((one) => one.name === values.field);
  const value = field === undefined ? undefined : valueIn(field, values.value ?? '');
  if (field === undefined || value?.ok !== true) return whisper(turn, 'That answer cannot be corrected.');
  const shown = value.value === null ? `${field.label.toLowerCase()} emptied` : valueText(field, value.value);
  return correct(turn, view, { row: row.value, field: field.name, value: value.value, reason, shown });
}
