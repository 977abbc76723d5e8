// What Telnyx requires is there before a request leaves: each field left out in turn is named, and nothing is sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallName } from '../../src/gateways/telnyx/client.ts';
import { quickClient } from './quick-client.ts';
import { type Recorder, startRecorder } from './recorder.ts';

let recorder: Recorder;
let ours: ReturnType<typeof quickClient>;
beforeAll(async () => {
  recorder = await startRecorder();
  ours = quickClient(recorder.url);
});
afterAll(async () => {
  await ours.http.close();
  await recorder.stop();
});

const inRun = { mission: 'm', run: 'r' };
const step = { step_id: 'setup', description: 'Set up', sequence: 1 };

/** Sends what the compiler would not let through. */
async function refused(name: CallName, input: object): Promise<unknown> {
  recorder.forget();
  const error = await ours.client.call(name, input as never).catch((thrown: unknown) => thrown);
  expect(recorder.seen).toEqual([]);
  return error;
}

test.each([
  ['a mission has a name', 'createMission', { body: { execution_mode: 'external' } }, 'name'],
  ['an event has a type', 'logEvent', { path: inRun, body: { summary: 'Said' } }, 'type'],
  ['an event has a summary', 'logEvent', { path: inRun, body: { type: 'custom' } }, 'summary'],
  ['a plan has steps', 'createPlan', { path: inRun, body: {} }, 'steps'],
  [
    'a step has an id',
    'createPlan',
    { path: inRun, body: { steps: [{ ...step, step_id: undefined }] } },
    'steps.0.step_id',
  ],
  ['a link has its assistant', 'linkAgent', { path: inRun, body: {} }, 'telnyx_agent_id'],
] as const)('R81 %s', async (_name, operation, input, field) => {
  expect(await refused(operation, input)).toMatchObject({ code: 'malformed', message: expect.stringContaining(field) });
});

test('R61 an event of another type is not sent', async () => {
  const body = { type: 'step_failed', summary: 'Failed: no funds' };
  expect(await refused('logEvent', { path: inRun, body })).toMatchObject({ message: expect.stringContaining('type') });
});

test.each(['pending', 'in_progress', 'completed', 'skipped', 'failed'])('R306 a step may be %s', async (status) => {
  recorder.forget();
  recorder.reply({ body: { data: { step_id: 'setup', status } } });
  await ours.client.call('updateStep', { path: { ...inRun, step: 'setup' }, body: { status } } as never);
  expect(recorder.seen.map(({ body }) => JSON.parse(body))).toEqual([{ status }]);
});

test.each(['done', 'cancelled', '', 'COMPLETED'])('R306 a step may not be "%s"', async (status) => {
  const input = { path: { ...inRun, step: 'setup' }, body: { status } };
  expect(await refused('updateStep', input)).toMatchObject({ message: expect.stringContaining('status') });
});
