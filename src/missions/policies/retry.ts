/**
 * Who is called again, when, and how often (playbook 17.2, 17.3; P47 settles precedence). A table and one pure function;
 * the calling hours are applied afterwards by the caller, so a gap here is a minimum.
 */
import type { RecipientType } from '../brief.ts';
import type { CallFact } from '../event.ts';

export type Gap = { readonly minutes: number } | { readonly businessDays: number };

export interface RetryRule {
  /** Retries, not dials (P24). */
  readonly max: number;
  readonly gap: Gap;
}

type Retryable = Extract<
  CallFact['type'],
  'CallWentUnanswered' | 'LineWasBusy' | 'CallFailed' | 'VoicemailReached' | 'NothingLearnt' | 'MenuNotPassed'
>;

const minutes = (max: number, gap: number): RetryRule => ({ max, gap: { minutes: gap } });
const days = (max: number, gap: number): RetryRule => ({ max, gap: { businessDays: gap } });
const never: RetryRule = { max: 0, gap: { minutes: 0 } };

const TABLE: Readonly<Record<RecipientType, Readonly<Record<Retryable, RetryRule>>>> = {
  automated: {
    CallWentUnanswered: minutes(3, 15), // R276
    LineWasBusy: minutes(3, 10), // R277
    CallFailed: minutes(2, 5), // R278
    VoicemailReached: minutes(1, 15),
    NothingLearnt: minutes(2, 15), // R279
    MenuNotPassed: minutes(2, 15), // R279
  },
  service: {
    CallWentUnanswered: minutes(3, 60), // R281
    LineWasBusy: minutes(3, 15), // R282
    CallFailed: minutes(3, 5), // R141
    VoicemailReached: days(1, 1), // R283
    NothingLearnt: minutes(2, 60), // R284
    MenuNotPassed: minutes(2, 60), // R284
  },
  professional: {
    CallWentUnanswered: days(2, 1), // R286
    LineWasBusy: minutes(2, 120), // R288
    CallFailed: minutes(3, 5), // R141
    VoicemailReached: never, // R287
    NothingLearnt: days(1, 1), // R289
    MenuNotPassed: days(1, 1), // R289
  },
  general: {
    CallWentUnanswered: minutes(3, 90), // R274
    LineWasBusy: minutes(3, 10), // R274
    CallFailed: minutes(3, 5), // R274
    VoicemailReached: days(1, 1),
    NothingLearnt: minutes(2, 60),
    MenuNotPassed: minutes(2, 60),
  },
};

/** Failures of our own side come back soon and count for nobody; capped so that a dead account does not spin. */
export const OWN_SIDE_WAIT_MINUTES = 10;
export const OWN_SIDE_LIMIT = 12;

const isRetryable = (type: CallFact['type']): type is Retryable => type in TABLE.general;

/**
 * The rule for one more dial after `fact`, or `undefined` when this person is not called again.
 * `seen` counts this fact's type so far, this one included; `attempts` all dials that counted; `maxRetries` the mission's own limit (R273).
 */
export function retryAfter(
  recipients: RecipientType,
  fact: CallFact['type'],
  seen: number,
  attempts: number,
  maxRetries: number | undefined,
): Gap | undefined {
  if (fact === 'CallNeverRang') return seen <= OWN_SIDE_LIMIT ? { minutes: OWN_SIDE_WAIT_MINUTES } : undefined;
  if (fact === 'CalleeAskedForCallback') return seen <= 1 ? { minutes: 60 } : undefined;
  if (!isRetryable(fact)) return undefined;
  const rule = TABLE[recipients][fact];
  // A table row limits its own kind; all kinds together never exceed the default of three retries (R273).
  const limit = Math.min(rule.max, maxRetries ?? rule.max);
  if (seen > limit || attempts > (maxRetries ?? 3)) return undefined;
  return rule.gap;
}

/** Dials a person may get in one local day over all missions (the ledger's daily limit; R292 for professionals). */
export const DAILY_LIMIT: Readonly<Record<RecipientType, number>> = {
  automated: 8,
  service: 4,
  professional: 1,
  general: 4,
};

const WORDS: Readonly<Partial<Record<CallFact['type'], string>>> = {
  CallWentUnanswered: 'no answer',
  LineWasBusy: 'line was busy',
  CallFailed: 'call failed',
  VoicemailReached: 'voicemail',
  NothingLearnt: 'answered, nothing learnt',
  MenuNotPassed: 'phone menu, nobody reached',
  CallNeverRang: 'never rang, our side',
  CalleeAskedForCallback: 'asked to be called back',
  WrongPersonReached: 'wrong person',
  CalleeRefused: 'did not want to talk',
  CalleeOptedOut: 'asked not to be called',
  CallCanceled: 'call was canceled',
  CallBecameUnknown: 'unclear what became of the call',
};

/** The fact in words for a card. */
export const inWords = (fact: CallFact['type']): string => WORDS[fact] ?? 'answered';
