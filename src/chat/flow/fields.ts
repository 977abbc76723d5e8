/**
 * "What to find out", as people type it: one line a question, details in brackets.
 *   Price in USD (number, needed, lower is better, weight 40): What does one unit cost?
 * Parsed to fields and rank rules with one clear error a line, and written back the same way for changes.
 */
import type { Field, FieldType, RankRule } from '../../missions/brief.ts';
import { slug, unique } from './slug.ts';

export interface FieldList {
  readonly fields: readonly Field[];
  readonly ranking: readonly RankRule[];
}

export type FieldsRead = ({ readonly ok: true } & FieldList) | { readonly ok: false; readonly error: string };

export const MAX_FIELDS = 12;

interface Details {
  type?: FieldType;
  options?: readonly string[];
  unit?: string;
  required?: boolean;
  min?: number;
  max?: number;
  better?: RankRule['better'];
  weight?: number;
}

const LINE = /^(?<label>[^():]+?)\s*(?:\((?<details>[^()]*)\))?\s*(?::\s*(?<question>.+))?$/;
const NUMBER = String.raw`-?\d+(?:\.\d+)?`;

/** What one detail in brackets says; undefined when it is not understood. Order matters: the first that fits counts. */
const DETAILS: readonly (readonly [RegExp, (match: RegExpExecArray) => Details])[] = [
  [/^(number|zahl)$/i, () => ({ type: 'number' })],
  [/^(text|words)$/i, () => ({ type: 'text' })],
  [/^(yes ?\/ ?no|yes or no|ja ?\/ ?nein)$/i, () => ({ type: 'boolean' })],
  [/^(required|needed|must)$/i, () => ({ required: true })],
  [/^optional$/i, () => ({ required: false })],
  [/^lower( is)? better$/i, () => ({ better: 'lower' })],
  [/^higher( is)? better$/i, () => ({ better: 'higher' })],
  [/^yes( is)? better$/i, () => ({ better: 'yes' })],
  [/^(?:weight|counts)\b:?\s*(.*?)\s*%?$/i, (match) => ({ weight: match[1] === '' ? Number.NaN : Number(match[1]) })],
  [/^in\s+(\S.{0,19})$/i, (match) => ({ unit: (match[1] ?? '').trim() })],
  [/^best first:?\s+(.+)$/i, (match) => ({ type: 'choice', options: choices(match[1] ?? ''), better: 'first' })],
  [/^one of:?\s+(.+)$/i, (match) => ({ type: 'choice', options: choices(match[1] ?? '') })],
  [
    new RegExp(`^(${NUMBER})\\s*(?:-|–|to)\\s*(${NUMBER})$`, 'i'),
    (match) => ({ type: 'number', min: Number(match[1]), max: Number(match[2]) }),
  ],
  [/^(\S.*\s\/\s.*\S)$/, (match) => ({ type: 'choice', options: choices(match[1] ?? '') })],
];

/** Reads the lines; a label that `before` had keeps its name, so that a change of words loses no column. */
export function parseFields(text: string, before: readonly Field[] = []): FieldsRead {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim());
  const fields: Field[] = [];
  const ranking: RankRule[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const read = parseLine(line, before, new Set(fields.map((field) => field.name)));
    if (typeof read === 'string') return { ok: false, error: `Line ${index + 1}: ${read}` };
    fields.push(read.field);
    if (read.rule !== undefined) ranking.push(read.rule);
  }
  if (fields.length === 0)
    return { ok: false, error: 'Write at least one line, for example: Price in USD (number, lower is better)' };
  if (fields.length > MAX_FIELDS)
    return { ok: false, error: `${fields.length} questions are too many for one call; keep it to ${MAX_FIELDS}.` };
  return { ok: true, fields, ranking };
}

/** The end that is better tells the type, where no other detail does. */
const TYPE_BY_END: Readonly<Record<string, FieldType>> = { yes: 'boolean', lower: 'number', higher: 'number' };

function parseLine(
  line: string,
  before: readonly Field[],
  taken: ReadonlySet<string>,
): { field: Field; rule?: RankRule } | string {
  const parts = LINE.exec(line)?.groups;
  if (parts === undefined) return `"${line}" is not understood. Write it like: Price in USD (number, lower is better)`;
  const details = readDetails(parts.details ?? '');
  if (typeof details === 'string') return details;
  const { label, unit } = splitUnit(parts.label ?? '', details);
  const known = before.find((field) => field.label.toLowerCase() === label.toLowerCase());
  const type = details.type ?? TYPE_BY_END[details.better ?? ''] ?? known?.type ?? 'text';
  const problem = contradiction(label, type, details);
  if (problem !== undefined) return problem;
  const name = unique(known?.name ?? slug(label), taken);
  const field: Field = {
    name,
    label,
    type,
    question: parts.question?.trim() ?? known?.question ?? questionFor(label, type, unit),
    required: details.required ?? false,
    ...(details.options === undefined ? {} : { options: details.options }),
    ...(unit === undefined ? {} : { unit }),
    ...(details.min === undefined || details.max === undefined ? {} : { min: details.min, max: details.max }),
  };
  return details.better === undefined
    ? { field }
    : { field, rule: { field: name, weight: details.weight ?? 1, better: details.better } };
}

