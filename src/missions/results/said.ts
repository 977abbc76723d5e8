/**
 * Whether the words bear the number that was made of them: it counts when it stands in them once, plainly, in the asked
 * currency, for the asked time, with or without tax as the others.
 */
import { amountInWords } from '../amount.ts';
import type { Field } from '../brief.ts';
import { type Asked, askedOf } from './asked.ts';
import { isPlainBasis, sameCurrency, type Tax } from './said-words.ts';
import { type Saying, sayingOf, type Told } from './saying.ts';

/** What most of the others meant, where the question does not say it. */
export interface Usual {
  readonly basis: string | undefined;
  readonly tax: Tax | undefined;
}

/** How the number would read in the asked unit; "two weeks" are 14 days. */
const inUnit = (asked: Asked, { readings, days }: Pick<Told, 'readings' | 'days'>): readonly number[] => {
  const { days: unit } = asked;
  return unit === undefined || days === undefined ? readings : readings.map((value) => (value * days) / unit);
};

const near = (asked: Asked, value: number, other: number): boolean =>
  Math.abs(value - other) <= Math.max(Math.abs(value) * (asked.days === undefined ? 0.005 : 0.05), 0.005);

const means = (asked: Asked, value: number, one: Told): boolean =>
  inUnit(asked, one).some((reading) => near(asked, value, reading));

interface Span {
  readonly low: number;
  readonly high: number;
}

/** "8 to 12 thousand": the lower end shares what the upper one is counted in. */
function spansIn(asked: Asked, told: readonly Told[]): readonly Span[] {
  return told.flatMap((one, index): Span[] => {
    const next = told[index + 1];
    if (next === undefined || !one.spansToNext) return [];
    const [high] = inUnit(asked, next);
    const [low] = inUnit(asked, { ...one, days: one.days ?? next.days });
    if (high === undefined || low === undefined) return [];
    const shared = one.factor === 1 && low * next.factor < high * 1.0001 ? low * next.factor : low;
    return shared < high ? [{ low: shared, high }] : [];
  });
}

const isWide = ({ low, high }: Span): boolean => (high - low) / high > 0.1;

/** Why the words do not bear `value`; undefined where they do. */
export function doubtOfWords(field: Field, value: number, saying: Saying, usual: Usual): string | undefined {
  const asked = askedOf(field);
  const { told } = saying;
  if (saying.isJoke) return 'it sounds like a joke';
  const span = spansIn(asked, told).find((one) => isWide(one) && value >= one.low * 0.9 && value <= one.high * 1.1);
  if (span !== undefined)
    return `not one number: from ${amountInWords(span.low, asked.unit)} to ${amountInWords(span.high, asked.unit)}`;
  if (saying.isUnsure) return 'they were not sure';
  const meant = told.filter((one) => means(asked, value, one));
  const [first] = meant;
  if (first === undefined) return told.length === 0 ? 'their words hold no number' : 'their words hold another number';
  const plain = meant.filter((one) => one.readings.length === 1);
  if (plain.length === 0)
    return `it can be understood as ${first.readings.map((one) => amountInWords(one, asked.unit)).join(' or ')}`;
  if (plain.every((one) => one.isBound)) return 'only one end of it was named';
  if (told.some((one) => !meant.includes(one) && competes(asked, one, plain)))
    return 'they named another number as well';
  if (asked.currency === undefined) return undefined;
  if (saying.hasExtra) return 'something comes on top of it';
  const reasons = plain.map((one) => doubtOfMoney(asked, one, usual));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** Another number of the same kind, which the words do not set apart: a correction, a later price, a condition. */
function competes(asked: Asked, other: Told, plain: readonly Told[]): boolean {
  if (asked.days !== undefined) return other.days !== undefined;
  if (other.days !== undefined || other.isTaxShare) return false;
  // "if you take 1,000", where the question says 1,000.
  if (other.readings.some((reading) => asked.numbers.includes(reading))) return false;
  const isApart = (part: 'basis' | 'tax' | 'currency'): boolean =>
    other[part] !== undefined && plain.some((one) => (one[part] ?? other[part]) !== other[part]);
  return !isApart('basis') && !isApart('tax') && !isApart('currency');
}

function doubtOfMoney(asked: Asked, one: Told, usual: Usual): string | undefined {
  if (asked.currency !== undefined && one.currency !== undefined && !sameCurrency(one.currency, asked.currency))
    return `another currency than ${asked.unit}`;
  return doubtOfBasis(asked, one, usual) ?? doubtOfTax(asked, one, usual);
}

function doubtOfBasis(asked: Asked, { basis }: Told, usual: Usual): string | undefined {
  if (basis === undefined) return undefined;
  const wanted = asked.bases.length > 0 ? asked.bases : usual.basis === undefined ? [] : [usual.basis];
  if (wanted.includes(basis) || (wanted.length === 0 && isPlainBasis(basis))) return undefined;
  const other = wanted[0] === undefined ? '' : `, not per ${wanted[0]}`;
  return basis === 'lot' ? `for everything together${other}` : `per ${basis}${other}`;
}

function doubtOfTax(asked: Asked, { tax }: Told, usual: Usual): string | undefined {
  const wanted = asked.tax ?? usual.tax;
  if (tax === undefined || wanted === undefined || tax === wanted) return undefined;
  return tax === 'gross' ? 'with tax, compared without' : 'without tax, compared with';
}

/** What most of these say: more than half for what it is per; for tax the more frequent, and of equal ones the first. */
export function usualOf(
  field: Field,
  rows: readonly { readonly value: number; readonly saying: Saying | undefined }[],
): Usual {
  const asked = askedOf(field);
  const meant = rows.flatMap(({ value, saying }) => saying?.told.find((one) => means(asked, value, one)) ?? []);
  const bases = meant.flatMap(({ basis }) => basis ?? []);
  const basis = mostFrequent(bases);
  const isUsual = bases.filter((one) => one === basis).length * 2 > rows.length;
  return { basis: isUsual ? basis : undefined, tax: mostFrequent(meant.flatMap(({ tax }) => tax ?? [])) };
}

function mostFrequent<T>(all: readonly T[]): T | undefined {
  const counts = [...Map.groupBy(all, (one) => one)].map(([one, same]) => ({ one, count: same.length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.one;
}

/** "By e-mail within 2 days" holds no price. */
const numbersFor = (asked: Asked, { told }: Saying): readonly Told[] =>
  told.filter((one) => asked.currency === undefined || one.days === undefined);

export const holdsNumber = (field: Field, saying: Saying): boolean => numbersFor(askedOf(field), saying).length > 0;

/** A number in words that a field was filled with: the one that stands there plainly. */
export function plainNumberIn(field: Field, text: string): number | undefined {
  const asked = askedOf(field);
  const told = numbersFor(asked, sayingOf(text));
  const [first] = told;
  if (first === undefined || spansIn(asked, told).some(isWide)) return undefined;
  const [only, other] = inUnit(asked, first);
  return other === undefined && only !== undefined && first.isNegative ? -only : other === undefined ? only : undefined;
}
