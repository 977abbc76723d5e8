// What Telnyx sends and takes, as far as the bot reads or writes it. Wire names live here and in map.ts and nowhere else.
// Answers: fields we do not read are ignored, enums are strings (map.ts narrows them), null counts as missing.
// Requests: exact, every optional field either there or left out.
import { z } from 'zod';
import { isRecord } from '../refusal.ts';

const text = z.string().nullish();
const bag = z.record(z.string(), z.unknown());
const strings = z.record(z.string(), z.string());

export const missionOut = z.object({ mission_id: z.string(), name: z.string(), metadata: bag.nullish() });
export const runOut = z.object({
  run_id: z.string(),
  mission_id: z.string(),
  status: z.string(),
  metadata: bag.nullish(),
});
export const stepOut = z.object({ step_id: z.string(), status: z.string() });
export const eventOut = z.object({
  event_id: z.string(),
  type: z.string(),
  summary: z.string(),
  idempotency_key: text,
});
export const agentOut = z.object({ telnyx_agent_id: z.string() });

export const missionIn = z.object({
  name: z.string(),
  description: z.string().exactOptional(),
  instructions: z.string().exactOptional(),
  execution_mode: z.literal('external'),
  metadata: bag.exactOptional(),
});
export const runIn = z.object({ input: bag.exactOptional(), metadata: bag.exactOptional() });
export const runChangeIn = z.object({
  status: z.enum(['pending', 'running', 'paused', 'succeeded', 'failed', 'cancelled']).exactOptional(),
  result_summary: z.string().exactOptional(),
  result_payload: bag.exactOptional(),
  error: z.string().exactOptional(),
  metadata: bag.exactOptional(),
});
export const planIn = z.object({
  steps: z.array(z.object({ step_id: z.string(), description: z.string(), sequence: z.number() })),
});
export const stepChangeIn = z.object({
  status: z.enum(['pending', 'in_progress', 'completed', 'skipped', 'failed']).exactOptional(),
  metadata: bag.exactOptional(),
});
export const eventIn = z.object({
  type: z.enum(['tool_call', 'custom', 'message', 'error', 'step_started', 'step_completed']),
  summary: z.string(),
  step_id: z.string().exactOptional(),
  agent_id: z.string().exactOptional(),
  payload: bag.exactOptional(),
  idempotency_key: z.string().exactOptional(),
});
export const agentIn = z.object({ telnyx_agent_id: z.string() });

export const assistantOut = z.object({
  id: z.string(),
  name: z.string(),
  telephony_settings: z.object({ default_texml_app_id: text }).nullish(),
  messaging_settings: z.object({ default_messaging_profile_id: text }).nullish(),
  instructions: z.string().nullish(),
  greeting: z.string().nullish(),
  model: text,
});
const anything = z.unknown().optional();
/** One assistant in full: what is compared before it is used again (playbook R86). */
export const assistantFull = z.object({
  id: z.string(),
  name: z.string(),
  instructions: text,
  greeting: text,
  model: text,
  enabled_features: anything,
  tools: anything,
  voice_settings: anything,
  transcription: anything,
  telephony_settings: anything,
  messaging_settings: anything,
  insight_settings: anything,
  privacy_settings: anything,
  dynamic_variables: anything,
  dynamic_variables_webhook_url: anything,
  external_llm: anything,
  mcp_servers: anything,
  integrations: anything,
  conversation_flow: anything,
});
const voicemail = z.object({
  on_voicemail_detected: z.object({
    action: z.enum(['stop_assistant', 'leave_message_and_stop_assistant', 'continue_assistant']),
    voicemail_message: z.object({ type: z.literal('prompt'), prompt: z.string() }).exactOptional(),
  }),
});
const tool = z.union([
  z.object({ type: z.literal('hangup'), hangup: z.object({ description: z.string().exactOptional() }) }),
  z.object({ type: z.literal('send_dtmf'), send_dtmf: bag }),
]);
export const assistantIn = z.object({
  name: z.string(),
  instructions: z.string(),
  greeting: z.string(),
  enabled_features: z.array(z.enum(['telephony', 'messaging'])),
  tools: z.array(tool),
  voice_settings: z.object({ voice: z.string() }),
  transcription: z.object({ model: z.enum(['deepgram/flux', 'deepgram/nova-3']), language: z.string() }),
  telephony_settings: z.object({
    noise_suppression: z.enum(['aicoustics', 'krisp', 'deepfilternet', 'disabled']),
    time_limit_secs: z.number(),
    voicemail_detection: voicemail,
  }),
  insight_settings: z.object({ insight_group_id: z.string() }),
});
export const assistantChangeIn = assistantIn.exactPartial();

