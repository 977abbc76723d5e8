/**
 * What follows by itself from a mission's state: steps open and close, rounds begin and end, gates open, the mission
 * finishes. Pure; decide.ts applies it after every command until nothing follows any more, so that a decision and its
 * consequences stand in one journal record.
 */
import { dialsOf, waitingForTrial } from './classes/dials.ts';
import { strategyFor } from './classes/index.ts';
import { idlePeople, roundIsOver } from './classes/round.ts';
import type { StepNames } from './classes/strategy.ts';
import type { MissionEvent } from './event.ts';
import { decideApproved } from './gate.ts';
import { openDoubleBookingGate, openShortlistGate, openTrialGate } from './gates.ts';
import { paceRecovered } from './pace/decide.ts';
import { isPastDeadline, leftOut, pastDeadline } from './policies/deadline.ts';
import { nextOpen } from './policies/hours.ts';
import { isHealed, OUR_SIDE } from './policies/own-side.ts';
import { TOO_LATE_MS } from './policies/pacing.ts';
import { UNKNOWN_FOR_MS } from './policies/polling.ts';
import { baseIsReady, nextResource } from './provision.ts';
import { finishEvent } from './report.ts';
import { rankingOf } from './standing.ts';
import { type CallState, currentRound, isOut, isSettled, type MissionState, openGate } from './state.ts';
import { letGo, textsFollow, waitsForTexts } from './texts/decide.ts';
import { textsOut } from './texts/state.ts';

type Events = readonly MissionEvent[];

/** Closes steps of a stage in order: opens what was still pending so that every step is seen to start (R20, R57, R58). */
const start = (state: MissionState, step: string): Events =>
  state.steps.get(step) === 'pending' ? [{ type: 'StepStarted', step }] : [];

const complete = (state: MissionState, step: string): Events =>
  state.steps.get(step) === 'in_progress' ? [{ type: 'StepCompleted', step }] : [];

const startAndComplete = (state: MissionState, step: string): Events =>
  state.steps.get(step) === 'pending'
    ? [
        { type: 'StepStarted', step },
        { type: 'StepCompleted', step },
      ]
    : complete(state, step);

/** R177, R305: nothing is left open at the end. */
export const closeAllSteps = (state: MissionState, failed: boolean): Events =>
  [...state.steps].flatMap(([step, status]): MissionEvent[] => {
    if (status === 'pending') return [{ type: 'StepSkipped', step }];
    if (status !== 'in_progress') return [];
    return [failed ? { type: 'StepFailed', step, reason: 'the mission ended' } : { type: 'StepCompleted', step }];
  });

function preparing(state: MissionState, round: number, now: number): Events {
  const strategy = strategyFor(state.brief.class);
  const names = strategy.steps(state.brief, round);
  const spec = state.brief.rounds[round];
  if (!baseIsReady(state) || spec === undefined) return [];
  const opened = start(state, names.setup);
  if (opened.length > 0) return opened;
  if (nextResource(state) !== undefined) return [];
  if (state.upcoming.length === 0) return [...closeAllSteps(state, true), finishEvent(state, 'failed', 'all-called')];
  return [
    ...complete(state, names.setup),
    { type: 'RoundOpened', round: spec.id, targets: state.upcoming },
    ...neverOpen(state, now),
    ...start(state, names.calls),
  ];
}

/** People whose possible zones have no hour in common with the mission's are not waited for. */
function neverOpen(state: MissionState, now: number): Events {
  const from = Math.max(now, state.brief.startAtMs ?? now);
  const known = new Map<string, boolean>();
  return state.upcoming.flatMap((target): MissionEvent[] => {
    const { zones = [], region } = state.people.get(target)?.details ?? {};
    const key = `${zones.join()} ${region}`;
    const opens = () => zones.length > 0 && nextOpen(from, zones, state.brief.hours, region) !== undefined;
    if (!known.has(key)) known.set(key, opens());
    return known.get(key) === true ? [] : [{ type: 'TargetGivenUp', target, reason: 'their hours never open' }];
  });
}

/** Nor are people whose data was deleted meanwhile: there is no number to call. */
function forgotten(state: MissionState): Events {
  return idlePeople(state)
    .filter((target) => state.people.get(target)?.details === undefined)
    .map((target): MissionEvent => ({ type: 'TargetGivenUp', target, reason: 'their data was deleted' }));
}

