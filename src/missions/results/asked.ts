/** What a field asks for, read from its unit, label and question: currency, time, what a price is per, tax. */
import type { Field } from '../brief.ts';
import { quantitiesIn } from './quantities.ts';
import { basesIn, currencyIn, daysIn, type Tax, taxIn } from './said-words.ts';

export interface Asked {
  readonly unit: string;
  readonly currency: string | undefined;
  /** Days in its unit, where it is a time. */
  readonly days: number | undefined;
  readonly bases: readonly string[];
  readonly tax: Tax | undefined;
  /** Numbers of the question itself: "if we take 1,000". */
  readonly numbers: readonly number[];
}

const known = new WeakMap<Field, Asked>();

export function askedOf(field: Field): Asked {
  const before = known.get(field);
  if (before !== undefined) return before;
  const unit = field.unit ?? '';
  const words = [unit, field.label, field.question].join(' · ');
  const asked: Asked = {
    unit,
    currency: unit === '' ? undefined : currencyIn(unit),
    days: unit === '' ? undefined : daysIn(unit),
    bases: basesIn(words),
    tax: taxIn(words),
    numbers: quantitiesIn(words).flatMap((one) => one.readings),
  };
  known.set(field, asked);
  return asked;
}

export const isMoney = (field: Field): boolean => askedOf(field).currency !== undefined;
