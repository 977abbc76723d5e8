// The result of one insight template for one call: made from the template's json_schema, the call's outcome and
// (seed, number, attempt). The fields that say how the call went match the outcome; a script's values lie over the rest.

import { quoteFrom, withUnit } from './answers.ts';
import { bookingValues, type May } from './bookings.ts';
import { type Draw, type FieldSchema, fieldValue, isSchema, schemaType } from './field-value.ts';
import type { Outcome } from './orders.ts';
import { chance, pick } from './random.ts';
import type { TemplateRow } from './rows.ts';
import { SUMMARY, TOMORROW_AT } from './summary-words.ts';
import { CALLEE_WORDS, type Language, languageNamed, OWN_NAME } from './words.ts';

export interface InsightCall {
  readonly seed: number;
  readonly number: string;
  readonly attempt: number;
  readonly outcome: Outcome;
  /** From the script: laid over the generated values. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Who was called, by the variable `name` of the call; absent = the call does not tell. */
  readonly called?: string;
  /** What the call was allowed to do; asks only unless told. */
  readonly may?: May;
  /** Of the assistant; a template that names its own language is answered in that one. */
  readonly language: Language;
}

/** The `result` string as the live API gives it: JSON text for a structured template, prose for another. */
export function insightResult(template: TemplateRow, call: InsightCall): string {
  const schema = schemaOf(template);
  if (schema === undefined) return summaryText(template, call);
  return JSON.stringify(insightValues(template, call));
}

/** The json_schema as an object; undefined when the template is unstructured. */
export function schemaOf(template: TemplateRow): FieldSchema | undefined {
  const { json_schema: given } = template;
  const schema: unknown = typeof given === 'string' && given !== '' ? safeParse(given) : given;
  return isSchema(schema) && Object.keys(schema).length > 0 ? schema : undefined;
}

/** The values of a structured template by field. */
export function insightValues(template: TemplateRow, call: InsightCall): Readonly<Record<string, unknown>> {
  const schema = schemaOf(template) ?? {};
  const language = languageOf(template, call.language);
  const draw: Draw = { seed: call.seed, number: call.number, attempt: call.attempt, language };
  const required = Array.isArray(schema.required) ? schema.required : [];
  const values: Record<string, unknown> = {};
  const fields = fieldsOf(schema);
  for (const [name, inner] of fields) {
    const about = outcomeField(name, inner, call, language);
    const toldBy = isOutcomeField(name) || numberBehind(name, fields) !== undefined;
    const value =
      about ?? (toldBy ? undefined : (calledValue(name, inner, call) ?? dataValue(name, inner, draw, call.outcome)));
    if (value !== undefined) values[name] = value;
    else if (required.includes(name)) values[name] = emptyValue(inner);
    if (name in call.overrides) values[name] = call.overrides[name];
  }
  if (call.outcome !== 'answered') return values;
  const unsaid = new Set(withoutSense(fields, values).map(([name]) => name));
  const asked = fields.filter(([name]) => !isOutcomeField(name));
  const booking = bookingValues(asked, values, call.may ?? 'ask');
  for (const [name, inner] of fields) {
    if (name in call.overrides || !(unsaid.has(name) || name in booking)) continue;
    if (booking[name] !== undefined) values[name] = booking[name];
    else if (required.includes(name)) values[name] = emptyValue(inner);
    else delete values[name];
  }
  for (const [name] of fields) {
    const [number, inner] = numberBehind(name, fields) ?? [];
    const told = number === undefined ? undefined : values[number];
    if (number === undefined || inner === undefined || name in call.overrides || typeof told !== 'number') continue;
    values[name] = withUnit(number, inner, told, language);
  }
  if ('callee_words' in values && !('callee_words' in call.overrides)) {
    const learnt = fields.filter(([name]) => isAsked(name, fields));
    values.callee_words = quoteFrom(learnt, values, language, [call.seed, call.number, call.attempt]);
  }
  return values;
}

/** Asked what they are called, people say the name that is on the list. */
const calledValue = (name: string, schema: FieldSchema, { called, outcome }: InsightCall): string | undefined =>
  outcome === 'answered' && schemaType(schema) === 'string' && OWN_NAME.test(name) ? called : undefined;

type Fields = ReturnType<typeof fieldsOf>;

/** Who is closed has no opening time to tell. */
function withoutSense(fields: Fields, values: Readonly<Record<string, unknown>>): Fields {
  const isClosed = fields.some(([name]) => /^(is_?)?(open|geöffnet)/i.test(name) && values[name] === false);
  return isClosed
    ? fields.filter(([name]) => /^(open|clos)(e|s|es|ing)?_?(time|hours|at)?$/i.test(name) && values[name] !== false)
    : [];
}

