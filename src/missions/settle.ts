/**
 * What follows by itself from a mission's state: steps open and close, rounds begin and end, gates open, the mission
 * finishes. Pure; decide.ts applies it after every command until nothing follows any more, so that a decision and its
 * consequences stand in one journal record.
 */
import { strategyFor } from './classes/index.ts';
import { idlePeople } from './classes/round.ts';
import type { StepNames } from './classes/strategy.ts';
import type { MissionEvent } from './event.ts';
import { decideApproved, openGateEvents } from './gate.ts';
import { nextOpen } from './policies/hours.ts';
import { TOO_LATE_MS } from './policies/pacing.ts';
import { UNKNOWN_FOR_MS } from './policies/polling.ts';
import { baseIsReady, nextResource } from './provision.ts';
import { rank } from './ranking.ts';
import { finishEvent } from './report.ts';
import { type CallState, currentRound, isOut, isSettled, type MissionState, openGate } from './state.ts';

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
    const zones = state.people.get(target)?.details?.zones ?? [];
    const key = zones.join();
    if (!known.has(key)) known.set(key, zones.length > 0 && nextOpen(from, zones, state.brief.hours) !== undefined);
    return known.get(key) === true ? [] : [{ type: 'TargetGivenUp', target, reason: 'their hours never open' }];
  });
}

/** Nor are people whose data was deleted meanwhile: there is no number to call. */
function forgotten(state: MissionState): Events {
  return idlePeople(state)
    .filter((target) => state.people.get(target)?.details === undefined)
    .map((target): MissionEvent => ({ type: 'TargetGivenUp', target, reason: 'their data was deleted' }));
}

/** A day after nobody could say how a call ended, the mission goes on without that person. */
const givenUpUnknown = (state: MissionState, now: number): Events =>
  [...(currentRound(state)?.progress.values() ?? [])].flatMap((one): MissionEvent[] =>
    one.status === 'unknown' && now >= (one.unknownSince ?? now) + UNKNOWN_FOR_MS
      ? [{ type: 'TargetGivenUp', target: one.target, reason: one.reason }]
      : [],
  );

function roundEnd(state: MissionState, names: StepNames): { events: Events; ranking: ReturnType<typeof rank> } {
  const round = currentRound(state);
  const spec = state.brief.rounds.find((one) => one.id === round?.id);
  if (round === undefined || spec === undefined) return { events: [], ranking: [] };
  const candidates = [...round.progress.values()].map((one) => ({
    target: one.target,
    values: one.status === 'answered' ? one.values : undefined,
  }));
  const ranking = rank(spec, candidates);
  const events: Events = [
    ...complete(state, names.calls),
    ...names.analysis.slice(0, -1).flatMap((step) => startAndComplete(state, step)),
    ...names.analysis.slice(-1).flatMap((step) => start(state, step)),
    { type: 'RoundFinished', round: round.id, ranking },
    ...names.analysis.slice(-1).map((step): MissionEvent => ({ type: 'StepCompleted', step })),
  ];
  return { events, ranking };
}

function calling(state: MissionState, round: number, now: number): Events {
  const strategy = strategyFor(state.brief.class);
  const names = strategy.steps(state.brief, round);
  const next = strategy.next(state);
  switch (next.kind) {
    case 'go-on':
      return [...forgotten(state), ...givenUpUnknown(state, now)];
    case 'gate': {
      const { events, ranking } = roundEnd(state, names);
      const approval = names.approval === undefined ? [] : start(state, names.approval);
      return [...events, ...approval, ...openGateEvents(state, round, ranking, next.shortlist, now)];
    }
    case 'finish':
      return roundEnd(state, names).events;
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
    return [...approved, ...(step === undefined ? [] : complete(state, step))];
  }
  return !gate.reminded && now >= gate.remindAt ? [{ type: 'GateReminded', gate: gate.id }] : [];
}

/** Cancelled: when nothing is out any more, the steps are closed and the mission ends. */
function cancelling(state: MissionState): Events {
  if (![...state.calls.values()].every(isSettled)) return [];
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
  if (state.stage.kind === 'finished') return [];
  if (state.cancelled) return cancelling(state);
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
