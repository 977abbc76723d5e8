/**
 * What a change would do, before it counts: the parts side by side, what becomes of calls, people and decisions, and a yes or a no.
 * `events`: what the mission itself says would happen. Pure.
 */
import type { MissionEvent } from '../../missions/event.ts';
import type { MissionView, RowStatus } from '../../projections/mission-view.ts';
import type { Block, Button, Card } from '../card.ts';
import { joined, partsOf } from '../cards/edit-note.ts';
import { line, quietLine } from '../cards/mission-parts.ts';
import { plainName } from '../flow/people.ts';
import {
  actorName,
  button,
  type CardOptions,
  count,
  lockLine,
  shorten,
  someOf,
  stopped,
  textOf,
  withoutNumbers,
} from '../wording.ts';
import { deadlineLines } from './deadline-lines.ts';
import { calledAlready, labelOf, pageId, pagesOf, roundAtHand } from './parts.ts';
import { markOf, type PendingEdit } from './pending.ts';

const OPEN: ReadonlySet<RowStatus> = new Set(['planned', 'scheduled', 'retry']);
const SHOWN = 5;

/** Rows of the round at hand that would still be called. */
function openCalls(view: MissionView): number {
  const inRound = new Set(roundAtHand(view)?.targets);
  return view.rows.filter((row) => inRound.has(row.target) && row.removed === undefined && OPEN.has(row.status)).length;
}

function wordLines(view: MissionView, { change }: PendingEdit, onThePhone: number): readonly Block[] {
  if (change.words === undefined) return [];
  const atHand = roundAtHand(view);
  if (atHand?.id !== change.words.round)
    return [line('Calls of that round will use the new words; nobody was called with the old ones.')];
  const again = change.callAgain?.length ?? 0;
  const called = calledAlready(view).length - again;
  return [
    line(
      `${count(openCalls(view), 'open call')} will use the new words, when the new assistant is ready.`,
      onThePhone === 0
        ? ''
        : ` ${onThePhone} that ${onThePhone === 1 ? 'rings' : 'ring'} now ${onThePhone === 1 ? 'keeps' : 'keep'} the old ones.`,
    ),
    ...(called > 0
      ? [
          line(
            `${count(called, 'person', 'people')} who ${called === 1 ? 'was' : 'were'} called already ${called === 1 ? 'is' : 'are'} not called again.`,
          ),
        ]
      : []),
  ];
}

function decisionLines(view: MissionView, events: readonly MissionEvent[]): readonly Block[] {
  const list = events.find((event) => event.type === 'ListChanged');
  const approved = events.find((event) => event.type === 'GateApproved');
  const reopened = events.some((event) => event.type === 'GateReopened');
  const gate = view.gates.find((one) => one.status === 'open');
  const lost = gate?.votes.filter((vote) => vote.verdict === 'approve').length ?? 0;
  return [
    ...(reopened ? [line('The decision that was made is asked anew: it was for something else.')] : []),
    ...(list?.type === 'ListChanged'
      ? [
          line(
            `It becomes list ${list.list} and needs a new yes`,
            lost === 0
              ? '.'
              : `; ${count(lost, 'yes', 'yeses')} given so far no longer ${lost === 1 ? 'counts' : 'count'}.`,
          ),
        ]
      : []),
    ...(approved?.type === 'GateApproved'
      ? [
          line(
            `The yeses given so far are enough then: ${count(approved.targets.length, 'call')} will be placed at once.`,
          ),
        ]
      : []),
  ];
}

/** Old and new texts, one under the other. */
function textBlocks(view: MissionView, { words }: PendingEdit['change']): readonly Block[] {
  const before = view.brief.rounds.find((one) => one.id === words?.round);
  const texts = [
    ['The first sentence', before?.opening, words?.opening],
    ['What to do', before?.say, words?.say],
  ] as const;
  return texts.flatMap(([what, old, fresh]): readonly Block[] =>
    fresh === undefined
      ? []
      : [
          line(`${what}, so far:`),
          { kind: 'quote', text: shorten(withoutNumbers(old ?? ''), LONGEST_TEXT) },
          line(`${what}, new:`),
          { kind: 'quote', text: shorten(withoutNumbers(fresh), LONGEST_TEXT) },
        ],
  );
}

