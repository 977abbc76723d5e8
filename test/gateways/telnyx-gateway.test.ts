// The port on the wire: which requests each method sends, in which order, and what it leaves out.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AssistantSpec, CallSpec } from '../../src/engine/ports.ts';
import { encodeCall } from '../../src/gateways/telnyx/call-body.ts';
import { quickGateway } from './quick-client.ts';
import { type Recorder, type Reply, type Seen, startRecorder } from './recorder.ts';

let recorder: Recorder;
let ours: ReturnType<typeof quickGateway>;
const run = { missionId: 'm1', runId: 'r1' };

beforeAll(async () => {
  recorder = await startRecorder();
  ours = quickGateway(recorder.url);
});
beforeEach(() => recorder.forget());
afterAll(async () => {
  await ours.gateway.close();
  await recorder.stop();
});

const told = ({ method, path, body }: Seen) => `${method} ${path.replace('/v2', '')} ${body}`.trim();
const sent = () => recorder.seen.map(told);
const bodyOf = (index: number): unknown => JSON.parse(recorder.seen[index]?.body ?? 'null');

describe('creates that Telnyx keeps no key for', () => {
  test('carry client_ref, and the mission is driven from outside', async () => {
    recorder.reply({ status: 201, body: { data: { mission_id: 'm9', name: 'n' } } });
    const made = ours.gateway.createMission({ name: 'n', description: 'd', instructions: 'i', clientRef: 'ref' });
    expect(await made).toBe('m9');
    expect(bodyOf(0)).toMatchObject({ execution_mode: 'external', metadata: { client_ref: 'ref' } });
  });

  test('are found again on a later page, and reading stops there', async () => {
    const page = (number: number, ref: string) => ({
      data: [{ mission_id: `m${number}`, name: 'n', metadata: { client_ref: ref } }],
      meta: { page_number: number, total_pages: 9 },
    });
    recorder.reply({ body: page(1, 'other') }, { body: page(2, 'ref') });
    expect(await ours.gateway.findMission('ref')).toBe('m2');
    expect(recorder.seen).toHaveLength(2);
  });

  test('a run keeps the request word for word beside its context', async () => {
    recorder.reply({ body: { data: { run_id: 'r9', mission_id: 'm1', status: 'pending' } } });
    await ours.gateway.createRun('m1', { request: ' Ask  them ', context: { rows: 3 }, clientRef: 'ref' });
    expect(bodyOf(0)).toEqual({
      input: { original_request: ' Ask  them ', context: { rows: 3 } },
      metadata: { client_ref: 'ref' },
    });
  });
});

describe('the run', () => {
  const from = (status: string) =>
    recorder.answerWith(() => ({ body: { data: { run_id: 'r1', mission_id: 'm1', status } } }));
  const base = '/ai/missions/m1/runs/r1';

  test.each([
    ['pending', { status: 'running' }, [`GET ${base}`, `PATCH ${base} {"status":"running"}`]],
    ['paused', { status: 'running' }, [`GET ${base}`, `POST ${base}/resume`]],
    ['running', { status: 'running' }, [`GET ${base}`]],
    ['running', { status: 'paused' }, [`GET ${base}`, `POST ${base}/pause`]],
    ['paused', { status: 'paused' }, [`GET ${base}`]],
    [
      'running',
      { status: 'cancelled', summary: 'Stopped' },
      [`GET ${base}`, `PATCH ${base} {"result_summary":"Stopped"}`, `POST ${base}/cancel`],
    ],
    ['pending', { status: 'cancelled' }, [`GET ${base}`, `PATCH ${base} {"status":"cancelled"}`]],
    [
      'running',
      { status: 'succeeded', summary: 'Done', payload: { best: 1 } },
      [`PATCH ${base} {"status":"succeeded","result_summary":"Done","result_payload":{"best":1}}`],
    ],
    ['running', {}, []],
  ] as const)('%s, wanted %j', async (status, change, expected) => {
    from(status);
    await ours.gateway.setRun(run, change);
    expect(sent()).toEqual(expected);
  });
});

