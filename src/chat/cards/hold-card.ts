/**
 * Something needs a person: the mission is held, or nobody can say how a call ended. Why, who was disturbed, the cure. What
 * only waits for a number of ours says until when, and needs nobody.
 */
import { OUR_SIDE } from '../../missions/policies/own-side.ts';
import { isUndecided } from '../../projections/derive-view.ts';
import { textIsOpen } from '../../projections/fold-texts.ts';
import { goesOnByItself, isForNumber, waitsForNumber } from '../../projections/holds.ts';
import type { CallView, HoldView, MissionView, RowView } from '../../projections/mission-view.ts';
import type { Card, Message, Note } from '../card.ts';
import { moment } from '../times.ts';
import { button, type CardOptions, count, lockLine, personName, withoutNumbers } from '../wording.ts';
import { line, stillToCall, stopButton } from './mission-parts.ts';

const WAITS = 'WAITING FOR A NUMBER';
const SLOWED = 'SLOWED DOWN';
const HELD = 'HELD, NEEDS YOU';

/** On the live card, which tells of all holds at once. */
export function heldState(view: MissionView): string {
  if (waitsForNumber(view)) return WAITS;
  return goesOnByItself(view) ? SLOWED : HELD;
}

export interface HoldPost {
  /** The post that it takes the place of; absent = a new one, which rings. */
  readonly ofKey?: string;
  readonly message: Message;
}

interface Views {
  readonly before: MissionView | undefined;
  readonly after: MissionView;
  readonly now: number;
  readonly options: CardOptions;
}

/** One card a wait: posted once, edited while it waits and when it is over. `key`: of the event that tells of it. */
export function holdPosts({ before, after, now, options }: Views, what: string, key: string): readonly HoldPost[] {
  const was = before?.holds?.find((one) => one.what === what);
  const is = after.holds?.find((one) => one.what === what);
  if (is === undefined)
    return was === undefined ? [] : [{ ofKey: was.postedAs, message: holdLiftedNote(after, now, options) }];
  const message = holdCard(after, is, now, options);
  if (is.postedAs !== key) return [{ ofKey: is.postedAs, message }];
  // What ends by itself and keeps nothing back is nobody's news.
  if (is.until !== undefined && keepsNothingBack(after)) return [];
  const replaced = was === undefined ? [] : [{ ofKey: was.postedAs, message: replacedNote(after) }];
  return [...replaced, { message }];
}

/** A decision is all that is open. */
const keepsNothingBack = (view: MissionView): boolean =>
  view.gates.some(isUndecided) &&
  stillToCall(view) === 0 &&
  view.counts.onThePhone === 0 &&
  !view.rows.some(textIsOpen);

const replacedNote = (view: MissionView): Note => ({
  kind: 'note',
  text: [`${view.brief.name} is held for another reason by now; it stands below.`],
  sandbox: view.sandbox,
});

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
    state: stateOf(hold),
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
          ...(hold.what === OUR_SIDE && !waits && options.portal !== undefined
            ? [{ label: 'Portal', text: [options.portal] }]
            : []),
          ...(hold.until === undefined
            ? []
            : [{ label: 'Until', text: ['about ', moment(hold.until, now, options.zone)] }]),
        ],
      },
    ],
    next: [nextOf(hold)],
    buttons: [
      button('look-again', { about: 'mission', mission: view.id }, waits ? 'Look now' : 'Cured, look now', {
        style: 'primary',
      }),
      button('results', { about: 'mission', mission: view.id }, 'Results so far'),
      stopButton(view),
    ],
    lock: lockLine(lockOf(view, hold), view.sandbox),
  };
}

const stateOf = (hold: HoldView): string => (hold.until === undefined ? HELD : isForNumber(hold) ? WAITS : SLOWED);

function nextOf(hold: HoldView): string {
  if (hold.until === undefined)
    return 'Next: no new call. As soon as this is cured it goes on by itself, in their working hours.';
  return isForNumber(hold)
    ? 'Next: the first call goes out when the number is free, in their working hours. Nothing has to be done.'
    : 'Next: one call is tried, in their working hours; then it goes on. Nothing has to be done.';
}

function lockOf({ brief }: MissionView, hold: HoldView): string {
  if (hold.until === undefined) return `${brief.name} is held and needs you. Nobody was disturbed`;
  return isForNumber(hold)
    ? `${brief.name} waits for a phone number. Nothing has to be done`
    : `${brief.name} calls more slowly for a while. Nothing has to be done`;
}

/** What the hold's card becomes when the cause is gone. */
export function holdLiftedNote(view: MissionView, now: number, options: CardOptions): Note {
  const at = moment(now, now, options.zone);
  const goesOn = [` · ${view.brief.name} goes on, `, at, `. ${count(stillToCall(view), 'call')} still to make.`];
  const over = [` · ${view.brief.name}, `, at, '.'];
  return {
    kind: 'note',
    text: [{ bold: 'CURED' }, ...(keepsNothingBack(view) ? over : goesOn)],
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
