// The conversation that a call or a text opens: its metadata (ours copied, Telnyx's own added) and what is said in it.
import { randomUUID } from 'node:crypto';
import { insightCall, templatesOf } from './insight-run.ts';
import { renderMustache } from './mustache.ts';
import type { Account } from './new-leg.ts';
import {
  type AssistantRow,
  asJson,
  type ConversationRow,
  type LegRow,
  type MessageRow,
  type ScheduledRow,
} from './rows.ts';
import { conversationTurns } from './speech.ts';
import type { Store } from './store.ts';

const iso = (ms: number) => new Date(ms).toISOString();

/** Its id; null when the assistant keeps nothing, and so nothing is stored. */
export function openConversation({ store, seed }: Account, leg: LegRow, nowMs: number): string | null {
  const assistant = store.get('assistants', leg.assistantId);
  if (assistant === undefined || !keepsData(assistant)) return null;
  const variables = {
    ...variableDefaults(assistant),
    telnyx_current_time: new Date(nowMs).toUTCString(),
    telnyx_conversation_channel: 'phone_call',
    telnyx_agent_target: leg.from,
    telnyx_end_user_target: leg.to,
    ...leg.variables,
  };
  const turns = conversationTurns(
    assistant,
    templatesOf(store, assistant),
    insightCall(seed, leg, assistant),
    variables,
  );
  const messages = turns.map(
    ({ role, text }, index): MessageRow => ({
      role,
      text,
      created_at: iso(nowMs + Math.floor((leg.talkMs * index) / (turns.length + 1))),
    }),
  );
  return open(store, assistant, nowMs, messages, {
    ...leg.metadata,
    call_control_id: leg.callControlId,
    telnyx_agent_target: leg.from,
    telnyx_end_user_target: leg.to,
    telnyx_conversation_channel: 'phone_call',
  });
}

/** The conversation of a text message that went out. */
export function openTextConversation(
  store: Store,
  event: ScheduledRow,
  assistant: AssistantRow,
  nowMs: number,
): string {
  const variables = { ...variableDefaults(assistant), ...event.dynamic_variables };
  const text = renderMustache(event.text ?? String(assistant.greeting ?? ''), variables);
  const given = Object.entries(event.conversation_metadata).map(([key, value]) => [key, String(value)] as const);
  return open(store, assistant, nowMs, [{ role: 'assistant', text, created_at: iso(nowMs) }], {
    ...Object.fromEntries(given),
    telnyx_agent_target: event.telnyx_agent_target,
    telnyx_end_user_target: event.telnyx_end_user_target,
    telnyx_conversation_channel: 'sms_chat',
  });
}

function open(
  store: Store,
  assistant: AssistantRow,
  nowMs: number,
  messages: readonly MessageRow[],
  metadata: Readonly<Record<string, string>>,
): string {
  const row: ConversationRow = {
    id: randomUUID(),
    created_at: iso(nowMs),
    last_message_at: messages.at(-1)?.created_at ?? iso(nowMs),
    metadata: { ...metadata, assistant_id: assistant.id },
    messages,
  };
  store.put('conversations', row.id, row);
  return row.id;
}

function keepsData(assistant: AssistantRow): boolean {
  return asJson(assistant.privacy_settings).data_retention !== false;
}

function variableDefaults(assistant: AssistantRow): Readonly<Record<string, unknown>> {
  return asJson(assistant.dynamic_variables);
}
