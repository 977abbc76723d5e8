/** In which order a serial mission calls, and how the list says who is wanted most. */
import type { CallOrder } from '../../../missions/brief.ts';
import type { FormField } from '../../card.ts';
import { shorten } from '../../wording.ts';
import type { Draft, Preference } from '../draft.ts';
import { guessPreference, unreadMark } from '../order.ts';
import { errorsIn, fail, isFine, option, type Page, type Taken, taken, type Values } from '../page.ts';

export const ORDER: Page = {
  label: 'Who is called first, who last',
  title: 'The order of the calls',
  intro: 'One after the other: each call knows the best offer so far, so the last one has most to bargain with.',
  fields: orderFields,
  take: takeOrder,
};

/** Of a select. */
const MOST_OPTIONS = 100;
const COLUMN = 'column:';

const ORDERS: Readonly<Record<CallOrder, string>> = {
  'weakest-first': 'Those I want least first, the one I want most last',
  'baseline-first': 'One with a reliable price first, then those I want least',
  'as-listed': 'As they stand in the list',
};

const isOrder = (text: string | undefined): text is CallOrder => text !== undefined && Object.hasOwn(ORDERS, text);

function orderFields(draft: Draft): readonly FormField[] {
  const { list } = draft;
  const preference = draft.preference ?? guessPreference(list);
  return [
    {
      name: 'order',
      label: 'In which order are they called?',
      type: 'choice',
      options: Object.entries(ORDERS).map(([value, label]) => option(value, label)),
      value: draft.order ?? 'weakest-first',
    },
    {
      name: 'preference',
      label: 'Whom do you want most?',
      type: 'choice',
      options: [
        option('list', "The list's order is my preference: best first"),
        ...(list?.variables ?? [])
          .slice(0, MOST_OPTIONS - 1)
          .map((column) =>
            option(`${COLUMN}${column}`, shorten(`The column "${headingOf(draft, column)}": 1 is wanted most`, 75)),
          ),
      ],
      value: preference.by === 'list' ? 'list' : `${COLUMN}${preference.column}`,
    },
    {
      name: 'baseline',
      label: 'Who has the reliable price?',
      type: 'choice',
      options: (list?.targets ?? [])
        .slice(0, MOST_OPTIONS)
        .map((target) =>
          option(target.id, shorten(`${target.name || 'without a name'} (row ${target.rows[0] ?? '?'})`, 75)),
        ),
      ...(draft.baseline === undefined ? {} : { value: draft.baseline }),
      hint: 'Only for the second order: they are called first.',
      optional: true,
    },
  ];
}

const headingOf = ({ list }: Draft, column: string): string =>
  list?.headings?.find((one) => one.variable === column)?.header ?? column;

function takeOrder(draft: Draft, values: Values): Taken {
  const { order } = values;
  const preference = preferenceOf(draft, values.preference);
  const baseline = draft.list?.targets.find((target) => target.id === values.baseline)?.id;
  const unread = isOrder(order) && order !== 'as-listed' ? unreadMark(draft.list, preference) : undefined;
  const errors = errorsIn({
    order: isOrder(order) ? undefined : 'Choose one of the three.',
    preference:
      unread === undefined || preference.by === 'list'
        ? undefined
        : `Row ${unread.rows[0] ?? '?'} (${unread.name || 'without a name'}) says "${shorten(unread.variables[preference.column] ?? '', 30)}". Write 1 for the one you want most, 2 for the next, or A, B, C; or high, medium, low.`,
    baseline: order === 'baseline-first' && baseline === undefined ? 'Choose whose price is reliable.' : undefined,
  });
  if (!isOrder(order) || !isFine(errors)) return fail(errors);
  const { baseline: _, ...rest } = draft;
  return taken({
    ...rest,
    order,
    preference,
    ...(order === 'baseline-first' && baseline !== undefined ? { baseline } : {}),
  });
}

function preferenceOf({ list }: Draft, value: string | undefined): Preference {
  const column = value?.startsWith(COLUMN) === true ? value.slice(COLUMN.length) : undefined;
  return column !== undefined && (list?.variables ?? []).includes(column) ? { by: 'column', column } : { by: 'list' };
}
