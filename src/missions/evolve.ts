/** `evolve(state, event)`: the next state. Total and pure; every event ever written still folds. */
import { inOneGo, withEntry } from '../lib/with-entry.ts';
import { evolveCallback } from './callback/evolve.ts';
import { evolveEdit } from './edit/evolve.ts';
import type { CallFact, MissionEvent } from './event.ts';
import { evolveGate } from './evolve-gate.ts';
import { changeProgress, evolveProgress } from './evolve-progress.ts';
import { evolvePace } from './pace/evolve.ts';
import { evolveResult, toldAnew } from './results/evolve.ts';
import type { CallState, MissionState, Progress, Started } from './state.ts';
import type { TargetId } from './target.ts';
import type { EventMeta } from './terms.ts';
import { evolveText } from './texts/state.ts';

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> => {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
};

function begin(event: Started, meta: EventMeta): MissionState {
  return {
    id: event.id,
    brief: event.brief,
    owner: event.owner,
    place: event.place,
    origin: event.origin,
    plan: event.plan,
    startedAt: meta.at,
    people: new Map(
      event.targets.map((one) => [
        one.id,
        { id: one.id, person: one.person, details: one.details.private, voicemails: 0 },
      ]),
    ),
    provisioned: new Map(),
    steps: new Map(event.plan.map((step) => [step.id, 'pending'])),
    stepOpenedIn: new Map(),
    stage: { kind: 'preparing', round: 0 },
    rounds: [],
    upcoming: event.targets.map((one) => one.id),
    calls: new Map(),
    gates: new Map(),
    holds: new Map(),
    paused: false,
    cancelled: false,
    lastDueAt: 0,
    seq: meta.seq,
  };
}

function changeCall(state: MissionState, id: string, change: (call: CallState) => CallState): MissionState {
  const call = state.calls.get(id);
  return call === undefined ? state : { ...state, calls: withEntry(state.calls, id, change(call)) };
}

/** Facts that are nobody's try: our own side failed, or we took it back (R273, design 5). */
export const countsAsTry = (fact: CallFact): boolean => fact.type !== 'CallNeverRang' && fact.type !== 'CallCanceled';

function learn(progress: Progress, fact: CallFact, at: number, inbound: boolean): Progress {
  // Who called us was not tried: only what they asked for counts.
  const counted = !inbound || fact.type === 'CalleeAskedForCallback' ? 1 : 0;
  const facts = { ...progress.facts, [fact.type]: (progress.facts[fact.type] ?? 0) + counted };
  // What is heard later of a call that had become unknown is the same try.
  const attempts = progress.attempts + (countsAsTry(fact) && progress.status !== 'unknown' && !inbound ? 1 : 0);
  const words = 'words' in fact ? fact.words?.private : undefined;
  const next = { ...progress, facts, attempts, ...(words === undefined ? {} : { words }) };
  if (fact.type === 'PersonAnswered') {
    const heard = fact.values.private ?? {};
    // What an earlier call or a person told stays known until it is told anew.
    const told = { ...toldAnew(next, heard), values: { ...progress.values, ...heard } };
    // Their call back is not the call that a person said yes to.
    if (inbound && progress.purpose === 'cancel' && progress.status === 'open') return told;
    return { ...told, status: 'answered', reason: 'answered' };
  }
  if (fact.type === 'CallBecameUnknown' && !inbound)
    return { ...next, status: 'unknown', reason: fact.detail, unknownSince: at };
  return next;
}

function evolveFact(
  state: MissionState,
  fact: CallFact & { readonly call: string; readonly target: TargetId },
  at: number,
): MissionState {
  const { round, inbound = false } = state.calls.get(fact.call) ?? {};
  const settled = changeCall(state, fact.call, (call) => ({ ...call, phase: 'settled', fact, knownAt: at }));
  const learnt = changeProgress(settled, round, fact.target, (progress) => learn(progress, fact, at, inbound));
  const person = learnt.people.get(fact.target);
  if (fact.type !== 'VoicemailReached' || inbound || person === undefined) return learnt;
  return { ...learnt, people: withEntry(learnt.people, fact.target, { ...person, voicemails: person.voicemails + 1 }) };
}