export const numberOut = z.object({
  id: z.string(),
  phone_number: z.string(),
  status: z.string(),
  connection_id: text,
  hd_voice_enabled: z.boolean().nullish(),
  messaging_profile_id: text,
  country_iso_alpha2: text,
});
/** `null` is what frees a number where the empty string is refused; the SDK's type knows strings only. */
export const numberChangeIn = z.object({
  connection_id: z.string().nullable().exactOptional(),
  hd_voice_enabled: z.boolean().exactOptional(),
});
export const messagingOut = z.object({ id: text, phone_number: text, messaging_profile_id: text });
export const messagingChangeIn = z.object({ messaging_profile_id: z.string() });

const attempt = z.object({
  call_status: z.string(),
  call_duration: z.number().nullish(),
  telnyx_call_control_id: text,
});
export const scheduledOut = z.object({
  scheduled_event_id: z.string(),
  status: text,
  call_status: text,
  scheduled_at_fixed_datetime: z.string(),
  telnyx_end_user_target: z.string(),
  conversation_id: text,
  conversation_metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  call_duration: z.number().nullish(),
  call_attempts: z.array(attempt).nullish(),
  errors: z.array(z.string()).nullish(),
});
export const scheduledIn = z.object({
  telnyx_conversation_channel: z.enum(['phone_call', 'sms_chat']),
  telnyx_end_user_target: z.string(),
  telnyx_agent_target: z.string(),
  scheduled_at_fixed_datetime: z.string(),
  text: z.string().exactOptional(),
  max_retries_client_errors: z.number().exactOptional(),
  dynamic_variables: strings.exactOptional(),
  conversation_metadata: strings.exactOptional(),
});
export const scheduledQuery = z.object({
  conversation_channel: z.enum(['phone_call', 'sms_chat']).exactOptional(),
  from_date: z.string().exactOptional(),
  to_date: z.string().exactOptional(),
});

const schema = z.union([z.string(), bag]);
export const insightOut = idAlso(
  'insight_id',
  z.object({ id: z.string(), name: text, instructions: z.string(), json_schema: schema.nullish(), webhook: text }),
);
export const insightIn = z.object({
  name: z.string(),
  instructions: z.string(),
  json_schema: schema.exactOptional(),
});
export const insightChangeIn = insightIn.exactPartial();
export const groupOut = idAlso(
  'group_id',
  z.object({ id: z.string(), name: z.string(), insights: z.array(insightOut).nullish(), webhook: text }),
);
export const groupIn = z.object({ name: z.string(), description: z.string().exactOptional() });
export const groupChangeIn = groupIn.exactPartial();

export const conversationOut = z.object({
  id: z.string(),
  created_at: z.string(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
/** PostgREST filters: `metadata->key` with values such as `eq.X`, `order`, `limit`. */
export const conversationQuery = z.record(z.string(), z.union([z.string(), z.number()]));
export const insightRunOut = z.object({
  id: z.string(),
  status: z.string(),
  conversation_insights: z.array(z.object({ insight_id: z.string(), result: z.unknown() })).nullish(),
});
export const messageOut = z.object({ role: z.string(), text: text, sent_at: text, created_at: text });

export const hangUpIn = z.object({ command_id: z.string().exactOptional() });
export const hangUpOut = z.object({ result: text });
export const balanceOut = z.object({ balance: text, available_credit: text, currency: text });
export const profileOut = z.object({
  id: text,
  name: z.string(),
  enabled: z.boolean().nullish(),
  whitelisted_destinations: z.array(z.string()).nullish(),
  concurrent_call_limit: z.number().nullish(),
});
export const texmlOut = z.object({
  id: text,
  friendly_name: text,
  outbound: z.object({ outbound_voice_profile_id: text, channel_limit: z.number().nullish() }).nullish(),
});

export const metaOut = z.object({ page_number: z.number(), total_pages: z.number() });

/** Older payloads give the id under another name. */
function idAlso<Schema extends z.ZodType>(older: string, schema: Schema) {
  return z.preprocess((raw) => (isRecord(raw) && raw.id === undefined ? { ...raw, id: raw[older] } : raw), schema);
}
