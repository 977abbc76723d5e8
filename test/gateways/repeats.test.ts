// How often each operation is sent after each failure. The table here is written by hand: it is what must hold, not what is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackendError } from '../../src/engine/errors.ts';
import type { CallName, ListName } from '../../src/gateways/telnyx/client.ts';
import { type OperationName, operations } from '../../src/gateways/telnyx/operations.ts';
import { quickClient } from './quick-client.ts';
import { type Recorder, type Reply, startRecorder } from './recorder.ts';
import { callingSamples } from './samples-calling.ts';
import { missionSamples, type Samples } from './samples-missions.ts';

const samples: Samples<OperationName> = { ...missionSamples, ...callingSamples };
const all = Object.keys(operations) as readonly OperationName[];

/** Sent once whatever happens; a lost answer leaves them in doubt and only a look may follow. */
const ONCE: readonly OperationName[] = [
  'createMission',
  'cloneMission',
  'createRun',
  'pauseRun',
  'resumeRun',
  'cancelRun',
  'createPlan',
  'addSteps',
  'linkAgent',
  'deleteScheduledEvent',
];
/** Sent once by the transport; the caller may send the same again. */
const BY_CALLER: readonly OperationName[] = ['logEvent', 'updateAssistant', 'assignInsight', 'hangUp'];
/** Makes a phone ring: under its key only the caller sends it again, after every check (what must hold, 3). */
const RINGS: readonly OperationName[] = ['createScheduledEvent'];
/** Repeated under the same key. */
const KEYED: readonly OperationName[] = ['createAssistant', 'cloneAssistant', 'createInsight', 'createInsightGroup'];

let recorder: Recorder;
let ours: ReturnType<typeof quickClient>;
beforeAll(async () => {
  recorder = await startRecorder();
  ours = quickClient(recorder.url, { maxWaitMs: 500 });
});
afterAll(async () => {
  await ours.http.close();
  await recorder.stop();
});

async function failing(name: OperationName, ...replies: readonly Reply[]): Promise<BackendError> {
  recorder.forget();
  recorder.reply(...replies);
  const input = samples[name].input as never;
  const asked =
    operations[name].wrapper === 'list'
      ? Array.fromAsync(ours.client.list(name as ListName, input, () => undefined))
      : ours.client.call(name as CallName, input);
  return asked.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: BackendError) => error,
  );
}

function kindOf(name: OperationName): 'once' | 'by-caller' | 'rings' | 'keyed' | 'read' | 'write' {
  if (ONCE.includes(name)) return 'once';
  if (BY_CALLER.includes(name)) return 'by-caller';
  if (RINGS.includes(name)) return 'rings';
  if (KEYED.includes(name)) return 'keyed';
  return operations[name].method === 'GET' ? 'read' : 'write';
}

const FAILURES = [
  { failure: '503', reply: { status: 503 } },
  { failure: '408', reply: { status: 408 } },
  { failure: '429', reply: { status: 429, headers: { 'retry-after': '0' } } },
  { failure: '409', reply: { status: 409 } },
  { failure: '400', reply: { status: 400 } },
  { failure: '401', reply: { status: 401 } },
  { failure: '422', reply: { status: 422 } },
  { failure: 'dropped', reply: { manner: 'drop' } },
] as const;

