/**
 * When a mission will be done, as far as it has come: many possible courses, and the moment that most of them come near to.
 * The one source of what previews and cards foretell. Pure: the same question has the same answer.
 */
import type { Person, Progress } from '../state.ts';
import type { Target, TargetId } from '../target.ts';
import type { Plan } from './course.ts';
import { type MissionCourse, missionCourse } from './mission-course.ts';
import { drawOf, type Odds, USUAL_ODDS } from './odds.ts';
import { openingsOf } from './waiting.ts';

export interface PredictionInput {
  readonly brief: Plan;
  readonly targets: readonly Target[];
  /** Calls at once that the account allows. */
  readonly lines: number;
  /** Mission time, epoch ms. */
  readonly now: number;
  /** Of a mission that is under way: how far everybody of its round has come, and when the last call rings. */
  readonly begun?: { readonly progress: ReadonlyMap<TargetId, Progress>; readonly lastDueAt: number };
  readonly odds?: Odds;
  /** How long people take to decide. Absent = nobody can say: the forecast ends with the first question. */
  readonly decisionMs?: number;
  /** How many courses are looked at, at most. */
  readonly courses?: number;
}

/** The first call to somebody. */
export interface FirstCall {
  readonly target: Target;
  readonly at: number;
}

export interface Prediction {
  /** The moment that the end is most likely near to, further tries included. */
  readonly endAt: number;
  /** Of ten courses one ends before `from` and one after `to`. */
  readonly endsBetween: { readonly from: number; readonly to: number };
  /** Everybody of the first round who is called in most courses, as their phones ring for the first time. */
  readonly firstCalls: readonly FirstCall[];
  /** The last of these: by then everybody was called once. */
  readonly calledOnceAt: number;
  /** All talks together, in the middle of the courses. */
  readonly talkMs: number;
  /** Whose hours do not open. */
  readonly neverOpen: readonly Target[];
}

/** Near enough, as a share of how long it takes. */
const NEAR = 0.15;
const PEOPLE_LOOKED_AT = 3000;
const MOST_COURSES = 40;

export function predict({ brief, targets, lines, now, begun, ...given }: PredictionInput): Prediction {
  const people = new Map(targets.map((one): [TargetId, Person] => [one.id, personOf(one)]));
  const openings = openingsOf(brief);
  const opens = (one: Target): boolean =>
    one.zones.length > 0 && openings.first(one)(Math.max(now, brief.startAtMs ?? 0)) !== undefined;
  const callable = targets.filter(opens);
  const count = Math.min(given.courses ?? MOST_COURSES, usualCourses(targets.length));
  const atOnce = Math.max(1, Math.min(brief.batchSize, lines));
  const start = { targets: callable, lastDueAt: 0, ...begun, now };
  const courses = Array.from({ length: count }, (_, seed): MissionCourse => {
    const input = { brief, people, openings, lines: atOnce, odds: given.odds ?? USUAL_ODDS, draw: drawOf(seed + 1) };
    return missionCourse(input, start, given.decisionMs);
  });
  const ends = sorted(courses.map((one) => one.endAt));
  const firstCalls = firstCallsOf(callable, courses);
  return {
    endAt: likeliest(ends, now),
    endsBetween: { from: share(ends, 0.1), to: share(ends, 0.9) },
    firstCalls,
    calledOnceAt: firstCalls.at(-1)?.at ?? now,
    talkMs: share(sorted(courses.map((one) => one.talkMs)), 0.5),
    neverOpen: targets.filter((one) => !opens(one)),
  };
}

/** Each in the middle of the courses; whoever most courses do not come to is not called. */
function firstCallsOf(targets: readonly Target[], courses: readonly MissionCourse[]): readonly FirstCall[] {
  const found = targets.flatMap((target): FirstCall[] => {
    const rings = sorted(courses.map(({ firstRings }) => firstRings.get(target.id) ?? Number.POSITIVE_INFINITY));
    const at = share(rings, 0.5);
    return Number.isFinite(at) ? [{ target, at }] : [];
  });
  return found.toSorted((one, other) => one.at - other.at);
}

const sorted = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

/** Fewer for long lists, which have less luck in them. */
const usualCourses = (people: number): number =>
  Math.max(1, Math.min(MOST_COURSES, Math.round(PEOPLE_LOOKED_AT / Math.max(1, people))));

const personOf = (details: Target): Person => ({ id: details.id, person: details.id, details, voicemails: 0 });

/** The moment below which this share of the sorted ones lies. */
const share = (values: readonly number[], part: number): number =>
  values[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;

/** The moment that the most ends come near to; in the middle of those. */
function likeliest(ends: readonly number[], now: number): number {
  let best: readonly number[] = [];
  for (const [index, end] of ends.entries()) {
    // Everything that one and the same moment is near to, from this end on.
    const latest = now + ((end - now) * (1 + NEAR)) / (1 - NEAR);
    const near = ends.slice(index).filter((one) => one <= latest);
    if (near.length > best.length) best = near;
  }
  const [first = now] = best;
  const last = best.at(-1) ?? now;
  // As far above the first, as a share, as it is below the last.
  const least = now + (last - now) * (1 - NEAR);
  const most = now + (first - now) * (1 + NEAR);
  return Math.min(most, Math.max(least, share(best, 0.5)));
}