function readDetails(text: string): Details | string {
  const found: Details = {};
  const [plain, list, behind] = splitChoices(text);
  for (const part of [...plain.split(/[,;]/), list, ...behind].map((one) => one.trim()).filter((one) => one !== '')) {
    const reader = DETAILS.find(([pattern]) => pattern.test(part));
    const match = reader?.[0].exec(part);
    if (reader === undefined || !match) {
      return `"${part}" is not understood. Known are: number, text, yes/no, one of: a / b / c, 1 to 10, in USD, needed, lower is better, higher is better, yes is better, best first: a / b / c, weight 40.`;
    }
    Object.assign(found, reader[1](match));
  }
  return found;
}

/** What stands before "one of" or "best first", its choices, and the details behind them. */
function splitChoices(text: string): readonly [string, string, readonly string[]] {
  const at = text.search(/\b(?:one of|best first)\b/i);
  if (at < 0) return [text, '', []];
  const parts = text.slice(at).split(/[,;]/);
  const end = parts.findLastIndex((part) => !isDetail(part)) + 1;
  // With slashes between the choices a comma ends them, unless a choice before the last one has a comma itself.
  const lastSlash = parts.findLastIndex((part) => part.includes('/'));
  const stop = lastSlash === 0 ? 1 : end;
  return [text.slice(0, at), parts.slice(0, stop).join(','), parts.slice(stop)];
}

const isDetail = (part: string): boolean => DETAILS.some(([pattern]) => pattern.test(part.trim()));

function choices(text: string): readonly string[] {
  const parts = text.split(text.includes('/') ? '/' : ',').map((one) => one.trim());
  return [...new Set(parts.filter((one) => one !== ''))];
}

/** `Price in USD` is a label and a unit, where it is a number. */
function splitUnit(label: string, details: Details): { readonly label: string; readonly unit?: string } {
  const clean = label.trim().replace(/\?$/, '');
  if (details.unit !== undefined) return { label: clean, unit: details.unit };
  const numeric = details.type === 'number' || details.better === 'lower' || details.better === 'higher';
  const [, what, unit, each = ''] =
    (numeric ? /^(.+?)\s+in\s+(\S{1,12})(\s+(?:an?|per|each|pro|je)\s+.+)?$/i.exec(clean) : null) ?? [];
  return what === undefined || unit === undefined ? { label: clean } : { label: `${what}${each}`, unit };
}

function contradiction(label: string, type: FieldType, details: Details): string | undefined {
  if (label.length > 60)
    return `"${label.slice(0, 30)}…" is too long for a column; keep it to 60 letters and put the rest behind a colon.`;
  if (type === 'choice' && (details.options?.length ?? 0) < 2)
    return `"${label}" needs at least two choices, for example (one of: paper / card).`;
  if ((details.better === 'lower' || details.better === 'higher') && type !== 'number')
    return `"${label}" must be a number if ${details.better} is better.`;
  if (details.better === 'yes' && type !== 'boolean') return `"${label}" must be yes/no if yes is better.`;
  if (details.weight !== undefined && !(details.weight >= 1 && details.weight <= 100))
    return `"${label}": the weight must be a number from 1 to 100, for example: weight 40.`;
  if (details.weight !== undefined && details.better === undefined)
    return `"${label}" has a weight; say which end is better, too.`;
  if (details.min !== undefined && details.max !== undefined && details.min >= details.max)
    return `"${label}": ${details.min} must be less than ${details.max}.`;
  return undefined;
}

function questionFor(label: string, type: FieldType, unit: string | undefined): string {
  if (type === 'boolean') return `${label}: yes or no?`;
  return type === 'number' && unit !== undefined ? `${label} in ${unit}?` : `${label}?`;
}

/** The lines that `parseFields` reads to the same fields and rules. */
export function formatFields({ fields, ranking }: FieldList): string {
  return fields
    .map((field) =>
      formatField(
        field,
        ranking.find((rule) => rule.field === field.name),
      ),
    )
    .join('\n');
}

function formatField(field: Field, rule: RankRule | undefined): string {
  const details = [
    field.type === 'number'
      ? field.min === undefined || field.max === undefined
        ? 'number'
        : `${field.min} to ${field.max}`
      : undefined,
    field.type === 'boolean' ? 'yes/no' : undefined,
    field.unit === undefined ? undefined : `in ${field.unit}`,
    field.required ? 'needed' : undefined,
    rule === undefined || rule.better === 'first' ? undefined : `${rule.better} is better`,
    rule === undefined || rule.weight === 1 ? undefined : `weight ${rule.weight}`,
    field.type === 'choice' ? choiceText(field.options ?? [], rule) : undefined,
  ].filter((detail) => detail !== undefined);
  return `${field.label}${details.length === 0 ? '' : ` (${details.join(', ')})`}: ${field.question}`;
}

/** `one of: a / b`, or with the best one first. */
const choiceText = (options: readonly string[], rule: RankRule | undefined): string =>
  `${rule?.better === 'first' ? 'best first' : 'one of'}: ${options.join(' / ')}`;
