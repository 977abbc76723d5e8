/**
 * What Telnyx hears of one whole mission, in the order of the requests: two rounds with a decision, a retry, somebody given up,
 * a refusal that a person cured, a change while it runs and a note. Sections 3 to 6 of the playbook, read from the wire alone.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { MissionRecord } from '../../../src/engine/missions.ts';
import { closed, type LogEntry, phoneOf, roundsBrief, type Sandbox, startSandbox } from '../../support/sandbox.ts';

const ID = 'M-101';
const PEOPLE = 5;

let sandbox: Sandbox;
let log: readonly LogEntry[];
let records: readonly MissionRecord[];

beforeAll(async () => {
  sandbox = await startSandbox();
  await sandbox.script({
    ...Object.fromEntries([0, 1, 2].map((index) => [phoneOf(index), ['answered', 'answered']])),
    [phoneOf(3)]: ['busy', 'answered'],
    [phoneOf(4)]: ['no-answer', 'no-answer'],
  });
  await sandbox.faults([
    { match: { path: '/scheduled_events$', method: 'POST' }, kind: 'status', status: 403, skip: 1, times: 1 },
  ]);
  await sandbox.start(roundsBrief({ maxRetries: 1 }), PEOPLE);
  await sandbox.until(ID, (state) => state.holds.has('calls'));
  await sandbox.tell(ID, { type: 'LookAgain' });
  await sandbox.tell(ID, { type: 'EditMission', change: { batchSize: 3 }, add: [] });
  await sandbox.tell(ID, { type: 'SaveMemory', key: 'parking', value: 'behind the house' });
  await sandbox.until(ID, (state) => state.stage.kind === 'deciding');
  await sandbox.tell(ID, { type: 'Approve' });
  await sandbox.until(ID, (state) => state.stage.kind === 'finished');
  await closed(sandbox);
  log = await sandbox.log();
  records = await sandbox.engine.missions.records(ID);
});
afterAll(async () => {
  await sandbox.stop();
});

const eventBody = z.object({
  type: z.string(),
  summary: z.string(),
  step_id: z.string().optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
});

interface Told extends z.infer<typeof eventBody> {
  readonly seq: number;
}

const told = (): readonly Told[] =>
  log.flatMap((entry): Told[] => {
    if (entry.method !== 'POST' || !/\/runs\/[^/]+\/events$/.test(entry.path ?? '') || entry.status !== 201) return [];
    return [{ seq: entry.seq, ...eventBody.parse(entry.body) }];
  });
const steps = (): readonly { readonly seq: number; readonly step: string; readonly status: string }[] =>
  log.flatMap((entry) => {
    const step = /\/plan\/steps\/([^/]+)$/.exec(entry.path ?? '')?.[1];
    if (entry.method !== 'PATCH' || step === undefined) return [];
    return [{ seq: entry.seq, step, status: z.object({ status: z.string() }).parse(entry.body).status }];
  });
const plan = (): readonly string[] =>
  z
    .object({ steps: z.array(z.object({ step_id: z.string() })) })
    .parse(log.find((entry) => entry.method === 'POST' && entry.path?.endsWith('/plan'))?.body)
    .steps.map((step) => step.step_id);
const keysOf = (one: Told): readonly string[] => Object.keys(one.payload ?? {});

describe('steps', () => {
  test('R20 each step goes in_progress, then completed; nothing goes back', () => {
    for (const step of plan())
      expect(
        steps()
          .filter((one) => one.step === step)
          .map((one) => one.status),
        step,
      ).toEqual(['in_progress', 'completed']);
  });

  test('R29 R75 they begin in the order of the plan, none is left out', () => {
    const begun = steps().flatMap((one) => (one.status === 'in_progress' ? [one.step] : []));
    expect(begun).toEqual(plan());
  });

  test('R34 R35 R57 R58 the step moves, then its event is logged, and there is no event without a move', () => {
    for (const one of told().filter(({ type }) => type === 'step_started' || type === 'step_completed')) {
      const wanted = one.type === 'step_started' ? 'in_progress' : 'completed';
      const moves = steps().filter((step) => step.step === one.step_id && step.status === wanted);
      expect(moves).toHaveLength(1);
      expect(moves[0]?.seq, one.summary).toBeLessThan(one.seq);
    }
    expect(told().filter(({ type }) => type.startsWith('step_'))).toHaveLength(2 * plan().length);
  });

  test('R33 R23 the run is closed once, after everything else', () => {
    const closing = log.filter((one) => one.method === 'PATCH' && JSON.stringify(one.body)?.includes('"succeeded"'));
    expect(closing).toHaveLength(1);
    expect(Math.max(...told().map(({ seq }) => seq), ...steps().map(({ seq }) => seq))).toBeLessThan(
      closing[0]?.seq ?? 0,
    );
  });
});

describe('form of the events', () => {
  test('R61 R62 R63 R79 six types; a step of the plan, or the field is left out', () => {
    const known = ['tool_call', 'custom', 'message', 'error', 'step_started', 'step_completed'];
    for (const one of told()) {
      expect(known).toContain(one.type);
      if (one.step_id !== undefined) expect(plan()).toContain(one.step_id);
      expect(one.step_id).not.toBe('-');
    }
    expect(told().some((one) => one.step_id === undefined)).toBe(true);
  });

  test('R48 R50 each person of the list: name, phone, source; told before the first step', () => {
    const leads = told().filter((one) => keysOf(one).includes('source'));
    expect(leads.map((one) => one.payload?.phone)).toEqual([0, 1, 2, 3, 4].map(phoneOf));
    for (const lead of leads) {
      expect(lead.type).toBe('custom');
      expect(lead.seq).toBeLessThan(steps()[0]?.seq ?? 0);
    }
  });

  test('R51 R52 R68 assistant and number: ids, phone and type on the setup step, after they were made', () => {
    const [setup] = told().filter((one) => keysOf(one).includes('type'));
    expect(setup).toMatchObject({
      type: 'custom',
      step_id: 'setup',
      payload: { assistant_id: expect.stringMatching(/\S/), phone_number: expect.stringMatching(/^\+/), type: 'voice' },
    });
    const made = log.find((one) => one.method === 'POST' && one.path?.endsWith('/ai/assistants'));
    expect(made?.seq).toBeLessThan(setup?.seq ?? 0);
  });

  test('R53 R66 R128 each scheduled call: event id, person, phone, time; after the request that scheduled it', () => {
    const scheduled = told().filter((one) => keysOf(one).includes('scheduled_event_id'));
    const requests = log.filter((one) => one.path?.endsWith('/scheduled_events') && one.status === 201);
    expect(scheduled).toHaveLength(requests.length);
    for (const one of scheduled) {
      expect(one.type).toBe('custom');
      expect(keysOf(one)).toEqual(
        expect.arrayContaining(['scheduled_event_id', 'contractor', 'phone', 'scheduled_for']),
      );
      const request = requests.find((made) =>
        JSON.stringify(made.response).includes(String(one.payload?.scheduled_event_id)),
      );
      expect(request?.seq).toBeLessThan(one.seq);
    }
  });

  test('R54 R55 R65 R67 each talk: one event with its conversation, the person, the outcome and what was learnt', () => {
    const answers = told().filter((one) => one.payload?.outcome === 'answered');
    const talks = new Set(answers.map((one) => one.payload?.conversation_id));
    const answered = log.filter((one) => one.dial?.outcome === 'answered');
    expect(answered.length).toBeGreaterThan(4);
    expect(talks.size).toBe(answered.length);
    expect(answers).toHaveLength(answered.length);
    for (const one of answers) {
      expect(one.payload).toMatchObject({ contractor: expect.stringContaining('Vendor'), price: expect.any(Number) });
      expect(one.payload?.conversation_id).toEqual(expect.stringMatching(/\S/));
    }
  });

  test('R70 R72 P23 each retry: phone, number of the dial, reason', () => {
    const retries = told().filter((one) => one.summary.startsWith('Retry #'));
    expect(retries.map((one) => one.payload?.phone).toSorted()).toEqual([phoneOf(3), phoneOf(4)]);
    for (const one of retries) {
      expect(one.summary).toMatch(/^Retry #2 for Vendor \d: \S/);
      expect(one.payload).toMatchObject({ attempt: 2, reason: expect.stringMatching(/\S/) });
    }
  });

  test('R71 who is given up: one error with number and attempts', () => {
    const given = told().filter((one) => one.type === 'error' && one.payload?.phone === phoneOf(4));
    expect(given).toMatchObject([{ payload: { attempts: 2 }, summary: expect.stringContaining('Vendor 5') }]);
  });

  test('R60 what was refused: kept with its reason, then one error of its own', () => {
    const held = records.flatMap((record) =>
      record.events.flatMap((event) => (event.type === 'MissionHeld' && event.what === 'calls' ? [event.reason] : [])),
    );
    expect(held).toHaveLength(1);
    const errors = told().filter((one) => one.type === 'error' && one.summary.startsWith('Held: '));
    expect(errors.map((one) => one.summary)).toEqual(held.map((reason) => `Held: ${reason}`));
  });

  test('R56 the decision is a message, with the list and who said yes', () => {
    expect(told().filter((one) => one.type === 'message' && one.summary.startsWith('Ana: approve'))).toHaveLength(1);
    expect(told().filter((one) => one.payload?.awaiting_approval === false)).toMatchObject([
      { type: 'message', payload: { advanced: expect.arrayContaining(['Vendor 1']) } },
    ]);
  });

  test('R36 R45 what people change and note is told, too', () => {
    expect(told().find((one) => one.summary.startsWith('Ana changed the mission'))).toMatchObject({
      type: 'message',
      payload: { batchSize: 3 },
    });
    expect(told().find((one) => one.payload?.key === 'parking')).toMatchObject({
      type: 'custom',
      payload: { value: 'behind the house' },
    });
  });
});

test('R42 the intent of each call stands in the journal before Telnyx is asked for it', () => {
  const keys = new Set(
    records.flatMap((record) => record.events.flatMap((event) => (event.type === 'CallIntended' ? [event.key] : []))),
  );
  const asked = log.filter((one) => one.path?.endsWith('/scheduled_events') && one.method === 'POST');
  expect(asked.length).toBeGreaterThan(5);
  for (const one of asked) expect(keys).toContain(one.headers?.['idempotency-key']);
});

test('R40 every record has its time, who it comes from and why; every event of the run its key', () => {
  for (const record of records) {
    expect(record.at).toBeGreaterThan(0);
    expect(record.wallAt).toBeGreaterThan(0);
    expect(record.actor.id).toMatch(/\S/);
    expect(record.cause).toMatch(/\S/);
  }
  const keys = log.flatMap((one) =>
    one.method === 'POST' && one.path?.endsWith('/events') && one.status === 201
      ? [z.object({ idempotency_key: z.string() }).parse(one.body).idempotency_key]
      : [],
  );
  expect(new Set(keys).size).toBe(keys.length);
});
