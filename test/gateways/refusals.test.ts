// What becomes of a refusal: five shapes into one error, known ones into a sentence with its cure, nothing secret in any.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BackendError } from '../../src/engine/errors.ts';
import { API_KEY, NOW, quickClient } from './quick-client.ts';
import { type Recorder, type Reply, startRecorder } from './recorder.ts';

let recorder: Recorder;
let ours: ReturnType<typeof quickClient>;

beforeAll(async () => {
  recorder = await startRecorder();
  ours = quickClient(recorder.url, { maxWaitMs: 0 });
});
afterAll(async () => {
  await ours.http.close();
  await recorder.stop();
});

/** The error of a POST that got this reply. */
async function refused(reply: Reply): Promise<BackendError> {
  recorder.reply(reply);
  const error = await ours.client
    .call('createScheduledEvent', { path: { assistant: 'a' }, bytes: '{}', key: 'k' })
    .catch((thrown: unknown) => thrown);
  if (error instanceof BackendError) return error;
  throw new Error('it was no refusal');
}

const entry = (code: string, detail: string, pointer?: string) => ({
  code,
  title: 'Title',
  detail,
  ...(pointer === undefined ? {} : { source: { pointer } }),
});

test.each([
  {
    shape: 'Telnyx, several entries',
    status: 400,
    body: { errors: [entry('10004', 'a', '/body/steps[0]/step_id'), entry('10015', 'b')] },
    codes: ['10004', '10015'],
    pointers: ['/body/steps[0]/step_id'],
    says: 'Title: a: Title: b',
  },
  {
    shape: 'FastAPI validation',
    status: 422,
    body: { detail: [{ loc: ['body', 'name'], msg: 'field required', type: 'missing' }] },
    codes: [],
    pointers: ['body/name'],
    says: 'field required',
  },
  {
    shape: 'telephony refusal',
    status: 403,
    body: { detail: { code: 'D99', message: 'No way' } },
    codes: ['D99'],
    pointers: [],
    says: 'No way',
  },
  { shape: 'message', status: 418, body: { message: 'Teapot' }, codes: [], pointers: [], says: 'Teapot' },
  { shape: 'plain text', status: 400, body: 'Bad thing', codes: [], pointers: [], says: 'Bad thing' },
  { shape: 'HTML', status: 404, body: '<html><b>nginx</b></html>', codes: [], pointers: [], says: '(404)' },
  { shape: 'empty', status: 400, body: '', codes: [], pointers: [], says: '(400)' },
])('R309 shape: $shape', async ({ status, body, codes, pointers, says }) => {
  const error = await refused({ status, body, headers: { 'x-request-id': 'req-1' } });
  expect(error).toMatchObject({ status, codes, pointers, requestId: 'req-1', retryable: false, uncertain: false });
  expect(error.sentence).toContain(String(status));
  expect(error.sentence).toContain(says);
  expect(error.sentence).not.toContain('<');
});

test.each([
  ['unauthorised', 401, { errors: [entry('10009', 'x')] }, 'TELNYX_API_KEY'],
  ['unauthorised', 401, { errors: [entry('10009', 'x')] }, 'npm run doctor'],
  ['unauthorised', 403, { errors: [entry('20002', 'revoked')] }, 'TELNYX_API_KEY'],
  ['no-funds', 402, '', 'Add funds'],
  ['no-funds', 403, { errors: [entry('20100', 'x')] }, 'Add funds'],
  ['account-blocked', 403, { errors: [entry('20013', 'x')] }, 'support'],
  ['not-verified', 403, { errors: [entry('20014', 'x')] }, 'verification'],
  ['not-verified', 403, { errors: [entry('20017', 'x')] }, 'verification'],
  ['calls-at-once', 403, { detail: { code: 'D1', message: 'User channel limit exceeded D1' } }, 'MAX_CONCURRENT_CALLS'],
  ['country-not-allowed', 403, { detail: { code: 'D13' } }, 'outbound voice profile'],
  [
    'number-not-owned',
    400,
    { errors: [entry('10015', 'telnyx_agent_target +13125550100 does not belong to this assistant')] },
    'Assign the number',
  ],
  [
    'no-telephony',
    400,
    { errors: [entry('10015', 'Assistant does not have telephony settings configured')] },
    'Switch on telephony',
  ],
  [
    'no-outbound-profile',
    400,
    { errors: [entry('10015', 'Cannot make outbound call with no outbound voice profile')] },
    'Choose one',
  ],
  ['model-unavailable', 422, { detail: 'Model x/y is not available for inference' }, 'Enable it'],
  [
    'past-time',
    400,
    { errors: [entry('10015', 'scheduled_at_fixed_datetime must be in the future')] },
    'at least one minute ahead',
  ],
  ['forbidden', 403, { errors: [entry('10010', 'x')] }, 'permission'],
  ['rate-limited', 429, { errors: [entry('10011', 'x')] }, 'waits'],
])('known refusal %s (%s) names the cure', async (code, status, body, cure) => {
  const error = await refused({ status, body });
  expect(error.code).toBe(code);
  expect(error.sentence).toContain(cure);
  expect(error.message).toBe(error.sentence);
});

test('a limit of calls at once may be tried again later, a closed country not', async () => {
  expect((await refused({ status: 403, body: { detail: { code: 'D1' } } })).retryable).toBe(true);
  expect((await refused({ status: 403, body: { detail: { code: 'D13' } } })).retryable).toBe(false);
});

test('a server fault that quotes a known refusal is still a server fault', async () => {
  const error = await refused({ status: 502, body: { message: 'no outbound voice profile' } });
  expect(error).toMatchObject({ code: 'server-fault', retryable: true, uncertain: true });
});

test.each([
  ['Retry-After in seconds', 429, { 'retry-after': '7' }, 7_000],
  ['Retry-After as a date', 503, { 'retry-after': new Date(NOW + 90_000).toUTCString() }, 90_000],
  ['x-ratelimit-reset', 429, { 'x-ratelimit-reset': '3' }, 3_000],
  ['Retry-After before x-ratelimit-reset', 429, { 'retry-after': '2', 'x-ratelimit-reset': '9' }, 2_000],
  ['x-ratelimit-reset without a 429 says nothing', 503, { 'x-ratelimit-reset': '3' }, undefined],
  ['nonsense says nothing', 429, { 'retry-after': 'soon' }, undefined],
])('how long to wait: %s', async (_name, status, headers, expected) => {
  expect((await refused({ status, headers })).retryAfterMs).toBe(expected);
});

test('R309 neither key nor numbers reach a sentence or the log', async () => {
  const detail = `the key ${API_KEY} may not call +13125550199 or 13125550198 from +49 30 +4930123456`;
  const error = await refused({ status: 400, body: { errors: [entry('10015', detail)] } });
  const told = [error.sentence, error.stack, JSON.stringify(error), ...ours.lines].join('\n');
  for (const secret of [API_KEY, '3125550199', '13125550198', '30123456']) expect(told).not.toContain(secret);
});
