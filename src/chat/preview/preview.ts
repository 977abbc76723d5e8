/**
 * The card between writing a mission and starting it: who, when, how, what stops it, what they hear as the first and the
 * longest row would hear it, and what is still in the way. Pure; the last station before `StartMission`.
 */
import { regionsWithoutHolidays, withHolidays } from '../../missions/policies/holidays.ts';
import type { Target } from '../../missions/target.ts';
import type { Block, Card, Text } from '../card.ts';
import { asHeard } from '../flow/details.ts';
import type { Draft } from '../flow/draft.ts';
import { callMoment, moment } from '../times.ts';
import { count, lockLine, someOf, withoutNumbers } from '../wording.ts';
import { buttons } from './buttons.ts';
import { problemsOf, warningsOf } from './checks.ts';
import { deadlineText, linesText, outlookOf, wayOutButtons } from './done.ts';
import { type Estimate, estimate } from './estimate.ts';
import { facts } from './facts.ts';
import { heard } from './heard.ts';
import { notReached } from './not-reached.ts';
import type { PreviewOptions } from './options.ts';
import type { Problem } from './problem.ts';

/** Calls at once where neither the account nor anybody else said a number (playbook R250). */
const DEFAULT_AT_ONCE = 2;

export interface Preview {
  readonly card: Card;
  readonly problems: readonly Problem[];
}

/** R214: one call after the other; so is asking and booking in one call. */
const isSerial = ({ class: kind, action, recipients }: Draft): boolean =>
  kind === 'negotiation' ||
  (kind === 'action' && action?.bestOf === 1 && (action.width === 1 || recipients === 'professional'));

export function previewOf(written: Draft, options: PreviewOptions): Preview {
  const draft = asHeard(written);
  const targets = draft.list?.targets ?? [];
  const hours = withHolidays(draft.hours, targets, options.holidays, options.now);
  const lines = Math.min(draft.batchSize, options.account?.concurrentCalls ?? DEFAULT_AT_ONCE);
  const atOnce = isSerial(draft) ? 1 : lines;
  const forecast = targets.length === 0 ? undefined : estimate({ ...draft, targets, hours, now: options.now, atOnce });
  const known = options.account?.concurrentCalls ?? DEFAULT_AT_ONCE;
  const outlook = outlookOf({ draft, targets, hours, lines: known, now: options.now });
  const problems = problemsOf(draft, forecast);
  const people = count(targets.length, 'person', 'people');
  const ready = problems.length === 0;
  // The simulated account cannot be verified.
  const wanted = options.sandbox ? undefined : linesText(outlook, known);
  const lineWarnings = wanted === undefined ? [] : [wanted];
  const card: Card = {
    kind: 'card',
    state: ready ? 'READY TO START' : 'NOT READY YET',
    name: draft.name || 'New mission',
    ref: draft.id,
    sandbox: options.sandbox,
    headline:
      ready && forecast !== undefined
        ? [...headline(people, forecast, options), ...deadlineText(outlook, draft, targets.length, options)]
        : [`${count(problems.length, 'thing')} to settle before it can start.`],
    blocks: [
      ...problems.map((problem): Block => ({ kind: 'line', text: [`• ${withoutNumbers(problem.sentence)}`] })),
      { kind: 'facts', rows: facts(draft, forecast, outlook, atOnce, options) },
      ...[
        ...warningsOf(draft, options.account, options.sandbox),
        ...lineWarnings,
        ...calendarWarnings(targets, options),
      ].map((warning): Block => ({ kind: 'line', text: [`Mind: ${warning}`] })),
      ...heard(draft, targets),
      ...notReached(draft, targets),
      // The sandbox says so on every card already.
      ...(options.sandbox ? [] : [{ kind: 'line', text: [{ bold: 'Real people are called.' }] } as const]),
    ],
    next: ['Next: nothing until somebody starts it. This draft stays.'],
    buttons: buttons(draft, problems, options, {
      waysOut: wayOutButtons(draft, outlook, options),
      leavesOut: outlook?.fit?.fits === 'no',
    }),
    lock: lockLine(
      `${draft.name || 'New mission'} is ${ready ? 'ready to start' : 'not ready yet'}: ${people}`,
      options.sandbox,
    ),
  };
  return { card, problems };
}

/** Of some countries nobody wrote down the holidays. */
function calendarWarnings(targets: readonly Target[], { holidays, now }: PreviewOptions): readonly string[] {
  const regions = targets.map((target) => target.region);
  const unknown = holidays.length === 0 ? [] : regionsWithoutHolidays(regions, holidays, now);
  return unknown.length === 0
    ? []
    : [
        `No holidays of ${someOf(unknown, 3)} are known, so people there may be called on one. Add a calendar to templates/calendars.`,
      ];
}

function headline(people: string, { first, last }: Estimate, { now, zone }: PreviewOptions): Text {
  if (first === undefined || last === undefined) return [people];
  return [
    `${people}, first call `,
    ...callMoment(first.at, now, zone, first.target.zones),
    ', everybody called once by about ',
    moment(last.at, now, zone),
    '.',
  ];
}
