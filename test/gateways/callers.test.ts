/** Who called us, as Telnyx lists conversations: which request is sent, and what is taken for a call that came in. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quickGateway } from './quick-client.ts';
import { type Recorder, startRecorder } from './recorder.ts';

let recorder: Recorder;
let ours: ReturnType<typeof quickGateway>;

beforeAll(async () => {
  recorder = await startRecorder();
  ours = quickGateway(recorder.url);
});
beforeEach(() => recorder.forget());
afterAll(async () => {
  await ours.gateway.close();
  await recorder.stop();
});

const OURS = '+13125550102';
const SINCE = Date.parse('2026-11-24T15:00:00Z');
const iso = (seconds: number): string => new Date(SINCE + seconds * 1000).toISOString();

const conversation = (id: string, seconds: number, metadata: Readonly<Record<string, string>> = {}) => ({
  id,
  created_at: iso(seconds),
  metadata: {
    telnyx_agent_target: OURS,
    telnyx_end_user_target: '+13125552000',
    telnyx_conversation_channel: 'phone_call',
    ...metadata,
  },
});

describe('who called', () => {
  test('P36 one number is asked for as such, since when, oldest first', async () => {
    recorder.reply({ body: { data: [conversation('c1', 5)] } });
    expect(await ours.gateway.listCallers([OURS], SINCE)).toEqual([
      { conversationId: 'c1', number: OURS, phone: '+13125552000', at: SINCE + 5000 },
    ]);
    expect(recorder.seen).toHaveLength(1);
    expect(recorder.seen[0]?.query).toEqual([
      `created_at=gte.${iso(0)}`,
      'limit=100',
      `metadata->telnyx_agent_target=eq.${OURS}`,
      'order=created_at.asc',
    ]);
  });

  test('P36 several numbers are one request', async () => {
    recorder.reply({ body: { data: [] } });
    await ours.gateway.listCallers([OURS, '+13125550103'], SINCE);
    expect(recorder.seen).toHaveLength(1);
    expect(recorder.seen[0]?.query).toContain(
      `or=(metadata->telnyx_agent_target.eq.${OURS},metadata->telnyx_agent_target.eq.+13125550103)`,
    );
  });

  test('where several at once are refused, each is asked for by itself from then on', async () => {
    const other = quickGateway(recorder.url);
    recorder.answerWith(({ query }) =>
      query.some((one) => one.startsWith('or=')) ? { status: 400, body: { errors: [] } } : { body: { data: [] } },
    );
    await other.gateway.listCallers([OURS, '+13125550103'], SINCE);
    await other.gateway.listCallers([OURS, '+13125550103'], SINCE);
    expect(recorder.seen.map((one) => one.query.some((part) => part.startsWith('or=')))).toEqual([
      true,
      ...Array(4).fill(false),
    ]);
    recorder.answerWith(() => ({ status: 404, body: { errors: [] } }));
    await expect(ours.gateway.listCallers([OURS, '+13125550103'], SINCE)).rejects.toThrow();
    await other.gateway.close();
  });

  test('calls that we placed, texts and talks of nobody are none of them', async () => {
    recorder.reply({
      body: {
        data: [
          conversation('placed', 1, { callsheet_call: 'round-1/t1:1' }),
          conversation('older', 2, { callsheet_mission: 'sandbox:M-1' }),
          conversation('text', 3, { telnyx_conversation_channel: 'sms_chat' }),
          { id: 'web', created_at: iso(4), metadata: { telnyx_conversation_channel: 'web_call' } },
          { id: 'bare', created_at: iso(5) },
          conversation('in', 6),
        ],
      },
    });
    expect((await ours.gateway.listCallers([OURS], SINCE)).map((one) => one.conversationId)).toEqual(['in']);
  });

  test('a full page is followed by the next from its last moment; each is told once, and it ends', async () => {
    const page = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => conversation(`c${from + index}`, from + index));
    recorder.reply({ body: { data: page(0, 100) } }, { body: { data: page(99, 20) } });
    const found = await ours.gateway.listCallers([OURS], SINCE);
    expect(found).toHaveLength(119);
    expect(recorder.seen.map((one) => one.query[0])).toEqual([`created_at=gte.${iso(0)}`, `created_at=gte.${iso(99)}`]);
    recorder.forget();
    recorder.reply({ body: { data: Array.from({ length: 100 }, (_, index) => conversation(`s${index}`, 0)) } });
    expect(await ours.gateway.listCallers([OURS], SINCE)).toHaveLength(100);
    expect(recorder.seen.length).toBeLessThanOrEqual(2);
  });
});

describe('an assistant to be used again', () => {
  const spec = {
    name: 'Check #1',
    instructions: 'Ask.',
    greeting: 'Hello',
    language: 'en-US',
    voice: 'v',
    insightGroupId: 'g1',
    voicemail: 'continue' as const,
    timeLimitSecs: 1500,
    key: 'k',
  };
  const made = async (): Promise<Record<string, unknown>> => {
    recorder.forget();
    recorder.reply({ body: { id: 'a1', name: spec.name } });
    await ours.gateway.createAssistant(spec);
    const sent: Record<string, unknown> = JSON.parse(recorder.seen[0]?.body ?? '{}');
    recorder.forget();
    return { ...sent, id: 'a1', model: 'm', created_at: 'now', version_id: 'v7' };
  };
  const fits = async (change: Readonly<Record<string, unknown>>): Promise<boolean> => {
    recorder.reply({ body: { ...(await made()), ...change } });
    return (await ours.gateway.fittingAssistant('a1', spec)) !== undefined;
  };

  test('R86 what Telnyx adds by itself is no difference, nor is the order of its tools', async () => {
    const whole = await made();
    const tools = whole.tools;
    expect(await fits({ telephony_settings: { ...Object(whole.telephony_settings), default_texml_app_id: '1' } })).toBe(
      true,
    );
    expect(await fits({ tools: Array.isArray(tools) ? tools.toReversed() : [], dynamic_variables: {} })).toBe(true);
  });

  test.each([
    ['name', { name: 'Renamed' }],
    ['instructions', { instructions: 'Ask twice.' }],
    ['greeting', { greeting: 'Hi' }],
    ['tools', { tools: [{ type: 'hangup', hangup: {} }] }],
    ['voice', { voice_settings: { voice: 'w' } }],
    ['settings', { telephony_settings: { noise_suppression: 'krisp' } }],
    ['insight mix', { insight_settings: { insight_group_id: 'g2' } }],
    ['default variables', { dynamic_variables: { outbound: 'yes' } }],
    ['features', { enabled_features: ['telephony', 'messaging'] }],
    ['listening', { transcription: { model: 'deepgram/nova-3', language: 'en' } }],
    [
      'one tool more',
      { tools: [{ type: 'hangup', hangup: {} }, { type: 'send_dtmf', send_dtmf: {} }, { type: 'transfer' }] },
    ],
    ['keeps no data', { privacy_settings: { data_retention: false } }],
    ['a webhook for variables', { dynamic_variables_webhook_url: 'https://example.org' }],
    ['another brain', { external_llm: { base_url: 'https://example.org' } }],
  ])('R86 R90 %s: it does not fit', async (_what, change) => {
    expect(await fits(change)).toBe(false);
  });
});
