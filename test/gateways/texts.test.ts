// Texts on the wire, beside the official SDK's requests: scheduling, the number's messaging side, the assistant that can do both.
import Telnyx from 'telnyx';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AssistantSpec, TextSpec } from '../../src/engine/ports.ts';
import { API_KEY, quickGateway } from './quick-client.ts';
import { type Recorder, type Seen, startRecorder } from './recorder.ts';

let recorder: Recorder;
let ours: ReturnType<typeof quickGateway>;
let sdk: Telnyx;

beforeAll(async () => {
  recorder = await startRecorder();
  ours = quickGateway(recorder.url);
  sdk = new Telnyx({ apiKey: API_KEY, baseURL: `${recorder.url}/v2`, maxRetries: 0 });
});
beforeEach(() => recorder.forget());
afterAll(async () => {
  await ours.gateway.close();
  await recorder.stop();
});

const spec: TextSpec = {
  to: '+13125550199',
  from: '+13125550100',
  dueAt: Date.UTC(2026, 2, 2, 11),
  text: 'Northwind: please call back. Reply STOP to get no more texts.',
  variables: { name: 'Acme', empty: '' },
  metadata: { mission_id: 'm1', mission_run_id: 'r1', mission_step_id: 'calls', callsheet_call: 'round-1/text/t1:1' },
};
const event = {
  scheduled_event_id: 'ev1',
  status: 'pending',
  scheduled_at_fixed_datetime: '2026-03-02T11:00:00Z',
  telnyx_end_user_target: spec.to,
};
const essence = ({ method, path, query, body, headers }: Seen) => ({
  method,
  path,
  query,
  body: body === '' ? undefined : JSON.parse(body),
  key: headers['idempotency-key'],
});

function expectTheSame(): void {
  const [mine, theirs, ...more] = recorder.seen.map(essence);
  expect(more).toEqual([]);
  expect(mine).toEqual(theirs);
}

describe('beside the official SDK', () => {
  test('R126 a text carries targets, time, variables and metadata of a call, and its words', async () => {
    recorder.reply({ status: 201, body: event }, { status: 201, body: event });
    await ours.gateway.placeCall('assistant-1', ours.gateway.encodeText(spec), 'key-1');
    await sdk.ai.assistants.scheduledEvents.create('assistant-1', {
      telnyx_conversation_channel: 'sms_chat',
      telnyx_end_user_target: spec.to,
      telnyx_agent_target: spec.from,
      scheduled_at_fixed_datetime: '2026-03-02T11:00:00.000Z',
      text: spec.text,
      dynamic_variables: { name: 'Acme' },
      conversation_metadata: spec.metadata,
      'Idempotency-Key': 'key-1',
    });
    expectTheSame();
  });

  test('R126 texts are listed apart from calls', async () => {
    const page = { body: { data: [event], meta: { page_number: 1, total_pages: 1 } } };
    recorder.reply(page, page);
    const [from, to] = [Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 3)];
    expect(await ours.gateway.listTexts('assistant-1', from, to)).toMatchObject([{ eventId: 'ev1', state: 'pending' }]);
    await sdk.ai.assistants.scheduledEvents.list('assistant-1', {
      conversation_channel: 'sms_chat',
      from_date: '2026-03-02T00:00:00.000Z',
      to_date: '2026-03-03T00:00:00.000Z',
      'page[number]': 1,
      'page[size]': 50,
    } as never);
    expectTheSame();
  });

  test('R114 the messaging profile of the number is patched, and nothing else of it', async () => {
    const answer = { body: { data: { id: '42', messaging_profile_id: 'mp1' } } };
    recorder.reply(answer, answer);
    await ours.gateway.setMessaging('42', 'mp1');
    await sdk.phoneNumbers.messaging.update('42', { messaging_profile_id: 'mp1' });
    expectTheSame();
  });
});

test('R114 a number is freed for others with the empty string; null would keep it', async () => {
  recorder.reply({ body: { data: { id: '42' } } });
  await ours.gateway.setMessaging('42', undefined);
  expect(recorder.seen.map(essence)).toMatchObject([
    { method: 'PATCH', path: '/v2/phone_numbers/42/messaging', body: { messaging_profile_id: '' } },
  ]);
});

test('which profile a number texts from; none is none, however it is said', async () => {
  for (const [told, known] of [
    ['mp1', 'mp1'],
    ['', undefined],
    [null, undefined],
  ] as const) {
    recorder.reply({ body: { data: { id: '42', messaging_profile_id: told } } });
    expect(await ours.gateway.messagingOf('42')).toBe(known);
  }
});

const assistant: AssistantSpec = {
  name: 'n',
  instructions: 'i',
  greeting: 'g',
  language: 'en-US',
  voice: 'v',
  insightGroupId: 'grp',
  voicemail: 'continue',
  timeLimitSecs: 1500,
  key: 'key-1',
};
const full = { id: 'a1', name: 'n', telephony_settings: { default_texml_app_id: '77' } };

test('R95 R113 an assistant that texts has messaging besides telephony, and a profile of its own', async () => {
  recorder.reply({ body: { ...full, messaging_settings: { default_messaging_profile_id: 'mp1' } } });
  const made = await ours.gateway.createAssistant({ ...assistant, texts: true });
  expect(made).toMatchObject({ voiceConnectionId: '77', messagingProfileId: 'mp1' });
  expect(JSON.parse(recorder.seen[0]?.body ?? '')).toMatchObject({ enabled_features: ['telephony', 'messaging'] });
});

test('R86 R95 one without messaging is not used again for texts, nor the other way round', async () => {
  recorder.reply({ body: { ...full } });
  await ours.gateway.createAssistant(assistant);
  const sent = JSON.parse(recorder.seen[0]?.body ?? '');
  for (const texts of [true, false]) {
    recorder.reply({
      body: { ...sent, ...full, enabled_features: texts ? ['telephony'] : ['telephony', 'messaging'] },
    });
    const wanted = texts ? { ...assistant, texts: true as const } : assistant;
    expect(await ours.gateway.fittingAssistant('a1', wanted)).toBeUndefined();
  }
});

test('a refusal keeps the codes of the phone service', async () => {
  recorder.reply({ status: 400, body: { errors: [{ code: '40300', title: 'Blocked due to STOP message' }] } });
  await expect(ours.gateway.placeCall('a1', ours.gateway.encodeText(spec), 'key-2')).rejects.toMatchObject({
    codes: ['40300'],
    retryable: false,
    uncertain: false,
  });
});
