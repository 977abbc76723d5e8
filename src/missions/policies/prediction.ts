/**
 * When a mission will be done, before anybody was called: many possible courses, and the moment that most of them come near.
 * Pure: the same question has the same answer.
 */
import type { Person } from '../state.ts';
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
  readonly odds?: Odds;
  /** How long people take to decide. Absent = nobody can say: the forecast ends with the first question. */
  readonly decisionMs?: number;
  /** How many courses are looked at. */
  readonly courses?: number;
}

export interface Prediction {
  /** The moment that the end is most likely near to. */
  readonly endAt: number;
  /** Of ten courses one ends before `from` and one after `to`. */
  readonly endsBetween: { readonly from: number; readonly to: number };
  /** The last first call. */
  readonly calledOnceAt: number;
  /** All ends that were looked at, the earliest first. */
  readonly ends: readonly number[];
}

/** Near enough, as a share of how long it takes. */
const NEAR = 0.15;
const PEOPLE_LOOKED_AT = 3000;
const MOST_COURSES = 40;

export function predict({ brief, targets, lines, now, ...given }: PredictionInput): Prediction {
  const people = new Map(targets.map((one): [TargetId, Person] => [one.id, personOf(one)]));
  const callable = targets.filter((one) => one.zones.length > 0);
  const openings = openingsOf(brief);
  const count = given.courses ?? usualCourses(targets.length);
  const atOnce = Math.max(1, Math.min(brief.batchSize, lines));
  const courses = Array.from({ length: count }, (_, seed): MissionCourse => {
    const input = { brief, people, openings, lines: atOnce, odds: given.odds ?? USUAL_ODDS, draw: drawOf(seed + 1) };
    return missionCourse(input, callable, now, given.decisionMs);
  });
  const ends = courses.map((one) => one.endAt).toSorted((a, b) => a - b);
  const firsts = courses.map((one) => one.calledOnceAt).toSorted((a, b) => a - b);
  return {
    endAt: likeliest(ends, now),
    endsBetween: { from: share(ends, 0.1), to: share(ends, 0.9) },
    calledOnceAt: share(firsts, 0.5),
    ends,
  };
}

/** Fewer for long lists, which have less luck in them. */
const usualCourses = (people: number): number =>
  Math.max(1, Math.min(MOST_COURSES, Math.round(PEOPLE_LOOKED_AT / Math.max(1, people))));

const personOf = (details: Target): Person => ({ id: details.id, person: details.id, details, voicemails: 0 });

/** The moment below which this share of the sorted ones lies. */
const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;

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
