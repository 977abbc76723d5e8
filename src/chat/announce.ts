/**
 * From the view before and after a journal record to what the chat gets to see: one live card edited in place, calm posts
 * in the thread, and what rings: a decision, its reminder and the final result. Pure; the engine's announcer sends and retries.
 */
import type { MissionEvent } from '../missions/event.ts';
import { announcementKey } from '../projections/fold-meta.ts';
import type { GateView, MissionView, RowView } from '../projections/mission-view.ts';
import type { ViewRecord } from '../projections/view-fold.ts';
import type { Card, Message } from './card.ts';
import {
  droppedNote,
  firstAnswerNote,
  plainNote,
  resumedNote,
  roundNote,
  stopNote,
  talkNote,
  tooLateNote,
} from './cards/call-notes.ts';
import { callbackMessage } from './cards/callback-note.ts';
import { changeCard } from './cards/change-card.ts';
import { chosenNote } from './cards/class-words.ts';
import { correctionNote, isResultEvent } from './cards/correction-note.ts';
import { decidedCard } from './cards/decided-card.ts';
import { decisionCard, outdatedCard } from './cards/decision-card.ts';
import { doNotCallCard } from './cards/do-not-call-card.ts';
import { downtimeNote } from './cards/downtime-note.ts';
import { editNote } from './cards/edit-note.ts';
import { holdPosts, unknownCallCard } from './cards/hold-card.ts';
import { liveCard } from './cards/live-card.ts';
import { rehearsalNotes } from './cards/rehearsal-card.ts';
import { reminderNote } from './cards/reminder-note.ts';
import { resultCard } from './cards/result-card.ts';
import { answeredStop, textMessage } from './cards/text-notes.ts';
import type { CardOptions } from './wording.ts';

export type Announcement =
  /** Replaces the mission's one card; only the newest counts. */
  | { readonly kind: 'live-card'; readonly card: Card }
  /** A post in the mission's thread. `key` is the same after a restart. */
  | { readonly kind: 'thread'; readonly key: string; readonly message: Message; readonly urgent?: boolean }
  /** A message of its own that rings: a decision, the final result. */
  | { readonly kind: 'channel'; readonly key: string; readonly message: Message }
  /** Changes a message posted under `ofKey`: a decided card loses its buttons. */
  | { readonly kind: 'edit-posted'; readonly ofKey: string; readonly message: Message };

interface Step {
  readonly before: MissionView | undefined;
  readonly after: MissionView;
  readonly record: ViewRecord;
  /** Mission time of the record: a repeat after a restart says the same. */
  readonly now: number;
  readonly options: CardOptions;
}

/** Everything to be shown because of one record, in the order in which it is to be sent. */
export function announce(
  before: MissionView | undefined,
  after: MissionView,
  record: ViewRecord,
  options: CardOptions,
): readonly Announcement[] {
  if (after.brief.rehearsal === true) return rehearsal(before, after, record);
  const step: Step = { before, after, record, now: record.at, options };
  const posts = record.events.flatMap((event, index) =>
    postsFor(step, event, announcementKey({ seq: record.seq, index })),
  );
  return [
    { kind: 'live-card', card: liveCard(after, record.at, options) },
    ...gateEdits(step),
    ...posts,
    ...talks(step),
  ];
}

/** No card and no thread of its own: notes where its author asked for it. */
const rehearsal = (before: MissionView | undefined, after: MissionView, record: ViewRecord): readonly Announcement[] =>
  rehearsalNotes(before, after, record.events).map((message, index) => ({
    kind: 'thread',
    key: announcementKey({ seq: record.seq, index }),
    message,
  }));

const thread = (key: string, message: Message | undefined, urgent = false): readonly Announcement[] =>
  message === undefined ? [] : [{ kind: 'thread', key, message, ...(urgent ? { urgent } : {}) }];

const has = (step: Step, ...types: readonly MissionEvent['type'][]): boolean =>
  step.record.events.some((event) => types.includes(event.type));

const rowOf = (view: MissionView, target: string): RowView | undefined =>
  view.rows.find((row) => row.target === target);

const gateOf = (view: MissionView | undefined, gate: string): GateView | undefined =>
  view?.gates.find((one) => one.gate === gate);

