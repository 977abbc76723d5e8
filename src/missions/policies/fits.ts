/**
 * Whether a mission will be done by its deadline, and what would make it fit: each way out with the end it leads to. A
 * decision between two rounds is counted as taken at once, as nobody can say how long people take. Pure.
 */
import type { CallingHours } from '../brief.ts';
import type { Target } from '../target.ts';
import type { Plan } from './course.ts';
import { type Prediction, type PredictionInput, predict } from './prediction.ts';

/** What a change leads to: when everybody was called once, and when all further tries are over too. */
interface Leads {
  readonly calledOnceAt: number;
  readonly endsAt: number;
}

export type WayOut = Leads &
  (
    | { readonly way: 'lines'; readonly calls: number }
    | { readonly way: 'hours'; readonly hours: CallingHours }
    /** Tried again so often at most. */
    | { readonly way: 'tries'; readonly retries: number }
    /** Only the first so many are called. */
    | { readonly way: 'first'; readonly people: number }
    /** Done by another moment, epoch ms. */
    | { readonly way: 'by'; readonly at: number }
  );

export interface Fit {
  /** Without the deadline: when it would be done. */
  readonly prediction: Prediction;
  /** `once`: everybody is called, but tries that would come after the deadline are left out. `no`: some are not called at all. */
  readonly fits: 'yes' | 'once' | 'no';
  /** Empty where it fits. The mildest first, each of them enough by itself. */
  readonly waysOut: readonly WayOut[];
}

/** Each way out is looked at on its own, in fewer courses; of a very long list only the simplest ones are. */
const MOST_COURSES = 12;
const PEOPLE_LOOKED_AT = 600;
const LONG_LIST = 1000;
const QUARTER_MS = 15 * 60_000;
/** What the last talk takes at most. */
const LAST_TALK_MS = 5 * 60_000;
/** Playbook R250, R251. */
const MOST_AT_ONCE = 10;
/** R273. */
const USUAL_RETRIES = 3;
/** The longest day that is offered, well inside the legal window. */
const LONG_DAY = { from: 8 * 60, to: 20 * 60 };

type Question = Omit<PredictionInput, 'courses' | 'decisionMs'>;
type Change = Partial<Plan> & { readonly targets?: readonly Target[] };

/** `undefined` where the mission has no deadline. */
export function fits(question: Question): Fit | undefined {
  const { deadlineAt } = question.brief;
  if (deadlineAt === undefined) return undefined;
  const prediction = predict({ ...endless(question, {}), decisionMs: 0 });
  const now = leadsOf(prediction);
  if (now.endsAt <= deadlineAt) return { prediction, fits: 'yes', waysOut: [] };
  const fit = now.calledOnceAt <= deadlineAt ? 'once' : 'no';
  const goal: Goal = fit === 'no' ? (one) => one.calledOnceAt : (one) => one.endsAt;
  return { prediction, fits: fit, waysOut: waysOut(question, deadlineAt, now, goal) };
}

const leadsOf = ({ endsBetween, calledOnceAt }: Prediction): Leads => ({
  calledOnceAt: calledOnceAt + LAST_TALK_MS,
  endsAt: endsBetween.to,
});

/** The same without a deadline, that would cut it off. */
function endless(question: Question, change: Change): Question {
  const { targets = question.targets, ...changed } = change;
  const { deadlineAt: _, ...brief } = { ...question.brief, ...changed };
  return { ...question, targets, brief };
}

/** What a way out has to bring before the deadline: everybody called once where some would be left out, else all tries. */
type Goal = (one: Leads) => number;

/** Where a change leads to, if that is enough. */
type Try = (change: Change) => Leads | undefined;

function waysOut(question: Question, deadlineAt: number, now: Leads, goal: Goal): readonly WayOut[] {
  const enough: Try = (change) => {
    const changed = endless(question, change);
    const courses = Math.max(1, Math.min(MOST_COURSES, Math.round(PEOPLE_LOOKED_AT / changed.targets.length)));
    const leads = leadsOf(predict({ ...changed, decisionMs: 0, courses }));
    return goal(leads) <= deadlineAt ? leads : undefined;
  };
  const isLong = question.targets.length > LONG_LIST;
  return [
    ...(isLong ? [] : [moreLines, longerHours, fewerTries].map((way) => way(question, enough))),
    isLong ? byShare(question, deadlineAt, now) : fewerPeople(question, enough),
    { way: 'by', at: Math.ceil(goal(now) / QUARTER_MS) * QUARTER_MS, ...now } as const,
  ].filter((one) => one !== undefined);
}

function moreLines({ brief, lines }: Question, enough: Try): WayOut | undefined {
  const calls = Math.min(MOST_AT_ONCE, lines);
  const leads = calls > brief.batchSize ? enough({ batchSize: calls }) : undefined;
  return leads && { way: 'lines', calls, ...leads };
}

/** A longer day, and Saturday where that is not enough. */
function longerHours({ brief }: Question, enough: Try): WayOut | undefined {
  const { open, days } = brief.hours;
  const longer = { from: Math.min(open.from, LONG_DAY.from), to: Math.max(open.to, LONG_DAY.to) };
  const withSaturday = [...new Set([...days, 6])].toSorted((a, b) => a - b);
  for (const hours of [
    { ...brief.hours, open: longer },
    { ...brief.hours, open: longer, days: withSaturday },
  ]) {
    const isWider = longer.from < open.from || longer.to > open.to || hours.days.length > days.length;
    const leads = isWider ? enough({ hours }) : undefined;
    if (leads !== undefined) return { way: 'hours', hours, ...leads };
  }
  return undefined;
}

/** As many as possible. */
function fewerTries({ brief }: Question, enough: Try): WayOut | undefined {
  for (let retries = (brief.maxRetries ?? USUAL_RETRIES) - 1; retries >= 0; retries -= 1) {
    const leads = enough({ maxRetries: retries });
    if (leads !== undefined) return { way: 'tries', retries, ...leads };
  }
  return undefined;
}

/** As many as possible: halved towards the most that fit. */
function fewerPeople({ targets }: Question, enough: Try): WayOut | undefined {
  let best: WayOut | undefined;
  let [least, most] = [1, targets.length - 1];
  while (least <= most) {
    const people = Math.floor((least + most) / 2);
    const leads = enough({ targets: targets.slice(0, people) });
    if (leads === undefined) most = people - 1;
    else {
      best = { way: 'first', people, ...leads };
      least = people + 1;
    }
  }
  return best;
}

/** A long list is called at an even pace. */
function byShare({ targets, now, brief }: Question, deadlineAt: number, leads: Leads): WayOut | undefined {
  const start = Math.max(now, brief.startAtMs ?? now);
  const share = (deadlineAt - start) / Math.max(1, leads.calledOnceAt - start);
  const people = Math.floor(targets.length * Math.min(1, share));
  if (people < 1 || people >= targets.length) return undefined;
  return { way: 'first', people, calledOnceAt: deadlineAt, endsAt: leads.endsAt };
}
