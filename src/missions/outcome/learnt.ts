/** The values of the round's own fields, with the right types; a number that was only told in words keeps its words. */
import type { Field, RoundSpec } from '../brief.ts';
import { isMoney } from '../results/asked.ts';
import { holdsNumber, plainNumberIn } from '../results/said.ts';
import { sayingOf } from '../results/saying.ts';
import { keepsWords, saidField } from '../schema.ts';
import type { Value, Values } from '../terms.ts';
import { flagOf, isBlank, textOf } from './sloppy.ts';

type Found = readonly (readonly [string, Value])[];

const PLAIN_NUMBER = /^[-−]?\d+(?:\.\d+)?$/;

function numberOf(field: Field, value: Value): number | undefined {
  const text = textOf(value);
  const bare = text?.replace('−', '-') ?? '';
  // "12.500" may be written by somebody who means thousands; without a unit it is what it says.
  const plain = PLAIN_NUMBER.test(bare) && !(keepsWords(field) && /\.\d{3}$/.test(bare)) ? Number(bare) : undefined;
  const number =
    typeof value === 'number' ? value : (plain ?? (text === undefined ? undefined : plainNumberIn(field, text)));
  if (number === undefined || !Number.isFinite(number)) return undefined;
  // Below or above the scale nobody gave that mark.
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  if (field.unit === undefined && (number < min || number > max)) return undefined;
  // A price of nothing, minus one, and nines only are what is written where nothing was said.
  const isFiller = number <= 0 || /^9{5,}$/.test(String(number));
  const isNothing = isMoney(field) ? isFiller : field.unit !== undefined && number < 0;
  return isNothing && !mayBeNegative(field) ? undefined : number;
}

const mayBeNegative = (field: Field): boolean =>
  !isMoney(field) && (/°|grad|degree/i.test(field.unit ?? '') || (field.min ?? 0) < 0);

function numberFound(field: Field, values: Values, value: Value): Found {
  const number = numberOf(field, value);
  if (!keepsWords(field)) return number === undefined ? [] : [[field.name, number]];
  const said = textOf(values[saidField(field.name)]) ?? (typeof value === 'string' ? textOf(value) : undefined);
  const wasFilled = typeof value === 'number' || PLAIN_NUMBER.test(textOf(value) ?? '');
  const bearsWords = number !== undefined || (!wasFilled && said !== undefined && holdsNumber(field, sayingOf(said)));
  const words: Found = said !== undefined && bearsWords ? [[saidField(field.name), said]] : [];
  return number === undefined ? words : [[field.name, number], ...words];
}

function choiceOf(field: Field, text: string): string {
  const plain = (one: string) =>
    one
      .toLowerCase()
      .replaceAll(/[\s._-]+/g, ' ')
      .trim();
  return field.options?.find((one) => plain(one) === plain(text)) ?? text;
}

function found(field: Field, values: Values): Found {
  const value = values[field.name];
  if (field.type === 'number') return numberFound(field, values, value ?? '');
  if (value === undefined || isBlank(value)) return [];
  if (field.type === 'boolean') {
    const flag = flagOf(value);
    return flag === undefined ? [] : [[field.name, flag]];
  }
  const text = String(value).trim();
  return [[field.name, field.type === 'choice' ? choiceOf(field, text) : text]];
}

export const learnt = (round: RoundSpec, values: Values): Values =>
  Object.fromEntries(round.fields.flatMap((field) => found(field, values)));

/** It was told, be it only in words that are to be checked. */
export const isTold = (field: Field, learntValues: Values): boolean =>
  learntValues[field.name] !== undefined || learntValues[saidField(field.name)] !== undefined;
