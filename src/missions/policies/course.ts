/**
 * One possible course of a list of calls: who is rung when, until the last answer is known. The same hours, spacing, looks and
 * retries as the mission itself, with calls that go as a row of draws says. Pure; a forecast looks at many of them.
 */
import type { Brief } from '../brief.ts';
import type { CallFact } from '../event.ts';
import { countsAsTry } from '../evolve.ts';
import { askedForCall, nextTry } from '../next-try.ts';
import { type CallState, freshProgress, type Person, type Progress, type RoundState } from '../state.ts';
import type { Target, TargetId } from '../target.ts';
import { type Dialled, type DialOutcome, type Draw, dialledBy, type Odds } from './odds.ts';
import { LEAD_MS } from './pacing.ts';
import { nextSharedLook, usualTalkMs } from './polling.ts';
import { createWaitingRoom, type NextRing, type Openings, type Waiting, type WaitingRoom } from './waiting.ts';

/** From the end of a talk to its insight, and from one question for it to the next. */
const INSIGHT_MS = 7000;
const INSIGHT_EVERY_MS = 10_000;
/** So many talks tell how long they last; all of them would tell the same. */
const FORESEEN_BY = 16;

/** What of a brief decides how long it takes. */
export type Plan = Pick<
  Brief,
  | 'class'
  | 'rounds'
  | 'recipients'
  | 'hours'
  | 'batchSize'
  | 'spacingSecs'
  | 'maxRetries'
  | 'deadlineAt'
  | 'startAtMs'
  | 'tryFirst'
  | 'action'
>;

export interface CourseInput {
  readonly brief: Plan;
  readonly people: ReadonlyMap<TargetId, Person>;
  readonly openings: Openings;
  /** Calls at once. */
  readonly lines: number;
  readonly odds: Odds;
  readonly draw: Draw;
}

export interface Start {
  readonly round: string;
  /** Who is still to be called, in the order of the list. */
  readonly targets: readonly Target[];
  /** Everybody of a round that is under way, as far as they have come. */
  readonly progress?: ReadonlyMap<TargetId, Progress>;
  readonly now: number;
  readonly lastDueAt: number;
  /** How many of the list may be called by now; asked after every answer. Undefined: it is over. */
  readonly letIn: (so: SoFar) => number | undefined;
}

export interface SoFar {
  readonly progress: ReadonlyMap<TargetId, Progress>;
  /** People let in so far. */
  readonly entered: number;
  /** Those of them who are through; counted when asked. */
  readonly through: () => number;
  /** Nobody is on a line. */
  readonly quiet: boolean;
}

export interface Course {
  readonly endAt: number;
  /** When each phone rings for the first time. */
  readonly firstRings: ReadonlyMap<TargetId, number>;
  /** All talks together. */
  readonly talkMs: number;
  readonly lastDueAt: number;
  readonly answered: readonly TargetId[];
}

interface OutCall {
  readonly waiting: Waiting;
  readonly dialled: Dialled;
  call: CallState;
  lastLook: number | undefined;
}

interface Run extends CourseInput {
  readonly state: {
    readonly brief: Plan;
    readonly rounds: readonly RoundState[];
    readonly people: CourseInput['people'];
  };
  readonly progress: Map<TargetId, Progress>;
  readonly room: WaitingRoom;
  readonly out: Set<OutCall>;
  /** Over on the line; what was learnt is known at that time. */
  readonly unread: Map<OutCall, number>;
  readonly talks: CallState[];
  readonly firstRings: Map<TargetId, number>;
  usualMs: number | undefined;
  talkMs: number;
  now: number;
  lastDueAt: number;
  entered: number;
  isOver: boolean;
}

export function courseOf(input: CourseInput, { round, targets, letIn, progress: known, ...from }: Start): Course {
  const progress = new Map(known);
  for (const { id } of targets) if (!progress.has(id)) progress.set(id, freshProgress(id));
  const run: Run = {
    ...input,
    ...from,
    state: {
      brief: input.brief,
      people: input.people,
      rounds: [{ id: round, progress, finished: false, ranking: [] }],
    },
    progress,
    room: createWaitingRoom(),
    out: new Set(),
    unread: new Map(),
    talks: [],
    firstRings: new Map(),
    usualMs: undefined,
    talkMs: 0,
    entered: 0,
    isOver: false,
  };
  do enter(run, targets, letIn);
  while (!run.isOver && step(run));
  const answered = [...progress.values()].filter((one) => one.status === 'answered').map((one) => one.target);
  const { firstRings, talkMs, lastDueAt } = run;
  return { endAt: endOf(run), firstRings, talkMs, lastDueAt, answered };
}

/** Somebody who could not be rung before the deadline is let go when it passes. */
function endOf({ now, brief, progress, isOver }: Run): number {
  const isLeft = !isOver && [...progress.values()].some((one) => one.status === 'open');
  return isLeft && brief.deadlineAt !== undefined ? Math.max(now, brief.deadlineAt) : now;
}

function enter(run: Run, targets: readonly Target[], letIn: Start['letIn']): void {
  const quiet = run.out.size + run.unread.size === 0;
  const isThrough = ({ id }: Target): boolean => run.progress.get(id)?.status !== 'open';
  const through = (): number => targets.slice(0, run.entered).filter(isThrough).length;
  const upTo = letIn({ progress: run.progress, entered: run.entered, through, quiet });
  if (upTo === undefined) run.isOver = true;
  for (const target of targets.slice(run.entered, upTo ?? 0)) {
    const so = run.progress.get(target.id) ?? freshProgress(target.id);
    const notBefore = Math.max(run.brief.startAtMs ?? 0, so.notBefore);
    const opening = so.attempts === 0 ? run.openings.first(target) : run.openings.again(target, askedForCall(so));
    // Nobody waits for people whose hours never open.
    if (opening(Math.max(run.now, notBefore)) === undefined) run.progress.set(target.id, { ...so, status: 'given-up' });
    else run.room.add({ index: run.entered, target, notBefore, opening });
    run.entered += 1;
  }
}