/** A day after nobody could say how a call ended, the mission goes on without that person; not where it waits for a word. */
const givenUpUnknown = (state: MissionState, now: number): Events =>
  [...(currentRound(state)?.progress.values() ?? [])].flatMap((one): MissionEvent[] =>
    one.status === 'unknown' &&
    strategyFor(state.brief.class).waitsForWord?.(state, one) !== true &&
    now >= (one.unknownSince ?? now) + UNKNOWN_FOR_MS
      ? [{ type: 'TargetGivenUp', target: one.target, reason: one.reason }]
      : [],
  );

function roundEnd(state: MissionState, names: StepNames): { events: Events; ranking: ReturnType<typeof rankingOf> } {
  const round = state.rounds.at(-1);
  if (round === undefined) return { events: [], ranking: [] };
  const ranking = rankingOf(state, round.id);
  const events: Events = [
    ...complete(state, names.calls),
    ...names.analysis.slice(0, -1).flatMap((step) => startAndComplete(state, step)),
    ...names.analysis.slice(-1).flatMap((step) => start(state, step)),
    { type: 'RoundFinished', round: round.id, ranking },
    ...names.analysis.slice(-1).map((step): MissionEvent => ({ type: 'StepCompleted', step })),
  ];
  return { events, ranking };
}

/** Nobody gave a useful answer: the calls have failed for good, and what would compare them never begins (R32, R305). */
function roundFailed(state: MissionState, names: StepNames): Events {
  const reason = 'nobody could be reached with a useful answer';
  const failed: Events =
    state.steps.get(names.calls) === 'in_progress' ? [{ type: 'StepFailed', step: names.calls, reason }] : [];
  return [...failed, ...roundEnd(state, names).events.filter((event) => event.type === 'RoundFinished')];
}

/** Steps that belong to single calls open when their call may be placed and close when it is settled (R20, R220). */
function stepsOfCalls(state: MissionState): Events {
  const opened = new Set(dialsOf(state).map((dial) => dial.step));
  const closed = strategyFor(state.brief.class).closed?.(state) ?? [];
  return [
    ...closed.flatMap(
      ({ step, failed }): Events =>
        failed === undefined ? startAndComplete(state, step) : [{ type: 'StepFailed', step, reason: failed }],
    ),
    ...[...opened].flatMap((step) => start(state, step)),
  ];
}

/** Held because our own side failed, and a call has got through. */
const healedAgain = (state: MissionState): Events => (isHealed(state) ? [{ type: 'HoldLifted', what: OUR_SIDE }] : []);

/** Nothing is decided about the round: people who cannot be called any more are let go, single steps move. */
function goingOn(state: MissionState, round: number, now: number): Events {
  const events = [
    ...forgotten(state),
    ...givenUpUnknown(state, now),
    ...paceRecovered(state, now),
    ...healedAgain(state),
    ...stepsOfCalls(state),
  ];
  if (events.length > 0) return events;
  const others = waitingForTrial(state);
  return others.length > 0 ? openTrialGate(state, round, others, now) : [];
}

function calling(state: MissionState, round: number, now: number): Events {
  const strategy = strategyFor(state.brief.class);
  const names = strategy.steps(state.brief, round);
  const next = strategy.next(state);
  // Whatever would begin now would ring after the deadline.
  if (isPastDeadline(state.brief, now) && (next.kind === 'gate' || next.kind === 'choose'))
    return roundIsOver(state) ? roundEnd(state, names).events : [];
  switch (next.kind) {
    case 'go-on':
      return goingOn(state, round, now);
    case 'stop': {
      const stopped = [...state.calls.values()].filter((call) => next.all || (call.purpose ?? 'ask') === 'ask');
      const events = takeBackAll(stopped, now, next.because);
      return events.length > 0 ? events : goingOn(state, round, now);
    }
    case 'choose':
      return [{ type: 'ActionChosen', target: next.target, purpose: 'act' }];
    case 'double-booking':
      return openDoubleBookingGate(state, round, next, now);
    case 'gate': {
      const { events, ranking } = roundEnd(state, names);
      const approval = names.approval === undefined ? [] : start(state, names.approval);
      return [...events, ...approval, ...openShortlistGate(state, round, ranking, next.shortlist, now)];
    }
    case 'finish': {
      const steps = stepsOfCalls(state);
      if (steps.length > 0) return steps;
      const texts = textsFollow(state, now);
      if (texts.length > 0 || waitsForTexts(state)) return texts;
      return next.status === 'failed' ? roundFailed(state, names) : roundEnd(state, names).events;
    }
  }
}

