// The exchange itself: one deadline over all of it, what a cut means, and an end that leaves nothing behind.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BackendError } from '../../src/engine/errors.ts';
import { quickClient } from './quick-client.ts';
import { type Recorder, startRecorder } from './recorder.ts';

let recorder: Recorder;
let ours: ReturnType<typeof quickClient>;

beforeEach(async () => {
  recorder = await startRecorder();
  ours = quickClient(recorder.url);
});
afterEach(async () => {
  await ours.http.close();
  await recorder.stop();
});

const createMission = () =>
  ours.client
    .call('createMission', { body: { name: 'n', execution_mode: 'external' } })
    .catch((error: unknown) => error);

test.each(['trickle', 'hang'] as const)('the deadline covers the body too: %s is cut and in doubt', async (manner) => {
  await ours.http.close();
  ours = quickClient(recorder.url, { timeoutMs: 400 });
  recorder.reply({ manner, body: { data: { mission_id: 'm' } } });
  const startedAt = performance.now();
  expect(await createMission()).toMatchObject({ code: 'no-answer', uncertain: true, retryable: false });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(recorder.seen).toHaveLength(1);
});

test('a connection dropped after the request leaves a create in doubt', async () => {
  recorder.reply({ manner: 'drop' });
  expect(await createMission()).toMatchObject({ code: 'no-answer', uncertain: true, retryable: false });
  expect(recorder.seen).toHaveLength(1);
});

test('R310 a server that is not there was never asked: nothing is in doubt, address and cause are named', async () => {
  await recorder.stop();
  expect(await createMission()).toMatchObject({
    code: 'unreachable',
    uncertain: false,
    retryable: true,
    sentence: expect.stringContaining(`at ${new URL(recorder.url).host} (ECONNREFUSED)`),
  });
  recorder = await startRecorder();
});

test.each([
  ['no JSON', '<html>'],
  ['an empty body', ''],
  ['a missing id', { data: { name: 'n' } }],
  ['no wrapper', { mission_id: 'm', name: 'n' }],
])('a success with %s may have made something', async (_name, body) => {
  recorder.reply({ status: 201, body });
  expect(await createMission()).toMatchObject({ code: 'unreadable', uncertain: true, retryable: false });
});

test('closing ends what is under way and says so', async () => {
  recorder.reply({ manner: 'hang' });
  const asked = createMission();
  await expect.poll(() => recorder.seen.length).toBe(1);
  await ours.http.close();
  expect(await asked).toMatchObject({ code: 'closed', uncertain: true });
  expect(await createMission()).toMatchObject({ code: 'closed' });
  expect(ours.lines.filter((line) => /^(?:warn|error)/.test(line))).toEqual([]);
});

test('closing ends a wait between two tries', async () => {
  recorder.reply({ status: 429, headers: { 'retry-after': '4' } });
  const asked = ours.client.call('readBalance', {}).catch((error: unknown) => error);
  await expect.poll(() => recorder.seen.length).toBe(1);
  await ours.http.close();
  expect(await asked).toMatchObject({ code: 'closed' });
});

test.each(['http://api.telnyx.com/v2', 'ftp://localhost', 'not an address'])('%s is no address for a key', (url) => {
  expect(() => quickClient(url)).toThrow(BackendError);
});

test('R314 the log has method, path and status of each request, never key, query or body', async () => {
  recorder.reply({ body: { data: [] } });
  await ours.client.call('listConversations', { query: { 'metadata->telnyx_end_user_target': 'eq.+13125550199' } });
  recorder.reply({ status: 422, body: { detail: 'no' } });
  await createMission();
  expect(ours.lines).toEqual([
    expect.stringMatching(/^debug .+"method":"GET","path":"\/ai\/conversations",.+"status":200/),
    expect.stringMatching(/^warn .+"method":"POST","path":"\/ai\/missions",.+"status":422/),
  ]);
  expect(ours.lines.join()).not.toMatch(/SECRET|5550199|execution_mode/);
});
