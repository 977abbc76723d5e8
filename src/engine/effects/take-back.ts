/**
 * Taking a call back (what must hold, 4): look first; nothing is deleted within 60 s of its time or unless it is pending.
 * Such a call counts as out. After a delete its conversation is looked for before the person may be called again.
 */

import { TOO_LATE_MS } from '../../missions/policies/pacing.ts';
import { HANGING_MS } from '../../missions/policies/polling.ts';
import { type CallState, isOut, type MissionState } from '../../missions/state.ts';
import type { ScheduledCall } from '../ports.ts';
import { assistantOfCall, callMetadata, type EffectContext } from './context.ts';
import { find } from './place.ts';

export async function takeBack(context: EffectContext, state: MissionState, call: CallState): Promise<void> {
  const assistant = assistantOfCall(state, call);
  if (assistant === undefined || call.takeBack === undefined || !isOut(call)) return;
  if (call.eventId === undefined) return find(context, state, call);
  const seen = await context.backend.readCall(assistant, call.eventId);
  if (seen === undefined) return afterDelete(context, state, call);
  const tooLate = seen.state !== 'pending' || seen.dueAt - context.clock.now() < TOO_LATE_MS;
  if (tooLate) {
    await context.tell({ type: 'RecordTakenBack', call: call.call, done: false });
    return;
  }
  await context.backend.deleteCall(assistant, call.eventId);
  await afterDelete(context, state, call);
}

/** The record is gone, through us or not: a conversation of this call would mean that it rang all the same. */
async function afterDelete(context: EffectContext, state: MissionState, call: CallState): Promise<void> {
  const conversations = await context.backend.findConversations(callMetadata(state, call));
  if (conversations.length === 0) await context.tell({ type: 'RecordTakenBack', call: call.call, done: true });
  else
    await context.tell({
      type: 'RecordFact',
      call: call.call,
      fact: { type: 'CallBecameUnknown', detail: 'it began to ring while it was being taken back' },
    });
}

/** Final on the line in a way we know; anything else may still be a talk. */
const isOver = (seen: ScheduledCall): boolean =>
  seen.callStatus === undefined
    ? seen.state === 'completed' || seen.state === 'failed'
    : !['ringing', 'in-progress', 'unknown'].includes(seen.callStatus);

/**
 * R158, P48: 30 minutes on the line, or past its time without beginning. Hung up, or cancelled, where we can; unknown, and
 * no automatic retry.
 */
export async function hangUp(context: EffectContext, state: MissionState, call: CallState): Promise<void> {
  const assistant = assistantOfCall(state, call);
  if (assistant === undefined || call.eventId === undefined) return;
  const seen = await context.backend.readCall(assistant, call.eventId);
  if (seen === undefined || !isOut(call) || isOver(seen)) return;
  const minutes = HANGING_MS / 60_000;
  const controlId = seen.controlId ?? call.controlId;
  if (seen.state === 'pending') await context.backend.deleteCall(assistant, call.eventId);
  else if (controlId !== undefined) await context.backend.hangUp(controlId);
  const detail =
    seen.state === 'pending'
      ? `it had not begun ${minutes} minutes after its time`
      : `it was on the line for ${minutes} minutes`;
  await context.tell({ type: 'RecordFact', call: call.call, fact: { type: 'CallBecameUnknown', detail } });
}
