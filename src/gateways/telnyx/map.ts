// From Telnyx's words to the port's: the last place where wire names are known.
// Values nobody has declared become `unknown`, are told to the log once, and never stop the bot.
import type { z } from 'zod';
import type {
  Account,
  AssistantInfo,
  CallStatus,
  Conversation,
  InsightGroup,
  InsightRun,
  InsightTemplate,
  NumberInfo,
  ScheduledCall,
  StepStatus,
} from '../../engine/ports.ts';
import type { Turn, Value, Values } from '../../missions/terms.ts';
import type { Log } from '../http.ts';
import { isRecord, maskText, parseJson } from '../refusal.ts';
import type * as wire from './wire.ts';

type Wire<Schema extends z.ZodType> = z.output<Schema>;

const CALL_STATUS: readonly CallStatus[] = [
  'ringing',
  'in-progress',
  'completed',
  'no-answer',
  'busy',
  'canceled',
  'failed',
];
const EVENT_STATE = ['pending', 'in_progress', 'completed', 'failed'] as const;
const STEP_STATUS: readonly StepStatus[] = ['pending', 'in_progress', 'completed', 'skipped', 'failed'];
const INSIGHT_STATUS = ['pending', 'in_progress', 'completed', 'failed'] as const;

export type TelnyxMap = ReturnType<typeof createTelnyxMap>;

/** One per gateway: it remembers which unknown values it has already told. */
export function createTelnyxMap(log: Log) {
  const told = new Set<string>();

  function known<Known extends string>(field: string, value: string, values: readonly Known[]): Known | 'unknown' {
    const match = values.find((candidate) => candidate === value);
    if (match !== undefined) return match;
    const mark = `${field}=${value}`;
    if (!told.has(mark)) {
      told.add(mark);
      log('warn', 'Telnyx sent a value the bot does not know', { field, value: maskText(value) });
    }
    return 'unknown';
  }

  function toCall(event: Wire<typeof wire.scheduledOut>): ScheduledCall {
    const callStatus = event.call_status ? known('call_status', event.call_status, CALL_STATUS) : undefined;
    const last = event.call_attempts?.at(-1);
    const seconds = event.call_duration ?? last?.call_duration;
    return {
      eventId: event.scheduled_event_id,
      state: toState(event.status ? known('event status', event.status, EVENT_STATE) : undefined, callStatus),
      ...(callStatus === undefined ? {} : { callStatus }),
      dueAt: toMs(event.scheduled_at_fixed_datetime),
      to: event.telnyx_end_user_target,
      ...(event.conversation_id ? { conversationId: event.conversation_id } : {}),
      ...(typeof seconds === 'number' ? { seconds } : {}),
      ...(last?.telnyx_call_control_id ? { controlId: last.telnyx_call_control_id } : {}),
      errors: (event.errors ?? []).map(maskText),
      metadata: toStrings(event.conversation_metadata),
    };
  }

  return {
    toCall,
    toStep: (step: Wire<typeof wire.stepOut>) => ({
      id: step.step_id,
      status: known('step status', step.status, STEP_STATUS),
    }),
    toInsightRun: (run: Wire<typeof wire.insightRunOut>): InsightRun => ({
      status: known('insight status', run.status, INSIGHT_STATUS),
      results: (run.conversation_insights ?? []).map(({ insight_id, result }) => toResult(insight_id, result)),
    }),
  };
}

/** `call_status` outranks `status` (R134), save that a pending event rings again and so is not over. */
export function toState(
  status: ScheduledCall['state'] | undefined,
  callStatus: CallStatus | 'unknown' | undefined,
): ScheduledCall['state'] {
  if (callStatus === 'ringing' || callStatus === 'in-progress') return 'in_progress';
  if (status === 'pending' || callStatus === undefined || callStatus === 'unknown') return status ?? 'unknown';
  return callStatus === 'completed' ? 'completed' : 'failed';
}

export function toAssistant(assistant: Wire<typeof wire.assistantOut>): AssistantInfo {
  const connection = assistant.telephony_settings?.default_texml_app_id;
  const profile = assistant.messaging_settings?.default_messaging_profile_id;
  const { id, name, instructions, greeting, model } = assistant;
  return {
    id,
    name,
    ...(connection ? { voiceConnectionId: connection } : {}),
    ...(profile ? { messagingProfileId: profile } : {}),
    ...(typeof instructions === 'string' ? { instructions } : {}),
    ...(typeof greeting === 'string' ? { greeting } : {}),
    ...(model ? { model } : {}),
  };
}

