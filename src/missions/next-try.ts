/**
 * What follows for a person from how a call ended: one more dial at a minute that the tables, the person's own hours and good
 * manners allow, or giving up. P47 is the order: the legal window and the hours are in `nextOpen`, then rules about the person,
 * then the row of the recipients, then the default. A gap is a minimum; where its range is closed, the first open minute
 * after it, and the reason says so.
 */
import type { Brief, CallingHours } from './brief.ts';
import type { CallFact } from './event.ts';
import { countsAsTry } from './evolve.ts';
import { callbackAt } from './policies/callback-time.ts';
import { clockFace, offsetAt, towards } from './policies/clock-face.ts';
import { isAfterDeadline, NOT_IN_TIME } from './policies/deadline.ts';
import { businessDaysLater, localDate, nextOpen } from './policies/hours.ts';
import { causeOf, cureOf } from './policies/own-side.ts';
import { type Gap, inWords, retryAfter, retryHours } from './policies/retry.ts';
import type { CallState, MissionState, Progress } from './state.ts';
import type { Target, TargetId } from './target.ts';

const MINUTE_MS = 60_000;
/** A callback further ahead than this is reported and not waited for: a mission has an end. */
const CALLBACK_WITHIN_MS = 14 * 24 * 60 * MINUTE_MS;
/** From a dial to the first word, where nobody said how long it rang. */
const RING_MS = 20_000;
/** A day has parts of two hours: 8 to 10, 10 to 12 … */
const PART_HOURS = 2;

/** What is asked of a mission and of a call; a forecast has no more of them. */
type TryState = Pick<MissionState, 'rounds' | 'people'> & {
  readonly brief: Pick<Brief, 'recipients' | 'hours' | 'maxRetries' | 'deadlineAt'>;
};
type TryCall = Pick<CallState, 'round' | 'target' | 'dueAt' | 'endStatus' | 'endedAt' | 'seconds'>;

export type NextTry = { readonly at: number; readonly reason: string } | { readonly giveUp: string };

/** Whom it is about and when they may be rung again. */
interface Callee {
  readonly zones: readonly string[];
  readonly zone: string;
  readonly open: (from: number) => number | undefined;
  readonly businessDaysAfter: (at: number, days: number) => number;
}

/** They asked for a call once, so rules against pestering them no longer hold (R292). */
export const askedForCall = (progress: Progress | undefined): boolean =>
  progress?.facts.CalleeAskedForCallback !== undefined;

function calleeOf({ brief }: TryState, target: Target | undefined, asked: boolean): Callee | undefined {
  const { zones = [], region } = target ?? {};
  const [zone] = zones;
  const hours = retryHours(brief, asked);
  if (zone === undefined) return undefined;
  return {
    zones,
    zone,
    open: (from) => nextOpen(from, zones, hours, region),
    businessDaysAfter: (at, days) => businessDaysLater(at, zone, days, hours, region),
  };
}

/** The hours in which this person may be rung next: a retry may be bound to fewer than a first call. */
export function hoursOfDial({ brief, rounds }: MissionState, target: TargetId): CallingHours {
  const progress = rounds.at(-1)?.progress.get(target);
  return (progress?.attempts ?? 0) === 0 ? brief.hours : retryHours(brief, askedForCall(progress));
}

/** Waits count from the dial, or from the end of a talk. */
function since(call: TryCall, now: number): number {
  if (call.endStatus !== 'completed') return call.dueAt;
  const over = call.seconds === undefined ? call.endedAt : call.dueAt + RING_MS + call.seconds * 1000;
  return Math.min(now, over ?? now);
}

const hourOf = (at: number, zone: string): number => Math.floor(clockFace(at, offsetAt(at, zone)).minute / 60);

const partOfDay = (at: number, zone: string): number => Math.floor(hourOf(at, zone) / PART_HOURS);

/** The clock when the next part of the day begins. */
function nextPart(at: number, zone: string): number {
  const { day } = clockFace(at, offsetAt(at, zone));
  return towards(at, zone, day, (partOfDay(at, zone) + 1) * PART_HOURS * 60);
}

interface Span {
  readonly from: number;
  readonly until: number;
}

