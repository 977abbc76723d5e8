/** What became of the text to those who were not reached, in sentences for cards and cells of the table. */
import { textIsOpen } from '../../projections/fold-texts.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Block, Text } from '../card.ts';
import { callMoment } from '../times.ts';
import { type CardOptions, personName, someOf, stopped, textOf, withoutNumbers } from '../wording.ts';
import { line, stillToCall } from './mission-parts.ts';

const openTexts = (view: MissionView): readonly RowView[] =>
  view.endedAt === undefined ? view.rows.filter(textIsOpen) : [];

const inState = (view: MissionView, state: string): readonly RowView[] =>
  view.rows.filter((row) => row.text?.state === state);

const SHOWN = 3;

/** `2 could not be reached and were sent a text.` and whatever else is to be said of texts. */
export function textLines(view: MissionView): readonly Block[] {
  const sent = inState(view, 'sent').length;
  const open = openTexts(view).length;
  const unclear = inState(view, 'unknown').map(personName);
  // Who was reached after all, or is off the list, is told of elsewhere.
  const left = inState(view, 'not-sent').filter((row) => row.status === 'not-reached' && row.removed === undefined);
  const none = left.map((row) => `${personName(row)}, ${withoutNumbers(row.text?.reason ?? '')}`);
  const more = none.length > SHOWN ? ` · ${none.length - SHOWN} more in the table` : '';
  const sentences = [
    sent === 0 ? '' : `${sent} could not be reached and ${sent === 1 ? 'was' : 'were'} sent a text.`,
    open === 0 ? '' : `${open} could not be reached and ${open === 1 ? 'gets' : 'get'} a text.`,
    unclear.length === 0 ? '' : `Nobody can say whether the text reached ${someOf(unclear, 3)}; it is not sent again.`,
    none.length === 0 ? '' : stopped(`No text: ${none.slice(0, SHOWN).join(' · ')}${more}`),
    view.textsStopped === undefined ? '' : `No further texts: ${withoutNumbers(view.textsStopped.reason)}`,
  ];
  return sentences.flatMap((sentence) => (sentence === '' ? [] : [line(sentence)]));
}

/** What comes next once everybody was called; `undefined` where no text is to go out. */
export function nextText(view: MissionView, now: number, options: CardOptions): Text | undefined {
  const rows = openTexts(view);
  const first = Math.min(...rows.map((row) => row.text?.at ?? Number.POSITIVE_INFINITY));
  if (rows.length === 0 || stillToCall(view) > 0) return undefined;
  const who = rows.length === 1 && rows[0] !== undefined ? personName(rows[0]) : `${rows.length} who were not reached`;
  if (first <= now) return [`Next: the text to ${who}, then the result.`];
  const zones = [...new Set(rows.flatMap((row) => (row.text?.at === first ? (row.details?.zones ?? []) : [])))];
  return textOf(`Next: the text to ${who} `, callMoment(first, now, options.zone, zones), ', then the result.');
}

/** In a person's line: `sent a text`. */
export function textFacts({ text }: RowView): readonly string[] {
  if (text?.state === 'sent') return ['sent a text'];
  return text?.state === 'unknown' ? ['perhaps sent a text'] : [];
}

const CELLS = {
  planned: 'to be sent',
  scheduled: 'due',
  sent: 'sent',
  'not-sent': 'not sent',
  unknown: 'unclear',
} as const;

/** In the table: `sent: Northwind: we could not reach you …`. */
export function textCell({ text }: RowView): string {
  if (text === undefined) return '';
  const more = text.state === 'sent' ? text.message : text.reason;
  return `${CELLS[text.state]}${more === undefined || more === '' ? '' : `: ${more}`}`;
}
