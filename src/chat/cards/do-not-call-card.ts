/** Somebody asked not to be called again: what they said, what was done at once, how they got on the list. Rings. */

import { maskPhone } from '../../lib/redact.ts';
import type { MissionView, RowView } from '../../projections/mission-view.ts';
import type { Block, Card } from '../card.ts';
import { duration, moment } from '../times.ts';
import {
  button,
  type CardOptions,
  count,
  listText,
  lockLine,
  personName,
  quoteOf,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { line } from './mission-parts.ts';

const STOP = ' They had answered STOP to a text from this account, so this one was not delivered.';

/** `words`: what they said in that very call, where it is known. */
export function doNotCallCard(
  view: MissionView,
  row: RowView,
  words: string | undefined,
  now: number,
  options: CardOptions,
): Card {
  const call = row.calls.findLast((one) => one.outcome === 'CalleeOptedOut') ?? row.calls.at(-1);
  const quote = words === undefined ? undefined : quoteOf({ words });
  const phone = row.details === undefined ? '' : `, ${maskPhone(row.details.phone)}`;
  const talked = call?.seconds === undefined ? '' : ` The talk took ${duration(call.seconds * 1000)}.`;
  const stop = row.text?.state === 'not-sent' && call?.outcome !== 'CalleeOptedOut';
  const read =
    call === undefined || stop
      ? []
      : [
          button('read-call', { about: 'call', mission: view.id, call: call.call }, 'Read the call', {
            style: 'primary',
          }),
        ];
  return {
    kind: 'card',
    state: 'DO NOT CALL',
    name: `${personName(row)}${phone}`,
    ref: `${view.id} · ${view.brief.name}`,
    sandbox: view.sandbox,
    headline: [{ bold: 'Blocked for calls and texts in all missions, for good.' }, stop ? STOP : talked],
    blocks: [
      quote === undefined ? line('Their words were not kept.') : { kind: 'quote', text: quote },
      originBlock(view, row, now, options),
      ...outLine(view, row),
    ],
    next: [
      `Next: ${view.brief.name} goes on without them. Planned calls of other missions to this person are taken back.`,
    ],
    buttons: [...read, button('note', { about: 'mission', mission: view.id }, 'Add a note')],
    lock: lockLine('Somebody asked not to be called again. Blocked. Please read', view.sandbox),
  };
}

function originBlock(view: MissionView, row: RowView, now: number, options: CardOptions): Block {
  const rows = row.details?.rows ?? [];
  const where = rows.length === 0 ? '' : `${rows.length === 1 ? 'row' : 'rows'} ${listText(rows.map(String))} of `;
  const at = moment(view.startedAt, now, options.zone);
  return {
    kind: 'facts',
    rows: [
      {
        label: 'How they got on the list',
        text: textOf(`${where}${view.source.name}, brought by ${view.owner.name} `, [at]),
      },
      { label: 'Why we called', text: [withoutNumbers(view.brief.basis)] },
      {
        label: 'Called',
        text: [`${count(row.calls.filter((one) => one.state === 'ended').length, 'time')} in this mission`],
      },
    ],
  };
}

/** Somebody may be on the phone with them at this moment. */
function outLine(view: MissionView, row: RowView): readonly Block[] {
  const out = row.calls.some((one) => one.state === 'ringing' || one.state === 'in-progress');
  return out && view.endedAt === undefined
    ? [line('One call to them is still on the line; it ends without another.')]
    : [];
}
