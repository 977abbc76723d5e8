/** One possible course of a mission: its rounds with the decisions between them, in the order of its class. Pure. */
import { inOneCall } from '../classes/action.ts';
import { isFinal, type Progress } from '../state.ts';
import type { Target, TargetId } from '../target.ts';
import { type Course, type CourseInput, courseOf, type Plan, type SoFar, type Start } from './course.ts';
import type { Draw } from './odds.ts';

/** How often somebody who answers can do what class 5 is after, and does it when called about it. */
const CAN_AND_DOES = 0.4;

export interface MissionCourse extends Pick<Course, 'endAt' | 'firstRings' | 'talkMs'> {}

export interface MissionStart {
  /** Everybody of the first round. */
  readonly targets: readonly Target[];
  /** As far as they have come, where that round is under way. */
  readonly progress?: ReadonlyMap<TargetId, Progress>;
  readonly now: number;
  /** When the last call rang or will ring. */
  readonly lastDueAt: number;
}

/** `firstRings` are those of the first round. `decisionMs` absent: it ends with the first question to a person. */
export function missionCourse(input: CourseInput, start: MissionStart, decisionMs: number | undefined): MissionCourse {
  const { rounds } = input.brief;
  const [first] = rounds;
  if (first === undefined || start.targets.length === 0) return { endAt: start.now, firstRings: new Map(), talkMs: 0 };
  const opening = roundOf(input, { ...start, round: first.id }, decisionMs);
  let at = opening;
  for (const [index, { id }] of rounds.entries()) {
    if (index === 0) continue;
    const chosen = someOf(start.targets, at.answered, rounds[index - 1]?.shortlist ?? 0, input.draw);
    if (chosen.length === 0 || decisionMs === undefined) break;
    const next = { round: id, targets: chosen, now: at.endAt + decisionMs, lastDueAt: at.lastDueAt };
    at = after(at, stretch(input, next));
  }
  return { endAt: at.endAt, firstRings: opening.firstRings, talkMs: at.talkMs };
}

type Segment = Omit<Start, 'letIn'>;

/** What two stretches come to, one after the other. */
const after = (one: Course, next: Course): Course => ({
  ...next,
  firstRings: new Map([...next.firstRings, ...one.firstRings]),
  talkMs: one.talkMs + next.talkMs,
});

/** "First N, then ask me" is two stretches with a decision between them. */
function roundOf(input: CourseInput, all: Segment, decisionMs: number | undefined): Course {
  const { tryFirst } = input.brief;
  const isOpen = ({ id }: Target): boolean => (all.progress?.get(id)?.status ?? 'open') === 'open';
  const open = { ...all, targets: all.targets.filter(isOpen) };
  if (tryFirst === undefined || tryFirst >= all.targets.length) return stretch(input, open);
  const tried = stretch(input, { ...open, targets: all.targets.slice(0, tryFirst).filter(isOpen) });
  if (decisionMs === undefined) return tried;
  const { endAt, lastDueAt } = tried;
  const rest = { ...open, targets: all.targets.slice(tryFirst).filter(isOpen), now: endAt + decisionMs, lastDueAt };
  const later = stretch(input, rest);
  return { ...after(tried, later), answered: [...new Set([...tried.answered, ...later.answered])] };
}

function stretch(input: CourseInput, segment: Segment): Course {
  switch (input.brief.class) {
    case 'negotiation':
      return courseOf(input, { ...segment, letIn: oneByOne });
    case 'action': {
      const goal = { reached: false };
      const course = courseOf(input, { ...segment, letIn: batches(input.brief, input.draw, goal, segment.progress) });
      return goal.reached && !inOneCall(input.brief) ? withAct(input, segment, course) : course;
    }
    default:
      return courseOf(input, { ...segment, letIn: () => segment.targets.length });
  }
}

/** Class 3: the next one is called when the one before is through. */
const oneByOne = (so: SoFar): number => (so.quiet && so.through() >= so.entered ? so.entered + 1 : so.entered);

/** Class 5: whole batches, until enough could; what they can is drawn once each. */
function batches(
  brief: Plan,
  draw: Draw,
  goal: { reached: boolean },
  before: ReadonlyMap<TargetId, Progress> = new Map(),
): Start['letIn'] {
  // Who answered before this forecast could not, or it would be done.
  const able = new Map([...before.values()].filter(isFinal).map((one) => [one.target, false]));
  const { width, bestOf } = { width: 1, bestOf: 1, ...brief.action };
  return (so) => {
    for (const one of so.progress.values())
      if (one.status === 'answered' && !able.has(one.target)) able.set(one.target, draw() < CAN_AND_DOES);
    const could = [...able.values()].filter(Boolean).length;
    const asked = so.through() >= so.entered && so.quiet && so.entered > 0;
    goal.reached = could >= bestOf || (could > 0 && asked);
    if (goal.reached) return undefined;
    return asked || so.entered === 0 ? so.entered + Math.max(1, width) : so.entered;
  };
}

/** The one call that does it. */
function withAct(input: CourseInput, segment: Segment, asked: Course): Course {
  const [target] = segment.targets;
  if (target === undefined) return asked;
  const once = { ...input, odds: { ...input.odds, answered: 1 } };
  const { round } = segment;
  const { endAt: now, lastDueAt } = asked;
  const act = courseOf(once, { round, targets: [target], now, lastDueAt, letIn: () => 1 });
  return after(asked, act);
}

/** Who goes on is not known yet: any of those who answered. */
function someOf(targets: readonly Target[], ids: readonly TargetId[], most: number, draw: Draw): readonly Target[] {
  const left = [...ids];
  const chosen = new Set<TargetId>();
  while (chosen.size < most && left.length > 0) {
    const [one] = left.splice(Math.floor(draw() * left.length), 1);
    if (one !== undefined) chosen.add(one);
  }
  return targets.filter((target) => chosen.has(target.id));
}
