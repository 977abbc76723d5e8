// The gateway against the simulator: a mission's whole way over the wire, and what faults leave behind.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallBackend, CallSpec } from '../../src/engine/ports.ts';
import { createTelnyxGateway } from '../../src/gateways/telnyx/gateway.ts';
import { type RunningSimulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { API_KEY, keptLog } from './quick-client.ts';

const START = Date.parse('2026-11-24T15:00:00Z');
const MINUTE = 60_000;
const CALLEE = '+13125550177';

let simulator: RunningSimulator;
let gateway: CallBackend;

beforeEach(async () => {
  simulator = await startSimulator({ port: 0, speed: 0, seed: 1, startMs: START });
  gateway = connect();
});
afterEach(async () => {
  await gateway.close();
  await simulator.stop();
});

function connect(timeoutMs?: number): CallBackend {
  return createTelnyxGateway({
    apiKey: API_KEY,
    baseUrl: `${simulator.url}/v2`,
    account: 'sandbox',
    sandbox: true,
    now: () => Date.now(),
    log: keptLog().log,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

async function control(path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${simulator.url}/_sim/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

async function dials(): Promise<number> {
  const log: unknown = await (await fetch(`${simulator.url}/_sim/log`)).json();
  return Array.isArray(log) ? log.filter((line) => 'dial' in line).length : 0;
}

/** Lets mission time run, event by event, until `done` or the given moment. */
async function until(moment: number, done: () => Promise<boolean>): Promise<void> {
  for (let steps = 0; steps < 200 && !(await done()); steps += 1) {
    await control('clock', { idleUntil: new Date(moment).toISOString() });
  }
  expect(await done()).toBe(true);
}

async function assistantWithNumber() {
  const groupId = await gateway.createInsightGroup({ name: 'Prices', key: 'group-1' });
  const insightId = await gateway.createInsight({
    name: 'Price',
    instructions: 'Read the price.',
    schema: { type: 'object', properties: { price: { type: 'number' } }, required: ['price'] },
    key: 'insight-1',
  });
  await gateway.assignInsight(groupId, insightId);
  const { id, voiceConnectionId = '' } = await gateway.createAssistant({
    name: 'Prices',
    instructions: 'Ask {{name}} for the price.',
    greeting: 'Hello {{name}}, I am an AI assistant calling for Ann.',
    language: 'en-US',
    voice: 'Telnyx.NaturalHD.astra',
    insightGroupId: groupId,
    voicemail: 'hang-up',
    timeLimitSecs: 1500,
    key: 'assistant-1',
  });
  const [number] = (await gateway.listNumbers()).filter((one) => one.active && one.voiceConnectionId === undefined);
  if (number === undefined) throw new Error('the world has no free number');
  await gateway.assignNumber(number.id, voiceConnectionId);
  return { id, insightId, groupId, voiceConnectionId, number };
}

const callFrom = (from: string, more: Partial<CallSpec> = {}): CallSpec => ({
  to: CALLEE,
  from,
  dueAt: START + 5 * MINUTE,
  variables: { name: 'Bob', note: '' },
  metadata: { mission_run_id: 'r1', call: 't1:1' },
  ...more,
});

test('from the mission to what was said, in one go', async () => {
  await control('script', { [CALLEE]: [{ outcome: 'answered', insights: { price: 42 } }] });
  const missionId = await gateway.createMission({ name: 'n', description: 'd', instructions: 'i', clientRef: 'ref-m' });
  expect(await gateway.findMission('ref-m')).toBe(missionId);
  const runId = await gateway.createRun(missionId, { request: 'Ask', context: { rows: 1 }, clientRef: 'ref-r' });
  expect(await gateway.findRun(missionId, 'ref-r')).toBe(runId);
  const run = { missionId, runId };
  await gateway.createPlan(run, [{ id: 'round-1/call', description: 'Call', sequence: 1 }]);
  await gateway.setRun(run, { status: 'running' });
  await gateway.setRun(run, { status: 'paused' });
  await gateway.setRun(run, { status: 'running' });
  await gateway.setStep(run, 'round-1/call', 'in_progress');
  expect(await gateway.readPlan(run)).toEqual([{ id: 'round-1/call', status: 'in_progress' }]);

  const { id, insightId, number } = await assistantWithNumber();
  await gateway.linkAssistant(run, id);
  expect(await gateway.linkedAssistants(run)).toEqual([id]);
  await gateway.logEvent(run, { key: 'm:1', type: 'custom', summary: 'Set up', step: 'round-1/call' });
  await gateway.logEvent(run, { key: 'm:1', type: 'custom', summary: 'Set up', step: 'round-1/call' });

  const { eventId } = await gateway.placeCall(id, gateway.encodeCall(callFrom(number.phone)), 'call-1');
  expect(await gateway.readCall(id, eventId)).toMatchObject({
    state: 'pending',
    to: CALLEE,
    dueAt: START + 5 * MINUTE,
  });
  await until(START + 60 * MINUTE, async () => (await gateway.readCall(id, eventId))?.state === 'completed');
  const [found] = await gateway.findConversations({ mission_run_id: 'r1', call: 't1:1' });
  const conversationId = found?.id ?? '';
  expect(await gateway.readCall(id, eventId)).toMatchObject({ callStatus: 'completed', conversationId });
  expect(await gateway.listCalls(id, START, START + 60 * MINUTE)).toHaveLength(1);

  const learnt = async () => (await gateway.readInsights(conversationId)).filter((one) => one.status === 'completed');
  await until(START + 60 * MINUTE, async () => (await learnt()).length > 0);
  const results = (await learnt()).flatMap((one) => one.results);
  expect(results.find((result) => result.insightId === insightId)?.values).toMatchObject({ price: 42 });
  const talk = await gateway.readTalk(conversationId);
  expect(talk[0]).toEqual({ who: 'assistant', text: 'Hello Bob, I am an AI assistant calling for Ann.' });
  expect(talk.some((turn) => turn.who === 'callee')).toBe(true);

  await gateway.setRun(run, { status: 'succeeded', summary: 'Done', payload: { best: 'Bob' } });
  expect(await dials()).toBe(1);
});

test('the account: balance, numbers, allowed countries, the server’s clock', async () => {
  const account = await gateway.account();
  expect(account.balance.amount).toBeGreaterThan(0);
  expect(account.numbers.filter((number) => number.active && number.voiceConnectionId === undefined)).toHaveLength(2);
  expect(account.profiles[0]?.countries).toContain('US');
  expect(account.serverTime).toBeTypeOf('number');
});

test('R110 every free number can be assigned, with HD or without, and freed again', async () => {
  const { voiceConnectionId } = await assistantWithNumber();
  const free = (await gateway.listNumbers()).filter((one) => one.active && one.voiceConnectionId === undefined);
  for (const { id } of free) await gateway.assignNumber(id, voiceConnectionId);
  const assigned = (await gateway.listNumbers()).filter((one) => one.voiceConnectionId === voiceConnectionId);
  expect(assigned).toHaveLength(2);
  for (const { id } of assigned) await gateway.releaseNumber(id);
  expect((await gateway.listNumbers()).filter((one) => one.voiceConnectionId === voiceConnectionId)).toEqual([]);
});

describe('refusals', () => {
  test.each([
    ['past-time', { dueAt: START - MINUTE }],
    ['number-not-owned', { from: '+13125550103' }],
  ])('%s', async (code, more) => {
    const { id, number } = await assistantWithNumber();
    const placed = gateway.placeCall(id, gateway.encodeCall(callFrom(number.phone, more)), 'call-1');
    await expect(placed).rejects.toMatchObject({ code, uncertain: false, retryable: false });
    expect(await gateway.listCalls(id, START - 60 * MINUTE, START + 60 * MINUTE)).toEqual([]);
  });
});

describe('faults', () => {
  const place = { method: 'POST', path: 'scheduled_events' };

  test.each(['drop', 'drop-after', 'html502', 'html502-after'])('%s at placing: one event, one call', async (kind) => {
    const { id, number } = await assistantWithNumber();
    const body = gateway.encodeCall(callFrom(number.phone));
    await control('faults', [{ match: place, kind, times: 1 }]);
    await expect(gateway.placeCall(id, body, 'call-1')).rejects.toMatchObject({ uncertain: true, retryable: true });
    await gateway.placeCall(id, body, 'call-1');
    expect(await gateway.listCalls(id, START, START + 60 * MINUTE)).toHaveLength(1);
  });

  test('an answer that stays out for long leaves doubt, and the same key and bytes end it', async () => {
    const { id, number } = await assistantWithNumber();
    const body = gateway.encodeCall(callFrom(number.phone));
    await control('faults', [{ match: place, kind: 'hang-after', times: 1 }]);
    const hasty = connect(300);
    await expect(hasty.placeCall(id, body, 'call-1')).rejects.toMatchObject({ uncertain: true });
    const { eventId } = await gateway.placeCall(id, body, 'call-1');
    expect((await gateway.placeCall(id, body, 'call-1')).eventId).toBe(eventId);
    expect(await gateway.listCalls(id, START, START + 60 * MINUTE)).toHaveLength(1);
    await hasty.close();
  });

  test('a slow body is cut like silence', async () => {
    const hasty = connect(200);
    await control('faults', [{ match: { method: 'GET', path: 'balance' }, kind: 'slow-body', times: 9, ms: 5_000 }]);
    await expect(hasty.account()).rejects.toMatchObject({ code: 'no-answer', uncertain: false, retryable: true });
    await hasty.close();
  });

  test('a create without a key whose answer is lost is found by its client_ref', async () => {
    await control('faults', [{ match: { method: 'POST', path: 'missions' }, kind: 'drop-after', times: 1 }]);
    const mission = { name: 'n', description: 'd', instructions: 'i', clientRef: 'ref-m' };
    await expect(gateway.createMission(mission)).rejects.toMatchObject({ uncertain: true, retryable: false });
    expect(await gateway.findMission('ref-m')).toBeTypeOf('string');
  });

  test('taking back a pending call: no dial, and a second delete is not ours to explain', async () => {
    const { id, number } = await assistantWithNumber();
    const { eventId } = await gateway.placeCall(id, gateway.encodeCall(callFrom(number.phone)), 'call-1');
    await gateway.deleteCall(id, eventId);
    expect(await gateway.readCall(id, eventId)).toBeUndefined();
    await expect(gateway.deleteCall(id, eventId)).rejects.toMatchObject({ status: 404 });
    await control('clock', { idleUntil: new Date(START + 60 * MINUTE).toISOString() });
    expect(await dials()).toBe(0);
  });

  test('a delete whose answer is lost is not sent again by itself', async () => {
    const { id, number } = await assistantWithNumber();
    const { eventId } = await gateway.placeCall(id, gateway.encodeCall(callFrom(number.phone)), 'call-1');
    await control('faults', [{ match: { method: 'DELETE', path: 'scheduled_events' }, kind: 'drop-after', times: 1 }]);
    await expect(gateway.deleteCall(id, eventId)).rejects.toMatchObject({ uncertain: true, retryable: false });
    expect(await gateway.readCall(id, eventId)).toBeUndefined();
  });
});
