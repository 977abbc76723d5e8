// Telnyx's own SDK, which nobody here wrote, drives every operation that the bot uses and understands the answers.
import type Telnyx from 'telnyx';
import { describe, expect, test } from 'vitest';
import { freeNumbers, readyToCall, refusal, simulator, TARGET } from './support.ts';

interface Ground {
  readonly api: Telnyx;
  readonly mission: string;
  readonly run: string;
  readonly assistant: string;
  readonly event: string;
  readonly insight: string;
  readonly group: string;
  readonly number: string;
  readonly conversation: string;
  readonly leg: string;
}

async function ground() {
  const { api, stage } = await simulator({ limit: 5 });
  const { data: mission } = await api.ai.missions.create({ name: 'M', metadata: { client_ref: 'r1' } });
  const { data: run } = await api.ai.missions.runs.create(mission.mission_id, { input: { original_request: 'x' } });
  const { assistant, number, insight, group, call, look } = await readyToCall(api);
  await stage.script({ [TARGET]: ['answered'] });
  const live = await call(TARGET, '2026-11-24T15:01:00Z', { conversation_metadata: { mission_run_id: run.run_id } });
  while ((await look(live)).telnyx_conversation_channel && !('conversation_id' in (await look(live))))
    await stage.idle('2026-11-24T16:00:00Z');
  const talking: { conversation_id?: string; call_attempts?: { telnyx_call_control_id?: string }[] } = await look(live);
  const pending = await call('+13125550998', '2026-11-24T18:00:00Z');
  return {
    api,
    mission: mission.mission_id,
    run: run.run_id,
    assistant: assistant.id,
    event: 'scheduled_event_id' in pending ? String(pending.scheduled_event_id) : '',
    insight: insight.id,
    group: group.id,
    number: number.id,
    conversation: talking.conversation_id ?? '',
    leg: talking.call_attempts?.[0]?.telnyx_call_control_id ?? '',
  };
}

const planned = async ({ api, mission, run }: Ground) =>
  api.ai.missions.runs.plan.create(run, {
    mission_id: mission,
    steps: [{ step_id: 's1', description: 'Call', sequence: 1 }],
  });
const logged = async ({ api, mission, run }: Ground) =>
  (
    await api.ai.missions.runs.events.log(run, {
      mission_id: mission,
      type: 'custom',
      summary: 'hello',
      idempotency_key: 'k1',
    })
  ).data;
const running = ({ api, mission, run }: Ground) =>
  api.ai.missions.runs.update(run, { mission_id: mission, status: 'running' });