/** After `RoundFinished` the state is asked once more what the whole came to. */
function finishing(state: MissionState, round: number): Events {
  const next = strategyFor(state.brief.class).next(state);
  if (next.kind !== 'finish' || state.rounds.at(-1)?.finished !== true) return [];
  if (state.rounds.length - 1 !== round) return [];
  return [...closeAllSteps(state, next.status === 'failed'), finishEvent(state, next.status, next.reason)];
}

function deciding(state: MissionState, now: number): Events {
  const gate = openGate(state);
  if (gate === undefined || gate.status !== 'open') return [];
  const approved = decideApproved(state, gate);
  if (approved.length > 0) {
    const round = state.brief.rounds.findIndex((one) => one.id === gate.round);
    const step = strategyFor(state.brief.class).steps(state.brief, round).approval;
    return [...approved, ...(step === undefined || gate.kind !== 'shortlist' ? [] : complete(state, step))];
  }
  return !gate.reminded && now >= gate.remindAt ? [{ type: 'GateReminded', gate: gate.id }] : [];
}

/** "Done by" is over: people are let go, then the mission closes with what it has. */
const overdue = (state: MissionState, now: number): Events =>
  pastDeadline(state, now, {
    endRound: () => roundEnd(state, strategyFor(state.brief.class).steps(state.brief, state.rounds.length - 1)).events,
    close: (learnt) => closeOverdue(state, learnt),
  });

function closeOverdue(state: MissionState, learnt: boolean): Events {
  const { next: nextOf, holders } = strategyFor(state.brief.class);
  const next = nextOf(state);
  const isThrough = next.kind === 'finish';
  // To know who could do it is not yet to have it done.
  const status = isThrough ? next.status : learnt && holders === undefined ? 'succeeded' : 'failed';
  const reason = isThrough && !leftOut(state) ? next.reason : 'deadline';
  return [...closeAllSteps(state, status === 'failed'), finishEvent(state, status, reason)];
}

/** Cancelled: when nothing is out any more, the steps are closed and the mission ends. */
function cancelling(state: MissionState): Events {
  if (![...state.calls.values()].every(isSettled) || waitsForTexts(state)) return [];
  return [...closeAllSteps(state, false).map(skipOpen), finishEvent(state, 'cancelled', 'cancelled')];
}

const skipOpen = (event: MissionEvent): MissionEvent =>
  event.type === 'StepCompleted' ? { type: 'StepSkipped', step: event.step } : event;

/**
 * Begins to take back every call that has not rung (what must hold, 2 and 4): what is due within a minute, rings or is
 * talked on counts as out and is named at once.
 */
export function takeBackAll(calls: Iterable<CallState>, now: number, because: string): Events {
  return [...calls].flatMap((call): MissionEvent[] => {
    if (!isOut(call) || call.couldNotBeTakenBack || call.takeBack !== undefined) return [];
    const tooLate =
      call.phase === 'ringing' ||
      call.phase === 'in-progress' ||
      (call.phase === 'handed-over' && call.dueAt - now < TOO_LATE_MS);
    if (tooLate) return [{ type: 'CallCouldNotBeTakenBack', call: call.call }];
    return [{ type: 'TakeBackStarted', call: call.call, because }];
  });
}

/** The next events that follow from `state` alone at `now`; empty when it is at rest. */
export function settle(state: MissionState, now: number): Events {
  // Wherever the mission stands: no text stays planned that will not go out.
  const needless = letGo(state, now);
  if (needless.length > 0) return needless;
  if (state.stage.kind === 'finished') return [];
  if (state.cancelled) return cancelling(state);
  // Whoever is on the phone may finish the talk, and a text that is out is heard of.
  const late = textsOut(state).length > 0 ? [] : overdue(state, now);
  if (late.length > 0) return late;
  switch (state.stage.kind) {
    case 'preparing':
      return preparing(state, state.stage.round, now);
    case 'calling': {
      const { round } = state.stage;
      return state.rounds.at(-1)?.finished === true ? finishing(state, round) : calling(state, round, now);
    }
    case 'deciding':
      return deciding(state, now);
  }
}
