// What a new account holds: numbers, a TeXML application and assistants of somebody else, insight templates with the
// stock "Summary" among the oldest, groups, the outbound profile.
import { randomUUID } from 'node:crypto';
import { DEFAULT_COUNTRIES } from './countries.ts';
import type { NumberRow, TemplateRow } from './rows.ts';
import type { Store } from './store.ts';

export interface DefaultWorldOptions {
  /** Free, active numbers; every second one refuses HD voice. */
  readonly numbers: number;
  /** Countries that the outbound profile allows, ISO alpha-2. */
  readonly countries?: readonly string[] | undefined;
  readonly startMs: number;
}

/** The one outbound voice profile; new TeXML applications get it. */
export const VOICE_PROFILE_ID = '1293384261075731499';

const DAY_MS = 86_400_000;
const FOREIGN_TEMPLATES = 34;
const ACCOUNT_AGE_DAYS = 300;

export function fillDefaultWorld(store: Store, { numbers, countries, startMs }: DefaultWorldOptions): void {
  const daysAgo = (days: number) => new Date(startMs - days * DAY_MS).toISOString();
  store.put('voiceProfiles', VOICE_PROFILE_ID, {
    id: VOICE_PROFILE_ID,
    name: 'Default',
    enabled: true,
    concurrent_call_limit: null,
    whitelisted_destinations: countries ?? DEFAULT_COUNTRIES,
    daily_spend_limit: null,
    created_at: daysAgo(ACCOUNT_AGE_DAYS),
  });
  const templateIds = fillTemplates(store, daysAgo);
  fillGroups(store, templateIds, daysAgo);
  const foreignApp = fillAssistants(store, daysAgo);
  fillNumbers(store, numbers, foreignApp, daysAgo);
}

type DaysAgo = (days: number) => string;

function fillTemplates(store: Store, daysAgo: DaysAgo): readonly string[] {
  const add = (row: Omit<TemplateRow, 'id' | 'webhook'>) => {
    const id = randomUUID();
    store.put('templates', id, { ...row, id, webhook: '' });
    return id;
  };
  const summary = add({
    name: 'Summary',
    instructions: 'Summarize the conversation in two sentences.',
    insight_type: 'default',
    created_at: daysAgo(ACCOUNT_AGE_DAYS),
  });
  const topics = ['Satisfaction', 'Order intake', 'Recall reason', 'Delivery check', 'Lead quality'] as const;
  const foreign = Array.from({ length: FOREIGN_TEMPLATES }, (_, index) =>
    add({
      name: `${topics[index % topics.length]} ${Math.floor(index / topics.length) + 1}`,
      instructions: 'What did the customer say about it?',
      insight_type: 'custom',
      ...(index % 2 === 0 ? {} : { json_schema: { type: 'object', properties: { answer: { type: 'string' } } } }),
      created_at: daysAgo(ACCOUNT_AGE_DAYS - 1 - index),
    }),
  );
  return [summary, ...foreign];
}

function fillGroups(store: Store, templateIds: readonly string[], daysAgo: DaysAgo): void {
  for (const [index, name] of ['Support calls', 'Deliveries', 'Leads'].entries()) {
    const id = randomUUID();
    const insightIds = templateIds.slice(index * 2, index * 2 + 2);
    store.put('groups', id, { id, name, webhook: '', insightIds, created_at: daysAgo(200 - index) });
  }
}

/** The TeXML application of the first of them. */
function fillAssistants(store: Store, daysAgo: DaysAgo): string {
  const apps = ['Reception desk', 'Order hotline', 'Night service'].map((name, index) => {
    const appId = `16423009${1000 + index}55731`;
    store.put('texmlApps', appId, {
      id: appId,
      friendly_name: name,
      outbound: { outbound_voice_profile_id: VOICE_PROFILE_ID, channel_limit: null },
      created_at: daysAgo(150 - index),
    });
    const id = `assistant-${randomUUID()}`;
    store.put('assistants', id, {
      id,
      name,
      instructions: `You are the ${name.toLowerCase()}. Take the caller's wish and be brief.`,
      model: 'openai/gpt-4o',
      greeting: `Hello, ${name.toLowerCase()}, how can I help?`,
      description: 'Answers incoming calls.',
      enabled_features: ['telephony'],
      telephony_settings: { default_texml_app_id: appId },
      tools: [{ type: 'hangup', hangup: { description: 'End the call' } }],
      tags: [],
      created_at: daysAgo(150 - index),
    });
    return appId;
  });
  return apps[0] ?? '';
}

function fillNumbers(store: Store, free: number, foreignApp: string, daysAgo: DaysAgo): void {
  const add = (index: number, row: Partial<NumberRow>) => {
    const id = `29334828${String(5000000000 + index)}`;
    store.put('numbers', id, {
      id,
      phone_number: `+1312555${String(100 + index).padStart(4, '0')}`,
      status: 'active',
      country_iso_alpha2: 'US',
      phone_number_type: 'local',
      connection_id: null,
      connection_name: null,
      messaging_profile_id: null,
      hd_voice_enabled: false,
      tags: [],
      customer_reference: null,
      purchased_at: daysAgo(100 - Math.min(index, 90)),
      noHd: false,
      ...row,
    });
  };
  add(0, { connection_id: foreignApp, connection_name: 'Reception desk', hd_voice_enabled: true });
  add(1, { status: 'port-pending' });
  for (let index = 0; index < free; index += 1) add(index + 2, { noHd: index % 2 === 1 });
}
