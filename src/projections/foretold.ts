/**
 * What is foretold of a mission that is under way: whether it will be done by its deadline, whom that would leave out, whose
 * turn comes when. The forecast of the preview, from where the mission stands now. Reads nothing but the view.
 */
import type { CallFact } from '../missions/event.ts';
import type { Plan } from '../missions/policies/course.ts';
import { isPastDeadline } from '../missions/policies/deadline.ts';
import { type Fit, fitOf } from '../missions/policies/fits.ts';
import { type PredictionInput, predict } from '../missions/policies/prediction.ts';
import type { Progress } from '../missions/state.ts';
import type { TargetId } from '../missions/target.ts';
import { isOut, isTalking } from './change-row.ts';
import { isUndecided } from './derive-view.ts';
import type { MissionView, RowStatus, RowView } from './mission-view.ts';
import { peopleOfRound } from './who-counts.ts';

const WAITING: ReadonlySet<RowStatus> = new Set(['planned', 'scheduled', 'retry']);

/** A card is drawn after everything that happens, so fewer courses are looked at than once before a start. */
const PEOPLE_LOOKED_AT = 200;
const MOST_COURSES = 9;

/** `lines`: calls at once that the account allows. `undefined` also where there is no deadline. */
export function stillFits(view: MissionView, now: number, lines: number): Fit | undefined {
  const question = questionOf(view, now, lines);
  return question && fitOf(question);
}

/** When the phones of those who were not called yet will ring, about. */
export function foretoldTurns(view: MissionView, now: number, lines: number): ReadonlyMap<TargetId, number> {
  const question = questionOf(view, now, lines);
  if (question === undefined) return new Map();
  const { firstCalls } = fitOf(question)?.prediction ?? predict({ ...question, decisionMs: 0 });
  return new Map(firstCalls.map(({ target, at }) => [target.id, at]));
}

/**
 * `undefined` where nothing can be foretold: at the end, past the deadline, while somebody decides who is called, and when a
 * round is over.
 */
function questionOf(view: MissionView, now: number, lines: number): PredictionInput | undefined {
  const { brief, gates, rounds, round } = view;
  const isOver = view.endedAt !== undefined || view.cancelledBy !== undefined || isPastDeadline(brief, now);
  if (isOver || gates.some(isUndecided) || rounds[round]?.status === 'finished') return undefined;
  const rows = peopleOfRound(view).filter((row) => row.removed === undefined);
  const progress = new Map(rows.map((row) => [row.target, progressOf(view, row)]));
  const lastDueAt = Math.max(0, ...rows.flatMap((row) => row.calls.map((call) => call.dueAt)));
  return {
    brief: planOf(view, now),
    targets: rows.flatMap((row) => row.details ?? []),
    lines,
    now,
    begun: { progress, lastDueAt },
    courses: Math.max(1, Math.min(MOST_COURSES, Math.floor(PEOPLE_LOOKED_AT / Math.max(1, rows.length)))),
  };
}

/** The rounds that are left, as fast as it goes by now; the look at the first answers only while it is still to come. */
function planOf({ brief, round, gates, pace }: MissionView, now: number): Plan {
  const { tryFirst, ...rest } = brief;
  const isToCome = round === 0 && !gates.some((gate) => gate.kind === 'trial');
  const slow = pace !== undefined && pace.until > now ? pace : undefined;
  return {
    ...rest,
    ...(tryFirst === undefined || !isToCome ? {} : { tryFirst }),
    rounds: brief.rounds.slice(round),
    batchSize: Math.min(brief.batchSize, slow?.batchSize ?? brief.batchSize),
    spacingSecs: Math.max(brief.spacingSecs, slow?.spacingSecs ?? 0),
  };
}

/** Who is on the phone or about to be counts as answered: nothing leaves them out any more. */
function progressOf(view: MissionView, row: RowView): Progress {
  const round = view.rounds[view.round]?.id;
  const standing = row.byRound?.find((one) => one.round === round);
  const { deadlineAt = Number.POSITIVE_INFINITY } = view.brief;
  const isCalled = row.calls.some((call) => isTalking(call) || (isOut(call) && call.dueAt <= deadlineAt));
  const facts: Partial<Record<CallFact['type'], number>> = {};
  for (const { outcome, round: of } of row.calls)
    if (outcome !== undefined && of === round) facts[outcome] = (facts[outcome] ?? 0) + 1;
  return {
    target: row.target,
    status: isCalled ? 'answered' : statusOf(standing?.status ?? 'planned'),
    attempts: standing?.attempts ?? 0,
    notBefore: Math.max(standing?.nextCallAt ?? 0, view.downtime?.resumeFrom ?? 0),
    reason: '',
    facts,
  };
}

function statusOf(status: RowStatus): Progress['status'] {
  if (WAITING.has(status)) return 'open';
  return status === 'answered' || status === 'on-the-phone' ? 'answered' : 'given-up';
}
