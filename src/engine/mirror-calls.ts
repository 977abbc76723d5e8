/**
 * What Telnyx is told about calls and the people they go to (playbook R65-R67, R70-R72): scheduled, taken back, what came of
 * it, the next try, giving up. Pure.
 */
import type { CallFact, CallId, MissionEvent, Values } from '../missions/event.ts';
import { isFact } from '../missions/evolve.ts';
import { inWords } from '../missions/policies/retry.ts';
import { type MissionState, nameOf } from '../missions/state.ts';
import { stepOfRound } from '../missions/work.ts';
import type { MirrorOp } from './mirror-op.ts';
import type { EventType } from './ports.ts';

const iso = (at: number): string => new Date(at).toISOString();

const callsStep = (state: MissionState, call: CallId): string => stepOfRound(state, state.calls.get(call)?.round ?? '');

function factOps(state: MissionState, fact: CallFact & { call: CallId; target: string }): readonly MirrorOp[] {
  const call = state.calls.get(fact.call);
  const values: Values = fact.type === 'PersonAnswered' ? (fact.values.private ?? {}) : {};
  const detail = 'detail' in fact ? { detail: fact.detail } : {};
  // What the mission's own fields are called must not hide what ties the event to its call.
  const payload = {
    ...values,
    conversation_id: call?.conversationId ?? null,
    contractor: nameOf(state, fact.target),
    call_status: call?.endStatus ?? null,
    outcome: inWords(fact.type),
    attempt: call?.attempt ?? null,
    ...detail,
  };
  const type: EventType =
    fact.type === 'CallFailed' || fact.type === 'CallBecameUnknown' || fact.type === 'CallNeverRang'
      ? 'error'
      : 'custom';
  const summary = `Call to ${nameOf(state, fact.target)}: ${inWords(fact.type)}`;
  return [{ kind: 'event', type, summary, step: callsStep(state, fact.call), payload }];
}

function callOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  switch (event.type) {
    case 'CallHandedOver': {
      const call = state.calls.get(event.call);
      const target = call === undefined ? undefined : state.people.get(call.target)?.details;
      const payload = {
        scheduled_event_id: event.eventId,
        contractor: target?.name ?? null,
        phone: target?.phone ?? null,
        scheduled_for: call === undefined ? null : iso(call.dueAt),
        attempt: call?.attempt ?? null,
      };
      return [
        {
          kind: 'event',
          type: 'custom',
          summary: `Scheduled call to ${target?.name ?? 'a forgotten person'}`,
          step: callsStep(state, event.call),
          payload,
        },
      ];
    }
    case 'CallNotPlaced':
      return [
        {
          kind: 'event',
          type: 'error',
          summary: `Call not placed: ${event.reason}`,
          step: callsStep(state, event.call),
        },
      ];
    case 'CallTakenBack':
    case 'CallCouldNotBeTakenBack': {
      const name = nameOf(state, state.calls.get(event.call)?.target ?? '');
      const summary =
        event.type === 'CallTakenBack' ? `Took back the call to ${name}` : `Too late to take back the call to ${name}`;
      return [{ kind: 'event', type: 'custom', summary, step: callsStep(state, event.call) }];
    }
    default:
      return undefined;
  }
}

function targetOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  switch (event.type) {
    case 'RetryPlanned': {
      const payload = {
        phone: state.people.get(event.target)?.details?.phone ?? null,
        attempt: event.attempt,
        reason: event.reason,
        next_retry: iso(event.notBefore),
      };
      const step = stepOfRound(state, state.rounds.at(-1)?.id ?? '');
      return [
        {
          kind: 'event',
          type: 'custom',
          summary: `Retry #${event.attempt} for ${nameOf(state, event.target)}: ${event.reason}`,
          step,
          payload,
        },
      ];
    }
    case 'TargetGivenUp': {
      const attempts = state.rounds.at(-1)?.progress.get(event.target)?.attempts ?? 0;
      const phone = state.people.get(event.target)?.details?.phone ?? null;
      const step = stepOfRound(state, state.rounds.at(-1)?.id ?? '');
      return [
        {
          kind: 'event',
          type: 'error',
          summary: `Gave up ${nameOf(state, event.target)} after ${attempts} attempts: ${event.reason}`,
          step,
          payload: { phone, attempts },
        },
      ];
    }
    case 'TargetRemoved':
      return [
        {
          kind: 'event',
          type: 'message',
          summary: `${nameOf(state, event.target)} is not called any more: ${event.because}`,
        },
      ];
    default:
      return undefined;
  }
}

/** `undefined` when the event is not about a call or a person. */
export const callMirrorOps = (state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined =>
  isFact(event) ? factOps(state, event) : (callOps(state, event) ?? targetOps(state, event));
