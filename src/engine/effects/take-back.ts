/**
 * Taking a call back (what must hold, 4): look first; nothing is deleted within 60 s of its time or unless it is pending.
 * Such a call counts as out. After a delete its conversation is looked for before the person may be called again.
 */

import { TOO_LATE_MS } from '../../missions/policies/pacing.ts';
import { HANGING_MS } from '../../missions/policies/polling.ts';
import type { CallState, MissionState } from '../../missions/state.ts';
import { assistantOf, callMetadata, type EffectContext } from './context.ts';
import { find } from './place.ts';

export async function takeBack(context: EffectContext, state: MissionState, call: CallState): Promise<void> {
  const assistant = assistantOf(state, call.round);
  if (assistant === undefined) return;
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

/** R158, P48: 30 minutes on the line. Hung up where we can; unknown, and no automatic retry. */
export async function hangUp(context: EffectContext, state: MissionState, call: CallState): Promise<void> {
  const assistant = assistantOf(state, call.round);
  if (assistant === undefined || call.eventId === undefined) return;
  const seen = await context.backend.readCall(assistant, call.eventId);
  if (seen?.state !== 'in_progress') return;
  const controlId = seen.controlId ?? call.controlId;
  if (controlId !== undefined) await context.backend.hangUp(controlId);
  await context.tell({
    type: 'RecordFact',
    call: call.call,
    fact: { type: 'CallBecameUnknown', detail: `it was on the line for ${HANGING_MS / 60_000} minutes` },
  });
}