function postsFor(step: Step, event: MissionEvent, key: string): readonly Announcement[] {
  const { after, now, options } = step;
  const calledBack = callbackMessage(after, event, now, options);
  if (calledBack !== undefined) return thread(key, calledBack);
  const text = textMessage(step, event);
  if (text !== undefined) return thread(key, text.message, text.urgent);
  switch (event.type) {
    case 'PersonAnswered':
      return firstAnswer(step, event.target, key);
    case 'ActionChosen': {
      const row = rowOf(after, event.target);
      return row === undefined || after.endedAt !== undefined ? [] : thread(key, chosenNote(after, row, event.purpose));
    }
    case 'CalleeOptedOut': {
      const row = rowOf(after, event.target);
      const words = event.words?.private;
      return row === undefined ? [] : thread(key, doNotCallCard(after, row, words, now, options), true);
    }
    case 'CallBecameUnknown':
      return unknown(step, event.target, event.call, key);
    case 'RoundFinished':
      return roundEnd(step, event.round, key);
    case 'TargetRemoved': {
      const row = rowOf(after, event.target);
      return row === undefined ||
        has(step, 'CalleeOptedOut', 'MissionEdited') ||
        answeredStop(step.record, event.target) ||
        after.endedAt !== undefined
        ? []
        : thread(key, droppedNote(after, row));
    }
    case 'CallsRescheduled':
      return thread(key, downtimeNote(after, now, options));
    case 'MissionEdited':
      return step.before === undefined
        ? []
        : thread(key, editNote(step.before, after, event, step.record.events, now, options));
    case 'MissionHeld':
    case 'HoldLifted':
      return hold(step, event.what, key);
    case 'MissionPaused':
      return thread(key, stopNote(after, `Paused by ${event.by.name}`, now, options));
    case 'MissionResumed':
      return thread(key, resumedNote(after, event.by.name, now, options));
    case 'MissionCancelled':
      return after.endedAt === undefined
        ? thread(key, stopNote(after, `Stopped by ${event.by.name}`, now, options))
        : [];
    case 'CallCouldNotBeTakenBack':
      return tooLate(step, event.call, key);
    case 'MissionFinished':
      return [{ kind: 'channel', key, message: resultCard(after, now, options) }];
    default:
      return gatePosts(step, event, key);
  }
}

function gatePosts(step: Step, event: MissionEvent, key: string): readonly Announcement[] {
  const { after, now, options } = step;
  switch (event.type) {
    case 'GateOpened':
    case 'ListChanged':
    case 'GateReopened': {
      const gate = gateOf(after, event.gate);
      // The last of these in the record shows the standing list; a list confirmed and approved at once is not asked again.
      if (gate === undefined || gate.status !== 'open' || gate.postedAs !== key) return [];
      return [{ kind: 'channel', key, message: decisionCard(after, gate, now, options) }];
    }
    case 'ListChangeProposed': {
      const gate = gateOf(after, event.gate);
      return gate === undefined ? [] : thread(key, changeCard(after, gate, now, options));
    }
    case 'GateReminded': {
      const gate = gateOf(after, event.gate);
      // Who did not see the question does not follow its thread either.
      return gate === undefined ? [] : [{ kind: 'channel', key, message: reminderNote(after, gate) }];
    }
    case 'GateApproved':
    case 'GateRejected': {
      const gate = gateOf(after, event.gate);
      return gate === undefined || after.endedAt !== undefined
        ? []
        : thread(key, decidedCard(after, gate, now, options));
    }
    default:
      return resultPosts(step, event, key);
  }
}

/** Somebody put a result right: said in the thread; after the end the result itself says so as well. */
function resultPosts({ before, after, record, now, options }: Step, event: MissionEvent, key: string) {
  if (isResultEvent(event)) return thread(key, correctionNote(before, after, event, record.events));
  const posted = after.result?.postedAs;
  return event.type === 'ReportRevised' && posted !== undefined ? edit(posted, resultCard(after, now, options)) : [];
}

function firstAnswer(step: Step, target: string, key: string): readonly Announcement[] {
  // Whoever is called once more has answered before, whatever stands in the row now.
  const already = step.before?.rows.some((row) => row.calls.some((one) => one.outcome === 'PersonAnswered')) ?? false;
  const first = step.record.events.find((event) => event.type === 'PersonAnswered');
  const row = rowOf(step.after, target);
  const ends = has(step, 'RoundFinished', 'MissionFinished');
  if (already || ends || row === undefined || first?.type !== 'PersonAnswered' || first.target !== target) return [];
  return thread(key, firstAnswerNote(step.after, row));
}

function unknown(step: Step, target: string, callId: string, key: string): readonly Announcement[] {
  const row = rowOf(step.after, target);
  const call = row?.calls.find((one) => one.call === callId);
  return row === undefined || call === undefined ? [] : thread(key, unknownCallCard(step.after, row, call), true);
}

/** Not beside a decision or the final result, which show the same list. */
function roundEnd(step: Step, id: string, key: string): readonly Announcement[] {
  const round = step.after.rounds.find((one) => one.id === id);
  if (round === undefined || has(step, 'GateOpened', 'MissionFinished')) return [];
  return thread(key, roundNote(step.after, round));
}

