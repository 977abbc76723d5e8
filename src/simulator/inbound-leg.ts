// A call that comes in: who calls, and who picks up. Nothing of ours goes with it: no variables, no metadata.
import { randomUUID } from 'node:crypto';
import { type Account, dialCount } from './new-leg.ts';
import type { Inbound } from './orders.ts';
import { timing } from './outcome.ts';
import { type AssistantRow, asJson, type LegRow } from './rows.ts';
import type { Store } from './store.ts';

/** Rings at `atMs`; who answers is found out then. */
export function inboundLeg({ store, seed }: Account, call: Inbound, atMs: number): LegRow {
  const { from: caller, to: number, ...script } = call;
  const attempt = Math.max(1, dialCount(store, caller).dials);
  return {
    callControlId: `v3:${randomUUID()}`,
    eventId: '',
    assistantId: '',
    from: number,
    to: caller,
    inbound: true,
    attempt,
    outcome: call.outcome,
    script,
    stage: 'ringing',
    wakeMs: atMs,
    talkMs: timing(seed, caller, attempt, call.outcome, script, undefined).talkMs,
    startedMs: atMs,
    answeredMs: null,
    endedMs: null,
    conversationId: null,
    metadata: {},
    variables: {},
  };
}

/** The assistant whose TeXML application the number is connected to. */
export function assistantAt(store: Store, phone: string): AssistantRow | undefined {
  const connection = store.list('numbers').find((row) => row.phone_number === phone)?.connection_id ?? null;
  if (connection === null) return undefined;
  return store
    .list('assistants')
    .find((assistant) => asJson(assistant.telephony_settings).default_texml_app_id === connection);
}
