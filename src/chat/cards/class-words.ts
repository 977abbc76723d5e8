/** What a mission came to, in the words of its class; `undefined` where the list says it all. */
import { amountInWords } from '../../missions/amount.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Note, Text } from '../card.ts';
import { fieldsOf, personName, stopped, textOf } from '../wording.ts';
import { bookingHeadline } from './booking.ts';

/** Gap from the first believable offer to the best one. */
function negotiationHeadline(view: MissionView, best: RowView | undefined): Text | undefined {
  const { mandate } = view.brief;
  const field = fieldsOf(view).find((one) => one.name === mandate?.field);
  const amount = best?.values[field?.name ?? ''];
  if (best === undefined || field === undefined || typeof amount !== 'number') return undefined;
  const first = view.rows.find((row) => row.status === 'answered' && inRange(view, row.values[field.name]));
  const opening = first?.values[field.name];
  const gap = typeof opening === 'number' ? Math.abs(opening - amount) : 0;
  const brought =
    gap === 0 || first === undefined
      ? ''
      : ` ${stopped(`${amountInWords(gap, field.unit)} better than the first offer, by ${personName(first)}`)}`;
  return [{ bold: `Best offer: ${personName(best)}, ${amountInWords(amount, field.unit)}.` }, brought];
}

const inRange = ({ brief }: MissionView, value: unknown): boolean =>
  typeof value === 'number' &&
  value >= (brief.mandate?.min ?? Number.NEGATIVE_INFINITY) &&
  value <= (brief.mandate?.max ?? Number.POSITIVE_INFINITY);

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
