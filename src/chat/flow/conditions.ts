/**
 * "Only if", as people type it, one condition a line: `price at most 60`, `vegan = yes`, `area is inside`. Read
 * against the fields that the call asks for, with one clear error a line, and written back the same way. Pure.
 */

import { foldText } from '../../lib/names.ts';
import type { Condition, Field } from '../../missions/brief.ts';
import { readAmount, sayAmount } from './amounts.ts';

export type ConditionsRead =
  | { readonly ok: true; readonly conditions: readonly Condition[] }
  | { readonly ok: false; readonly error: string };

type Relation = 'is' | 'atLeast' | 'atMost';

const RELATIONS: readonly (readonly [RegExp, Relation])[] = [
  [/^(?:(?:is|are|of)\s+)?(?:at most|no more than|not more than|up to|max(?:imum|\.)?|höchstens)\b[\s:]*/i, 'atMost'],
  [/^(?:is\s+)?(?:<=|≤|<)\s*/i, 'atMost'],
  [/^(?:(?:is|are|of)\s+)?(?:at least|no less than|not less than|min(?:imum|\.)?|mindestens)\b[\s:]*/i, 'atLeast'],
  [/^(?:is\s+)?(?:>=|≥|>)\s*/i, 'atLeast'],
  [/^(?:=|:|is\b|are\b|ist\b|must be\b|possible\b)\s*/i, 'is'],
];

const YES = /^(?:yes|true|ja|possible|needed|must)$/i;
const NO = /^(?:no|false|nein|not)$/i;

export function readConditions(text: string, fields: readonly Field[]): ConditionsRead {
  const lines = text.split(/\r?\n|;/).map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim());
  const conditions: Condition[] = [];
  for (const line of lines.filter((one) => one !== '')) {
    const read = readLine(line, fields);
    if (typeof read === 'string') return { ok: false, error: read };
    conditions.push(read);
  }
  return { ok: true, conditions };
}

/** The field whose label or name the line begins with; the longest, so that "price per person" is not "price". */
function readLine(line: string, fields: readonly Field[]): Condition | string {
  const named = fields
    .flatMap((field) => [field.label, field.name, field.name.replaceAll('_', ' ')].map((name) => ({ field, name })))
    .map(({ field, name }) => ({ field, length: lengthOf(line, foldText(name)) }))
    .filter(({ length }) => length > 0)
    .toSorted((one, other) => other.length - one.length)[0];
  if (named === undefined) {
    const labels = fields.map((field) => `"${field.label}"`).join(', ');
    return `"${line}" names nothing that is asked for. Begin with one of ${labels}; or ask for it too, under "What to find out".`;
  }
  const rest = line.slice(named.length).trim();
  return conditionOn(named.field, rest, line);
}

/** How many letters of the line are this name, whatever its case and accents; 0 = it begins otherwise. */
function lengthOf(line: string, name: string): number {
  if (name === '') return 0;
  for (let end = 1; end <= Math.min(line.length, name.length + 2); end += 1)
    if (foldText(line.slice(0, end)) === name && !/^[\p{L}\p{N}_]/u.test(line.slice(end))) return end;
  return 0;
}

function conditionOn(field: Field, rest: string, line: string): Condition | string {
  const relation = RELATIONS.find(([pattern]) => pattern.test(rest));
  const value = (relation === undefined ? rest : rest.replace(relation[0], '')).trim();
  switch (field.type) {
    case 'number':
      return onNumber(field, relation?.[1], value, line);
    case 'boolean':
      return onYesNo(field, value, line);
    case 'choice':
      return onChoice(field, value, line);
    case 'text':
      return value === ''
        ? `"${line}": write what it must be, for example: ${field.label} = inside`
        : { field: field.name, is: value };
  }
}

function onNumber(field: Field, relation: Relation | undefined, value: string, line: string): Condition | string {
  const number = readAmount(value);
  const { name } = field;
  if (number === undefined || relation === undefined)
    return `"${line}" is not understood. Write it like: ${field.label} at most 60, or ${field.label} at least 3.`;
  if (relation === 'is') return { field: name, is: number };
  return relation === 'atMost' ? { field: name, atMost: number } : { field: name, atLeast: number };
}

/** The name alone means yes: "vegan". */
function onYesNo(field: Field, value: string, line: string): Condition | string {
  if (value === '' || YES.test(value)) return { field: field.name, is: true };
  return NO.test(value)
    ? { field: field.name, is: false }
    : `"${line}" is not understood. Write ${field.label} = yes, or ${field.label} = no.`;
}

function onChoice(field: Field, value: string, line: string): Condition | string {
  const options = field.options ?? [];
  const chosen = options.find((option) => foldText(option) === foldText(value));
  return chosen === undefined
    ? `"${line}": ${value === '' ? 'nothing is named' : `"${value}" is none of the choices`}. They are ${options.join(' / ')}.`
    : { field: field.name, is: chosen };
}

/** `price at most 60`, `vegan = yes`: the line that is read back to the same condition. */
export function sayCondition(condition: Condition, fields: readonly Field[]): string {
  const field = fields.find((one) => one.name === condition.field);
  const label = field?.label ?? condition.field;
  if ('atMost' in condition) return `${label} at most ${sayAmount(condition.atMost)}`;
  if ('atLeast' in condition) return `${label} at least ${sayAmount(condition.atLeast)}`;
  const { is } = condition;
  if (typeof is === 'boolean') return `${label} = ${is ? 'yes' : 'no'}`;
  return `${label} = ${typeof is === 'number' ? sayAmount(is) : is}`;
}

export const formatConditions = (conditions: readonly Condition[], fields: readonly Field[]): string =>
  conditions.map((condition) => sayCondition(condition, fields)).join('\n');
