/** What a negotiation or a booking is judged by, and what it may say and promise. */
import type { Field, Mandate } from '../../../missions/brief.ts';
import type { FormField } from '../../card.ts';
import { type Range, readAmount, readRange, sayAmount, sayRange } from '../amounts.ts';
import type { Draft } from '../draft.ts';
import { errorsIn, fail, isFine, option, type Page, type Taken, taken, typedIn, type Values } from '../page.ts';

export const MANDATE: Page = {
  label: 'What is normal, what is enough, what may be said',
  title: 'The mandate',
  intro:
    'An offer outside of what is normal is shown to you, not ranked first and not used in another call before somebody has confirmed it.',
  fields: mandateFields,
  take: takeMandate,
};

export const numbersOf = (draft: Draft): readonly Field[] =>
  (draft.rounds[0]?.fields ?? []).filter((field) => field.type === 'number');

/** The number that is bargained for: the one that counts most. */
function guess(draft: Draft): string {
  const numbers = numbersOf(draft);
  const ranked = (draft.rounds[0]?.ranking ?? [])
    .filter((rule) => numbers.some((field) => field.name === rule.field))
    .toSorted((one, other) => other.weight - one.weight);
  return ranked[0]?.field ?? numbers[0]?.name ?? '';
}

function mandateFields(draft: Draft): readonly FormField[] {
  const { mandate } = draft;
  return [
    {
      name: 'field',
      label: draft.class === 'negotiation' ? 'What is bargained for?' : 'Which number is judged?',
      type: 'choice',
      options: numbersOf(draft).map((field) =>
        option(field.name, field.unit === undefined ? field.label : `${field.label} in ${field.unit}`),
      ),
      value: mandate?.field ?? guess(draft),
    },
    {
      name: 'range',
      label: 'What would be normal?',
      type: 'text',
      value: sayRange(mandate ?? {}),
      placeholder: '8,000-12,000',
      hint: 'From and to. Left empty, a joke can only be told by the other offers.',
      optional: true,
    },
    {
      name: 'goodEnough',
      label: 'At what is it enough?',
      type: 'text',
      value: mandate?.goodEnough === undefined ? '' : sayAmount(mandate.goodEnough),
      placeholder: '8,500',
      hint: 'Then nobody further is called. Left empty, everybody of the list is called.',
      optional: true,
    },
    {
      name: 'nameCompetitor',
      label: 'May it say who made the best offer so far?',
      type: 'choice',
      options: [option('no', 'No: "another offer", without a name'), option('yes', 'Yes, by name')],
      value: mandate?.nameCompetitor === true ? 'yes' : 'no',
    },
    {
      name: 'maySay',
      label: 'What may it say besides?',
      type: 'multiline',
      value: mandate?.maySay ?? '',
      placeholder: 'That we decide this week. That we could wait until June.',
      optional: true,
    },
    {
      name: 'mayPromise',
      label: 'What may it promise?',
      type: 'multiline',
      value: mandate?.mayPromise ?? '',
      placeholder: 'Nothing',
      hint: 'Left empty: nothing. It never signs, pays or gives an address by itself.',
      optional: true,
    },
  ];
}

const NOTHING = /^(?:nothing|none|no|nichts|-)?\.?$/i;

function takeMandate(draft: Draft, values: Values): Taken {
  const typedRange = typedIn(values, 'range');
  const typedEnough = typedIn(values, 'goodEnough');
  const range = typedRange === '' ? {} : readRange(typedRange);
  const goodEnough = typedEnough === '' ? undefined : readAmount(typedEnough);
  const field = numbersOf(draft).find((one) => one.name === values.field);
  const errors = errorsIn({
    field: field === undefined ? 'Choose the number that is judged.' : directionLack(draft, field),
    range:
      range === undefined
        ? `"${typedRange}" is not understood. Write 8,000-12,000, at least 8,000 or at most 12,000.`
        : undefined,
    goodEnough:
      typedEnough !== '' && goodEnough === undefined
        ? `"${typedEnough}" is no number. Write it like 8,500.`
        : outside(range ?? {}, goodEnough),
  });
  if (range === undefined || field === undefined || !isFine(errors)) return fail(errors);
  const say = typedIn(values, 'maySay');
  const promise = typedIn(values, 'mayPromise');
  const mandate: Mandate = {
    field: field.name,
    ...range,
    ...(goodEnough === undefined ? {} : { goodEnough }),
    ...(NOTHING.test(say) ? {} : { maySay: say }),
    ...(NOTHING.test(promise) ? {} : { mayPromise: promise }),
    nameCompetitor: values.nameCompetitor === 'yes',
  };
  return taken({ ...draft, mandate });
}

const directionLack = (draft: Draft, field: Field): string | undefined =>
  draft.class === 'negotiation' && !(draft.rounds[0]?.ranking ?? []).some((rule) => rule.field === field.name)
    ? `"${field.label}" does not say which end is better. Add it under "What to say and ask": (number, lower is better).`
    : undefined;

const outside = ({ min, max }: Range, value: number | undefined): string | undefined =>
  value !== undefined && ((min !== undefined && value < min) || (max !== undefined && value > max))
    ? `${sayAmount(value)} lies outside of what you call normal, so it would never count. Change one of the two.`
    : undefined;
