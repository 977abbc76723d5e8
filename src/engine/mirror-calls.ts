/**
 * What Telnyx is told about calls and the people they go to (playbook R65-R67, R70-R72): scheduled, taken back, what came of
 * it, the next try, giving up. Pure.
 */

import { stepOfDial } from '../missions/classes/dials.ts';
import type { CallFact, MissionEvent } from '../missions/event.ts';
import { isFact } from '../missions/evolve.ts';
import { inWords } from '../missions/policies/retry.ts';
import { type MissionState, nameOf } from '../missions/state.ts';
import type { CallId, Values } from '../missions/terms.ts';
import type { MirrorOp } from './mirror-op.ts';
import type { EventType } from './ports.ts';

const iso = (at: number): string => new Date(at).toISOString();

function callsStep(state: MissionState, id: CallId): string {
  const call = state.calls.get(id);
  return call?.step ?? stepOfDial(state, call?.round ?? '', call?.target ?? '', call?.purpose);
}

/** The step of what comes next for this person. */
const stepOf = (state: MissionState, target: string): string =>
  stepOfDial(state, state.rounds.at(-1)?.id ?? '', target, state.rounds.at(-1)?.progress.get(target)?.purpose);

function factOps(state: MissionState, fact: CallFact & { call: CallId; target: string }): readonly MirrorOp[] {
  const call = state.calls.get(fact.call);
  const values: Values = fact.type === 'PersonAnswered' ? (fact.values.private ?? {}) : {};
  const detail = 'detail' in fact ? { detail: fact.detail } : {};
  const notes = fact.evidence?.private?.summary;
  // What the mission's own fields are called must not hide what ties the event to its call.
  const payload = {
    ...values,
    conversation_id: call?.conversationId ?? null,
    contractor: nameOf(state, fact.target),
    call_status: call?.endStatus ?? null,
    outcome: inWords(fact.type),
    attempt: call?.attempt ?? null,
    ...(notes === undefined ? {} : { notes }),
    ...detail,
  };
  const type: EventType =
    fact.type === 'CallFailed' || fact.type === 'CallBecameUnknown' || fact.type === 'CallNeverRang'
      ? 'error'
      : 'custom';
  const way = call?.inbound === true ? 'Call back from' : 'Call to';
  const summary = `${way} ${nameOf(state, fact.target)}: ${inWords(fact.type)}`;
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
    case 'CallbackReceived': {
      const { conversationId, at } = event;
      const name = nameOf(state, event.target);
      const payload = { conversation_id: conversationId, contractor: name, called_at: iso(at) };
      const step = callsStep(state, event.call);
      return [{ kind: 'event', type: 'custom', summary: `${name} called back`, step, payload }];
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

/** P29: what the line said of their last call. */
const lineOf = (state: MissionState, target: string): string | null =>
  [...state.calls.values()].findLast((call) => call.target === target)?.endStatus ?? null;

function targetOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  switch (event.type) {
    case 'RetryPlanned': {
      const payload = {
        phone: state.people.get(event.target)?.details?.phone ?? null,
        attempt: event.attempt,
        reason: event.reason,
        call_status: lineOf(state, event.target),
        next_retry: iso(event.notBefore),
      };
      const step = stepOf(state, event.target);
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
      const step = stepOf(state, event.target);
      return [
        {
          kind: 'event',
          type: 'error',
          summary: `Gave up ${nameOf(state, event.target)} after ${attempts} attempts: ${event.reason}`,
          step,
          payload: { phone, attempts, call_status: lineOf(state, event.target) },
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
