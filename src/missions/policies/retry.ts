/**
 * Who is called again, how often, and after which wait (playbook 17.2, 17.3, 17.4). Tables and pure functions; P47 settles what
 * wins where they disagree, and next-try.ts finds the minute.
 */
import type { Brief, CallingHours, RecipientType } from '../brief.ts';
import type { CallFact } from '../event.ts';

/** Minutes from one dial to the next, or whole business days. */
export type Gap =
  | {
      readonly least: number;
      readonly most: number;
      /** In another part of the day where the range reaches one (R138, R281). */
      readonly otherTime?: true;
    }
  | { readonly businessDays: number; readonly otherTime?: true };

interface RetryRule {
  /** Retries, not dials (P24). */
  readonly max: number;
  readonly gap: Gap;
}

type Retryable = Extract<
  CallFact['type'],
  'CallWentUnanswered' | 'LineWasBusy' | 'CallFailed' | 'VoicemailReached' | 'NothingLearnt' | 'MenuNotPassed'
>;

const within = (max: number, least: number, most = least): RetryRule => ({ max, gap: { least, most } });
const nextDay = (max: number): RetryRule => ({ max, gap: { businessDays: 1 } });
const never: RetryRule = { max: 0, gap: { least: 0, most: 0 } };

/** P8: the row of the recipients, else the default of 17.2. */
const TABLE: Readonly<Record<RecipientType, Readonly<Record<Retryable, RetryRule>>>> = {
  automated: {
    CallWentUnanswered: within(3, 15), // R276
    LineWasBusy: within(3, 10), // R277
    CallFailed: within(2, 5), // R278
    VoicemailReached: within(1, 15),
    NothingLearnt: within(2, 15), // R279
    MenuNotPassed: within(2, 15), // R279
  },
  service: {
    CallWentUnanswered: { max: 3, gap: { least: 30, most: 120, otherTime: true } }, // R281
    LineWasBusy: within(3, 15, 30), // R282
    CallFailed: within(3, 5, 10), // R141
    VoicemailReached: nextDay(1), // R283
    NothingLearnt: within(2, 60), // R284
    MenuNotPassed: within(2, 60), // R284
  },
  professional: {
    CallWentUnanswered: { max: 2, gap: { businessDays: 1, otherTime: true } }, // R286
    LineWasBusy: within(2, 120, 240), // R288
    CallFailed: within(3, 5, 10), // R141
    VoicemailReached: never, // R287
    NothingLearnt: nextDay(1), // R289
    MenuNotPassed: nextDay(1), // R289
  },
  general: {
    CallWentUnanswered: { max: 3, gap: { least: 30, most: 120, otherTime: true } }, // R274
    LineWasBusy: within(3, 10, 15), // R274
    CallFailed: within(3, 5, 10), // R274
    VoicemailReached: nextDay(1),
    NothingLearnt: within(2, 60),
    MenuNotPassed: within(2, 60),
  },
};

/** R273: retries where nobody said a number. */
export const USUAL_RETRIES = 3;
/** More than this nobody is asked to bear, whoever says it. */
export const MOST_RETRIES = 10;

/** R296: from so many people on, those who do not answer are spread over the day; their kind has no row of its own. */
const MANY = 10;
const SPREAD = { second: { least: 15, most: 30 }, later: { least: 120, most: 240 } } as const;

/** Nobody picked up, or the line did not let us through: a person's own limit may ask for more of these. */
const NOBODY_SPOKE: ReadonlySet<CallFact['type']> = new Set(['CallWentUnanswered', 'LineWasBusy', 'CallFailed']);

/** Failures of our own side come back soon and count for nobody; capped so that a dead account does not spin. */
const OWN_SIDE: Gap = { least: 10, most: 10 };
export const OWN_SIDE_LIMIT = 12;

/** Who asks to be called back without a time is called after this; who asks for ever is not. */
const CALLBACK: Gap = { least: 60, most: 120 };
const CALLBACK_LIMIT = 2;

const isRetryable = (type: CallFact['type']): type is Retryable => type in TABLE.general;

export interface Tries {
  readonly recipients: RecipientType;
  readonly fact: CallFact['type'];
  /** Facts of this type so far, this one included. */
  readonly seen: number;
  /** All dials that counted. */
  readonly attempts: number;
  /** The mission's own limit (R273). */
  readonly maxRetries: number | undefined;
  /** How many are called in this round. */
  readonly people: number;
}

/** How often somebody may be called again for this. A person's limit lowers every row, and raises those in which nobody spoke. */
function limitOf(rule: RetryRule, { fact, maxRetries }: Tries): number {
  if (maxRetries === undefined) return rule.max;
  return NOBODY_SPOKE.has(fact) ? maxRetries : Math.min(rule.max, maxRetries);
}

/** The wait before one more dial, or `undefined` when this person is not called again for it. */
export function retryAfter(tries: Tries): Gap | undefined {
  const { recipients, fact, seen, attempts, maxRetries, people } = tries;
  if (fact === 'CallNeverRang') return seen <= OWN_SIDE_LIMIT ? OWN_SIDE : undefined;
  if (fact === 'CalleeAskedForCallback') return seen <= CALLBACK_LIMIT ? CALLBACK : undefined;
  if (!isRetryable(fact)) return undefined;
  const rule = TABLE[recipients][fact];
  // A row limits its own kind; all kinds together never exceed the default of three retries (R273).
  if (seen > limitOf(rule, tries) || attempts > (maxRetries ?? USUAL_RETRIES)) return undefined;
  const spread = recipients === 'general' && fact === 'CallWentUnanswered' && people >= MANY;
  // The last gap repeats (P24).
  if (spread) return attempts <= 1 ? SPREAD.second : SPREAD.later;
  return rule.gap;
}

/** Dials at most to somebody for whom this is the `seen`th time: "try 2 of 3". */
export function triesAtMost(tries: Tries): number {
  const left = isRetryable(tries.fact)
    ? limitOf(TABLE[tries.recipients][tries.fact], tries) - tries.seen + 1
    : USUAL_RETRIES;
  return Math.min(tries.attempts + Math.max(0, left), 1 + (tries.maxRetries ?? USUAL_RETRIES));
}

/** R293: professionals are called again from 9:00 to 17:00 of their own day, also where the mission's hours are longer. */
const OFFICE = { from: 9 * 60, to: 17 * 60 } as const;

/** The hours for one more dial; whoever asked for it is rung whenever the mission may ring. */
export function retryHours({ recipients, hours }: Pick<Brief, 'recipients' | 'hours'>, asked: boolean): CallingHours {
  if (recipients !== 'professional' || asked) return hours;
  const open = { from: Math.max(hours.open.from, OFFICE.from), to: Math.min(hours.open.to, OFFICE.to) };
  return open.from < open.to ? { ...hours, open } : hours;
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
