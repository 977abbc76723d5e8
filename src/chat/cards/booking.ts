/** What a mission of the class action came to: with whom it is done and for when, as they said it, beside what was asked for. */
import type { Field } from '../../missions/brief.ts';
import { CANCELLED } from '../../missions/classes/action.ts';
import type { Value } from '../../missions/terms.ts';
import { excludedOf } from '../../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Text } from '../card.ts';
import { quoted, withoutStop } from '../quoted.ts';
import { count, fieldsOf, listText, personName, shorten, valueText, withoutNumbers } from '../wording.ts';
import type { FactRow } from './result-facts.ts';

/** Who holds what the mission was for; the earliest first, as the result names them. */
function holdersOf(view: MissionView): readonly RowView[] {
  const held = view.rows.filter(
    (row) =>
      row.status === 'answered' &&
      row.values[view.brief.action?.done ?? ''] === true &&
      row.values[CANCELLED] !== true &&
      excludedOf(row) === undefined,
  );
  const place = ({ target }: RowView): number => {
    const at = view.result?.recommended.indexOf(target) ?? -1;
    return at < 0 ? held.length : at;
  };
  return held.toSorted((a, b) => place(a) - place(b));
}

/** What was told besides that it is possible and done. */
const told = (view: MissionView): readonly Field[] => {
  const { done = '', available = '' } = view.brief.action ?? {};
  return fieldsOf(view).filter(({ name }) => ![done, available, CANCELLED].includes(name));
};

/** With its label: a text by itself does not say what it is about. */
const factOf = (field: Field, value: Value): string =>
  typeof value === 'string'
    ? `${field.label.toLowerCase()} ${quoted(shorten(withoutNumbers(value), 60))}`
    : valueText(field, value);

const factsIn = (row: RowView, fields: readonly Field[]): readonly string[] =>
  fields.flatMap((field) => {
    const value = row.values[field.name];
    return value === undefined || value === '' ? [] : [factOf(field, value)];
  });

const IN_HEADLINE = 3;

/** `with Luigi's: booked for "8 pm"`; undefined when nobody holds it. */
export function bookingText(view: MissionView): string | undefined {
  const [first, ...more] = holdersOf(view);
  if (first === undefined) return undefined;
  if (more.length > 0) return `with ${listText([first, ...more].map(personName))}`;
  const when = whenField(view);
  const facts = factsIn(first, when === undefined ? told(view) : [when]).slice(0, IN_HEADLINE);
  return `with ${personName(first)}${facts.length === 0 ? '' : `: ${facts.join(' · ')}`}`;
}

const whenField = (view: MissionView): Field | undefined =>
  told(view).find(({ name }) => name === view.brief.action?.when);

export function bookingHeadline(view: MissionView): Text | undefined {
  const { action } = view.brief;
  if (action === undefined) return undefined;
  const text = bookingText(view);
  if (text === undefined) return [{ bold: `Nobody could ${withoutStop(action.what)}.` }];
  const never = view.rows.filter((row) => row.status === 'not-called').length;
  return [
    { bold: `Done ${withoutStop(text)}.` },
    holdersOf(view).length > 1 ? ' Both stand.' : ' Nobody else holds one.',
    never === 0 ? '' : ` ${count(never, 'person was', 'people were')} never called.`,
  ];
}

/** Asked for and booked, one above the other: whether it fits is for a person to see. */
export function bookingFacts(view: MissionView): readonly FactRow[] {
  const { action, askedFor } = view.brief;
  const held = holdersOf(view);
  if (action === undefined || held.length === 0) return [];
  const asked = [withoutStop(action.what), ...(askedFor === undefined ? [] : [askedFor])].join(', ');
  return [
    { label: 'Asked for', text: [withoutNumbers(`${asked}${alternativeFor(view, held)}`)] },
    ...held.map((row) => {
      const name = held.length === 1 ? '' : `${personName(row)}: `;
      return { label: 'Booked', text: [`${name}${[...factsIn(row, told(view)), ...unsaid(view, row)].join(' · ')}`] };
    }),
  ];
}

/** From the second batch on something else would do as well, and was said so. */
function alternativeFor({ rows, brief: { action } }: MissionView, held: readonly RowView[]): string {
  const isLater = held.some((row) => rows.indexOf(row) >= (action?.width ?? rows.length));
  return action?.alternative === undefined || !isLater ? '' : `; this would do as well: ${action.alternative}`;
}

/** The time is what a booking is about: its lack is said. */
function unsaid(view: MissionView, row: RowView): readonly string[] {
  const when = whenField(view);
  const value = when === undefined ? undefined : row.values[when.name];
  if (when !== undefined && (value === undefined || value === ''))
    return [`${when.label.toLowerCase()}: not said, read the call`];
  return factsIn(row, told(view)).length === 0 ? ['no more was said, read the call'] : [];
}