/** Each row: what the bot does, and what the SDK must make of the answer. */
const OPERATIONS: readonly (readonly [name: string, act: (g: Ground) => Promise<unknown>, expected: unknown])[] = [
  [
    'missions list',
    async ({ api }) => (await api.ai.missions.list()).data,
    [{ name: 'M', execution_mode: 'external' }],
  ],
  [
    'mission create',
    ({ api }) => api.ai.missions.create({ name: 'N', instructions: 'i' }),
    { data: { name: 'N', instructions: 'i' } },
  ],
  [
    'mission get',
    ({ api, mission }) => api.ai.missions.retrieve(mission),
    { data: { metadata: { client_ref: 'r1' } } },
  ],
  ['mission put', ({ api, mission }) => api.ai.missions.updateMission(mission, { name: 'O' }), { data: { name: 'O' } }],
  [
    'mission delete',
    async ({ api, mission }) => {
      await api.ai.missions.deleteMission(mission);
      return refusal(api.ai.missions.retrieve(mission));
    },
    { status: 404 },
  ],
  [
    'mission clone',
    ({ api, mission }) => api.ai.missions.cloneMission(mission),
    { data: { metadata: { client_ref: 'r1' } } },
  ],
  [
    'events of all missions',
    async (g) => {
      await logged(g);
      return (await g.api.ai.missions.listEvents({ type: 'custom' })).data;
    },
    [{ summary: 'hello' }],
  ],
  [
    'runs of all missions',
    async ({ api }) => (await api.ai.missions.runs.listRuns({ status: 'pending' })).data,
    [{ status: 'pending' }],
  ],
  [
    'runs list',
    async ({ api, mission }) => (await api.ai.missions.runs.list(mission)).data,
    [{ input: { original_request: 'x' } }],
  ],
  [
    'run create',
    ({ api, mission }) => api.ai.missions.runs.create(mission, {}),
    { data: { status: 'pending', input: null } },
  ],
  [
    'run get',
    ({ api, mission, run }) => api.ai.missions.runs.retrieve(run, { mission_id: mission }),
    { data: { finished_at: null } },
  ],
  ['run patch', (g) => running(g), { data: { status: 'running' } }],
  [
    'run pause',
    async (g) => {
      await running(g);
      return g.api.ai.missions.runs.pauseRun(g.run, { mission_id: g.mission });
    },
    { data: { status: 'paused' } },
  ],
  [
    'run resume',
    async (g) => {
      await running(g);
      await g.api.ai.missions.runs.pauseRun(g.run, { mission_id: g.mission });
      return g.api.ai.missions.runs.resumeRun(g.run, { mission_id: g.mission });
    },
    { data: { status: 'running' } },
  ],
  [
    'run cancel',
    async (g) => {
      await running(g);
      return g.api.ai.missions.runs.cancelRun(g.run, { mission_id: g.mission });
    },
    { data: { status: 'cancelled', finished_at: expect.any(String) } },
  ],
  ['plan create', (g) => planned(g), { data: [{ step_id: 's1', status: 'pending' }] }],
  [
    'plan get',
    async (g) => {
      await planned(g);
      return g.api.ai.missions.runs.plan.retrieve(g.run, { mission_id: g.mission });
    },
    { data: [{ step_id: 's1' }] },
  ],
  [
    'plan add steps',
    async (g) => {
      await planned(g);
      const steps = [{ step_id: 's/2', description: 'More', sequence: 2 }];
      return g.api.ai.missions.runs.plan.addStepsToPlan(g.run, { mission_id: g.mission, steps });
    },
    { data: [{ step_id: 's/2' }] },
  ],
  [
    'step get',
    async (g) => {
      await planned(g);
      return g.api.ai.missions.runs.plan.getStepDetails('s1', { mission_id: g.mission, run_id: g.run });
    },
    { data: { step_id: 's1' } },
  ],
  [
    'step patch',
    async (g) => {
      await planned(g);
      return g.api.ai.missions.runs.plan.updateStep('s1', {
        mission_id: g.mission,
        run_id: g.run,
        status: 'in_progress',
      });
    },
    { data: { status: 'in_progress', started_at: expect.any(String) } },
  ],
  ['event log', (g) => logged(g), { type: 'custom', event_id: expect.any(String) }],
  [
    'event log again with the same key',
    async (g) => {
      const first = await logged(g);
      return (await logged(g)).event_id === first.event_id;
    },
    true,
  ],
  [
    'events list',
    async (g) => {
      await logged(g);
      return (await g.api.ai.missions.runs.events.list(g.run, { mission_id: g.mission })).data;
    },
    [{ summary: 'hello' }],
  ],
  [
    'event get',
    async (g) => {
      const { event_id } = await logged(g);
      return g.api.ai.missions.runs.events.getEventDetails(event_id, { mission_id: g.mission, run_id: g.run });
    },
    { data: { summary: 'hello' } },
  ],
  [
    'agent link, list, unlink',
    async ({ api, mission, run, assistant }) => {
      const agents = api.ai.missions.runs.telnyxAgents;
      const link = await agents.link(run, { mission_id: mission, telnyx_agent_id: assistant });
      const listed = await agents.list(run, { mission_id: mission });
      const { related_mission_ids } = await api.ai.assistants.retrieve(assistant);
      await agents.unlink(assistant, { mission_id: mission, run_id: run });
      const left = await agents.list(run, { mission_id: mission });
      return [link.data.run_id === run, listed.data.length, related_mission_ids?.includes(mission), left.data.length];
    },
    [true, 1, true, 0],
  ],
  ['assistants list', async ({ api }) => (await api.ai.assistants.list()).data.length, 4],
  [
    'assistant create',
    ({ api }) => api.ai.assistants.create({ name: 'A', instructions: 'i', 'Idempotency-Key': 'k1' }),
    { name: 'A' },
  ],
  ['assistant get', ({ api, assistant }) => api.ai.assistants.retrieve(assistant), { name: 'Caller' }],
  [
    'assistant update',
    ({ api, assistant }) => api.ai.assistants.update(assistant, { greeting: 'Hi' }),
    { greeting: 'Hi', name: 'Caller' },
  ],
  [
    'assistant delete',
    ({ api, assistant }) => api.ai.assistants.delete(assistant),
    { deleted: true, object: 'assistant' },
  ],
  [
    'assistant clone',
    async ({ api, assistant }) => {
      const { id, telephony_settings } = await api.ai.assistants.clone(assistant);
      return { other: id !== assistant, app: telephony_settings?.default_texml_app_id ?? 'none' };
    },
    { other: true, app: 'none' },
  ],
  [
    'scheduled events list',
    async ({ api, assistant }) =>
      (
        await api.ai.assistants.scheduledEvents.list(assistant, {
          conversation_channel: 'phone_call',
          from_date: '2026-11-24T17:00:00Z',
        })
      ).data,
    [{ status: 'pending', telnyx_end_user_target: '+13125550998' }],
  ],
  [
    'scheduled event get',
    ({ api, assistant, event }) => api.ai.assistants.scheduledEvents.retrieve(event, { assistant_id: assistant }),
    { scheduled_event_id: expect.any(String), status: 'pending' },
  ],
  [
    'scheduled event delete',
    async ({ api, assistant, event }) => {
      await api.ai.assistants.scheduledEvents.delete(event, { assistant_id: assistant });
      return refusal(api.ai.assistants.scheduledEvents.retrieve(event, { assistant_id: assistant }));
    },
    { status: 404 },
  ],
  [
    'conversations list by our metadata',
    async ({ api, run }) =>
      (
        await api.ai.conversations.list({
          ...{ 'metadata->mission_run_id': `eq.${run}` },
          order: 'created_at.desc',
          limit: 5,
        })
      ).data,
    [{ metadata: { telnyx_end_user_target: TARGET } }],
  ],
  [
    'conversation create',
    ({ api }) => api.ai.conversations.create({ name: 'C', metadata: { a: '1' } }),
    { name: 'C', metadata: { a: '1' } },
  ],
  [
    'conversation get',
    ({ api, conversation }) => api.ai.conversations.retrieve(conversation),
    { data: { id: expect.any(String) } },
  ],
  [
    'conversation put',
    ({ api, conversation }) => api.ai.conversations.update(conversation, { metadata: { who: 'me' } }),
    { data: { metadata: { who: 'me' } } },
  ],
  [
    'messages',
    async ({ api, conversation }) => (await api.ai.conversations.messages.list(conversation)).data[0],
    { role: expect.any(String) },
  ],
  [
    'insights of a conversation',
    ({ api, conversation }) => api.ai.conversations.retrieveConversationsInsights(conversation),
    { data: [] },
  ],
  ['insight template list', async ({ api }) => (await api.ai.conversations.insights.list()).data[0], { name: 'Facts' }],
  [
    'insight template get',
    ({ api, insight }) => api.ai.conversations.insights.retrieve(insight),
    { data: { insight_type: 'custom' } },
  ],
  [
    'insight template put',
    ({ api, insight }) => api.ai.conversations.insights.update(insight, { name: 'F2' }),
    { data: { name: 'F2' } },
  ],
  [
    'insight template delete',
    async ({ api, insight }) => {
      await api.ai.conversations.insights.delete(insight);
      return refusal(api.ai.conversations.insights.retrieve(insight));
    },
    { status: 404 },
  ],
  [
    'insight group list',
    async ({ api }) => (await api.ai.conversations.insightGroups.retrieveInsightGroups()).data[0],
    { name: 'Facts' },
  ],
  [
    'insight group get',
    ({ api, group }) => api.ai.conversations.insightGroups.retrieve(group),
    { data: { insights: [{ name: 'Facts' }] } },
  ],
  [
    'insight group put',
    ({ api, group }) => api.ai.conversations.insightGroups.update(group, { name: 'G2' }),
    { data: { name: 'G2' } },
  ],
  [
    'insight group unassign',
    async ({ api, group, insight }) => {
      await api.ai.conversations.insightGroups.insights.deleteUnassign(insight, { group_id: group });
      return api.ai.conversations.insightGroups.retrieve(group);
    },
    { data: { insights: [] } },
  ],
  [
    'insight group delete',
    async ({ api, group }) => {
      await api.ai.conversations.insightGroups.delete(group);
      return refusal(api.ai.conversations.insightGroups.retrieve(group));
    },
    { status: 404 },
  ],
  [
    'numbers list',
    async ({ api }) => (await api.phoneNumbers.list({ filter: { status: 'active' }, 'page[size]': 2 })).data.length,
    2,
  ],
  ['numbers slim', async ({ api }) => (await api.phoneNumbers.slimList()).data.length, 4],
  ['number get', ({ api, number }) => api.phoneNumbers.retrieve(number), { data: { status: 'active' } }],
  [
    'number patch',
    ({ api, number }) => api.phoneNumbers.update(number, { hd_voice_enabled: true }),
    { data: { hd_voice_enabled: true } },
  ],
  [
    'number messaging patch',
    ({ api, number }) => api.phoneNumbers.messaging.update(number, { messaging_profile_id: 'p1' }),
    { data: { messaging_profile_id: 'p1' } },
  ],
  ['call get', ({ api, leg }) => api.calls.retrieveStatus(leg), { data: { is_alive: true } }],
  [
    'call hangup',
    async ({ api, leg }) => {
      await api.calls.actions.hangup(leg, {});
      return api.calls.retrieveStatus(leg);
    },
    { data: { is_alive: false } },
  ],
  ['balance', ({ api }) => api.balance.retrieve(), { data: { balance: '38.20', currency: 'USD' } }],
  [
    'outbound profiles',
    async ({ api }) => (await api.outboundVoiceProfiles.list()).data,
    [{ whitelisted_destinations: expect.arrayContaining(['US', 'DE']) }],
  ],
  [
    'outbound profile',
    async ({ api }) => api.outboundVoiceProfiles.retrieve((await api.outboundVoiceProfiles.list()).data[0]?.id ?? ''),
    { data: { enabled: true } },
  ],
  ['TeXML applications', async ({ api }) => (await api.texmlApplications.list()).data.length, 4],
  [
    'TeXML application',
    async ({ api, assistant }) => {
      const { telephony_settings } = await api.ai.assistants.retrieve(assistant);
      return api.texmlApplications.retrieve(telephony_settings?.default_texml_app_id ?? '');
    },
    { data: { outbound: { outbound_voice_profile_id: expect.any(String) } } },
  ],
];

describe('the official SDK understands', () => {
  test.each(OPERATIONS)('%s', async (_name, act, expected) => {
    const answer = await act(await ground());
    if (typeof expected === 'object' && expected !== null && !('asymmetricMatch' in expected))
      expect(answer).toMatchObject(expected);
    else expect(answer).toEqual(expected);
  });

  test('the two free numbers of the default world', async () => {
    const { api } = await simulator();
    expect(await freeNumbers(api)).toHaveLength(2);
  });
});