export function toNumber(number: Wire<typeof wire.numberOut>): NumberInfo {
  return {
    id: number.id,
    phone: number.phone_number,
    active: number.status === 'active',
    ...(number.connection_id ? { voiceConnectionId: number.connection_id } : {}),
    hd: number.hd_voice_enabled === true,
    ...(number.country_iso_alpha2 ? { region: number.country_iso_alpha2 } : {}),
  };
}

export function toInsight(insight: Wire<typeof wire.insightOut>): InsightTemplate {
  const raw = insight.json_schema;
  const schema = typeof raw === 'string' ? parseJson(raw) : raw;
  return {
    id: insight.id,
    name: insight.name ?? '',
    instructions: insight.instructions,
    ...(isRecord(schema) && Object.keys(schema).length > 0 ? { schema } : {}),
    ...(insight.webhook ? { webhook: insight.webhook } : {}),
  };
}

export function toGroup(group: Wire<typeof wire.groupOut>): InsightGroup {
  return {
    id: group.id,
    name: group.name,
    insightIds: (group.insights ?? []).map((insight) => toInsight(insight).id),
    ...(group.webhook ? { webhook: group.webhook } : {}),
  };
}

export function toConversation(conversation: Wire<typeof wire.conversationOut>): Conversation {
  return {
    id: conversation.id,
    createdAt: toMs(conversation.created_at),
    metadata: toStrings(conversation.metadata),
  };
}

/** Tool calls and empty lines are no talk; a line of the far side is role `user`. */
export function toTurns(messages: readonly Wire<typeof wire.messageOut>[]): readonly Turn[] {
  const timed = messages.map((message) => ({ message, at: toMs(message.sent_at ?? message.created_at ?? '') }));
  const ordered = timed.every(({ at }) => !Number.isNaN(at))
    ? timed.toSorted((left, right) => left.at - right.at)
    : timed;
  return ordered.flatMap(({ message: { role, text } }) => {
    if (!text || (role !== 'assistant' && role !== 'user')) return [];
    return [{ who: role === 'user' ? ('callee' as const) : ('assistant' as const), text }];
  });
}

export function toBalance(balance: Wire<typeof wire.balanceOut>): Account['balance'] {
  const amount = Number(balance.available_credit ?? balance.balance);
  return { amount: Number.isNaN(amount) ? 0 : amount, currency: balance.currency ?? 'USD' };
}

export function toProfile(profile: Wire<typeof wire.profileOut>): Account['profiles'][number] {
  return {
    name: profile.name,
    enabled: profile.enabled !== false,
    countries: profile.whitelisted_destinations ?? [],
    ...(typeof profile.concurrent_call_limit === 'number' ? { concurrentLimit: profile.concurrent_call_limit } : {}),
  };
}

function toResult(insightId: string, result: unknown): InsightRun['results'][number] {
  const text = typeof result === 'string' ? result : JSON.stringify(result ?? '');
  const object = typeof result === 'string' ? parseJson(result) : result;
  return {
    insightId,
    text: result === null || result === undefined ? '' : text,
    ...(isRecord(object) ? { values: toValues(object) } : {}),
  };
}

/** Flat facts: null is "not learnt" and left out, lists of plain values become one text, deeper things stay JSON. */
function toValues(object: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]): [string, Value][] => {
      if (value === null || value === undefined) return [];
      if (isValue(value)) return [[name, value]];
      const text = Array.isArray(value) && value.every(isValue) ? value.join(', ') : JSON.stringify(value);
      return [[name, text]];
    }),
  );
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function toStrings(values: Readonly<Record<string, unknown>> | null | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([key, value]) => (isValue(value) ? [[key, String(value)]] : [])),
  );
}

/** Epoch ms; a time without an offset is UTC, as Telnyx means it. NaN when it is none. */
export function toMs(time: string): number {
  const dated = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(time) && !/(Z|[+-]\d\d:?\d\d)$/i.test(time);
  return Date.parse(dated ? `${time.replace(' ', 'T')}Z` : time);
}
