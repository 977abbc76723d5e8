/**
 * What Telnyx is told about one journal event: step before event, with the payloads the playbook names (sections 5 and 6).
 * Pure; mirror.ts sends them in journal order with `mission:seq:index` as the event key.
 */
import type { CallFact, CallId, MissionEvent, Values } from '../missions/event.ts';
import { isFact } from '../missions/evolve.ts';
import { inWords } from '../missions/policies/retry.ts';
import { resource } from '../missions/provision.ts';
import { type MissionState, nameOf } from '../missions/state.ts';
import { stepOfRound } from '../missions/work.ts';
import type { EventType, RunStatus, StepStatus } from './ports.ts';

type Payload = Readonly<Record<string, unknown>>;

export type MirrorOp =
  | { readonly kind: 'step'; readonly step: string; readonly status: StepStatus }
  | {
      readonly kind: 'event';
      readonly type: EventType;
      readonly summary: string;
      readonly step?: string;
      readonly payload?: Payload;
    }
  | {
      readonly kind: 'run';
      readonly status?: RunStatus;
      readonly summary?: string;
      readonly payload?: Payload;
      readonly error?: string;
    };

const describe = (state: MissionState, step: string): string =>
  state.plan.find((one) => one.id === step)?.description ?? step;

const iso = (at: number): string => new Date(at).toISOString();

function stepOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  switch (event.type) {
    case 'StepStarted':
      return [
        { kind: 'step', step: event.step, status: 'in_progress' },
        { kind: 'event', type: 'step_started', summary: `Starting: ${describe(state, event.step)}`, step: event.step },
      ];
    case 'StepCompleted':
      return [
        { kind: 'step', step: event.step, status: 'completed' },
        {
          kind: 'event',
          type: 'step_completed',
          summary: `Completed: ${describe(state, event.step)}`,
          step: event.step,
        },
      ];
    case 'StepFailed':
      return [
        { kind: 'step', step: event.step, status: 'failed' },
        { kind: 'event', type: 'error', summary: `Failed: ${event.reason}`, step: event.step },
      ];
    case 'StepSkipped':
      return [{ kind: 'step', step: event.step, status: 'skipped' }];
    default:
      return undefined;
  }
}

const callsStep = (state: MissionState, call: CallId): string => stepOfRound(state, state.calls.get(call)?.round ?? '');

function factOps(state: MissionState, fact: CallFact & { call: CallId; target: string }): readonly MirrorOp[] {
  const call = state.calls.get(fact.call);
  const values: Values = fact.type === 'PersonAnswered' ? (fact.values.private ?? {}) : {};
  const detail = 'detail' in fact ? { detail: fact.detail } : {};
  const payload = {
    conversation_id: call?.conversationId ?? null,
    contractor: nameOf(state, fact.target),
    call_status: call?.endStatus ?? null,
    outcome: inWords(fact.type),
    attempt: call?.attempt ?? null,
    ...values,
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

function gateOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  const list = (ids: readonly string[]): string => ids.map((id) => nameOf(state, id)).join(', ');
  switch (event.type) {
    case 'RoundFinished': {
      const advanced = event.ranking.flatMap((row) => (row.score === undefined ? [] : [nameOf(state, row.target)]));
      const payload = {
        [event.round.replace('-', '_')]: {
          candidates: event.ranking.map((row) => nameOf(state, row.target)),
          ranked: advanced,
        },
      };
      return [
        { kind: 'event', type: 'message', summary: `Ranked: ${advanced.join(', ') || 'nobody answered'}`, payload },
      ];
    }
    case 'GateOpened': {
      const summary = `${event.question} Proposed: ${list(event.proposed)}`;
      return [
        {
          kind: 'event',
          type: 'custom',
          summary,
          payload: { awaiting_approval: true, approval_summary: summary, digest: event.digest },
        },
        { kind: 'run', status: 'paused' },
      ];
    }
    case 'ListChanged':
      return [
        { kind: 'event', type: 'message', summary: `${event.by.name} changed the list to: ${list(event.targets)}` },
      ];
    case 'VoteCast':
      return [{ kind: 'event', type: 'message', summary: `${event.by.name}: ${event.verdict} list ${event.list}` }];
    case 'GateApproved':
      return [
        {
          kind: 'event',
          type: 'message',
          summary: `Approved: ${list(event.targets)}`,
          payload: { awaiting_approval: false, advanced: event.targets.map((id) => nameOf(state, id)) },
        },
        { kind: 'run', status: 'running' },
      ];
    case 'GateRejected':
      return [{ kind: 'event', type: 'message', summary: `Rejected by ${event.by.name}` }];
    case 'GateReopened':
      return [
        { kind: 'event', type: 'message', summary: `${event.by.name} took the decision back` },
        { kind: 'run', status: 'paused' },
      ];
    default:
      return undefined;
  }
}

function restOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] {
  switch (event.type) {
    case 'Provisioned': {
      const [round, part] = event.what.split('/');
      if (round === undefined || (part !== 'assistant' && part !== 'number')) return [];
      const assistant = state.provisioned.get(resource(round, 'assistant'))?.id ?? null;
      const payload =
        part === 'assistant'
          ? { assistant_id: assistant }
          : { assistant_id: assistant, phone_number: event.detail?.phone ?? null, type: 'voice' };
      const step = [...state.steps].find(([, status]) => status === 'in_progress')?.[0];
      const summary = part === 'assistant' ? `Assistant ready for ${round}` : `Number ready for ${round}`;
      return [{ kind: 'event', type: 'custom', summary, payload, ...(step === undefined ? {} : { step }) }];
    }
    case 'MissionHeld':
      return [{ kind: 'event', type: 'error', summary: `Held: ${event.reason}` }];
    case 'MissionPaused':
      return [
        { kind: 'event', type: 'message', summary: `Paused by ${event.by.name}` },
        { kind: 'run', status: 'paused' },
      ];
    case 'MissionResumed':
      return [
        { kind: 'event', type: 'message', summary: `Resumed by ${event.by.name}` },
        ...(state.stage.kind === 'deciding' ? [] : [{ kind: 'run', status: 'running' } as const]),
      ];
    case 'MissionCancelled':
      return [{ kind: 'event', type: 'message', summary: `Cancelled by ${event.by.name}` }];
    case 'NoteAdded':
      return [{ kind: 'event', type: 'message', summary: `Note by ${event.by.name}: ${event.note.private ?? ''}` }];
    case 'MissionFinished': {
      const summary = event.summary.private ?? '';
      const payload = event.payload.private ?? {};
      const error = event.status === 'failed' ? { error: summary } : {};
      return [{ kind: 'run', status: event.status, summary, payload, ...error }];
    }
    default:
      return [];
  }
}

/** `state` is the state after the event. */
export function mirrorOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] {
  if (isFact(event)) return factOps(state, event);
  return stepOps(state, event) ?? callOps(state, event) ?? gateOps(state, event) ?? restOps(state, event);
}
