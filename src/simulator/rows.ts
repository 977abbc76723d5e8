// What the simulated world is made of: one row type a table. Rows that people read on the wire carry the wire's names;
// what only the simulator knows (a call's further course) is in camelCase.
import { z } from 'zod';
import type { Outcome, ScriptEntry } from './orders.ts';

export type Json = Readonly<Record<string, unknown>>;
type Maybe<T> = T | null | undefined;

/** The fields of a value that should be an object; none when it is not. */
export function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export interface MissionRow {
  readonly mission_id: string;
  readonly name: string;
  readonly description?: Maybe<string>;
  readonly instructions?: Maybe<string>;
  readonly model?: Maybe<string>;
  readonly execution_mode: 'external' | 'managed';
  readonly metadata?: Maybe<Json>;
  readonly created_at: string;
  readonly updated_at: string;
}

export const RUN_STATUS = z.enum(['pending', 'running', 'paused', 'succeeded', 'failed', 'cancelled']);

export interface RunRow {
  readonly run_id: string;
  readonly mission_id: string;
  readonly organization_id: string;
  readonly status: z.infer<typeof RUN_STATUS>;
  readonly input: Json | null;
  readonly metadata: Json | null;
  readonly result_summary: string | null;
  readonly result_payload: Json | null;
  readonly error: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly updated_at: string;
}

export const STEP_STATUS = z.enum(['pending', 'in_progress', 'completed', 'skipped', 'failed']);

export interface StepRow {
  readonly step_id: string;
  readonly run_id: string;
  readonly description: string;
  readonly sequence: number;
  readonly parent_step_id?: Maybe<string>;
  readonly metadata?: Maybe<Json>;
  readonly status: z.infer<typeof STEP_STATUS>;
  readonly started_at?: string | undefined;
  readonly completed_at?: string | undefined;
}

export const EVENT_TYPE = z.enum([
  'status_change',
  'step_started',
  'step_completed',
  'step_failed',
  'tool_call',
  'tool_result',
  'message',
  'error',
  'custom',
]);

export interface EventRow {
  readonly event_id: string;
  readonly run_id: string;
  readonly type: z.infer<typeof EVENT_TYPE>;
  readonly summary: string;
  readonly timestamp: string;
  readonly agent_id?: Maybe<string>;
  readonly step_id?: Maybe<string>;
  readonly payload?: Maybe<Json>;
  readonly idempotency_key?: Maybe<string>;
}

export interface LinkRow {
  readonly telnyx_agent_id: string;
  readonly run_id: string;
  readonly created_at: string;
}

/** The wire object as it was sent, plus what the server adds; unknown fields are kept as Telnyx keeps them. */
export interface AssistantRow extends Json {
  readonly id: string;
  readonly name: string;
  readonly instructions: string;
  readonly created_at: string;
}

export interface TexmlAppRow {
  readonly id: string;
  readonly friendly_name: string;
  readonly outbound: { readonly outbound_voice_profile_id: string | null; readonly channel_limit: number | null };
  readonly created_at: string;
}

export interface VoiceProfileRow {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly concurrent_call_limit: number | null;
  readonly whitelisted_destinations: readonly string[];
  readonly daily_spend_limit: string | null;
  readonly created_at: string;
}

export interface NumberRow {
  readonly id: string;
  readonly phone_number: string;
  readonly status: string;
  readonly country_iso_alpha2: string;
  readonly phone_number_type: string;
  readonly connection_id: string | null;
  readonly connection_name: string | null;
  readonly messaging_profile_id: string | null;
  readonly hd_voice_enabled: boolean;
  readonly tags: readonly string[];
  readonly customer_reference: string | null;
  readonly purchased_at: string;
  /** HD voice is refused for this number. */
  readonly noHd: boolean;
}

export interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly instructions: string;
  readonly insight_type: 'custom' | 'default';
  readonly json_schema?: Json | string | undefined;
  readonly webhook: string;
  readonly created_at: string;
}

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly webhook: string;
  readonly insightIds: readonly string[];
  readonly created_at: string;
}

export interface CallAttempt {
  readonly attempt_number: number;
  readonly attempted_at: string;
  readonly call_status: string;
  readonly call_duration?: number | undefined;
  readonly telnyx_call_control_id?: string | undefined;
}

export interface ScheduledRow {
  readonly scheduled_event_id: string;
  readonly assistant_id: string;
  readonly telnyx_conversation_channel: 'phone_call' | 'sms_chat';
  readonly telnyx_end_user_target: string;
  readonly telnyx_agent_target: string;
  readonly scheduled_at_fixed_datetime: string;
  readonly created_at: string;
  readonly status: 'pending' | 'in_progress' | 'completed' | 'failed';
  readonly call_status?: string | undefined;
  readonly conversation_id?: string | undefined;
  readonly call_duration?: number | undefined;
  readonly call_attempts: readonly CallAttempt[];
  readonly dispatched_at?: string | undefined;
  readonly errors: readonly string[];
  readonly text?: string | undefined;
  readonly conversation_metadata: Readonly<Record<string, string | number | boolean>>;
  readonly dynamic_variables: Readonly<Record<string, string>>;
  readonly max_retries_client_errors: number;
  readonly retry_interval_secs: number;
  readonly call_settings?: Json | undefined;
  /** The moment it is dispatched, epoch ms. */
  readonly dueMs: number;
}

/** One dial from the first ring to the hang-up. It lives on when its scheduled event is deleted. */
export interface LegRow {
  readonly callControlId: string;
  readonly eventId: string;
  readonly assistantId: string;
  readonly from: string;
  readonly to: string;
  /** They call us: `from` is the account's number all the same, `to` is who calls. */
  readonly inbound?: true;
  /** The how-many-th dial of this number in the world. */
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly script: ScriptEntry | null;
  readonly stage: 'ringing' | 'talking' | 'ended';
  /** When the next thing happens by itself; null once it has ended. Epoch ms. */
  readonly wakeMs: number | null;
  readonly talkMs: number;
  readonly startedMs: number;
  readonly answeredMs: number | null;
  readonly endedMs: number | null;
  readonly conversationId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

export interface DialCountRow {
  readonly number: string;
  readonly dials: number;
  readonly script: readonly ScriptEntry[];
  /** Value of `dials` when the script was set: entry n is the nth dial after it. */
  readonly scriptFrom: number;
}

export interface MessageRow {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly text: string;
  readonly created_at: string;
}

export interface ConversationRow {
  readonly id: string;
  readonly name?: string | undefined;
  readonly created_at: string;
  readonly last_message_at: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** May lie in the future while the call lasts: shown from their `created_at` on. */
  readonly messages: readonly MessageRow[];
}

export interface InsightRunRow {
  readonly id: string;
  readonly conversationId: string;
  readonly groupId: string;
  /** The call's end, epoch ms; the stages follow from it. */
  readonly endedMs: number;
  readonly final: 'completed' | 'failed';
  readonly results: readonly { readonly insight_id: string; readonly result: string }[];
}

export interface IdempotencyRow {
  readonly key: string;
  readonly bodyHash: string;
  readonly status: number;
  readonly response: unknown;
  readonly atMs: number;
}