const LONGEST_TEXT = 300;

/** Names are chosen by people themselves: whoever is to decide from now on is shown with their id. */
function newDeciders(view: MissionView, { approval }: PendingEdit['change'], options: CardOptions): readonly Block[] {
  const known = new Set([view.owner.id, ...view.brief.approval.approvers]);
  const named = (approval?.approvers ?? []).flatMap((id) => {
    const name = known.has(id) ? undefined : actorName(id, view, options);
    return name === undefined || name === plainName(id) ? [] : [`${name} is ${id}`];
  });
  return named.length === 0 ? [] : [quietLine(stopped(named.join('; ')))];
}

function blocksOf(view: MissionView, pending: PendingEdit, events: readonly MissionEvent[]): readonly Block[] {
  const taken = events.filter((event) => event.type === 'TakeBackStarted').length;
  const late = events.filter((event) => event.type === 'CallCouldNotBeTakenBack').length;
  const ends = events.some((event) => event.type === 'MissionFinished');
  const words = wordLines(view, pending, late);
  return [
    ...textBlocks(view, pending.change),
    ...words,
    ...(taken === 0
      ? []
      : [line(`${count(taken, 'planned call')} will be taken back${words.length > 0 ? ' and placed anew' : ''}.`)]),
    ...(late === 0 || words.length > 0
      ? []
      : [
          line(
            `For ${count(late, 'call')} it is too late: ${late === 1 ? 'it rings' : 'they ring'} or will in a moment.`,
          ),
        ]),
    ...decisionLines(view, events),
    ...(ends ? [line('Nobody is left to be called then: the mission ends with what is known.')] : []),
    ...(pending.leftOut.length === 0 ? [] : [quietLine(stopped(`Not added: ${someOf(pending.leftOut, SHOWN)}`))]),
  ];
}

export function editPreview(
  view: MissionView,
  pending: PendingEdit,
  events: readonly MissionEvent[],
  now: number,
  options: CardOptions & { readonly author: string },
): Card {
  const parts = partsOf(
    view,
    pending.change,
    pending.add.map((one) => one.name),
    now,
    options,
  );
  const about = { about: 'edit', mission: view.id, part: markOf(pending) } as const;
  const blocks = [...deadlineLines(view, events, now, options), ...blocksOf(view, pending, events)];
  return {
    kind: 'card',
    state: 'NOT CHANGED YET',
    name: view.brief.name,
    ref: view.id,
    sandbox: view.sandbox,
    headline: textOf([{ bold: 'You want: ' }], joined(parts), '.'),
    blocks: [
      ...(blocks.length > 0 ? blocks : [line('No call that is planned is touched by it.')]),
      ...newDeciders(view, pending.change, options),
    ],
    next: [`Next: only ${options.author} can confirm. Without an answer nothing changes.`],
    buttons: [
      button('confirm-edit', about, 'Yes, change it', { style: 'primary' }),
      button('drop-edit', about, 'No, leave it'),
    ],
    lock: lockLine(`Please confirm your change to ${view.brief.name} (not made yet)`, view.sandbox),
  };
}

/** What can be changed, with how it is now behind each. */
export function editMenu(view: MissionView, rows: Extract<Block, { kind: 'facts' }>['rows']): Card {
  const buttons = pagesOf(view).map(
    (page): Button =>
      button('edit-mission', { about: 'edit', mission: view.id, part: pageId(page) }, labelOf(view, page)),
  );
  return {
    kind: 'card',
    state: 'CHANGE A MISSION',
    name: view.brief.name,
    ref: view.id,
    sandbox: view.sandbox,
    headline: ['What should change? You see what it does before it counts.'],
    blocks: [
      { kind: 'facts', rows },
      quietLine(
        withoutNumbers(
          `or say it: /mission edit ${view.id} calls at once 3 · deadline Fri 17:00 · hours Mon-Fri 9-17 · remove NAME`,
        ),
      ),
    ],
    next: ['Next: the mission goes on as it is until you confirm a change.'],
    buttons,
    lock: lockLine(`What should change in ${view.brief.name}?`, view.sandbox),
  };
}
