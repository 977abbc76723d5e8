/**
 * What Telnyx is told about one journal event: step before event, with the payloads the playbook names (sections 5 and 6).
 * Pure; mirror.ts sends them in journal order with `mission:seq:index` as the event key.
 */
import type { MissionEvent } from '../missions/event.ts';
import { partsOf, resource } from '../missions/provision.ts';
import type { MissionState } from '../missions/state.ts';
import { callMirrorOps } from './mirror-calls.ts';
import { editMirrorOps } from './mirror-edit.ts';
import { gateMirrorOps } from './mirror-gates.ts';
import type { MirrorOp } from './mirror-op.ts';
import { resultMirrorOps } from './mirror-results.ts';
import { textMirrorOps } from './mirror-texts.ts';

const describe = (state: MissionState, step: string): string =>
  state.plan.find((one) => one.id === step)?.description ?? step;

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

function restOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] {
  switch (event.type) {
    case 'Provisioned': {
      const { round = '', part, revision } = partsOf(event.what) ?? {};
      if (part !== 'assistant' && part !== 'number') return [];
      const assistant = state.provisioned.get(resource(round, 'assistant', revision))?.id ?? null;
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
    case 'PaceChanged': {
      const { batchSize, spacingSecs, because } = event;
      const why = because === 'refused' ? 'Slower, too many requests' : 'Faster again';
      return [
        {
          kind: 'event',
          type: 'custom',
          summary: `${why}: ${batchSize} at once, ${spacingSecs} s apart`,
          payload: { batch_size: batchSize, spacing_secs: spacingSecs },
        },
      ];
    }
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
export const mirrorOps = (state: MissionState, event: MissionEvent): readonly MirrorOp[] =>
  callMirrorOps(state, event) ??
  stepOps(state, event) ??
  gateMirrorOps(state, event) ??
  editMirrorOps(state, event) ??
  resultMirrorOps(state, event) ??
  textMirrorOps(state, event) ??
  restOps(state, event);