function evolveCall(state: MissionState, event: MissionEvent, meta: EventMeta): MissionState | undefined {
  switch (event.type) {
    case 'CallIntended': {
      const { call, target, round, attempt, dueAt, key, from, step, purpose } = event;
      const intended: CallState = {
        call,
        target,
        round,
        attempt,
        dueAt,
        key,
        from,
        body: event.body.private,
        intendedAt: meta.at,
        phase: 'intended',
        couldNotBeTakenBack: false,
        hasTalk: false,
        ...(event.revision === undefined ? {} : { revision: event.revision }),
        ...(step === undefined ? {} : { step }),
        ...(purpose === undefined ? {} : { purpose }),
      };
      return { ...state, calls: withEntry(state.calls, call, intended), lastDueAt: Math.max(state.lastDueAt, dueAt) };
    }
    case 'CallHandedOver':
      return changeCall(state, event.call, (call) => ({ ...call, phase: 'handed-over', eventId: event.eventId }));
    case 'CallNotPlaced':
      return changeCall(state, event.call, (call) => ({ ...call, phase: 'not-placed', notPlaced: event.reason }));
    case 'CallTakenBack':
      return changeCall(state, event.call, (call) => ({ ...call, phase: 'taken-back' }));
    case 'TakeBackStarted':
      return changeCall(state, event.call, (call) => ({ ...call, takeBack: event.because }));
    case 'CallCouldNotBeTakenBack':
      return changeCall(state, event.call, ({ takeBack: _, ...call }) => ({ ...call, couldNotBeTakenBack: true }));
    case 'CallProgressed':
      return changeCall(state, event.call, (call) => ({
        ...call,
        phase: event.status,
        ...(event.controlId === undefined ? {} : { controlId: event.controlId }),
        ...(event.conversationId === undefined ? {} : { conversationId: event.conversationId }),
        ...(call.inProgressAt === undefined ? { inProgressAt: meta.at } : {}),
      }));
    case 'CallEnded':
      return changeCall(state, event.call, (call) => ({
        ...call,
        phase: 'ended',
        endedAt: meta.at,
        endStatus: event.status,
        ...(event.conversationId === undefined ? {} : { conversationId: event.conversationId }),
        ...(event.seconds === undefined ? {} : { seconds: event.seconds }),
      }));
    case 'TalkRecorded':
      return changeCall(state, event.call, (call) => ({ ...call, hasTalk: true }));
    default:
      return undefined;
  }
}

function evolveRest(state: MissionState, event: MissionEvent, meta: EventMeta): MissionState {
  switch (event.type) {
    case 'Provisioned':
      return {
        ...state,
        provisioned: withEntry(state.provisioned, event.what, { id: event.id, detail: event.detail ?? {} }),
      };
    case 'MissionHeld':
      return {
        ...state,
        holds: withEntry(state.holds, event.what, {
          reason: event.reason,
          at: meta.at,
          ...(event.until === undefined ? {} : { until: event.until }),
        }),
      };
    case 'HoldLifted':
      return { ...state, holds: without(state.holds, event.what) };
    case 'StepStarted':
      return {
        ...state,
        steps: withEntry(state.steps, event.step, 'in_progress'),
        stepOpenedIn: withEntry(state.stepOpenedIn, event.step, meta.seq),
      };
    case 'StepCompleted':
      return { ...state, steps: withEntry(state.steps, event.step, 'completed') };
    case 'StepFailed':
      return { ...state, steps: withEntry(state.steps, event.step, 'failed') };
    case 'StepSkipped':
      return { ...state, steps: withEntry(state.steps, event.step, 'skipped') };
    case 'MissionPaused':
      return { ...state, paused: true };
    case 'MissionResumed':
      return { ...state, paused: false };
    case 'MissionCancelled':
      return { ...state, cancelled: true };
    case 'MissionFinished':
      return { ...state, stage: { kind: 'finished', status: event.status }, ended: event.reason };
    default:
      return state;
  }
}

export function evolve(state: MissionState | undefined, event: MissionEvent, meta: EventMeta): MissionState {
  if (event.type === 'MissionStarted') return begin(event, meta);
  if (state === undefined) throw new Error(`A mission begins with MissionStarted, not with ${event.type}.`);
  const at = state.seq === meta.seq ? state : { ...state, seq: meta.seq };
  if (isFact(event)) return evolveFact(at, event, meta.at);
  return (
    evolveCall(at, event, meta) ??
    evolveProgress(at, event) ??
    evolveGate(at, event) ??
    evolveResult(at, event, meta) ??
    evolveEdit(at, event, meta) ??
    evolveCallback(at, event, meta) ??
    evolvePace(at, event, meta) ??
    evolveText(at, event, meta.at) ??
    evolveRest(at, event, meta)
  );
}

const facts: Readonly<Record<CallFact['type'], true>> = {
  PersonAnswered: true,
  NothingLearnt: true,
  WrongPersonReached: true,
  VoicemailReached: true,
  MenuNotPassed: true,
  CalleeRefused: true,
  CalleeOptedOut: true,
  CalleeAskedForCallback: true,
  CallWentUnanswered: true,
  LineWasBusy: true,
  CallFailed: true,
  CallNeverRang: true,
  CallCanceled: true,
  CallBecameUnknown: true,
};

export const isFact = (event: MissionEvent): event is CallFact & { readonly call: string; readonly target: TargetId } =>
  event.type in facts;

/** All records of a mission at once. */
export const fold = (
  records: readonly { seq: number; at: number; events: readonly MissionEvent[] }[],
): MissionState | undefined =>
  inOneGo(() => {
    let state: MissionState | undefined;
    for (const record of records) for (const event of record.events) state = evolve(state, event, record);
    return state;
  });
