// What a stand-in for Telnyx must imitate, one test each, and the race of taking back a call that just starts.
import { describe, expect, test } from 'vitest';
import { clientOf, freeNumbers, readyToCall, refusal, simulator, TARGET } from './support.ts';

const AT = '2026-11-24T15:05:00.000Z';
const LATER = '2026-11-24T16:00:00.000Z';

describe('the simulator imitates Telnyx', () => {
  test('1 wrappers and id names: missions in data, assistants and scheduled events bare', async () => {
    const { api, url } = await simulator();
    const { assistant } = await readyToCall(api);
    const headers = { authorization: 'Bearer k' };
    const bare = JSON.parse(await (await fetch(`${url}/v2/ai/assistants/${assistant.id}`, { headers })).text());
    expect(bare).toMatchObject({ id: assistant.id });
    expect(bare).not.toHaveProperty('data');
    const { data } = await api.ai.missions.create({ name: 'M' });
    expect(data).toHaveProperty('mission_id');
    expect(data).not.toHaveProperty('id');
  });

  test('2 401 without a key, 404 with code 10005 for unknown ids', async () => {
    const { api, url } = await simulator();
    const answer = await fetch(`${url}/v2/balance`);
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('"10009"')]);
    expect(await refusal(api.ai.missions.retrieve('nobody'))).toMatchObject({
      status: 404,
      body: { errors: [{ code: '10005' }] },
    });
  });

  test('3 missing step fields are 400 with 10004 and pointers, a bad event type is 10015', async () => {
    const { api, url } = await simulator();
    const { data: mission } = await api.ai.missions.create({ name: 'M' });
    const { data: run } = await api.ai.missions.runs.create(mission.mission_id, {});
    const path = `/ai/missions/${mission.mission_id}/runs/${run.run_id}`;
    const plan = await refusal(api.post(`${path}/plan`, { body: { steps: [{ description: 'x' }] } }));
    expect(plan).toMatchObject({
      status: 400,
      body: {
        errors: [
          { code: '10004', source: { pointer: '/body/steps[0]/step_id' } },
          { code: '10004', source: { pointer: '/body/steps[0]/sequence' } },
        ],
      },
    });
    const event = await refusal(api.post(`${path}/events`, { body: { type: 'party', summary: 'x' } }));
    expect(event).toMatchObject({ status: 400, body: { errors: [{ code: '10015' }] } });
    expect(JSON.stringify(event.body)).not.toContain('pointer');
    const broken = await fetch(`${url}/v2${path}/events`, {
      method: 'POST',
      body: '{',
      headers: { authorization: 'Bearer k' },
    });
    expect([broken.status, await broken.text()]).toEqual([400, expect.stringContaining('10023')]);
  });

  test('4 a run starts pending with started_at; a terminal status sets finished_at and is final', async () => {
    const { api } = await simulator();
    const { data: mission } = await api.ai.missions.create({ name: 'M' });
    const { data: run } = await api.ai.missions.runs.create(mission.mission_id, {});
    expect(run).toMatchObject({ status: 'pending', started_at: expect.any(String), finished_at: null });
    const runs = api.ai.missions.runs;
    const done = await runs.update(run.run_id, {
      mission_id: mission.mission_id,
      status: 'succeeded',
      result_summary: 'ok',
    });
    expect(done.data).toMatchObject({
      finished_at: expect.any(String),
      result_summary: 'ok',
      updated_at: run.updated_at,
    });
    expect(await refusal(runs.update(run.run_id, { mission_id: mission.mission_id, status: 'running' }))).toMatchObject(
      { status: 400 },
    );
  });

  test('5 a number of somebody else, a past time and a country off the list are refused', async () => {
    const { api } = await simulator();
    const { assistant, number, call } = await readyToCall(api);
    const other = (await freeNumbers(api))[0]?.phone_number ?? '';
    const refused = await refusal(call(TARGET, AT, { telnyx_agent_target: other }));
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ code: '10015', detail: `telnyx_agent_target ${other} does not belong to this assistant` }] },
    });
    expect(await refusal(call(TARGET, '2026-11-24T14:59:59Z'))).toMatchObject({ status: 400 });
    expect(await refusal(call('+8613800000000', AT))).toMatchObject({ status: 403, body: { detail: { code: 'D13' } } });
    expect(await refusal(call('12345', AT))).toMatchObject({ status: 400, body: { errors: [{ code: '10016' }] } });
    const text = {
      telnyx_conversation_channel: 'sms_chat',
      text: 'Hi {{name}}',
      dynamic_variables: { name: 'Bo' },
    } as const;
    expect(await refusal(call(TARGET, AT, text))).toMatchObject({ status: 400 });
    const messaging_profile_id = assistant.messaging_settings?.default_messaging_profile_id ?? '';
    await api.phoneNumbers.messaging.update(number.id, { messaging_profile_id });
    expect(await call(TARGET, AT, text)).toMatchObject({ status: 'pending' });
    await api.phoneNumbers.update(number.id, { connection_id: '' });
    expect(await refusal(call(TARGET, AT))).toMatchObject({ status: 400 });
  });

  test('6 an event is pending, rings, talks and ends, and the conversation carries our metadata', async () => {
    const { api, stage } = await simulator();
    const { call, look } = await readyToCall(api);
    await stage.script({ [TARGET]: [{ outcome: 'answered', ringSeconds: 7, talkSeconds: 90 }] });
    const event = await call(TARGET, AT, {
      conversation_metadata: { mission_id: 'm1' },
      dynamic_variables: { name: 'Bo', city: 'Rome' },
    });
    expect(event).toMatchObject({ status: 'pending' });
    expect(await stage.idle(LATER)).toMatchObject({ now: AT });
    expect(await look(event)).toMatchObject({ status: 'in_progress', call_status: 'ringing' });
    expect(await stage.idle(LATER)).toMatchObject({ now: '2026-11-24T15:05:07.000Z' });
    expect(await look(event)).toMatchObject({
      status: 'in_progress',
      call_status: 'in-progress',
      conversation_id: expect.any(String),
    });
    expect(await stage.idle(LATER)).toMatchObject({ now: '2026-11-24T15:06:37.000Z' });
    const done = await look(event);
    expect(done).toMatchObject({
      status: 'completed',
      call_status: 'completed',
      call_duration: 90,
      call_attempts: [{ attempt_number: 1 }],
    });
    const { data } = await api.ai.conversations.list(null, { query: { 'metadata->mission_id': 'eq.m1' } });
    expect(data).toMatchObject([{ metadata: { mission_id: 'm1', telnyx_end_user_target: TARGET } }]);
    const turns = (await api.ai.conversations.messages.list(data[0]?.id ?? '')).data;
    expect(turns.map((turn) => turn.text)).toContain('Hello Bo in Rome, I am an AI assistant.');
    expect(turns.length).toBeGreaterThanOrEqual(4);
    expect(turns.length).toBeLessThanOrEqual(8);
  });

  test.each([
    ['no-answer', { status: 'failed', call_status: 'no-answer' }],
    ['busy', { status: 'failed', call_status: 'busy' }],
    ['failed', { status: 'failed', call_status: 'failed' }],
    ['canceled', { status: 'failed', call_status: 'canceled' }],
    ['voicemail', { status: 'completed', call_status: 'completed' }],
    ['limit', { status: 'failed', call_status: 'failed', errors: ['User channel limit exceeded D1'] }],
  ])('6 a scripted %s ends as Telnyx reports it', async (outcome, expected) => {
    const { api, stage } = await simulator();
    const { call, look } = await readyToCall(api);
    await stage.script({ [TARGET]: [outcome] });
    const event = await call(TARGET, AT);
    await stage.reach(LATER);
    expect(await look(event)).toMatchObject(expected);
    expect(await stage.dials()).toMatchObject([{ to: TARGET, attempt: 1, outcome }]);
  });

  test('6 redials of the platform put the event back to pending until their number is used up', async () => {
    const { api, stage } = await simulator();
    const { call, look } = await readyToCall(api);
    await stage.script({ [TARGET]: ['busy', 'answered'] });
    const event = await call(TARGET, AT, { max_retries_client_errors: 2, retry_interval_secs: 600 });
    await stage.reach('2026-11-24T15:06:00.000Z');
    expect(await look(event)).toMatchObject({
      status: 'pending',
      scheduled_at_fixed_datetime: '2026-11-24T15:15:03.000Z',
    });
    await stage.reach(LATER);
    expect(await look(event)).toMatchObject({ status: 'completed', retry_count: 1 });
  });

  test('7 insights: nothing, pending, in progress, completed with string results', async () => {
    const { api, stage } = await simulator();
    const { call, look, insight } = await readyToCall(api);
    await stage.script({ [TARGET]: [{ outcome: 'answered', insights: { price: 42, unknown: 1 } }] });
    const event = await call(TARGET, AT);
    const seen: string[] = [];
    let result = '';
    while ((await stage.idle(LATER)).now < LATER) {
      const { conversation_id } = Object(await look(event));
      if (typeof conversation_id !== 'string') continue;
      const { data } = await api.ai.conversations.retrieveConversationsInsights(conversation_id);
      seen.push(data[0]?.status ?? 'nothing');
      result = String(data[0]?.conversation_insights[0]?.result);
      if (data[0]?.status === 'completed') expect(data[0].conversation_insights[0]?.insight_id).toBe(insight.id);
    }
    expect([...new Set(seen)]).toEqual(['nothing', 'pending', 'in_progress', 'completed']);
    const values = JSON.parse(result);
    expect(values).toMatchObject({
      price: 42,
      call_outcome: 'answered',
      do_not_call: false,
      delivers: expect.any(Boolean),
    });
    expect(values).not.toHaveProperty('unknown');
  });

  test('7 insights can fail and can be empty', async () => {
    const { api, stage } = await simulator();
    const { call, look } = await readyToCall(api);
    const other = '+13125550997';
    await stage.script({ [TARGET]: [{ outcome: 'answered', insightStatus: 'failed' }], [other]: ['empty-insights'] });
    const events = [await call(TARGET, AT), await call(other, AT)];
    await stage.reach(LATER);
    const runs = [];
    for (const event of events) {
      const { conversation_id } = Object(await look(event));
      runs.push((await api.ai.conversations.retrieveConversationsInsights(String(conversation_id))).data[0]);
    }
    expect(runs[0]).toMatchObject({ status: 'failed', conversation_insights: [] });
    expect(runs[1]?.status).toBe('completed');
    expect(runs[1]?.conversation_insights.every(({ result }) => result === '')).toBe(true);
  });

  test('8 an Idempotency-Key replays, is 409 while busy and 422 for another body', async () => {
    const { api, stage } = await simulator();
    const create = (name: string) => api.ai.assistants.create({ name, instructions: 'i', 'Idempotency-Key': 'key-1' });
    await stage.faults([{ match: { method: 'POST', path: '/assistants$' }, kind: 'delay', ms: 150 }]);
    const slow = create('A');
    while ((await stage.log()).length > 0 || (await refusalOrNone(create('A'))) !== 409);
    const first = await slow;
    expect(await create('A')).toMatchObject({ id: first.id });
    expect(await refusal(create('B'))).toMatchObject({ status: 422 });
    expect((await api.ai.assistants.list()).data.filter(({ name }) => name === 'A')).toHaveLength(1);
    const bad = api.ai.assistants.create({ name: 'C', instructions: 'i', 'Idempotency-Key': 'no spaces' });
    expect(await refusal(bad)).toMatchObject({ status: 400, body: { errors: [{ code: '10015' }] } });
  });

  test('9 429 with and without Retry-After, 5xx before and after the effect', async () => {
    const { api, stage } = await simulator();
    const match = { method: 'POST', path: '/ai/missions$' };
    await stage.faults([
      { match, kind: 'status', status: 429 },
      { match, kind: 'status', status: 429, headers: { 'retry-after': '3' } },
      { match, kind: 'status', status: 503 },
      { match, kind: 'status-after', status: 500 },
    ]);
    const create = () => refusal(api.ai.missions.create({ name: 'M' }));
    const count = async () => (await api.ai.missions.list()).data.length;
    const plain = await create();
    expect([plain.status, plain.headers.get('x-ratelimit-reset'), plain.headers.get('retry-after')]).toEqual([
      429,
      '2',
      null,
    ]);
    expect((await create()).headers.get('retry-after')).toBe('3');
    expect([(await create()).status, await count()]).toEqual([503, 0]);
    expect([(await create()).status, await count()]).toEqual([500, 1]);
    expect((await api.ai.missions.create({ name: 'M' })).data.name).toBe('M');
  });

  test('10 HD voice is refused for one of the free numbers', async () => {
    const { api } = await simulator();
    const answers = [];
    for (const { id } of await freeNumbers(api)) {
      const patched = api.phoneNumbers.update(id, { hd_voice_enabled: true });
      answers.push(await patched.then(() => 200).catch((error: { status: number }) => error.status));
    }
    expect(answers.toSorted()).toEqual([200, 422]);
  });

  test('11 lists have pages and meta, "Summary" is on a late one, assistants ignore paging', async () => {
    const { api } = await simulator();
    const first = await api.ai.conversations.insights.list();
    expect(first.meta).toMatchObject({ page_number: 1, page_size: 20, total_pages: 2 });
    expect(first.data.map(({ name }) => name)).not.toContain('Summary');
    const names = [];
    for await (const { name, insight_type } of api.ai.conversations.insights.list())
      names.push(`${name} ${insight_type}`);
    expect(names.at(-1)).toBe('Summary default');
    const one = await api.ai.assistants.list({ query: { 'page[size]': 1, 'filter[name]': 'nobody' } });
    expect(one.data).toHaveLength(3);
    expect((await api.ai.missions.list()).meta).toMatchObject({ total_pages: 0, total_results: 0 });
  });

  test('12 calls beyond the limit end as failed and use up no attempt', async () => {
    const { api, stage } = await simulator({ limit: 2 });
    const { call, look } = await readyToCall(api);
    const numbers = ['+13125550801', '+13125550802', '+13125550803'];
    await stage.script(Object.fromEntries(numbers.map((number) => [number, ['answered']])));
    const events = [];
    for (const number of numbers) events.push(await call(number, AT));
    await stage.reach('2026-11-24T15:30:00.000Z');
    const statuses = await Promise.all(events.map(look));
    expect(statuses).toMatchObject([{ status: 'completed' }, { status: 'completed' }, { status: 'failed' }]);
    expect(Object(statuses[2]).errors).toEqual(['User channel limit exceeded D1']);
    await call(numbers[2] ?? '', '2026-11-24T15:40:00Z');
    await stage.reach(LATER);
    expect((await stage.dials()).at(-1)).toMatchObject({ to: numbers[2], attempt: 1, outcome: 'answered' });
  });

  test('13 DELETE of a pending event means no call, a later one only removes the record', async () => {
    const { api, stage } = await simulator();
    const { assistant, call } = await readyToCall(api);
    const remove = (event: object) =>
      api.ai.assistants.scheduledEvents.delete(String(Object(event).scheduled_event_id), {
        assistant_id: assistant.id,
      });
    await remove(await call(TARGET, AT));
    await stage.script({ '+13125550802': [{ outcome: 'answered', talkSeconds: 60 }] });
    const second = await call('+13125550802', AT);
    await stage.reach(AT);
    expect(await stage.dials()).toMatchObject([{ to: '+13125550802' }]);
    await remove(second);
    await stage.reach(LATER);
    expect((await api.ai.conversations.list()).data).toMatchObject([
      { metadata: { telnyx_end_user_target: '+13125550802' } },
    ]);
  });

  test('13 a DELETE within the last second finds the call under way: record gone, call made', async () => {
    const { api, stage } = await simulator();
    const { assistant, call, look } = await readyToCall(api);
    await stage.script({ [TARGET]: ['answered'], '+13125550802': [{ outcome: 'answered', raceSeconds: 120 }] });
    const events = [await call(TARGET, AT), await call('+13125550802', '2026-11-24T15:06:30Z')];
    await stage.reach('2026-11-24T15:04:59.500Z');
    for (const event of events) {
      await api.ai.assistants.scheduledEvents.delete(String(Object(event).scheduled_event_id), {
        assistant_id: assistant.id,
      });
      expect(await refusal(look(event))).toMatchObject({ status: 404 });
    }
    await stage.reach(LATER);
    expect(await stage.dials()).toHaveLength(2);
    expect((await api.ai.conversations.list()).data).toHaveLength(2);
  });

  test('14 slow bodies, dropped connections, a gateway page, an answer that never comes', async () => {
    const { url, api, stage } = await simulator();
    const match = { method: 'GET', path: '/balance$' };
    await stage.faults([
      { match, kind: 'slow-body', ms: 60 },
      { match, kind: 'drop' },
      { match, kind: 'html502' },
      { match, kind: 'hang' },
      { match: { method: 'POST', path: '/ai/missions$' }, kind: 'drop-after' },
    ]);
    expect((await api.balance.retrieve()).data?.balance).toBe('38.20');
    await expect(api.balance.retrieve()).rejects.toThrow('Connection error');
    const headers = { authorization: 'Bearer k' };
    expect(await (await fetch(`${url}/v2/balance`, { headers })).text()).toContain('<h1>502');
    await expect(fetch(`${url}/v2/balance`, { headers, signal: AbortSignal.timeout(80) })).rejects.toThrow('timeout');
    await expect(clientOf(url).ai.missions.create({ name: 'M' })).rejects.toThrow('Connection error');
    expect((await api.ai.missions.list()).data).toHaveLength(1);
    expect((await stage.log()).map(({ status }) => status)).toEqual([200, 0, 502, 0, 0, 200]);
  });
});

async function refusalOrNone(request: Promise<unknown>): Promise<number> {
  return request.then(() => 200).catch((error: { status: number }) => error.status);
}
