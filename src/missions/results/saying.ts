/** What somebody said about a number, read once: each number with the currency, time and tax that stand beside it. */
import { type Quantity, quantitiesIn } from './quantities.ts';
import {
  basisIn,
  currencyIn,
  daysIn,
  hasExtra,
  isBound,
  isSmallChange,
  isTaxShare,
  soundsLikeJoke,
  soundsUnsure,
  type Tax,
  taxIn,
} from './said-words.ts';

/** One number with what was said beside it. */
export interface Told extends Quantity {
  readonly currency: string | undefined;
  readonly basis: string | undefined;
  readonly tax: Tax | undefined;
  /** Days in the unit of time behind it. */
  readonly days: number | undefined;
  /** "At least", "up to": only one end. */
  readonly isBound: boolean;
  readonly isTaxShare: boolean;
  readonly isNegative: boolean;
  /** How it is joined to the number behind it: "8 to 12". */
  readonly spansToNext: boolean;
}

export interface Saying {
  readonly told: readonly Told[];
  readonly isJoke: boolean;
  readonly isUnsure: boolean;
  readonly hasExtra: boolean;
}

/** "120 every two weeks": what it is per may itself begin with a number. */
const UNIT_LENGTH = 8;
const SPAN_BETWEEN = /^\s*(?:[€$£%]|[a-zà-ÿ]+)?\s*(?:-|–|—|to|bis|or|oder|ou|o|à|a|hasta)\s*[€$£]?\s*$/i;
const AND_BETWEEN = /^\s*(?:[€$£%]|[a-zà-ÿ]+)?\s*(?:and|und|y|et)\s*[€$£]?\s*$/i;

const spans = (before: string, between: string): boolean =>
  SPAN_BETWEEN.test(between) || (AND_BETWEEN.test(between) && /(?:between|zwischen|entre)\s*$/i.test(before));

function toldOf(said: string, all: readonly Quantity[], index: number, one: Quantity): Told {
  const next = all[index + 1];
  const before = said.slice(all[index - 1]?.to ?? 0, one.from);
  const behind = said.slice(one.to, next === undefined ? said.length : next.to + UNIT_LENGTH);
  // Behind the comma the next number begins to be spoken of.
  const after = next === undefined ? behind : (behind.split(/[,;.](?=\s)/)[0] ?? '');
  const beside = <T>(read: (text: string) => T | undefined): T | undefined => read(after) ?? read(before);
  return {
    ...one,
    readings: isSmallChange(after) ? one.readings.map((value) => value / 100) : one.readings,
    currency: beside(currencyIn),
    basis: beside(basisIn),
    tax: beside(taxIn),
    days: daysIn(after),
    isBound: isBound(before),
    isTaxShare: isTaxShare(after),
    isNegative: /(?:^|\s)(?:[-−]|minus)\s*$/i.test(before),
    spansToNext: next !== undefined && spans(before, said.slice(one.to, next.from)),
  };
}

export function sayingOf(said: string): Saying {
  const quantities = quantitiesIn(said);
  return {
    told: quantities.map((one, index) => toldOf(said, quantities, index, one)),
    isJoke: soundsLikeJoke(said),
    isUnsure: soundsUnsure(said),
    hasExtra: hasExtra(said),
  };
}
