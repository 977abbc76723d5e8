/** What is heard of a text, as events. Late and repeated news change nothing; in doubt nobody is texted a second time. */
import type { CommandMeta } from '../command.ts';
import type { MissionEvent } from '../event.ts';
import { revisionOf } from '../provision.ts';
import { currentRound, type MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { TextCommand, TextNews } from './command.ts';
import { isTextOut, type SentOut, textOf, textsOf } from './state.ts';
import { textTrouble } from './trouble.ts';
import { isTextTime, lastTextDueAt, mayStillText, TEXT_SPACING_MS, textDue, wasTriedInVain, whyNoText } from './who.ts';

type Events = readonly MissionEvent[];

/** What could not be delivered is tried once more; a pause or a time that had passed costs nobody their second try. */
const MOST_FAILURES = 2;
/** It reaches the phone service by then or never: no mission stays open for it. */
const MOST_TRIES = 6;
const AGAIN_AFTER_MS = 15 * 60_000;

/** Why nobody is called or texted any more by any mission. */
export const ANSWERED_STOP = 'answered STOP to a text';

function intend(state: MissionState, command: Extract<TextCommand, { type: 'IntendText' }>): Events {
  const { type: _, body, message, target, ...request } = command;
  const round = currentRound(state);
  const text = textOf(state, target);
  const isNext = text?.phase === 'planned' && command.attempt === (text.request?.attempt ?? 0) + 1;
  // Two that were prepared at once: the later one is derived anew behind the other.
  const crowded = command.dueAt < lastTextDueAt(state) + TEXT_SPACING_MS;
  const outdated = round !== undefined && (command.revision ?? 0) !== revisionOf(state, round.id);
  if (round === undefined || !isNext || crowded || outdated || !mayStillText(state, target, command.dueAt)) return [];
  const words = { body: { private: body }, message: { private: message } };
  return [{ type: 'TextIntended', target, round: round.id, ...request, ...words }];
}

const notSent = (target: TargetId, reason: string): Events => [{ type: 'TextNotSent', target, reason }];

function planAgain({ target, request, failures = 0, takenBack = [] }: SentOut, now: number, lost: Lost): Events {
  const isLast = lost.failed === true && failures + 1 >= MOST_FAILURES;
  if (isLast || request.attempt - takenBack.length >= MOST_TRIES) return notSent(target, lost.reason);
  return [{ type: 'TextPlanned', target, notBefore: now + AGAIN_AFTER_MS, ...lost }];
}

/** Why a try came to nothing; `failed`: through the phone service, which had it. */
type Lost = Pick<Extract<MissionEvent, { type: 'TextPlanned' }>, 'reason' | 'failed'>;

function failed(state: MissionState, text: SentOut, news: Extract<TextNews, { kind: 'failed' }>, now: number): Events {
  const { target } = text;
  const trouble = textTrouble(news.detail);
  switch (trouble.kind) {
    case 'stop': {
      const removed = state.people.get(target)?.removed !== undefined;
      return [
        { type: 'TextNotSent', target, reason: ANSWERED_STOP, stop: true },
        ...(removed ? [] : [{ type: 'TargetRemoved', target, because: ANSWERED_STOP } as const]),
      ];
    }
    case 'number':
      return notSent(target, trouble.reason);
    case 'ours':
      return [...notSent(target, 'texts cannot be sent at the moment'), ...stopTexts(state, trouble.sentence)];
    case 'again':
      return planAgain(text, now, { reason: trouble.reason, failed: true });
    case 'unsure':
      if (news.refused === undefined) return [{ type: 'TextBecameUnknown', target, reason: trouble.reason }];
      return [...notSent(target, 'texts cannot be sent at the moment'), ...stopTexts(state, news.refused)];
  }
}

const stopTexts = (state: MissionState, reason: string): Events =>
  state.texts?.stopped === undefined ? [{ type: 'TextsStopped', reason }] : [];

function heard(state: MissionState, text: SentOut, news: TextNews, now: number): Events {
  const { target, phase } = text;
  switch (news.kind) {
    case 'handed-over':
      return phase === 'intended' ? [{ type: 'TextHandedOver', target, eventId: news.eventId }] : [];
    case 'sent':
      return [{ type: 'TextSent', target }];
    case 'failed':
      return failed(state, text, news, now);
    case 'never-arrived':
      // Who looked for it in vain may have looked before it was taken on.
      return phase === 'intended' ? planAgain(text, now, { reason: 'it never reached the phone service' }) : [];
    case 'taken-back':
      return [{ type: 'TextPlanned', target, notBefore: now, reason: 'it was taken back', takenBack: true }];
    case 'unknown':
      return [{ type: 'TextBecameUnknown', target, reason: news.reason }];
  }
}

function refuse(state: MissionState, command: Extract<TextCommand, { type: 'RefuseText' }>): Events {
  const { target, reason, until } = command;
  const text = textOf(state, target);
  if (text?.phase !== 'planned') return [];
  if (command.wentOut === true) return [{ type: 'TextBecameUnknown', target, reason }];
  if (until === undefined) return notSent(target, reason);
  return text.notBefore === until ? [] : [{ type: 'TextPlanned', target, notBefore: until, reason }];
}

export function decideText(state: MissionState, command: TextCommand, { now }: CommandMeta): Events {
  switch (command.type) {
    case 'IntendText':
      return intend(state, command);
    case 'RefuseText':
      return refuse(state, command);
    case 'StopTexts':
      return stopTexts(state, command.reason);
    case 'RecordText': {
      const text = textOf(state, command.target);
      if (text?.request === undefined || !isTextOut(text) || text.request.attempt !== command.attempt) return [];
      return heard(state, { ...text, request: text.request }, command.news, now);
    }
  }
}

/** Once everybody is through: who gets the text. Empty = nobody new. */
export function textsFollow(state: MissionState, now: number): Events {
  if (!isTextTime(state)) return [];
  const known = new Set(textsOf(state).map((text) => text.target));
  return [...state.people.keys()].flatMap((target): MissionEvent[] => {
    if (known.has(target) || state.texts?.stopped !== undefined || !wasTriedInVain(state, target)) return [];
    const notBefore = state.people.get(target)?.removed === undefined ? textDue(state, target, 0, now) : undefined;
    return notBefore === undefined ? [] : [{ type: 'TextPlanned', target, notBefore, reason: 'they were not reached' }];
  });
}

const planned = (state: MissionState): readonly TargetId[] =>
  textsOf(state).flatMap(({ phase, target }) => (phase === 'planned' ? [target] : []));

/** Planned, and it cannot be or need not be any more. */
export const letGo = (state: MissionState, now: number): Events =>
  planned(state).flatMap((target) => {
    const why = whyNoText(state, target, now);
    return why === undefined ? [] : notSent(target, why);
  });

/** A person ends the mission. */
export const letAllGo = (state: MissionState, reason: string): Events =>
  planned(state).flatMap((target) => notSent(target, reason));

/** The mission does not end before it is known what became of each. */
export const waitsForTexts = (state: MissionState): boolean =>
  textsOf(state).some((text) => isTextOut(text) || text.phase === 'planned');
