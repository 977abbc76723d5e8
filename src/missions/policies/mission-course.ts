/** One possible course of a whole mission: its rounds with the decisions between them, in the order of its class. Pure. */
import { isFinal } from '../state.ts';
import type { Target, TargetId } from '../target.ts';
import { type Course, type CourseInput, courseOf, type Plan, type SoFar, type Start } from './course.ts';
import type { Draw } from './odds.ts';

/** How often somebody who answers can do what class 5 is after, and does it when called about it. */
const CAN_DO = 0.5;
const DOES_IT = 0.8;

export interface MissionCourse {
  readonly endAt: number;
  /** Ring of the last first call of the first round. */
  readonly calledOnceAt: number;
}

export function missionCourse(
  input: CourseInput,
  targets: readonly Target[],
  startAt: number,
  decisionMs: number | undefined,
): MissionCourse {
  const { brief, draw } = input;
  let at: Pick<Course, 'endAt' | 'lastDueAt' | 'answered'> = { endAt: startAt, lastDueAt: 0, answered: [] };
  let calledOnceAt = startAt;
  for (const [index, { id }] of brief.rounds.entries()) {
    const last = brief.rounds[index - 1];
    const chosen = last === undefined ? targets : someOf(targets, at.answered, last.shortlist ?? 0, draw);
    if (chosen.length === 0 || (index > 0 && decisionMs === undefined)) break;
    const now = at.endAt + (index === 0 ? 0 : (decisionMs ?? 0));
    const course = roundOf(input, { round: id, targets: chosen, now, lastDueAt: at.lastDueAt }, decisionMs);
    if (index === 0) calledOnceAt = course.firstCallsAt;
    at = course;
  }
  return { endAt: at.endAt, calledOnceAt };
}

type Segment = Omit<Start, 'letIn'>;

/** "First N, then ask me" is two stretches with a decision between them. */
function roundOf(input: CourseInput, segment: Segment, decisionMs: number | undefined): Course {
  const first = segment.round === input.brief.rounds[0]?.id ? input.brief.tryFirst : undefined;
  if (first === undefined || first >= segment.targets.length) return stretch(input, segment);
  const tried = stretch(input, { ...segment, targets: segment.targets.slice(0, first) });
  if (decisionMs === undefined) return tried;
  const rest = { ...segment, targets: segment.targets.slice(first), now: tried.endAt + decisionMs };
  const later = stretch(input, { ...rest, lastDueAt: tried.lastDueAt });
  return { ...later, answered: [...tried.answered, ...later.answered] };
}

function stretch(input: CourseInput, segment: Segment): Course {
  switch (input.brief.class) {
    case 'negotiation':
      return courseOf(input, { ...segment, letIn: oneByOne });
    case 'action': {
      const goal = { reached: false };
      const course = courseOf(input, { ...segment, letIn: batches(input.brief, input.draw, goal) });
      return goal.reached && asksFirst(input.brief) ? withAct(input, segment, course) : course;
    }
    default:
      return courseOf(input, { ...segment, letIn: () => segment.targets.length });
  }
}

const finals = ({ progress }: SoFar): number => [...progress.values()].filter(isFinal).length;

/** Class 3: the next one is called when the one before is final. */
const oneByOne = (so: SoFar): number => (so.quiet && finals(so) >= so.entered ? so.entered + 1 : so.entered);

const asksFirst = ({ recipients, action }: Plan): boolean =>
  action !== undefined && !(action.bestOf === 1 && (recipients === 'professional' || action.width === 1));

/** Class 5: whole batches, until enough could; what they can is drawn once each. */
function batches(brief: Plan, draw: Draw, goal: { reached: boolean }): Start['letIn'] {
  const able = new Map<TargetId, boolean>();
  const { width, bestOf } = { width: 1, bestOf: 1, ...brief.action };
  return (so) => {
    for (const one of so.progress.values())
      if (one.status === 'answered' && !able.has(one.target)) able.set(one.target, draw() < CAN_DO * DOES_IT);
    const could = [...able.values()].filter(Boolean).length;
    const asked = finals(so) >= so.entered && so.quiet && so.entered > 0;
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
  const { endAt, lastDueAt } = asked;
  const act = courseOf(once, { ...segment, targets: [target], now: endAt, lastDueAt, letIn: () => 1 });
  return { ...act, firstCallsAt: asked.firstCallsAt };
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