/** Dial to dial, and as long after it was heard how the call ended as the range allows. */
function spanOf(gap: Gap, start: number, now: number, { businessDaysAfter }: Callee): Span {
  if ('businessDays' in gap) {
    const from = businessDaysAfter(start, gap.businessDays);
    return { from, until: businessDaysAfter(start, gap.businessDays + 1) };
  }
  const [least, most] = [gap.least * MINUTE_MS, gap.most * MINUTE_MS];
  return { from: Math.max(start + least, Math.min(now + least, start + most)), until: start + most };
}

/**
 * The first open minute of another part of the day than `start` (R138, R274, R281); where the span is open but reaches none,
 * its last half hour.
 */
function atAnotherTime({ from, until }: Span, start: number, { zone, open }: Callee): number | undefined {
  const used = partOfDay(start, zone);
  const first = open(from);
  let at = first;
  while (at !== undefined && at <= until && partOfDay(at, zone) === used) at = open(nextPart(at, zone));
  if (at !== undefined && at <= until) return at;
  const late = open(Math.max(from, until - 30 * MINUTE_MS));
  return late !== undefined && late <= until ? late : first;
}

/** R292: not on the day of the last call, whatever the row says. */
function notTwiceADay(state: TryState, call: TryCall, fact: CallFact, at: number, callee: Callee): boolean {
  const { recipients } = state.brief;
  const sameDay = localDate(at, callee.zone) === localDate(call.dueAt, callee.zone);
  return recipients === 'professional' && countsAsTry(fact) && sameDay;
}

/** What the person asked for themselves, which may be at any time the mission may ring. */
function asWished(wished: number, now: number, words: string, callee: Callee): NextTry {
  if (wished > now + CALLBACK_WITHIN_MS) return { giveUp: words };
  const at = callee.open(wished);
  return at === undefined ? NEVER_OPEN : { at, reason: words };
}

const NEVER_OPEN: NextTry = { giveUp: 'their hours never open' };

function gapOf(state: TryState, progress: Progress, fact: CallFact, people: number): Gap | undefined {
  const { recipients, maxRetries } = state.brief;
  return retryAfter({
    recipients,
    fact: fact.type,
    seen: (progress.facts[fact.type] ?? 0) + 1,
    attempts: progress.attempts + (countsAsTry(fact) ? 1 : 0),
    maxRetries,
    people,
  });
}

/** `progress` is the person's as it was before `fact`. */
export function nextTry(state: TryState, call: TryCall, fact: CallFact, now: number): NextTry {
  const next = atAnyTime(state, call, fact, now);
  const progress = state.rounds.find((round) => round.id === call.round)?.progress.get(call.target);
  // P47: whatever the tables say, nobody is rung after the deadline; a second booking is cancelled all the same.
  if ('at' in next && progress?.purpose !== 'cancel' && isAfterDeadline(state.brief, next.at))
    return { giveUp: `${next.reason}, ${NOT_IN_TIME}` };
  return next;
}

function atAnyTime(state: TryState, call: TryCall, fact: CallFact, now: number): NextTry {
  const round = state.rounds.find((one) => one.id === call.round);
  const progress = round?.progress.get(call.target);
  const target = state.people.get(call.target)?.details;
  const words = inWords(fact.type);
  // Allowing a country is the account's business; nobody waits for it.
  if (fact.type === 'CallNeverRang' && causeOf(fact.detail) === 'country') return { giveUp: cureOf(fact.detail) };
  const asked = fact.type === 'CalleeAskedForCallback' || askedForCall(progress);
  const callee = calleeOf(state, target, asked);
  const gap = progress === undefined ? undefined : gapOf(state, progress, fact, round?.progress.size ?? 0);
  if (gap === undefined || callee === undefined) return { giveUp: words };
  const wished =
    fact.type === 'CalleeAskedForCallback'
      ? callbackAt(fact.when, now, callee.zone, state.brief.hours, target?.region)
      : undefined;
  if (wished !== undefined && wished > now) return asWished(wished, now, words, callee);
  const start = since(call, now);
  const span = spanOf(gap, start, now, callee);
  const at = gap.otherTime === true ? atAnotherTime(span, start, callee) : callee.open(span.from);
  if (at === undefined) return NEVER_OPEN;
  if (!asked && notTwiceADay(state, call, fact, at, callee)) {
    const later = callee.open(callee.businessDaysAfter(call.dueAt, 1));
    return later === undefined ? NEVER_OPEN : { at: later, reason: `${words}, and only one call a day` };
  }
  const moved = at > Math.max(span.from, span.until);
  return { at, reason: moved ? `${words}, their calling hours begin then` : words };
}
