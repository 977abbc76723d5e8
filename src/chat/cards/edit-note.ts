/**
 * What somebody changed about a running mission, in the thread: old and new side by side, who joined and who left, and what it
 * means for the calls. The preview of a change says the same before it counts (edit/preview.ts).
 */
import type { Approval, CallingHours, Field } from '../../missions/brief.ts';
import type { MissionChange, NewWords } from '../../missions/edit/event.ts';
import type { MissionEvent } from '../../missions/event.ts';
import type { MissionView } from '../../projections/mission-view.ts';
import type { Block, Note, Text } from '../card.ts';
import { sayDays, sayHours } from '../flow/hours.ts';
import { plainName } from '../flow/people.ts';
import { spacingText } from '../pace-words.ts';
import { moment } from '../times.ts';
import { actorName, type CardOptions, count, listText, someOf, stopped, textOf, withoutNumbers } from '../wording.ts';
import { line } from './mission-parts.ts';

const SHOWN = 5;

const hoursText = (hours: CallingHours): string => `${sayDays(hours.days)} ${sayHours(hours)}`;

const holidaysOnly = (before: CallingHours, after: CallingHours): boolean => hoursText(before) === hoursText(after);

function namesOf(view: MissionView, targets: readonly string[]): string {
  const names = targets.flatMap((id) => view.rows.find((row) => row.target === id)?.name ?? []);
  return someOf(names.map(withoutNumbers), SHOWN);
}

/** `Ana and Ben (2 yeses needed)`; whoever is not known by name yet by their id, so that nobody is mistaken. */
function decidersText(view: MissionView, { approvers, quorum }: Approval, options: CardOptions): string {
  const ids = approvers.length > 0 ? approvers : [view.owner.id];
  const names = ids.map((id) => actorName(id, view, options) ?? plainName(id));
  return `${listText(names)} (${count(quorum, 'yes', 'yeses')} needed)`;
}

const roundText = (view: MissionView, round: string): string =>
  view.brief.rounds.length === 1 ? '' : ` of round ${view.brief.rounds.findIndex((one) => one.id === round) + 1}`;

const deadlineText = (at: number | null | undefined, now: number, { zone }: CardOptions): Text =>
  at === undefined || at === null ? ['none'] : [moment(at, now, zone)];

function triesText(retries: number | undefined): string {
  if (retries === undefined) return 'as usual for these people';
  return retries === 0 ? 'none' : `at most ${retries}`;
}

function hoursPart(before: CallingHours, after: CallingHours): string {
  return holidaysOnly(before, after)
    ? 'the holidays of everybody on the list'
    : `hours (${hoursText(before)} → ${hoursText(after)} theirs)`;
}

/** What of the words is new; the questions side by side, the rest is too long for a line. */
function wordsPart(view: MissionView, words: NewWords): string {
  const before = view.brief.rounds.find((one) => one.id === words.round);
  const labels = (fields: readonly Field[] = []): string => fields.map((field) => field.label).join(', ');
  const found = [
    words.say === undefined ? undefined : 'what to do',
    words.opening === undefined ? undefined : 'the first sentence',
    words.fields === undefined ? undefined : `questions ${labels(before?.fields)} → ${labels(words.fields)}`,
    words.fields === undefined && words.ranking !== undefined ? 'which answers are better' : undefined,
  ].filter((one) => one !== undefined);
  return `new words${roundText(view, words.round)}${found.length === 0 ? '' : ` (${found.join('; ')})`}`;
}

/** `3`, or where the account allows fewer `5 (your account allows 2)`. */
const atOnceText = (wanted: number, lines = wanted): string =>
  wanted > lines ? `${wanted} (your account allows ${lines})` : `${wanted}`;

