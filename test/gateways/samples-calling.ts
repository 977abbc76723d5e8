// One example of each operation around calling: assistants, numbers, scheduled events, insights, conversations, account.
import type Telnyx from 'telnyx';
import { toAssistantBody } from '../../src/gateways/telnyx/assistant-body.ts';
import type { OperationName } from '../../src/gateways/telnyx/operations.ts';
import { KEY, META, type missionSamples, type Samples } from './samples-missions.ts';

const assistant: Telnyx.AI.InferenceEmbedding = {
  id: 'assistant-1',
  name: 'Vendors',
  instructions: 'Ask',
  model: 'some/model',
  created_at: '2026-03-02T10:00:00Z',
  telephony_settings: { default_texml_app_id: '77' },
};
const number: Telnyx.NumbersPhoneNumberDetailed = {
  id: '42',
  phone_number: '+13125550100',
  status: 'active',
  country_iso_alpha2: 'US',
  created_at: '2026-03-02T10:00:00Z',
  purchased_at: '2026-03-02T10:00:00Z',
  deletion_lock_enabled: false,
  external_pin: null,
  phone_number_type: 'local',
  record_type: 'phone_number',
  tags: [],
};
const scheduled: Telnyx.AI.Assistants.ScheduledPhoneCallEventResponse = {
  scheduled_event_id: 'ev1',
  assistant_id: 'assistant-1',
  scheduled_at_fixed_datetime: '2026-03-02T11:00:00Z',
  telnyx_agent_target: '+13125550100',
  telnyx_end_user_target: '+13125550199',
  telnyx_conversation_channel: 'phone_call',
  status: 'pending',
};
const insight: Telnyx.AI.Conversations.InsightTemplate = {
  id: 'i1',
  name: 'Price',
  instructions: 'Read',
  created_at: '2026-03-02T10:00:00Z',
};
const group: Telnyx.AI.Conversations.InsightTemplateGroup = {
  id: 'g1',
  name: 'Group',
  created_at: '2026-03-02T10:00:00Z',
  insights: [insight],
};
const conversation: Telnyx.AI.Conversation = {
  id: 'c1',
  created_at: '2026-03-02T10:00:00Z',
  last_message_at: '2026-03-02T10:00:00Z',
  metadata: { mission_run_id: 'r1' },
};
const profile: Telnyx.OutboundVoiceProfile = { id: 'p1', name: 'Default', enabled: true };
const application: Telnyx.TexmlApplication = { id: '77', outbound: { outbound_voice_profile_id: 'p1' } };

const inAssistant = { assistant: 'assistant-1' };
const body = toAssistantBody({
  name: 'Vendors [c1]',
  instructions: 'Ask',
  greeting: 'Hello',
  language: 'en-US',
  voice: 'Telnyx.NaturalHD.astra',
  insightGroupId: 'g1',
  voicemail: { leave: 'Please call back' },
  timeLimitSecs: 1500,
  key: KEY,
});
const call = {
  telnyx_conversation_channel: 'phone_call',
  telnyx_end_user_target: '+13125550199',
  telnyx_agent_target: '+13125550100',
  scheduled_at_fixed_datetime: '2026-03-02T11:00:00.000Z',
  max_retries_client_errors: 0,
  dynamic_variables: { name: 'Ann' },
  conversation_metadata: { mission_id: 'm1' },
} as const;
const between = {
  conversation_channel: 'phone_call',
  from_date: '2026-03-02T00:00:00.000Z',
  to_date: '2026-03-03T00:00:00.000Z',
} as const;
const template = { name: 'Price', instructions: 'Read', json_schema: { type: 'object', properties: {} } };
/** The SDK types the filters it knows; any other metadata key goes the same way. */
const filter = { 'metadata->telnyx_end_user_target': 'eq.+13125550199', order: 'created_at.desc', limit: 100 };
const key = { 'Idempotency-Key': KEY };
const pageOf = (size: number) => ({ 'page[number]': 1, 'page[size]': size });