/** The properties of a schema, in order. */
export function fieldsOf(schema: FieldSchema): readonly (readonly [string, FieldSchema])[] {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  return Object.entries(properties).map(([name, inner]) => [name, isSchema(inner) ? inner : {}] as const);
}

export function languageOf(template: TemplateRow, otherwise: Language): Language {
  const stated = schemaOf(template)?.['x-language'];
  if (typeof stated === 'string') return stated.toLowerCase().startsWith('de') ? 'de' : 'en';
  return languageNamed(template.instructions) ?? otherwise;
}

const OUTCOME_FIELDS = [
  'call_outcome',
  'reached_person',
  'reached_voicemail',
  'do_not_call',
  'callback_time',
  'callee_words',
] as const;

/** Whether the field tells how the call went, and not what was learnt in it. */
export function isOutcomeField(name: string): boolean {
  return OUTCOME_FIELDS.some((field) => field === name);
}

/** The number that `price_said` repeats in words; undefined for a field of its own. */
function numberBehind(name: string, fields: Fields): Fields[number] | undefined {
  const number = /^(.+)_said$/.exec(name)?.[1];
  return fields.find(([other, schema]) => other === number && ['number', 'integer'].includes(schemaType(schema)));
}

/** Whether somebody is asked for it on the phone. */
export const isAsked = (name: string, fields: Fields): boolean =>
  !isOutcomeField(name) && numberBehind(name, fields) === undefined;

function outcomeField(name: string, schema: FieldSchema, call: InsightCall, language: Language): unknown {
  const { seed, number, attempt, outcome } = call;
  switch (name) {
    case 'call_outcome':
      return outcomeWord(schema, outcome);
    case 'reached_person':
      return outcome !== 'voicemail' && outcome !== 'menu';
    case 'reached_voicemail':
      return outcome === 'voicemail';
    case 'do_not_call':
      return outcome === 'opted-out';
    case 'callback_time':
      return outcome === 'call-back' ? callbackTime(schema, call, language) : undefined;
    case 'callee_words':
      return pick(CALLEE_WORDS[language][outcome] ?? [''], seed, number, attempt, 'words');
    default:
      return undefined;
  }
}

/** The schema's own spelling of the outcome. */
function outcomeWord(schema: FieldSchema, outcome: Outcome): string {
  const plain = (word: string) => word.toLowerCase().replaceAll(/[-_ ]/g, '');
  const options = Array.isArray(schema.enum) ? schema.enum.filter((word) => typeof word === 'string') : [];
  const wanted = outcome === 'empty-insights' ? 'nothing_learnt' : outcome.replaceAll('-', '_');
  if (options.length === 0) return wanted;
  const find = (word: string) => options.find((option) => plain(option) === plain(word));
  return find(wanted) ?? find('nothing_learnt') ?? options.at(-1) ?? wanted;
}

function callbackTime(schema: FieldSchema, call: InsightCall, language: Language): unknown {
  if (schema.format !== undefined) return fieldValue('callback_time', schema, { ...call, language });
  const time = pick(['09:30', '10:00', '11:15', '14:00', '15:30'], call.seed, call.number, call.attempt, 'callback');
  return TOMORROW_AT[language](time);
}

/** What was learnt; undefined when nobody told anything. */
function dataValue(name: string, schema: FieldSchema, draw: Draw, outcome: Outcome): unknown {
  return outcome === 'answered' ? fieldValue(name, schema, draw) : undefined;
}

/** For a required field without an answer. */
function emptyValue(schema: FieldSchema): unknown {
  const type = schema.type;
  if (Array.isArray(type) && type.includes('null')) return null;
  const options = Array.isArray(schema.enum) ? schema.enum : [];
  if (options.length > 0)
    return options.find((option) => /unknown|unclear|none|not/i.test(String(option))) ?? options.at(-1);
  switch (schemaType(schema)) {
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return '';
  }
}

function summaryText(template: TemplateRow, call: InsightCall): string {
  const given = call.overrides.summary;
  if (typeof given === 'string') return given;
  const language = languageOf(template, call.language);
  return pick(
    SUMMARY[language][call.outcome] ?? ['Nothing was learnt.'],
    call.seed,
    call.number,
    call.attempt,
    'summary',
  );
}

/** How a call of the outcome `empty-insights` comes back: no entries, or entries without content. */
export function emptyKind(call: InsightCall): 'no-entries' | 'empty-result' {
  return chance(call.seed, call.number, call.attempt, 'empty') < 0.5 ? 'no-entries' : 'empty-result';
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