describe('events', () => {
  beforeEach(() => recorder.reply({ body: { data: { event_id: 'e', type: 'custom', summary: 's' } } }));

  test('R62 a dash is no step', async () => {
    await ours.gateway.logEvent(run, { key: 'm:1', type: 'custom', summary: 's', step: '-' });
    expect(bodyOf(0)).toEqual({ type: 'custom', summary: 's', agent_id: 'callsheet', idempotency_key: 'm:1' });
  });

  test('step, payload and key go out as given', async () => {
    await ours.gateway.logEvent(run, { key: 'm:2', type: 'message', summary: 's', step: 'setup', payload: { a: 1 } });
    expect(bodyOf(0)).toMatchObject({ step_id: 'setup', payload: { a: 1 }, idempotency_key: 'm:2' });
  });
});

describe('a voice assistant', () => {
  const spec: AssistantSpec = {
    name: 'n',
    instructions: 'i',
    greeting: 'g',
    language: 'de-CH',
    voice: 'Telnyx.X.y',
    insightGroupId: 'grp',
    voicemail: 'continue',
    timeLimitSecs: 1500,
    key: 'key-1',
  };
  const made = async (more: Partial<AssistantSpec> = {}) => {
    recorder.reply({ body: { id: 'assistant-1', name: 'n', telephony_settings: { default_texml_app_id: '77' } } });
    expect(await ours.gateway.createAssistant({ ...spec, ...more })).toEqual({
      id: 'assistant-1',
      name: 'n',
      voiceConnectionId: '77',
    });
    return bodyOf(0);
  };

  test('R94 R101 R103 R106 P13 has telephony, key presses, no noise suppression, a time limit and its insight group', async () => {
    expect(await made()).toMatchObject({
      name: 'n',
      instructions: 'i',
      greeting: 'g',
      enabled_features: ['telephony'],
      tools: [{ type: 'hangup' }, { type: 'send_dtmf' }],
      voice_settings: { voice: 'Telnyx.X.y' },
      transcription: { model: 'deepgram/flux', language: 'de' },
      telephony_settings: { noise_suppression: 'disabled', time_limit_secs: 1500 },
      insight_settings: { insight_group_id: 'grp' },
    });
    expect(recorder.seen[0]?.headers['idempotency-key']).toBe('key-1');
  });

  test('keeps the data of its conversations: privacy is not touched', async () => {
    expect(await made()).not.toHaveProperty('privacy_settings');
  });

  test('R106 a language that flux has no hint for goes to the wider model', async () => {
    expect(await made({ language: 'pl' })).toMatchObject({
      transcription: { model: 'deepgram/nova-3', language: 'pl' },
    });
  });

  test.each([
    ['continue', { action: 'continue_assistant' }],
    ['hang-up', { action: 'stop_assistant' }],
    [
      { leave: 'Bye' },
      { action: 'leave_message_and_stop_assistant', voicemail_message: { type: 'prompt', prompt: 'Bye' } },
    ],
  ] as const)('voicemail %j', async (voicemail, expected) => {
    const body = await made({ voicemail });
    expect(body).toMatchObject({
      telephony_settings: { voicemail_detection: { on_voicemail_detected: expected } },
    });
  });
});

describe('a number', () => {
  const ok: Reply = { body: { data: { id: '42', phone_number: '+13125550100', status: 'active' } } };
  const patch = (body: string) => `PATCH /phone_numbers/42 ${body}`;

  test.each([400, 422])('R110 is assigned without HD after a %s', async (status) => {
    recorder.reply({ status }, ok);
    await ours.gateway.assignNumber('42', '77');
    expect(sent()).toEqual([patch('{"connection_id":"77","hd_voice_enabled":true}'), patch('{"connection_id":"77"}')]);
    // That it was asked is no trouble: nobody is warned.
    expect(ours.lines.filter((line) => /^(?:warn|error)/.test(line))).toEqual([]);
  });

  test.each([401, 403, 404])('is not tried again after a %s', async (status) => {
    recorder.reply({ status }, ok);
    await expect(ours.gateway.assignNumber('42', '77')).rejects.toMatchObject({ status });
    expect(recorder.seen).toHaveLength(1);
  });

  test('is freed with the empty string, or with null where that is refused', async () => {
    recorder.reply({ status: 422 }, ok);
    await ours.gateway.releaseNumber('42');
    expect(sent()).toEqual([patch('{"connection_id":""}'), patch('{"connection_id":null}')]);
  });
});

