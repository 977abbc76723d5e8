/** The audit trail of a mission in words: who did what to whom, record by record. Times are mission time, epoch ms. */
import type { MissionChange } from '../missions/edit/event.ts';
import type { CallFact, MissionEvent } from '../missions/event.ts';
import type { TargetId } from '../missions/target.ts';
import { outcomeWords } from './outcome-words.ts';
import { plainWords } from './plain-words.ts';
import type { ViewRecord } from './view-fold.ts';

export interface TimelineEntry {
  readonly at: number;
  readonly seq: number;
  readonly text: string;
}

/** What the words need to know of earlier events. */
interface Names {
  readonly people: Map<TargetId, string>;
  /** Call id to the person's name. */
  readonly calls: Map<string, string>;
}

/** Events that only the machinery cares about have no line. */
export function timelineOf(records: readonly ViewRecord[]): readonly TimelineEntry[] {
  const names: Names = { people: new Map(), calls: new Map() };
  return records.flatMap((record) =>
    record.events.flatMap((event): TimelineEntry[] => {
      learnNames(names, event);
      const text = wordsFor(names, event);
      return text === undefined ? [] : [{ at: record.at, seq: record.seq, text }];
    }),
  );
}

function learnNames(names: Names, event: MissionEvent): void {
  if (event.type === 'MissionStarted') {
    for (const one of event.targets) names.people.set(one.id, one.details.private?.name ?? 'a forgotten person');
  } else if (event.type === 'MissionEdited') {
    for (const one of event.added) names.people.set(one.id, one.details.private?.name ?? 'a forgotten person');
  } else if (event.type === 'CallIntended') {
    names.calls.set(event.call, nameOf(names, event.target));
  }
}

const nameOf = (names: Names, target: TargetId): string => names.people.get(target) ?? 'somebody';
const listOf = (names: Names, targets: readonly TargetId[]): string =>
  targets.length === 0 ? 'nobody' : targets.map((id) => nameOf(names, id)).join(', ');

type Words = {
  readonly [Type in Exclude<MissionEvent['type'], CallFact['type']>]?: (
    event: Extract<MissionEvent, { type: Type }>,
    names: Names,
  ) => string;
};

const because = (reason: string | undefined): string => (reason === undefined || reason === '' ? '' : `: ${reason}`);
const callee = (names: Names, call: string): string => names.calls.get(call) ?? 'somebody';

const PARTS: Readonly<Partial<Record<keyof MissionChange, string>>> = {
  words: 'the words',
  hours: 'hours',
  deadlineAt: 'deadline',
  approval: 'who decides',
  batchSize: 'calls at once',
  spacingSecs: 'time between calls',
  maxRetries: 'further tries',
};

function changed({ change, added }: Extract<MissionEvent, { type: 'MissionEdited' }>, names: Names): string {
  const parts = Object.entries(PARTS).flatMap(([key, words]) => (key in change ? [words] : []));
  const people = [
    [added.map((one) => one.id), 'added'],
    [change.remove ?? [], 'taken off'],
    [change.callAgain ?? [], 'called once more'],
  ] as const;
  const moved = people.flatMap(([ids, what]) => (ids.length === 0 ? [] : [`${listOf(names, ids)} ${what}`]));
  return [...parts, ...moved].join(', ');
}

const COURSE: Words = {
  MissionStarted: (event) =>
    `${event.owner.name} started the mission with ${event.targets.length} people from ${event.source.name}`,
  MissionHeld: (event) => `Held: ${plainWords(event.reason)}`,
  HoldLifted: () => 'Goes on: the cause of the hold is gone',
  RoundOpened: (event) => `Round began with ${event.targets.length} people`,
  RoundFinished: (event) =>
    `Round ended, ${event.ranking.filter((row) => row.score !== undefined).length} people ranked`,
  PaceChanged: (event) =>
    `${event.because === 'refused' ? 'The phone service asked to slow down' : 'Faster again'}: ${event.batchSize} at once, ${event.spacingSecs} s apart`,
  MissionPaused: (event) => `${event.by.name} paused${because(event.because?.private)}`,
  MissionResumed: (event) => `${event.by.name} resumed`,
  MissionCancelled: (event) => `${event.by.name} stopped the mission${because(event.because?.private)}`,
  MissionFinished: (event) => `Ended, ${event.status}`,
  MissionEdited: (event, names) => `${event.by.name} changed the mission: ${changed(event, names)}`,
  MemorySaved: (event) => `${event.by.name} noted ${event.key}`,
  NoteAdded: (event) => `${event.by.name} noted${because(event.note.private)}`,
};

