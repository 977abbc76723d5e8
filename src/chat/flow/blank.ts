/** What a mission of one's own starts from: empty rounds, and per class the examples and questions that its pages suggest. Pure. */
import type { RoundSpec } from '../../missions/brief.ts';
import { ownRounds } from '../templates/all.ts';
import type { DraftClass } from './draft.ts';

export const blankRounds = (kind: DraftClass, language: string, onBehalfOf: string): readonly RoundSpec[] =>
  ownRounds(kind, language, onBehalfOf);

interface WordHints {
  readonly say: string;
  readonly fields: string;
  readonly brackets: string;
}

const BRACKETS =
  'In brackets, with commas: number, yes/no, one of: a / b, needed, lower is better, best first: a / b, weight 40 (1 to 100).';

export const WORD_HINTS: Readonly<Record<DraftClass, WordHints>> = {
  sweep: {
    say: 'Ask for the price of 1,000 printed mugs. We need them in May.',
    fields: 'Price in USD (number, lower is better)\nCan they print in two colours (yes/no)',
    brackets: BRACKETS,
  },
  screening: {
    say: 'Find out whether they suit a dinner for twelve: the price a person, the noise, the menu.',
    fields: 'How well it fits (1 to 10, higher is better, weight 60)\nPrice range (best first: $ / $$ / $$$)',
    brackets: `Say of some which end is better: they give the points. ${BRACKETS}`,
  },
  negotiation: {
    say: 'Get an offer for a new roof of 120 square metres in June, and ask for a better price once.',
    fields: 'Price in EUR (number, needed, lower is better)\nWarranty (in years, higher is better)',
    brackets: `The number that is bargained for says which end is better. ${BRACKETS}`,
  },
  rounds: {
    say: 'Ask for the price of 1,000 printed mugs. We need them in May.',
    fields: 'Price in USD (number, lower is better)\nCan they print in two colours (yes/no)',
    brackets: `Say of some which end is better: the best ones are proposed. ${BRACKETS}`,
  },
  action: {
    say: 'Ask whether there is a table for four at 19:30 tonight, inside. If so, book it.',
    fields: 'Free table (yes/no, needed)\nBooked (yes/no, needed)\nPrice a person in EUR (number)',
    brackets: `Two yes/no lines: whether it could be done, and whether it is done. ${BRACKETS}`,
  },
};

const CURRENCY: Readonly<Record<string, string>> = { 'en-US': 'USD', 'en-GB': 'GBP', 'pl-PL': 'PLN' };

/** Lines that a class cannot do without, to be changed or kept; the person's own are added to them. */
export function suggestedFields(kind: DraftClass, language: string): string {
  switch (kind) {
    case 'negotiation':
      return `Price in ${CURRENCY[language] ?? 'EUR'} (number, needed, lower is better): What is your best price, everything included?`;
    case 'action':
      return [
        'Possible (yes/no, needed): Could it be done as asked?',
        'Done (yes/no, needed): Is it booked or ordered now, confirmed by them?',
        'Confirmation (text): Under which name or number?',
      ].join('\n');
    default:
      return '';
  }
}
