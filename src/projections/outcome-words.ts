/** What became of a call and where a person stands, in words for cards, tables and the timeline. */
import type { CallFact, Outcome } from '../missions/event.ts';
import { isTalking } from './change-row.ts';
import type { RowStatus, RowView } from './mission-view.ts';

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  PersonAnswered: 'answered',
  NothingLearnt: 'answered, nothing learnt',
  WrongPersonReached: 'wrong person',
  VoicemailReached: 'voicemail',
  MenuNotPassed: 'stuck in a phone menu',
  CalleeRefused: 'did not want to talk',
  CalleeOptedOut: 'asked not to be called',
  CalleeAskedForCallback: 'asked to be called back',
  CallWentUnanswered: 'no answer',
  LineWasBusy: 'line was busy',
  CallFailed: 'the call failed',
  CallNeverRang: 'never rang, our side failed',
  CallCanceled: 'hung up before it was answered',
  CallBecameUnknown: 'nobody can say how it ended',
};

const STATUSES: Readonly<Record<RowStatus, string>> = {
  planned: 'to be called',
  scheduled: 'call is due',
  'on-the-phone': 'on the phone',
  retry: 'to be tried again',
  answered: 'answered',
  'not-reached': 'not reached',
  refused: 'did not want to talk',
  'opted-out': 'asked not to be called',
  'wrong-person': 'wrong person',
  'nothing-learnt': 'answered, nothing learnt',
  unknown: 'unclear, needs a person',
  'not-called': 'not called',
};

/** What a fact makes of the person before a retry or a giving-up follows. */
const STANDS: Readonly<Record<Outcome, RowStatus>> = {
  PersonAnswered: 'answered',
  NothingLearnt: 'nothing-learnt',
  WrongPersonReached: 'wrong-person',
  VoicemailReached: 'not-reached',
  MenuNotPassed: 'not-reached',
  CalleeRefused: 'refused',
  CalleeOptedOut: 'opted-out',
  CalleeAskedForCallback: 'retry',
  CallWentUnanswered: 'not-reached',
  LineWasBusy: 'not-reached',
  CallFailed: 'not-reached',
  CallNeverRang: 'planned',
  CallCanceled: 'planned',
  CallBecameUnknown: 'unknown',
};

export const outcomeWords = (outcome: Outcome): string => OUTCOMES[outcome];
/** Where they stand now; a call that is over is on nobody's phone any more. */
export const statusWords = ({ status, calls }: Pick<RowView, 'status' | 'calls'>): string =>
  status === 'on-the-phone' && !calls.some(isTalking) ? 'the answer is being read' : STATUSES[status];
export const statusAfter = (fact: CallFact): RowStatus => STANDS[fact.type];
