// Every operation beside the official SDK's: method, path, query, body and key must be the same.
import Telnyx from 'telnyx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallName, ListName } from '../../src/gateways/telnyx/client.ts';
import { type OperationName, operations } from '../../src/gateways/telnyx/operations.ts';
import { API_KEY, quickClient } from './quick-client.ts';
import { type Recorder, type Seen, startRecorder } from './recorder.ts';
import { callingSamples } from './samples-calling.ts';
import { missionSamples, type Samples } from './samples-missions.ts';

const samples: Samples<OperationName> = { ...missionSamples, ...callingSamples };
const names = Object.keys(operations) as readonly OperationName[];

let recorder: Recorder;
let ours: ReturnType<typeof quickClient>;
let sdk: Telnyx;

beforeAll(async () => {
  recorder = await startRecorder();
  ours = quickClient(recorder.url);
  sdk = new Telnyx({ apiKey: API_KEY, baseURL: `${recorder.url}/v2`, maxRetries: 0 });
});
afterAll(async () => {
  await ours.http.close();
  await recorder.stop();
});

function isList(name: OperationName): name is ListName {
  return operations[name].wrapper === 'list';
}

async function callOurs(name: OperationName): Promise<unknown> {
  if (isList(name)) return Array.fromAsync(ours.client.list(name, samples[name].input as never, () => undefined));
  return ours.client.call(name as CallName, samples[name].input as never);
}

/** What has to be equal; header names that only one of the two sends are left out. */
function essence({ method, path, query, body, headers }: Seen) {
  const sent = body === '' ? undefined : JSON.parse(body);
  return { method, path, query, body: sent, auth: headers.authorization, key: headers['idempotency-key'] };
}

const ofMissions = Object.keys(missionSamples) as readonly OperationName[];
const ofInsights = names.filter((name) => /Insight/.test(name) && name !== 'listConversationInsights');
const others = names.filter((name) => !ofMissions.includes(name) && !ofInsights.includes(name));

/** Ours and the SDK's go to the same recorder; both must be the same request. */
async function expectSameRequest(name: OperationName): Promise<void> {
  const { answer, sdk: callSdk } = samples[name];
  recorder.forget();
  recorder.reply(answer === undefined ? { status: 204 } : { body: answer });
  const result = await callOurs(name);
  await callSdk(sdk);
  const [mine, theirs, ...more] = recorder.seen;
  if (mine === undefined || theirs === undefined) throw new Error('one of the two sent nothing');
  expect(more).toEqual([]);
  expect(essence(mine)).toEqual(essence(theirs));
  expect(operations[name].wrapper === 'none' ? result === undefined : result !== undefined).toBe(true);
}

describe('each request is the one that the official SDK sends', () => {
  test.each(ofMissions)('R80 %s', expectSameRequest);
  test.each(ofInsights)('R195 %s', expectSameRequest);
  test.each(others)('%s', expectSameRequest);
});

test('R80 R195 the table has all 26 mission endpoints and all of insight templates and groups', () => {
  const there = new Set(names.map((name) => `${operations[name].method} ${operations[name].path}`));
  const run = '/ai/missions/{mission}/runs/{run}';
  const insights = '/ai/conversations/insights';
  const groups = '/ai/conversations/insight-groups';
  const wanted = {
    '/ai/missions': 'GET POST',
    '/ai/missions/{mission}': 'GET PUT DELETE',
    '/ai/missions/{mission}/clone': 'POST',
    '/ai/missions/events': 'GET',
    '/ai/missions/runs': 'GET',
    '/ai/missions/{mission}/runs': 'GET POST',
    [run]: 'GET PATCH',
    [`${run}/cancel`]: 'POST',
    [`${run}/pause`]: 'POST',
    [`${run}/resume`]: 'POST',
    [`${run}/plan`]: 'GET POST',
    [`${run}/plan/steps`]: 'POST',
    [`${run}/plan/steps/{step}`]: 'GET PATCH',
    [`${run}/events`]: 'GET POST',
    [`${run}/events/{event}`]: 'GET',
    [`${run}/telnyx-agents`]: 'GET POST',
    [`${run}/telnyx-agents/{assistant}`]: 'DELETE',
    [insights]: 'GET POST',
    [`${insights}/{insight}`]: 'GET PUT DELETE',
    [groups]: 'GET POST',
    [`${groups}/{group}`]: 'GET PUT DELETE',
    [`${groups}/{group}/insights/{insight}/assign`]: 'POST',
    [`${groups}/{group}/insights/{insight}/unassign`]: 'DELETE',
  };
  const all = Object.entries(wanted).flatMap(([path, methods]) => methods.split(' ').map((one) => `${one} ${path}`));
  expect(all.filter((endpoint) => !there.has(endpoint))).toEqual([]);
  expect(ofMissions).toHaveLength(26);
});

test('an empty id is refused instead of addressing the collection', async () => {
  recorder.forget();
  await expect(ours.client.call('readMission', { path: { mission: '' } })).rejects.toMatchObject({ code: 'malformed' });
  expect(recorder.seen).toEqual([]);
});

test('journaled bytes are sent as they are', async () => {
  recorder.forget();
  recorder.reply({ body: callingSamples.createScheduledEvent.answer });
  const bytes = '{ "b": 1,"a":"ä"}';
  await ours.client.call('createScheduledEvent', { path: { assistant: 'a' }, bytes, key: 'k' });
  expect(recorder.seen[0]?.body).toBe(bytes);
});