type Kind = ReturnType<typeof kindOf>;
/** sends / may the same be sent again / may it have taken effect */
const EXPECTED: Readonly<Record<(typeof FAILURES)[number]['failure'], Readonly<Record<Kind, string>>>> = {
  503: {
    once: '1/no/yes',
    'by-caller': '1/yes/yes',
    rings: '1/yes/yes',
    keyed: '3/yes/yes',
    read: '3/yes/no',
    write: '3/yes/yes',
  },
  408: {
    once: '1/no/yes',
    'by-caller': '1/yes/yes',
    rings: '1/yes/yes',
    keyed: '3/yes/yes',
    read: '3/yes/no',
    write: '3/yes/yes',
  },
  429: {
    once: '1/yes/no',
    'by-caller': '1/yes/no',
    rings: '1/yes/no',
    keyed: '3/yes/no',
    read: '3/yes/no',
    write: '3/yes/no',
  },
  409: {
    once: '1/no/no',
    'by-caller': '1/no/no',
    rings: '3/yes/yes',
    keyed: '3/yes/yes',
    read: '1/no/no',
    write: '1/no/no',
  },
  400: {
    once: '1/no/no',
    'by-caller': '1/no/no',
    rings: '1/no/no',
    keyed: '1/no/no',
    read: '1/no/no',
    write: '1/no/no',
  },
  401: {
    once: '1/no/no',
    'by-caller': '1/no/no',
    rings: '1/no/no',
    keyed: '1/no/no',
    read: '1/no/no',
    write: '1/no/no',
  },
  422: {
    once: '1/no/no',
    'by-caller': '1/no/no',
    rings: '1/no/no',
    keyed: '1/no/no',
    read: '1/no/no',
    write: '1/no/no',
  },
  dropped: {
    once: '1/no/yes',
    'by-caller': '1/yes/yes',
    rings: '1/yes/yes',
    keyed: '3/yes/yes',
    read: '3/yes/no',
    write: '3/yes/yes',
  },
};

describe.each(FAILURES)('after $failure', ({ failure, reply }) => {
  test.each(all)('%s', async (name) => {
    const error = await failing(name, reply);
    const yes = (value: boolean) => (value ? 'yes' : 'no');
    const seen = `${recorder.seen.length}/${yes(error.retryable)}/${yes(error.uncertain)}`;
    expect(seen).toBe(EXPECTED[failure][kindOf(name)]);
  });
});

test('a repeat under a key has the same key and the same bytes', async () => {
  await failing('createAssistant', { status: 503 }, { status: 409 }, { status: 503 });
  const sent = recorder.seen.map(({ body, headers }) => `${headers['idempotency-key']} ${body}`);
  expect(sent).toHaveLength(3);
  expect(new Set(sent).size).toBe(1);
});

test('no POST without an Idempotency-Key is ever sent twice', async () => {
  for (const name of all.filter((candidate) => operations[candidate].method === 'POST' && !KEYED.includes(candidate))) {
    await failing(name, { status: 503 });
    expect(recorder.seen, name).toHaveLength(1);
  }
});

test('a longer wait than the transport has patience for is handed to the caller', async () => {
  const error = await failing('readBalance', { status: 429, headers: { 'retry-after': '30' } });
  expect(error.retryAfterMs).toBe(30_000);
  expect(recorder.seen).toHaveLength(1);
});

test('a delete whose first answer was lost is done when the second finds nothing', async () => {
  recorder.forget();
  recorder.reply({ manner: 'drop' }, { status: 404 });
  await ours.client.call('deleteInsight', { path: { insight: 'i1' } });
  expect(recorder.seen).toHaveLength(2);
});

test('doubt stays: a lost answer may have taken effect whatever the next try is told', async () => {
  for (const last of [{ status: 400 }, { status: 401 }, { status: 422 }] as const) {
    const error = await failing('createAssistant', { manner: 'drop' }, last);
    expect(error).toMatchObject({ status: last.status, uncertain: true });
    expect(recorder.seen).toHaveLength(2);
  }
});

test('a delete that was only put off and then finds nothing was not ours', async () => {
  const error = await failing('deleteInsight', { status: 429, headers: { 'retry-after': '0' } }, { status: 404 });
  expect(error).toMatchObject({ status: 404, uncertain: false });
});

test('a create still at work under the same key says so', async () => {
  expect(await failing('createScheduledEvent', { status: 409 })).toMatchObject({ code: 'in-progress', status: 409 });
});

test('a delete that finds nothing at first is a 404', async () => {
  const error = await failing('deleteInsight', { status: 404 });
  expect(error).toMatchObject({ status: 404, code: 'not-found' });
});