/** Each part of a change, one text each: `calls at once 5 → 3`. `before` is the mission without it. */
export function partsOf(
  before: MissionView,
  change: MissionChange,
  added: readonly string[],
  now: number,
  options: CardOptions,
): readonly Text[] {
  const { brief } = before;
  const { hours, deadlineAt, approval, batchSize, spacingSecs, maxRetries, words, remove, callAgain } = change;
  const parts: readonly (Text | undefined)[] = [
    words && [wordsPart(before, words)],
    added.length === 0
      ? undefined
      : [`${count(added.length, 'person', 'people')} added: ${someOf(added.map(withoutNumbers), SHOWN)}`],
    remove && [`${count(remove.length, 'person', 'people')} taken off: ${namesOf(before, remove)}`],
    callAgain && [`called once more: ${namesOf(before, callAgain)}`],
    hours && [hoursPart(brief.hours, hours)],
    deadlineAt === undefined
      ? undefined
      : textOf(
          'deadline ',
          deadlineText(brief.deadlineAt, now, options),
          ' → ',
          deadlineText(deadlineAt, now, options),
        ),
    approval && [
      `decided by ${decidersText(before, brief.approval, options)} → ${decidersText(before, approval, options)}`,
    ],
    batchSize === undefined
      ? undefined
      : [`calls at once ${brief.batchSize} → ${atOnceText(batchSize, options.lines)}`],
    spacingSecs === undefined
      ? undefined
      : [`calls start ${spacingText(brief.spacingSecs)} → ${spacingText(spacingSecs)} apart`],
    maxRetries === undefined ? undefined : [`further tries ${triesText(brief.maxRetries)} → ${triesText(maxRetries)}`],
  ];
  return parts.filter((part) => part !== undefined);
}

/** Parts side by side. */
export const joined = (parts: readonly Text[]): Text =>
  parts.flatMap((part, index) => (index === 0 ? part : textOf('; ', part)));

type Edited = Extract<MissionEvent, { type: 'MissionEdited' }>;

/** What it came to for the calls and the decision, out of the record it stands in. */
function consequences(after: MissionView, event: Edited, events: readonly MissionEvent[]): readonly Block[] {
  const nameOf = (call: string): string =>
    withoutNumbers(after.rows.find((row) => row.calls.some((one) => one.call === call))?.name ?? 'somebody');
  const taken = events.filter((one) => one.type === 'TakeBackStarted').length;
  const out = events.flatMap((one) => (one.type === 'CallCouldNotBeTakenBack' ? [nameOf(one.call)] : []));
  const list = events.find((one) => one.type === 'ListChanged');
  const { words } = event.change;
  const atHand = after.rounds.find((one) => one.status === 'calling')?.id;
  const isCalled = words !== undefined && words.round === atHand;
  return [
    isCalled
      ? line('Calls go on when the new assistant is ready. Nobody who was called is called again by it.')
      : undefined,
    taken === 0
      ? undefined
      : line(`${count(taken, 'planned call')} taken back${isCalled ? ' and placed anew with the new words' : ''}.`),
    out.length === 0
      ? undefined
      : line(stopped(`On the phone or about to ring${isCalled ? ', with the old words' : ''}: ${someOf(out, SHOWN)}`)),
    list?.type !== 'ListChanged'
      ? undefined
      : line(
          `What was to be decided is not the same any more: it is list ${list.list} now, and earlier yeses do not count.`,
        ),
  ].filter((block) => block !== undefined);
}

export function editNote(
  before: MissionView,
  after: MissionView,
  event: Edited,
  events: readonly MissionEvent[],
  now: number,
  options: CardOptions,
): Note {
  const added = event.added.map((one) => one.details.private?.name ?? 'a forgotten person');
  const parts = joined(partsOf(before, event.change, added, now, options));
  const blocks = consequences(after, event, events);
  return {
    kind: 'note',
    text: textOf([{ bold: `${event.by.name} changed ${after.id}: ` }], parts, '.'),
    ...(blocks.length === 0 ? {} : { blocks }),
    sandbox: after.sandbox,
  };
}
