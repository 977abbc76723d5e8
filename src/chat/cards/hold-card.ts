/**
 * Something needs a person: the mission is held, or nobody can say how a call ended. Why, who was disturbed, the cure. What
 * only waits for a number of ours says until when, and needs nobody.
 */
import { OUR_SIDE } from '../../missions/policies/own-side.ts';
import type { CallView, HoldView, MissionView, RowView } from '../../projections/mission-view.ts';
import type { Card, Note } from '../card.ts';
import { moment } from '../times.ts';
import { button, type CardOptions, count, lockLine, personName, textOf, withoutNumbers } from '../wording.ts';
import { line, stillToCall, stopButton } from './mission-parts.ts';

const WAITS = 'WAITING FOR A NUMBER';

export function holdCard(view: MissionView, hold: HoldView, now: number, options: CardOptions): Card {
  const waiting = count(stillToCall(view), 'call');
  const talking = view.counts.onThePhone;
  const disturbed =
    talking === 0
      ? 'nobody'
      : `nobody; ${count(talking, 'call')} on the phone now ${talking === 1 ? 'goes' : 'go'} on to the end`;
  const waits = hold.until !== undefined;
  return {
    kind: 'card',
    state: waits ? WAITS : 'HELD, NEEDS YOU',
    name: view.brief.name,
    ref: view.id,
    sandbox: view.sandbox,
    headline: [{ bold: `${waiting} wait. ` }, withoutNumbers(hold.reason)],
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: 'Disturbed', text: [`${disturbed}. It is nobody's try.`] },
          { label: 'Since', text: [moment(hold.since, now, options.zone)] },
          ...(hold.what === OUR_SIDE && options.portal !== undefined
            ? [{ label: 'Portal', text: [options.portal] }]
            : []),
          ...(hold.until === undefined
            ? []
            : [{ label: 'Until', text: ['about ', moment(hold.until, now, options.zone)] }]),
        ],
      },
    ],
    next: [
      waits
        ? 'Next: the first call goes out when the number is free, in their working hours. Nothing has to be done.'
        : 'Next: no new call. As soon as this is cured it goes on by itself, in their working hours.',
    ],
    buttons: [
      button('look-again', { about: 'mission', mission: view.id }, waits ? 'Look now' : 'Cured, look now', {
        style: 'primary',
      }),
      button('results', { about: 'mission', mission: view.id }, 'Results so far'),
      stopButton(view),
    ],
    lock: lockLine(
      waits
        ? `${view.brief.name} waits for a phone number. Nothing has to be done`
        : `${view.brief.name} is held and needs you. Nobody was disturbed`,
      view.sandbox,
    ),
  };
}

/** What the hold's card becomes when the cause is gone. */
export function holdLiftedNote(view: MissionView, now: number, options: CardOptions): Note {
  const at = moment(now, now, options.zone);
  return {
    kind: 'note',
    text: textOf(
      [{ bold: 'CURED' }],
      ` · ${view.brief.name} goes on, `,
      [at],
      `. ${count(stillToCall(view), 'call')} still to make.`,
    ),
    sandbox: view.sandbox,
  };
}

/** A call whose end nobody knows: no second call to this person without a word. */
export function unknownCallCard(view: MissionView, row: RowView, call: CallView): Card {
  const about = { about: 'call', mission: view.id, call: call.call } as const;
  return {
    kind: 'card',
    state: 'NEEDS YOU',
    name: view.brief.name,
    ref: view.id,
    sandbox: view.sandbox,
    headline: [{ bold: `Nobody can say how the call to ${personName(row)} ended.` }],
    blocks: [
      line('It may have rung, and somebody may have spoken. Calling again could disturb the same person twice.'),
    ],
    next: [`Next: ${personName(row)} is not called again until you say so. The others go on.`],
    buttons: [
      button('settle-end', about, 'Leave it', { style: 'primary' }),
      button('settle-retry', about, 'Call once more'),
      button('read-call', about, 'Read the call'),
    ],
    lock: lockLine(`${view.brief.name}: one call needs your word`, view.sandbox),
  };
}
