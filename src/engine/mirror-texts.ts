/** What Telnyx is told about texts (playbook R47, R53): scheduled with its six facts, and what became of it. Pure. */
import { stepOfDial } from '../missions/classes/dials.ts';
import type { MissionEvent } from '../missions/event.ts';
import { type MissionState, nameOf } from '../missions/state.ts';
import type { TargetId } from '../missions/target.ts';
import { scheduledTexts, textOf } from '../missions/texts/state.ts';
import type { MirrorOp } from './mirror-op.ts';

function stepOf(state: MissionState, target: TargetId): string {
  const round = textOf(state, target)?.request?.round ?? state.rounds.at(-1)?.id ?? '';
  return stepOfDial(state, round, target);
}

/** `undefined` when the event is not about a text. */
export function textMirrorOps(state: MissionState, event: MissionEvent): readonly MirrorOp[] | undefined {
  switch (event.type) {
    case 'TextHandedOver': {
      const step = stepOf(state, event.target);
      const payload = scheduledTexts(state, () => step).find((one) => one.event_id === event.eventId);
      const summary = `Scheduled text to ${nameOf(state, event.target)}`;
      return [{ kind: 'event', type: 'custom', summary, step, ...(payload === undefined ? {} : { payload }) }];
    }
    case 'TextSent':
      return told(state, event.target, 'custom', `Text sent to ${nameOf(state, event.target)}`);
    case 'TextNotSent':
      return told(state, event.target, 'custom', `No text to ${nameOf(state, event.target)}: ${event.reason}`);
    case 'TextBecameUnknown':
      return told(state, event.target, 'error', `Text to ${nameOf(state, event.target)} unclear: ${event.reason}`);
    case 'TextsStopped':
      return [{ kind: 'event', type: 'error', summary: `Texts stopped: ${event.reason}` }];
    default:
      return undefined;
  }
}

const told = (
  state: MissionState,
  target: TargetId,
  type: 'custom' | 'error',
  summary: string,
): readonly MirrorOp[] => [{ kind: 'event', type, summary, step: stepOf(state, target) }];
