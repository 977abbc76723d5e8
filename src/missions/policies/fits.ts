/**
 * Whether a mission will be done by its deadline, whom it would leave out, and what would make it fit. A decision on the way is
 * counted as taken at once, as nobody can say how long people take. Pure.
 */
import type { CallingHours } from '../brief.ts';
import type { Target } from '../target.ts';
import type { Plan } from './course.ts';
import { MOST_AT_ONCE } from './pacing.ts';
import { type Prediction, type PredictionInput, predict } from './prediction.ts';
import { USUAL_RETRIES } from './retry.ts';

export interface Fit {
  /** As it would go without the deadline. */
  readonly prediction: Prediction;
  /** `once`: everybody is called, but tries that would come after the deadline are left out. `no`: some are not called at all. */
  readonly fits: 'yes' | 'once' | 'no';
  /** Who would not be called at all, in the order in which they would be. */
  readonly leftOut: readonly Target[];
}

export type WayOut =
  | { readonly way: 'lines'; readonly calls: number }
  | { readonly way: 'hours'; readonly hours: Pick<CallingHours, 'open' | 'days'> }
  /** Tried again so often at most. */
  | { readonly way: 'tries'; readonly retries: number }
  /** Only the first so many are called. */
  | { readonly way: 'first'; readonly people: number }
  /** Done by another moment, epoch ms. */
  | { readonly way: 'by'; readonly at: number };

type Question = Omit<PredictionInput, 'decisionMs'>;

/** Of a very long list only the simplest ways out are looked at. */
const LONG_LIST = 1000;
const QUARTER_MS = 15 * 60_000;
/** The longest day that is offered, well inside the legal window. */
const LONG_DAY = { from: 8 * 60, to: 20 * 60 };

/** `undefined` where the mission has no deadline. */
export function fitOf(question: Question): Fit | undefined {
  const { deadlineAt } = question.brief;
  if (deadlineAt === undefined) return undefined;
  const prediction = withoutDeadline(question, {});
  const leftOut = prediction.firstCalls.filter((one) => one.at > deadlineAt).map((one) => one.target);
  const inTime = prediction.endsBetween.to <= deadlineAt;
  return { prediction, fits: leftOut.length > 0 ? 'no' : inTime ? 'yes' : 'once', leftOut };
}

/** The deadline itself would cut it off. */
function withoutDeadline(question: Question, change: Partial<Plan>): Prediction {
  const { deadlineAt: _, ...brief } = { ...question.brief, ...change };
  return predict({ ...question, brief, decisionMs: 0 });
}

/** Empty where it fits. The mildest first, each of them enough by itself: to call everybody once, else to make all tries. */
export function waysOut(question: Question, { fits, prediction, leftOut }: Fit): readonly WayOut[] {
  const { deadlineAt } = question.brief;
  if (fits === 'yes' || deadlineAt === undefined) return [];
  const overAt = (one: Prediction): number => (fits === 'no' ? one.calledOnceAt : one.endsBetween.to);
  const enough: Enough = (change) => overAt(withoutDeadline(question, change)) <= deadlineAt;
  const isLong = question.targets.length > LONG_LIST;
  return [
    ...(isLong ? [] : [moreLines, longerHours, fewerTries].map((way) => way(question, enough))),
    fits === 'no' ? fewerPeople(question, leftOut) : undefined,
    { way: 'by', at: Math.ceil(overAt(prediction) / QUARTER_MS) * QUARTER_MS } as const,
  ].filter((one) => one !== undefined);
}

/** Whether a change makes it fit. */
type Enough = (change: Partial<Plan>) => boolean;

function moreLines({ brief, lines }: Question, enough: Enough): WayOut | undefined {
  const calls = Math.min(MOST_AT_ONCE, lines);
  return calls > brief.batchSize && enough({ batchSize: calls }) ? { way: 'lines', calls } : undefined;
}

/** A longer day, and Saturday where that is not enough. */
function longerHours({ brief }: Question, enough: Enough): WayOut | undefined {
  const { open, days } = brief.hours;
  const longer = { from: Math.min(open.from, LONG_DAY.from), to: Math.max(open.to, LONG_DAY.to) };
  const withSaturday = [...new Set([...days, 6])].toSorted((a, b) => a - b);
  const hours = [days, withSaturday].map((some) => ({ ...brief.hours, open: longer, days: some }));
  const isWider = (one: CallingHours): boolean =>
    longer.from < open.from || longer.to > open.to || one.days.length > days.length;
  const found = hours.find((one) => isWider(one) && enough({ hours: one }));
  return found && { way: 'hours', hours: found };
}

/** As many as possible. */
function fewerTries({ brief }: Question, enough: Enough): WayOut | undefined {
  for (let retries = (brief.maxRetries ?? USUAL_RETRIES) - 1; retries >= 0; retries -= 1)
    if (enough({ maxRetries: retries })) return { way: 'tries', retries };
  return undefined;
}

/** The list up to the first who would be left out: whoever comes after takes no time from those before. */
function fewerPeople({ targets }: Question, leftOut: readonly Target[]): WayOut | undefined {
  const late = new Set(leftOut);
  const people = targets.findIndex((one) => late.has(one));
  return people < 1 ? undefined : { way: 'first', people };
}
