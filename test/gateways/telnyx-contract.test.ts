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

describe('each request is the one that the official SDK sends', () => {
  test.each(names)('%s', async (name) => {
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
  });
});

test('R80 all mission endpoints that a bot of its own needs are in the table', () => {
  const paths = new Set(Object.values(operations).map(({ method, path }) => `${method} ${path}`));
  const run = '/ai/missions/{mission}/runs/{run}';
  for (const endpoint of [
    'GET /ai/missions',
    'POST /ai/missions',
    `POST ${run}/cancel`,
    `POST ${run}/pause`,
    `POST ${run}/resume`,
    `POST ${run}/plan/steps`,
    `POST ${run}/events`,
    `DELETE ${run}/telnyx-agents/{assistant}`,
  ]) {
    expect(paths).toContain(endpoint);
  }
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