function hold(step: Step, what: string, key: string): readonly Announcement[] {
  return holdPosts(step, what, key).flatMap(({ ofKey, message }) =>
    ofKey === undefined ? thread(key, message, true) : edit(ofKey, message),
  );
}

/** Known only after a stop was announced: those named there are not named twice. */
function tooLate(step: Step, call: string, key: string): readonly Announcement[] {
  if (has(step, 'MissionPaused', 'MissionCancelled', 'MissionEdited')) return [];
  const row = step.after.rows.find((one) => one.calls.some((found) => found.call === call));
  return row === undefined ? [] : thread(key, tooLateNote(step.after, [row]));
}

/** Sandbox talks of this record as bubbles in one note. */
function talks({ after, record }: Step): readonly Announcement[] {
  const index = record.events.findIndex((event) => event.type === 'TalkRecorded');
  const calls = record.events.flatMap((event) => (event.type === 'TalkRecorded' ? [event.call] : []));
  return index < 0 ? [] : thread(announcementKey({ seq: record.seq, index }), talkNote(after, calls));
}

/** Cards posted earlier whose buttons would no longer do what they say. */
function gateEdits(step: Step): readonly Announcement[] {
  return (step.before?.gates ?? []).flatMap((was) => {
    const is = gateOf(step.after, was.gate);
    return [...changeEdits(step, was, is), ...cardEdits(step, was, is), ...decidedEdits(step, was, is)];
  });
}

const edit = (ofKey: string, message: Message): readonly Announcement[] => [{ kind: 'edit-posted', ofKey, message }];

/** Views may come from two folds, so what they hold is compared and not whether it is the same object. */
const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

/** The card that asks: newer votes, a newer list, decided, no longer to be answered. */
function cardEdits(step: Step, was: GateView, is: GateView | undefined): readonly Announcement[] {
  const { before, after, now, options } = step;
  if (was.postedAs === undefined || before === undefined) return [];
  if (is === undefined) {
    return edit(was.postedAs, outdatedCard(after, was, was.list, 'The decision before this one was taken back.'));
  }
  if (is.postedAs !== was.postedAs) return edit(was.postedAs, outdatedCard(after, is, was.list, replacedBy(was, is)));
  if (was.status !== 'open') return [];
  if (is.status !== 'open') return edit(was.postedAs, { ...decidedCard(after, is, now, options), buttons: [] });
  if (isOver(after)) {
    const why = 'The mission was stopped before this was decided.';
    return isOver(before) ? [] : edit(was.postedAs, outdatedCard(after, is, is.list, why));
  }
  const shown = (gate: GateView) => [gate.votes, gate.objections, gate.proposed, gate.deciders, gate.quorum];
  const isRevised = step.record.events.some(isResultEvent);
  return isRevised || differs(shown(was), shown(is)) ? edit(was.postedAs, decisionCard(after, is, now, options)) : [];
}

const isOver = (view: MissionView): boolean => view.endedAt !== undefined || view.cancelledBy !== undefined;

/** The post that said how it was decided: its ways back and on go away when they are closed. */
function decidedEdits({ after, now, options }: Step, was: GateView, is: GateView | undefined): readonly Announcement[] {
  if (was.decidedAs === undefined) return [];
  if (is?.decidedAs !== was.decidedAs) {
    return edit(was.decidedAs, plainNote(after, [`${after.brief.name}: that decision was taken back.`]));
  }
  return was.canUndo && !is.canUndo ? edit(was.decidedAs, decidedCard(after, is, now, options)) : [];
}

function replacedBy(was: GateView, is: GateView): string {
  if (was.list !== is.list) return `List ${is.list} took the place of list ${was.list}.`;
  return 'The decision was taken back; it is asked anew.';
}

/** The echo of a change, once it is confirmed, dropped or replaced. */
function changeEdits({ after, record }: Step, was: GateView, is: GateView | undefined): readonly Announcement[] {
  const change = was.pendingChange;
  if (change?.postedAs === undefined || is?.pendingChange?.postedAs === change.postedAs) return [];
  const confirmed = record.events.find((event) => event.type === 'ListChanged' && event.gate === was.gate);
  const text =
    confirmed?.type === 'ListChanged' && confirmed.because === 'edited'
      ? `The mission was changed meanwhile: it is list ${confirmed.list} now. This change never counted.`
      : confirmed?.type === 'ListChanged'
        ? `${confirmed.by.name} confirmed the change: it is list ${confirmed.list} now.`
        : is?.pendingChange === undefined
          ? 'The change was dropped. It never counted.'
          : `${is.pendingChange.by.name} proposed another change; this one never counted.`;
  return edit(change.postedAs, plainNote(after, [text]));
}
