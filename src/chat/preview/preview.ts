/**
 * The card between writing a mission and starting it: who, when, how, what stops it, what they hear as the first and the
 * longest row would hear it, and what is still in the way. Pure; the last station before `StartMission`.
 */
import { regionsWithoutHolidays, withHolidays } from '../../missions/policies/holidays.ts';
import type { Target } from '../../missions/target.ts';
import type { Block, Card } from '../card.ts';
import { asHeard } from '../flow/details.ts';
import type { Draft } from '../flow/draft.ts';
import { allowedAtOnce } from '../pace-words.ts';
import { count, lockLine, someOf, withoutNumbers } from '../wording.ts';
import { buttons } from './buttons.ts';
import { problemsOf, warningsOf } from './checks.ts';
import { headline, linesText } from './done.ts';
import { facts } from './facts.ts';
import { heard } from './heard.ts';
import { notReached } from './not-reached.ts';
import type { PreviewOptions } from './options.ts';
import { outlookOf } from './outlook.ts';
import type { Problem } from './problem.ts';
import { wayOutButtons } from './ways-out.ts';

export interface Preview {
  readonly card: Card;
  readonly problems: readonly Problem[];
}

export function previewOf(written: Draft, options: PreviewOptions): Preview {
  const draft = asHeard(written);
  const targets = draft.list?.targets ?? [];
  const hours = withHolidays(draft.hours, targets, options.holidays, options.now);
  const lines = allowedAtOnce(options.account);
  const outlook = outlookOf({ draft, targets, hours, lines, now: options.now });
  const problems = problemsOf(draft, outlook);
  const people = count(targets.length, 'person', 'people');
  const ready = problems.length === 0;
  // The simulated account cannot be verified.
  const wanted = options.sandbox ? undefined : linesText(outlook, lines);
  const lineWarnings = wanted === undefined ? [] : [wanted];
  const card: Card = {
    kind: 'card',
    state: ready ? 'READY TO START' : 'NOT READY YET',
    name: draft.name || 'New mission',
    ref: draft.id,
    sandbox: options.sandbox,
    headline:
      ready && outlook !== undefined
        ? headline(draft, outlook, options)
        : [`${count(problems.length, 'thing')} to settle before it can start.`],
    blocks: [
      ...problems.map((problem): Block => ({ kind: 'line', text: [`• ${withoutNumbers(problem.sentence)}`] })),
      { kind: 'facts', rows: facts(draft, outlook, options) },
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
