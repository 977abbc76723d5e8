// Wire to port: spellings, unknown values, results as text or object, times, talk.
import { expect, test } from 'vitest';
import {
  createTelnyxMap,
  toAssistant,
  toBalance,
  toInsight,
  toMs,
  toNumber,
  toState,
  toTurns,
} from '../../src/gateways/telnyx/map.ts';
import { scheduledOut } from '../../src/gateways/telnyx/wire.ts';
import { keptLog } from './quick-client.ts';

const event = (more: Readonly<Record<string, unknown>>) =>
  scheduledOut.parse({
    scheduled_event_id: 'ev1',
    scheduled_at_fixed_datetime: '2026-03-02T11:00:00Z',
    telnyx_end_user_target: '+13125550199',
    brand_new_field: { x: 1 },
    ...more,
  });

test.each([
  ['pending', undefined, 'pending'],
  ['in_progress', 'ringing', 'in_progress'],
  ['pending', 'ringing', 'in_progress'],
  ['in_progress', 'in-progress', 'in_progress'],
  ['completed', 'completed', 'completed'],
  ['completed', 'busy', 'failed'],
  ['completed', 'no-answer', 'failed'],
  ['failed', 'canceled', 'failed'],
  ['in_progress', 'failed', 'failed'],
  [undefined, 'completed', 'completed'],
  // It rings again: not over.
  ['pending', 'busy', 'pending'],
  ['in_progress', 'unknown', 'in_progress'],
  ['unknown', undefined, 'unknown'],
  [undefined, undefined, 'unknown'],
] as const)('R134 status %s with call_status %s is %s', (status, callStatus, expected) => {
  expect(toState(status, callStatus)).toBe(expected);
});

test('an unknown status is told once and survives', () => {
  const { log, lines } = keptLog();
  const map = createTelnyxMap(log);
  const seen = [1, 2, 3].map(() => map.toCall(event({ status: 'queued', call_status: 'early-media' })));
  expect(seen[2]).toMatchObject({ state: 'unknown', callStatus: 'unknown', eventId: 'ev1' });
  expect(lines).toHaveLength(2);
});

test('a call: the last attempt has the control id, errors are masked, metadata becomes strings', () => {
  const call = createTelnyxMap(keptLog().log).toCall(
    event({
      status: 'completed',
      call_status: 'completed',
      conversation_id: 'c1',
      conversation_metadata: { attempt: 2, final: true, mission_id: 'm1' },
      call_attempts: [
        { attempt_number: 1, call_status: 'busy', telnyx_call_control_id: 'v3:a' },
        { attempt_number: 2, call_status: 'completed', call_duration: 31, telnyx_call_control_id: 'v3:b' },
      ],
      errors: ['+13125550199 rejected D1'],
    }),
  );
  expect(call).toEqual({
    eventId: 'ev1',
    state: 'completed',
    callStatus: 'completed',
    dueAt: Date.UTC(2026, 2, 2, 11),
    to: '+13125550199',
    conversationId: 'c1',
    seconds: 31,
    controlId: 'v3:b',
    errors: ['+1 312 ••99 rejected D1'],
    metadata: { attempt: '2', final: 'true', mission_id: 'm1' },
  });
});

test.each([
  ['JSON inside a string', '{"price": 12.5, "ok": true, "note": null}', { price: 12.5, ok: true }],
  ['an object', { price: 3 }, { price: 3 }],
  ['lists and depth', '{"days": ["Mon", "Tue"], "who": {"name": "Ann"}}', { days: 'Mon, Tue', who: '{"name":"Ann"}' }],
])('insight result: %s', (_name, result, values) => {
  const run = createTelnyxMap(keptLog().log).toInsightRun({
    id: 'r',
    status: 'completed',
    conversation_insights: [{ insight_id: 'i1', result }],
  });
  expect(run.results[0]).toMatchObject({ insightId: 'i1', values });
});

test.each(['They were friendly.', '{"broken": ', '"12"', ''])(
  'insight text %j keeps its words and has no values',
  (text) => {
    const map = createTelnyxMap(keptLog().log);
    const run = map.toInsightRun({
      id: 'r',
      status: 'failed',
      conversation_insights: [{ insight_id: 'i1', result: text }],
    });
    expect(run).toEqual({ status: 'failed', results: [{ insightId: 'i1', text }] });
  },
);

test('a structured insight has a schema, given as object or text; an empty one is none', () => {
  const base = { id: 'i', name: 'n', instructions: 'x' };
  expect(toInsight({ ...base, json_schema: '{"type":"object"}' }).schema).toEqual({ type: 'object' });
  expect(toInsight({ ...base, json_schema: { type: 'object' } }).schema).toEqual({ type: 'object' });
  for (const none of ['', {}, null]) expect(toInsight({ ...base, json_schema: none })).not.toHaveProperty('schema');
});

test('a number is free without a connection, and usable only when active', () => {
  const wire = { id: '1', phone_number: '+13125550100', status: 'active', connection_id: '', hd_voice_enabled: true };
  expect(toNumber(wire)).toEqual({ id: '1', phone: '+13125550100', active: true, hd: true });
  expect(toNumber({ ...wire, status: 'port-pending', connection_id: '77' })).toMatchObject({
    active: false,
    voiceConnectionId: '77',
  });
});

test('an assistant whose telephony is not ready has no connection', () => {
  expect(toAssistant({ id: 'a', name: 'n', telephony_settings: { default_texml_app_id: null } })).toEqual({
    id: 'a',
    name: 'n',
  });
});

test('a time without an offset is UTC', () => {
  const expected = Date.UTC(2026, 2, 2, 11);
  for (const time of [
    '2026-03-02T11:00:00Z',
    '2026-03-02T11:00:00',
    '2026-03-02 11:00:00',
    '2026-03-02T12:00:00+01:00',
  ]) {
    expect(toMs(time), time).toBe(expected);
  }
});

test('talk in the order it was said, without tool calls and empty lines', () => {
  const turns = toTurns([
    { role: 'user', text: 'Nine to five.', sent_at: '2026-03-02T11:00:05Z' },
    { role: 'tool', text: '{}', sent_at: '2026-03-02T11:00:06Z' },
    { role: 'assistant', text: 'Hello, I am an AI.', created_at: '2026-03-02T11:00:01Z' },
    { role: 'assistant', text: null, sent_at: '2026-03-02T11:00:07Z' },
  ]);
  expect(turns).toEqual([
    { who: 'assistant', text: 'Hello, I am an AI.' },
    { who: 'callee', text: 'Nine to five.' },
  ]);
});

test('the balance is what can still be spent', () => {
  expect(toBalance({ balance: '30.00', available_credit: '38.20', currency: 'EUR' })).toEqual({
    amount: 38.2,
    currency: 'EUR',
  });
});
