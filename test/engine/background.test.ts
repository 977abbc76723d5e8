/** A mission as the bot carries it on by itself (playbook 11.5), and what stands at Telnyx before its first call (12). */
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Brief } from '../../src/missions/brief.ts';
import { schemaOf } from '../../src/missions/schema.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { audit } from '../support/auditor.ts';
import { eventually } from '../support/programs.ts';
import { type LogEntry, openSandbox, phoneOf, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const answered = (state: MissionState | undefined): number =>
  [...(state?.rounds[0]?.progress.values() ?? [])].filter((one) => one.status === 'answered').length;

test('R159 R160 R163 R180 the start answers at once; set up by a person, everything after it is the bot’s own until the one result', async () => {
  const sandbox = await openSandbox();
  await sandbox.script({ [phoneOf(0)]: ['no-answer', 'answered'], [phoneOf(1)]: ['answered'] });
  const begun = await sandbox.start(sweepBrief(), 2);
  expect(begun.stage).toEqual({ kind: 'preparing', round: 0 });
  expect(begun.calls.size).toBe(0);
  await sandbox.until(ID, ended);
  const records = await sandbox.engine.missions.records(ID);
  expect(records.map((record) => record.actor.id).slice(0, 2)).toEqual(['console:ana', 'bot']);
  expect(new Set(records.slice(1).map((record) => record.actor.id))).toEqual(new Set(['bot']));
  const results = records.flatMap((record) => record.events.filter((event) => event.type === 'MissionFinished'));
  expect(results).toHaveLength(1);
  // Whoever looks at Telnyx sees it ended: run closed, steps final.
  const box = sandbox;
  const clean = async () => (audit(await box.log()).length === 0 ? true : undefined);
  expect(await eventually(() => 'the run is closed', clean)).toBe(true);
});

test('R175 R164 what was learnt is durable when it comes in: a process killed in between has it after its restart', async () => {
  const sandbox = await openSandbox({ limit: 1 });
  await sandbox.script({ [phoneOf(0)]: ['answered'], [phoneOf(1)]: ['answered'], [phoneOf(2)]: ['answered'] });
  await sandbox.start(sweepBrief(), 3);
  const before = await sandbox.until(ID, (state) => answered(state) === 1);
  await sandbox.crash();
  await sandbox.restart();
  const after = sandbox.engine.missions.get(ID);
  expect(after?.rounds[0]?.progress.get('t1')).toEqual(before.rounds[0]?.progress.get('t1'));
  expect(after?.rounds[0]?.progress.get('t1')?.values).toHaveProperty('price');
  const end = await sandbox.until(ID, ended);
  expect(answered(end)).toBe(3);
});

const body = z.object({ dynamic_variables: z.record(z.string(), z.string()) });

test('R294 R295 a message that one mission left is known to the next: its call hangs up on the machine', async () => {
  const sandbox = await openSandbox();
  await sandbox.script({ [phoneOf(0)]: ['voicemail', 'answered'] });
  await sandbox.start(sweepBrief({ name: 'A', recipients: 'service', maxRetries: 0 }), 1);
  await sandbox.until(ID, ended);
  await sandbox.start(sweepBrief({ name: 'B', recipients: 'service' }), 1, { id: 'M-102' });
  await sandbox.until('M-102', ended);
  const calls = (await sandbox.log()).filter(
    (one) => one.method === 'POST' && /\/scheduled_events$/.test(one.path ?? ''),
  );
  const left = calls.map((one) => body.parse(one.body).dynamic_variables.voicemail_left);
  expect(left).toEqual([undefined, 'yes']);
});

const template = z.object({ data: z.object({ id: z.string() }) });
const posted = (log: readonly LogEntry[], path: RegExp): LogEntry | undefined =>
  log.find((entry) => entry.method === 'POST' && path.test(entry.path ?? ''));

test('R186 R187 R188 template with schema, group with a summary beside it, assistant with the group, then the first call', async () => {
  const sandbox = await openSandbox();
  await sandbox.script({ [phoneOf(0)]: ['answered'] });
  await sandbox.start(sweepBrief(), 1);
  await sandbox.until(ID, ended);
  const log = await sandbox.log();
  const made = posted(log, /\/ai\/conversations\/insights$/);
  const group = posted(log, /\/insight-groups$/);
  const assigned = log.filter(
    (entry) => entry.method === 'POST' && /\/insights\/[^/]+\/assign$/.test(entry.path ?? ''),
  );
  const assistant = posted(log, /\/ai\/assistants$/);
  const call = posted(log, /\/scheduled_events$/);
  const order = [made, group, ...assigned, assistant, call].map((entry) => entry?.seq ?? 0);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(0);
  expect(made?.body).toMatchObject({ json_schema: { type: 'object', properties: { price: { type: 'number' } } } });
  const structured = template.parse(made?.response).data.id;
  const ids = assigned.map((entry) => /insights\/([^/]+)\/assign$/.exec(entry.path ?? '')?.[1]);
  expect(ids).toHaveLength(2);
  expect(ids).toContain(structured);
  const groupId = template.parse(group?.response).data.id;
  expect(assistant?.body).toMatchObject({ insight_settings: { insight_group_id: groupId } });
});

test('R186 R191 R192 numbers, yes or no, and one of a list get typed fields; open talk is left to text and the summary', () => {
  const [base] = sweepBrief().rounds;
  if (base === undefined) throw new Error('no round');
  const field = (name: string, type: Brief['rounds'][number]['fields'][number]['type'], options?: readonly string[]) =>
    ({
      name,
      label: name,
      type,
      question: `${name}?`,
      required: false,
      ...(options === undefined ? {} : { options }),
    }) as const;
  const fields = [
    field('price', 'number'),
    field('in_stock', 'boolean'),
    field('size', 'choice', ['s', 'm']),
    field('impression', 'text'),
  ];
  expect(schemaOf({ ...base, fields }).properties).toMatchObject({
    price: { type: 'number' },
    in_stock: { type: 'boolean' },
    size: { type: 'string', enum: ['s', 'm'] },
    impression: { type: 'string' },
  });
  // Without questions nothing is asked in fields, and what the call brought stands in the summary alone.
  expect(Object.keys(schemaOf({ ...base, fields: [] }).properties ?? {})).not.toContain('price');
});
