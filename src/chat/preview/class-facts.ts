/**
 * The lines of a preview in which the classes differ: what is done with the answers, what stops it, in which order people are
 * called, what an offer is judged by, what may be said, and who may decide what. Pure.
 */
import type { Action, Field, Mandate } from '../../missions/brief.ts';
import { inOneCall } from '../../missions/classes/action.ts';
import type { Text } from '../card.ts';
import { sayAmount, sayRange } from '../flow/amounts.ts';
import { sayCondition } from '../flow/conditions.ts';
import { toldText } from '../flow/details.ts';
import type { Draft } from '../flow/draft.ts';
import { guessPreference } from '../flow/order.ts';
import { pointsText } from '../flow/rubric.ts';
import { count, listText, shorten, stopped, withoutNumbers } from '../wording.ts';

export interface Fact {
  readonly label: string;
  readonly text: Text;
}

/** Of a draft as its people would hear it. `deciders`: `Ana decides`, `Ana and 2 other people decide (2 yeses needed)`. */
export function classFacts(draft: Draft, deciders: string): readonly Fact[] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Order', orderText(draft)],
    ['First', trialText(draft, deciders)],
    ['Points', points(draft)],
    ['Counts if', conditionsText(draft)],
    ['Stops', stopsText(draft)],
    ['Normal', normalText(draft)],
    ['It may', mayText(draft)],
    ['Then', thenText(draft, deciders)],
    ['They get to know', detailsText(draft)],
  ];
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text: [withoutNumbers(text)] }]));
}

const SHOWN_IN_ORDER = 3;

function orderText(draft: Draft): string | undefined {
  if (draft.class !== 'negotiation') return undefined;
  const names = (draft.list?.targets ?? []).map((target) => target.name || 'without a name');
  const first = names.slice(0, SHOWN_IN_ORDER);
  const last = names.at(-1);
  const shown = names.length <= SHOWN_IN_ORDER + 1 ? listText(names) : `${first.join(', ')} … ${last ?? ''} last`;
  return names.length === 0 ? sortedBy(draft) : `${shown}. ${sortedBy(draft)}`;
}

function sortedBy({ order, preference, list }: Draft): string {
  if (order === undefined || order === 'as-listed') return 'As they stand in the list';
  const wanted = preference ?? guessPreference(list);
  const mark = wanted.by === 'column' ? `by the column ${wanted.column}` : 'the first of your list';
  const last = `who is wanted most comes last: ${mark}`;
  return order === 'baseline-first'
    ? `A reliable price first; ${last}`
    : `${last.charAt(0).toUpperCase()}${last.slice(1)}`;
}

function trialText({ tryFirst, list }: Draft, deciders: string): string | undefined {
  const people = list?.targets.length ?? 0;
  if (tryFirst === undefined || tryFirst >= people) return undefined;
  const others = people - tryFirst;
  return `${count(tryFirst, 'person', 'people')}; then ${deciders} whether the other ${others === 1 ? 'one is' : `${others} are`} called`;
}

function points(draft: Draft): string | undefined {
  if (draft.class !== 'screening' && draft.class !== 'rounds') return undefined;
  const each = draft.rounds.map(pointsText);
  return each.every((text) => text === each[0])
    ? each[0]
    : each.flatMap((text, index) => (text === undefined ? [] : [`call ${index + 1}: ${text}`])).join(' · ');
}

const fieldsOf = (draft: Draft): readonly Field[] => draft.rounds[0]?.fields ?? [];

function conditionsText(draft: Draft): string | undefined {
  const { action } = draft;
  if (draft.class !== 'action' || action === undefined) return undefined;
  const parts = action.conditions.map((condition) => sayCondition(condition, fieldsOf(draft)));
  const possible = fieldsOf(draft).find((field) => field.name === action.available)?.label ?? 'it can be done';
  return [`${possible} = yes`, ...parts].join(', ');
}

