/** What a mission came to, in the words of its class; `undefined` where the list says it all. */
import { amountInWords } from '../../missions/amount.ts';
import type { Field } from '../../missions/brief.ts';
import { betterOf } from '../../missions/classes/negotiation.ts';
import { excludedOf } from '../../projections/merge-ranking.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import { hasAnswer } from '../../projections/who-counts.ts';
import type { Note, Text } from '../card.ts';
import { fieldsOf, personName, stopped, textOf } from '../wording.ts';
import { bookingHeadline } from './booking.ts';

/** The best offer, and how it stands beside the first one that counts. */
function negotiationHeadline(view: MissionView, best: RowView | undefined): Text | undefined {
  const field = fieldsOf(view).find((one) => one.name === view.brief.mandate?.field);
  const amount = best?.values[field?.name ?? ''];
  if (best === undefined || field === undefined || typeof amount !== 'number') return undefined;
  return [
    { bold: `Best offer: ${personName(best)}, ${amountInWords(amount, field.unit)}.` },
    besideTheFirst(view, field, best, amount),
  ];
}

function besideTheFirst(view: MissionView, field: Field, best: RowView, amount: number): string {
  const offers = view.rows.filter((row) => hasAnswer(row) && typeof row.values[field.name] === 'number');
  const first = offers.find((row) => counts(row, field));
  const opening = first?.values[field.name];
  if (first === undefined || first === best || typeof opening !== 'number') return '';
  const gap = amountInWords(Math.abs(opening - amount), field.unit);
  const isBetter = betterOf(view.brief) === 'higher' ? amount > opening : amount < opening;
  const beside = amount === opening ? 'The same as' : `${gap} ${isBetter ? 'better' : 'worse'} than`;
  // Who remembers an earlier offer is told that it is not the one compared with.
  const which = first === offers[0] ? 'the first offer' : 'the first offer that counts';
  return ` ${stopped(`${beside} ${which}, by ${personName(first)}`)}`;
}

/** Neither left out nor taken off the list, and nothing is to be checked about it. */
const counts = (row: RowView, { name }: Field): boolean =>
  row.removed === undefined && excludedOf(row) === undefined && row.doubts?.[name] === undefined;

export function classHeadline(view: MissionView, best: RowView | undefined): Text | undefined {
  switch (view.brief.class) {
    case 'action':
      return bookingHeadline(view);
    case 'negotiation':
      return negotiationHeadline(view, best);
    default:
      return undefined;
  }
}

/** Somebody can: said at once, because from now on nobody else is asked. */
export function chosenNote(view: MissionView, row: RowView, purpose: 'act' | 'cancel'): Note {
  const what = view.brief.action?.what ?? 'do it';
  const name = personName(row);
  const text: Text =
    purpose === 'act'
      ? [{ bold: `${name} can.` }, ` They are called again to ${what}; nobody else is asked meanwhile.`]
      : [{ bold: `${name} is called to cancel.` }, ' Nobody else is called about it.'];
  return { kind: 'note', text: textOf(text), sandbox: view.sandbox };
}