/** Rings whoever may be rung, then goes on to the next moment at which something is known. False when nothing follows. */
function step(run: Run): boolean {
  const ringAt = ringAll(run);
  const lookAt = nextLookAt(run);
  const next = Math.min(ringAt, lookAt, ...run.unread.values());
  if (!Number.isFinite(next)) return false;
  run.now = Math.max(run.now, next);
  if (lookAt <= run.now) lookAtAll(run);
  for (const [one, at] of run.unread) if (at <= run.now) learn(run, one);
  return true;
}

/** Hands over what is due; answers when the next hand-over is, where a line is free for it. */
function ringAll(run: Run): number {
  while (run.out.size < run.lines) {
    const earliest = Math.max(run.now + LEAD_MS, run.lastDueAt + run.brief.spacingSecs * 1000);
    const ring = run.room.next(earliest);
    if (ring === undefined || ring.dueAt > (run.brief.deadlineAt ?? ring.dueAt)) return Number.POSITIVE_INFINITY;
    if (ring.dueAt - LEAD_MS > run.now) return ring.dueAt - LEAD_MS;
    run.room.take(ring);
    dial(run, ring);
  }
  return Number.POSITIVE_INFINITY;
}

function dial(run: Run, { waiting, dueAt }: NextRing): void {
  const { target } = waiting;
  const attempt = (run.progress.get(target.id)?.attempts ?? 0) + 1;
  run.lastDueAt = dueAt;
  if (attempt === 1 && !run.firstRings.has(target.id)) run.firstRings.set(target.id, dueAt);
  run.out.add({
    waiting,
    dialled: dialledBy(run.odds, attempt, run.draw),
    lastLook: undefined,
    call: {
      call: target.id,
      target: target.id,
      round: run.state.rounds[0]?.id ?? '',
      attempt,
      dueAt,
      intendedAt: run.now,
      key: '',
      body: undefined,
      from: '',
      phase: 'handed-over',
      couldNotBeTakenBack: false,
      hasTalk: false,
    },
  });
}

function nextLookAt({ out, usualMs }: Run): number {
  if (out.size === 0) return Number.POSITIVE_INFINITY;
  const calls = [...out];
  const lastLookOf = (call: CallState): number | undefined => calls.find((one) => one.call === call)?.lastLook;
  return nextSharedLook(
    calls.map((one) => one.call),
    lastLookOf,
    usualMs,
  );
}

function lookAtAll(run: Run): void {
  for (const one of run.out) {
    one.lastLook = run.now;
    const { call, dialled } = one;
    const answeredAt = call.dueAt + dialled.ringMs;
    if (run.now < call.dueAt) continue;
    if (run.now < answeredAt) one.call = { ...call, phase: 'ringing' };
    else if (dialled.talkMs === undefined) end(run, one, undefined);
    else if (run.now < answeredAt + dialled.talkMs)
      one.call = { ...call, phase: 'in-progress', inProgressAt: call.inProgressAt ?? run.now };
    else end(run, one, answeredAt + dialled.talkMs);
  }
}

/** The line is free; an insight is asked for until it is there. */
function end(run: Run, one: OutCall, talkedUntil: number | undefined): void {
  run.out.delete(one);
  if (talkedUntil === undefined) {
    one.call = { ...one.call, phase: 'ended', endedAt: run.now, endStatus: 'no-answer' };
    run.unread.set(one, run.now);
    return;
  }
  run.talkMs += one.dialled.talkMs ?? 0;
  const seconds = Math.round((one.dialled.talkMs ?? 0) / 1000);
  one.call = { ...one.call, phase: 'ended', endedAt: run.now, endStatus: 'completed', seconds };
  if (run.talks.length < FORESEEN_BY) {
    run.talks.push(one.call);
    run.usualMs = usualTalkMs(run.talks);
  }
  const late = Math.max(0, talkedUntil + INSIGHT_MS - run.now);
  run.unread.set(one, run.now + Math.ceil(late / INSIGHT_EVERY_MS) * INSIGHT_EVERY_MS);
}

function factOf(type: DialOutcome): CallFact {
  switch (type) {
    case 'PersonAnswered':
      return { type, values: { private: {} } };
    case 'CallFailed':
      return { type, detail: '' };
    default:
      return { type };
  }
}

/** Final, or once more at the time that the tables say. */
function learn(run: Run, one: OutCall): void {
  run.unread.delete(one);
  const { waiting, call } = one;
  const before = run.progress.get(call.target);
  if (before === undefined) return;
  const fact = factOf(one.dialled.outcome);
  const facts = { ...before.facts, [fact.type]: (before.facts[fact.type] ?? 0) + 1 };
  const after = { ...before, facts, attempts: before.attempts + (countsAsTry(fact) ? 1 : 0) };
  const next =
    fact.type === 'PersonAnswered' || fact.type === 'CalleeOptedOut'
      ? undefined
      : nextTry(run.state, call, fact, run.now);
  if (next === undefined || !('at' in next)) {
    run.progress.set(call.target, { ...after, status: fact.type === 'PersonAnswered' ? 'answered' : 'given-up' });
    return;
  }
  run.progress.set(call.target, { ...after, notBefore: next.at });
  const opening = run.openings.again(waiting.target, askedForCall(after));
  run.room.add({ ...waiting, notBefore: next.at, opening });
}