describe('lists', () => {
  test('assistants are told once although the server ignores the page parameters', async () => {
    const data = [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ];
    recorder.reply({ body: { data, meta: { page_number: 1, total_pages: 4 } } });
    expect((await ours.gateway.listAssistants()).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('R189 insight templates are read to the last page, where the stock Summary is', async () => {
    recorder.answerWith(({ query }) => {
      const page = Number(query.find((pair) => pair.startsWith('page[number]'))?.split('=')[1]);
      const name = page === 3 ? 'Summary' : `T${page}`;
      return {
        body: {
          data: [{ insight_id: `i${page}`, name, instructions: 'x' }],
          meta: { page_number: page, total_pages: 3 },
        },
      };
    });
    expect((await ours.gateway.listInsights()).at(-1)).toMatchObject({ id: 'i3', name: 'Summary' });
  });

  test('an insight that is in the group already is not assigned again', async () => {
    const insights = [{ id: 'i1', instructions: 'x' }];
    recorder.reply({ body: { data: { id: 'g1', name: 'g', insights } } });
    await ours.gateway.assignInsight('g1', 'i1');
    expect(sent()).toEqual(['GET /ai/conversations/insight-groups/g1']);
  });

  test('conversations are found by our own metadata', async () => {
    recorder.reply({ body: { data: [{ id: 'c1', created_at: '2026-03-02T11:00:00', metadata: { call: 't1:1' } }] } });
    const found = await ours.gateway.findConversations({ mission_run_id: 'r1', call: 't1:1' });
    expect(found).toEqual([{ id: 'c1', createdAt: Date.UTC(2026, 2, 2, 11), metadata: { call: 't1:1' } }]);
    expect(recorder.seen[0]?.query).toEqual([
      'limit=100',
      'metadata->call=eq.t1:1',
      'metadata->mission_run_id=eq.r1',
      'order=created_at.desc',
    ]);
  });
});

describe('a call', () => {
  const spec: CallSpec = {
    to: '+13125550199',
    from: '+13125550100',
    dueAt: Date.UTC(2026, 2, 2, 11),
    variables: { zeta: 'z', alpha: 'a', empty: '', blank: '  ' },
    metadata: { mission_run_id: 'r1', call: 't1:1' },
  };

  test('R124 R127 its bytes: UTC, no platform retries, empty variables left out, keys in order', () => {
    expect(ours.gateway.encodeCall(spec)).toBe(
      '{"telnyx_conversation_channel":"phone_call","telnyx_end_user_target":"+13125550199",' +
        '"telnyx_agent_target":"+13125550100","scheduled_at_fixed_datetime":"2026-03-02T11:00:00.000Z",' +
        '"max_retries_client_errors":0,"dynamic_variables":{"alpha":"a","zeta":"z"},' +
        '"conversation_metadata":{"call":"t1:1","mission_run_id":"r1"}}',
    );
  });

  test('its bytes do not depend on the order in which the facts were gathered', () => {
    const facts = fc.dictionary(fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(facts, facts, (variables, metadata) => {
        const turned = (bag: Record<string, string>) => Object.fromEntries(Object.entries(bag).reverse());
        expect(encodeCall({ ...spec, variables: turned(variables), metadata: turned(metadata) })).toBe(
          encodeCall({ ...spec, variables, metadata }),
        );
      }),
    );
  });

  test('a call that is gone is nothing, not an error', async () => {
    recorder.reply({ status: 404, body: { errors: [{ code: '10005', title: 'Resource not found' }] } });
    expect(await ours.gateway.readCall('a', 'ev1')).toBeUndefined();
  });

  test('deleting one that is not there is an error: it was not us', async () => {
    recorder.reply({ status: 404 });
    await expect(ours.gateway.deleteCall('a', 'ev1')).rejects.toMatchObject({ status: 404 });
  });
});