/** What ends the calls, before everybody was called, and what there is then. */
function stopsText(draft: Draft): string | undefined {
  switch (draft.class) {
    case 'sweep':
      return 'when everybody answered, or was tried as often as is usual. Then you get all answers in a table';
    case 'screening':
      return 'when everybody answered, or was tried as often as is usual. Then you get them by points, best first';
    case 'negotiation':
      return `${enoughText(draft)}. You decide whom you take; nothing is ordered`;
    case 'rounds':
      return 'after each round, until somebody says yes to those who are called again';
    case 'action':
      return draft.action === undefined ? undefined : actionText(draft.action, inOneCall(draft));
  }
}

function enoughText(draft: Draft): string {
  const { mandate } = draft;
  if (mandate?.goodEnough === undefined) return 'after the last one; each call knows the best offer so far';
  const rule = draft.rounds[0]?.ranking.find((one) => one.field === mandate.field);
  const side = rule?.better === 'higher' ? 'or more' : 'or less';
  return `at ${amountText(draft, mandate.goodEnough)} ${side}: then nobody further is called. Else after the last one`;
}

function actionText({ what, bestOf, width, alternative }: Action, isOneCall: boolean): string {
  const chosen = isOneCall
    ? `at the first that can. One is called after the other and asked to ${what} in the same call`
    : bestOf === 1
      ? `at the first that can. Then it calls there again to ${what}, and asks nobody else meanwhile`
      : `when ${bestOf} of them can, or all were asked. Then it calls the best one again to ${what}`;
  const other = alternative === undefined ? '' : `, and this would do as well: ${alternative}`;
  const next = isOneCall
    ? alternative === undefined
      ? ''
      : ` If the first cannot, this would do as well: ${alternative}`
    : ` If none of the first ${width} can, the next ${width} are asked${other}`;
  return `${stopped(chosen)}${next === '' ? '' : stopped(next)}`;
}

const unitOf = (draft: Draft, { field }: Mandate): string => {
  const unit = fieldsOf(draft).find((one) => one.name === field)?.unit;
  return unit === undefined ? '' : ` ${unit}`;
};

const amountText = (draft: Draft, amount: number): string =>
  `${sayAmount(amount)}${draft.mandate === undefined ? '' : unitOf(draft, draft.mandate)}`;

function normalText(draft: Draft): string | undefined {
  const { mandate } = draft;
  if (mandate === undefined) return undefined;
  const range = sayRange(mandate);
  if (range === '')
    return 'not said. An offer far from the others is shown to you, not ranked first and not used in another call before somebody has confirmed it';
  return `${range}${unitOf(draft, mandate)}. What lies outside is shown to you, not ranked first and not used in another call before somebody has confirmed it`;
}

const LONGEST = 160;

function mayText(draft: Draft): string | undefined {
  const { mandate, action } = draft;
  if (mandate === undefined && action === undefined) return undefined;
  const parts = [
    draft.class === 'action' ? action?.what : bestOfferText(draft),
    mandate?.maySay === undefined ? undefined : `say "${shorten(mandate.maySay, LONGEST)}"`,
    mandate?.mayPromise === undefined ? 'promise nothing' : `promise "${shorten(mandate.mayPromise, LONGEST)}"`,
    'never sign or pay',
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('; ');
}

const bestOfferText = ({ mandate }: Draft): string =>
  mandate?.nameCompetitor === true ? 'say the best offer, and whose it is' : 'say the best offer, never whose it is';

/** What is decided by people, and by whom. */
function thenText(draft: Draft, deciders: string): string | undefined {
  if (draft.class === 'rounds') return shortlistText(draft, deciders);
  return draft.class === 'action'
    ? `you get the confirmation. Should two have booked, ${deciders} which one is cancelled`
    : undefined;
}

function shortlistText({ rounds }: Draft, deciders: string): string | undefined {
  const [first, ...more] = rounds.flatMap(({ shortlist }) => shortlist ?? []);
  if (first === undefined) return undefined;
  const later = more.map((number) => `, of those the best ${number}`).join('');
  return `the best ${first} are proposed${later}; ${deciders} whether they are called again. Never a silent yes.`;
}

/** What is told to get it done, as it is said; numbers are masked on the card. */
function detailsText(draft: Draft): string | undefined {
  const all = toldText(draft);
  return all.length === 0 ? undefined : all.join(' · ');
}