const CALLS: Words = {
  CallIntended: (event, names) => `Call ${event.attempt} to ${nameOf(names, event.target)} planned`,
  CallbackReceived: (event, names) => `${nameOf(names, event.target)} called back`,
  CallHandedOver: (event, names) => `Call to ${callee(names, event.call)} handed to the phone service`,
  CallNotPlaced: (event, names) => `Call to ${callee(names, event.call)} not placed: ${plainWords(event.reason)}`,
  CallProgressed: (event, names) =>
    `${callee(names, event.call)}: ${event.status === 'ringing' ? 'rings' : 'on the phone'}`,
  CallEnded: (event, names) =>
    `Call to ${callee(names, event.call)} over${event.seconds === undefined ? '' : ` after ${event.seconds} s`}`,
  TakeBackStarted: (event, names) =>
    `Call to ${callee(names, event.call)} is being taken back: ${plainWords(event.because)}`,
  CallTakenBack: (event, names) => `Call to ${callee(names, event.call)} taken back`,
  CallCouldNotBeTakenBack: (event, names) => `Too late to take back the call to ${callee(names, event.call)}`,
  RetryPlanned: (event, names) => `${nameOf(names, event.target)} is tried again: ${plainWords(event.reason)}`,
  TargetGivenUp: (event, names) => `${nameOf(names, event.target)} is not tried again: ${plainWords(event.reason)}`,
  TargetRemoved: (event, names) => `${nameOf(names, event.target)} taken off the list: ${plainWords(event.because)}`,
  CallsRescheduled: (event) => `After a time away ${event.moved.length} calls were spread anew`,
};

const DECISIONS: Words = {
  GateOpened: (event, names) => `Decision needed, proposed: ${listOf(names, event.proposed)}`,
  ListChangeProposed: (event, names) => `${event.by.name} proposed ${listOf(names, event.targets)} (not counted yet)`,
  ListChangeDropped: (event) => `${event.by.name} dropped the change`,
  ListChanged: (event, names) =>
    event.because === 'edited'
      ? `To be decided anew, list ${event.list}: ${listOf(names, event.targets)}`
      : event.because === 'corrected'
        ? `The list follows the corrected results, list ${event.list}: ${listOf(names, event.targets)}`
        : `${event.by.name} confirmed list ${event.list}: ${listOf(names, event.targets)}`,
  VoteCast: (event) =>
    `${event.by.name}: ${event.verdict === 'approve' ? 'yes' : 'no'} to list ${event.list}${because(event.reason?.private)}`,
  ObjectionNoted: (event) => `${event.by.name} objected${because(event.said.private)}`,
  ActionChosen: (event, names) =>
    event.purpose === 'act'
      ? `${nameOf(names, event.target)} can: called again to do it`
      : `${nameOf(names, event.target)} is called to cancel`,
  GateReminded: () => 'Reminder sent',
  GateApproved: (event, names) =>
    `Approved by ${event.by.map((one) => one.name).join(', ')}: list ${event.list}, ${listOf(names, event.targets)}`,
  GateRejected: (event) => `Rejected by ${event.by.name}${because(event.reason?.private)}`,
  GateReopened: (event) => `${event.by.name} took the decision back`,
};

const RESULTS: Words = {
  ValueCorrected: (event, names) =>
    `${event.by.name} corrected ${event.field} of ${nameOf(names, event.target)}${because(event.reason.private)}`,
  ResultExcluded: (event, names) =>
    `${event.by.name} left out ${nameOf(names, event.target)}${because(event.reason.private)}`,
  ResultIncluded: (event, names) => `${event.by.name} counted ${nameOf(names, event.target)} in again`,
  ResultAdded: (event, names) =>
    `${event.by.name} told the answers of ${nameOf(names, event.target)}${because(event.reason.private)}`,
  AnswerQuestioned: (event, names) =>
    `${event.by.name} was asked whether an unlikely answer of ${nameOf(names, event.target)} is right`,
  RankingRevised: (event) => `Ranked anew, ${event.ranking.filter((row) => row.score !== undefined).length} people`,
  ReportRevised: () => 'The result was revised',
};

const TEXTS: Words = {
  TextPlanned: (event, names) => `${nameOf(names, event.target)} gets the text: ${plainWords(event.reason)}`,
  TextIntended: (event, names) => `Text to ${nameOf(names, event.target)} planned`,
  TextHandedOver: (event, names) => `Text to ${nameOf(names, event.target)} handed to the phone service`,
  TextSent: (event, names) => `Text sent to ${nameOf(names, event.target)}`,
  TextNotSent: (event, names) => `No text to ${nameOf(names, event.target)}: ${plainWords(event.reason)}`,
  TextBecameUnknown: (event, names) => `Text to ${nameOf(names, event.target)} unclear: ${plainWords(event.reason)}`,
  TextsStopped: (event) => `No further texts: ${plainWords(event.reason)}`,
};

const WORDS: Words = { ...COURSE, ...CALLS, ...TEXTS, ...DECISIONS, ...RESULTS };

function wordsFor(names: Names, event: MissionEvent): string | undefined {
  if ('call' in event && 'target' in event && event.type !== 'CallIntended' && event.type !== 'CallbackReceived') {
    return `${nameOf(names, event.target)}: ${outcomeWords(event.type)}`;
  }
  // The table is indexed by the event's own type, which the compiler cannot follow through a union.
  const words = WORDS[event.type as keyof Words] as ((event: MissionEvent, names: Names) => string) | undefined;
  return words?.(event, names);
}
