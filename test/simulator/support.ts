// What the simulator's tests share: a running simulator with the official SDK on it, and an assistant ready to call.
import Telnyx from 'telnyx';
import { onTestFinished } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/start-simulator.ts';

export const START = '2026-11-24T15:00:00.000Z';
export const TARGET = '+13125550999';

export interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly dial?: { event: string; from: string; to: string; attempt: number; outcome: string };
}

interface Time {
  readonly now: string;
  readonly speed: number;
}

export function clientOf(url: string): Telnyx {
  return new Telnyx({ apiKey: 'KEY-of-a-test', baseURL: `${url}/v2`, maxRetries: 0 });
}

/** Talks to /_sim as tests do. */
export function stageOf(url: string) {
  const get = async <T>(path: string): Promise<T> => JSON.parse(await (await fetch(`${url}/_sim/${path}`)).text());
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await fetch(`${url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return JSON.parse(text);
  };
  return {
    clock: () => get<Time>('clock'),
    idle: (idleUntil: string | null) => post<Time>('clock', { idleUntil }),
    /** Idles until the clock shows `until`, whatever happens on the way. */
    reach: async (until: string): Promise<void> => {
      while ((await post<Time>('clock', { idleUntil: until })).now < until);
    },
    script: (scripts: Record<string, unknown[]>) => post<unknown>('script', scripts),
    inbound: (call: Record<string, unknown>) => post<unknown>('inbound', call),
    faults: (faults: unknown[]) => post<unknown>('faults', faults),
    log: () => get<Entry[]>('log'),
    dials: async () => (await get<Entry[]>('log')).flatMap((entry) => entry.dial ?? []),
  };
}

export async function simulator(options: Partial<SimulatorOptions> = {}) {
  const running = await startSimulator({ port: 0, speed: 0, seed: 1, startMs: Date.parse(START), ...options });
  const stop = once(running.stop);
  onTestFinished(stop);
  return { ...running, stop, api: clientOf(running.url), stage: stageOf(running.url) };
}

/** A test may stop it before its end. */
function once(stop: () => Promise<void>): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= stop();
    return stopped;
  };
}

export const SCHEMA = {
  type: 'object',
  properties: {
    price: { type: 'number', description: 'What does it cost per hour? (in USD)', minimum: 5, maximum: 900 },
    delivers: { type: 'boolean', description: 'Do you deliver?' },
    call_outcome: {
      type: 'string',
      enum: ['answered', 'wrong_person', 'voicemail', 'menu', 'refused', 'opted_out', 'call_back', 'nothing_learnt'],
    },
    do_not_call: { type: 'boolean' },
    callee_words: { type: 'string' },
  },
  required: ['call_outcome'],
} as const;

/** An assistant with a structured insight and a number of its own. */
export async function readyToCall(api: Telnyx, more: Partial<Telnyx.AI.AssistantCreateParams> = {}) {
  const insight = await api.ai.conversations.insights.create({
    name: 'Facts',
    instructions: 'What was said?',
    json_schema: SCHEMA,
  });
  const group = await api.ai.conversations.insightGroups.insightGroups({ name: 'Facts' });
  await api.ai.conversations.insightGroups.insights.assign(insight.data.id, { group_id: group.data.id });
  const assistant = await api.ai.assistants.create({
    name: 'Caller',
    instructions: 'Ask for the price.',
    greeting: 'Hello {{name}}{{#city}} in {{city}}{{/city}}, I am an AI assistant.',
    enabled_features: ['telephony', 'messaging'],
    insight_settings: { insight_group_id: group.data.id },
    ...more,
  });
  const number = (await freeNumbers(api))[0];
  const app = assistant.telephony_settings?.default_texml_app_id;
  if (number === undefined || app === undefined) throw new Error('The world has no free number');
  await api.phoneNumbers.update(number.id, { connection_id: app });
  const call = (to: string, at: string, extra: Partial<Telnyx.AI.Assistants.ScheduledEventCreateParams> = {}) =>
    api.ai.assistants.scheduledEvents.create(assistant.id, {
      telnyx_conversation_channel: 'phone_call',
      telnyx_end_user_target: to,
      telnyx_agent_target: number.phone_number,
      scheduled_at_fixed_datetime: at,
      ...extra,
    });
  const look = (event: { scheduled_event_id?: string }) =>
    api.ai.assistants.scheduledEvents.retrieve(event.scheduled_event_id ?? '', { assistant_id: assistant.id });
  return { assistant, number, insight: insight.data, group: group.data, call, look };
}

export async function freeNumbers(api: Telnyx) {
  const numbers = [];
  for await (const number of api.phoneNumbers.list()) numbers.push(number);
  return numbers.filter((number) => number.status === 'active' && !number.connection_id);
}

/** The status and first code of a refusal; fails when there is none. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; body: unknown; headers: Headers }> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Telnyx.APIError && error.status !== undefined) {
      return { status: error.status, body: error.error, headers: error.headers };
    }
    throw error;
  }
  throw new Error('This was accepted');
}