type CallingOperation = Exclude<OperationName, keyof typeof missionSamples>;

export const callingSamples: Samples<CallingOperation> = {
  listAssistants: {
    input: {},
    sdk: (client) => client.ai.assistants.list({ query: pageOf(25) }),
    answer: { data: [assistant] },
  },
  createAssistant: {
    input: { body, key: KEY },
    sdk: (client) => client.ai.assistants.create({ ...body, ...key }),
    answer: assistant,
  },
  readAssistant: {
    input: { path: inAssistant },
    sdk: (client) => client.ai.assistants.retrieve('assistant-1'),
    answer: assistant,
  },
  updateAssistant: {
    input: { path: inAssistant, body: { greeting: 'Good day' } },
    sdk: (client) => client.ai.assistants.update('assistant-1', { greeting: 'Good day' }),
    answer: assistant,
  },
  cloneAssistant: {
    input: { path: inAssistant, key: KEY },
    sdk: (client) => client.ai.assistants.clone('assistant-1', key),
    answer: assistant,
  },
  deleteAssistant: {
    input: { path: inAssistant },
    sdk: (client) => client.ai.assistants.delete('assistant-1'),
    answer: { id: 'assistant-1', object: 'assistant', deleted: true },
  },
  listNumbers: {
    input: {},
    sdk: (client) => client.phoneNumbers.list(pageOf(100)),
    answer: { data: [number], meta: META },
  },
  readNumber: {
    input: { path: { number: '42' } },
    sdk: (client) => client.phoneNumbers.retrieve('42'),
    answer: { data: number },
  },
  updateNumber: {
    input: { path: { number: '42' }, body: { connection_id: '77', hd_voice_enabled: true } },
    sdk: (client) => client.phoneNumbers.update('42', { connection_id: '77', hd_voice_enabled: true }),
    answer: { data: number },
  },
  readNumberMessaging: {
    input: { path: { number: '42' } },
    sdk: (client) => client.phoneNumbers.messaging.retrieve('42'),
    answer: { data: { id: '42', phone_number: '+13125550100', messaging_profile_id: 'mp1' } },
  },
  updateNumberMessaging: {
    input: { path: { number: '42' }, body: { messaging_profile_id: 'mp1' } },
    sdk: (client) => client.phoneNumbers.messaging.update('42', { messaging_profile_id: 'mp1' }),
    answer: { data: { id: '42', phone_number: '+13125550100', messaging_profile_id: 'mp1' } },
  },
  listScheduledEvents: {
    input: { path: inAssistant, query: between },
    sdk: (client) => client.ai.assistants.scheduledEvents.list('assistant-1', { ...between, ...pageOf(50) }),
    answer: { data: [scheduled], meta: META },
  },
  createScheduledEvent: {
    input: { path: inAssistant, body: call, key: KEY },
    sdk: (client) => client.ai.assistants.scheduledEvents.create('assistant-1', { ...call, ...key }),
    answer: scheduled,
  },
  readScheduledEvent: {
    input: { path: { ...inAssistant, event: 'ev1' } },
    sdk: (client) => client.ai.assistants.scheduledEvents.retrieve('ev1', { assistant_id: 'assistant-1' }),
    answer: scheduled,
  },
  deleteScheduledEvent: {
    input: { path: { ...inAssistant, event: 'ev1' } },
    sdk: (client) => client.ai.assistants.scheduledEvents.delete('ev1', { assistant_id: 'assistant-1' }),
  },
  listInsights: {
    input: {},
    sdk: (client) => client.ai.conversations.insights.list(pageOf(25)),
    answer: { data: [insight], meta: META },
  },
  createInsight: {
    input: { body: template, key: KEY },
    sdk: (client) => client.ai.conversations.insights.create({ ...template, ...key }),
    answer: { data: insight },
  },
  readInsight: {
    input: { path: { insight: 'i1' } },
    sdk: (client) => client.ai.conversations.insights.retrieve('i1'),
    answer: { data: insight },
  },
  updateInsight: {
    input: { path: { insight: 'i1' }, body: { name: 'Cost' } },
    sdk: (client) => client.ai.conversations.insights.update('i1', { name: 'Cost' }),
    answer: { data: insight },
  },
  deleteInsight: {
    input: { path: { insight: 'i1' } },
    sdk: (client) => client.ai.conversations.insights.delete('i1'),
  },
  listInsightGroups: {
    input: {},
    sdk: (client) => client.ai.conversations.insightGroups.retrieveInsightGroups(pageOf(25)),
    answer: { data: [group], meta: META },
  },
  createInsightGroup: {
    input: { body: { name: 'Group' }, key: KEY },
    sdk: (client) => client.ai.conversations.insightGroups.insightGroups({ name: 'Group', ...key }),
    answer: { data: group },
  },
  readInsightGroup: {
    input: { path: { group: 'g1' } },
    sdk: (client) => client.ai.conversations.insightGroups.retrieve('g1'),
    answer: { data: group },
  },
  updateInsightGroup: {
    input: { path: { group: 'g1' }, body: { description: 'All' } },
    sdk: (client) => client.ai.conversations.insightGroups.update('g1', { description: 'All' }),
    answer: { data: group },
  },
  deleteInsightGroup: {
    input: { path: { group: 'g1' } },
    sdk: (client) => client.ai.conversations.insightGroups.delete('g1'),
  },
  assignInsight: {
    input: { path: { group: 'g1', insight: 'i1' } },
    sdk: (client) => client.ai.conversations.insightGroups.insights.assign('i1', { group_id: 'g1' }),
  },
  unassignInsight: {
    input: { path: { group: 'g1', insight: 'i1' } },
    sdk: (client) => client.ai.conversations.insightGroups.insights.deleteUnassign('i1', { group_id: 'g1' }),
  },
  listConversations: {
    input: { query: filter },
    sdk: (client) => client.ai.conversations.list(filter),
    answer: { data: [conversation] },
  },
  readConversation: {
    input: { path: { conversation: 'c1' } },
    sdk: (client) => client.ai.conversations.retrieve('c1'),
    answer: { data: conversation },
  },
  listConversationInsights: {
    input: { path: { conversation: 'c1' } },
    sdk: (client) => client.ai.conversations.retrieveConversationsInsights('c1'),
    answer: { data: [{ id: 'r', status: 'pending', created_at: '', conversation_insights: [] }], meta: META },
  },
  listMessages: {
    input: { path: { conversation: 'c1' } },
    sdk: (client) => client.ai.conversations.messages.list('c1', pageOf(100)),
    answer: { data: [{ role: 'assistant', text: 'Hello' }], meta: META },
  },
  hangUp: {
    input: { path: { call: 'v3:abc/d=' }, body: {} },
    sdk: (client) => client.calls.actions.hangup('v3:abc/d=', {}),
    answer: { data: { result: 'ok' } },
  },
  readBalance: {
    input: {},
    sdk: (client) => client.balance.retrieve(),
    answer: { data: { balance: '30.00', available_credit: '38.20', currency: 'USD' } },
  },
  listOutboundProfiles: {
    input: {},
    sdk: (client) => client.outboundVoiceProfiles.list(pageOf(25)),
    answer: { data: [profile], meta: META },
  },
  readOutboundProfile: {
    input: { path: { profile: 'p1' } },
    sdk: (client) => client.outboundVoiceProfiles.retrieve('p1'),
    answer: { data: profile },
  },
  readTexmlApplication: {
    input: { path: { application: '77' } },
    sdk: (client) => client.texmlApplications.retrieve('77'),
    answer: { data: application },
  },
};
