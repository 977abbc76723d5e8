/** What is made before a round may call: look first, use again only what fits as it is, change nothing (playbook section 8). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { named } from '../../src/engine/effects/provision.ts';
import type { MissionState } from '../../src/missions/state.ts';
import {
  type LogEntry,
  people,
  phoneOf,
  roundsBrief,
  type Sandbox,
  startSandbox,
  sweepBrief,
} from '../support/sandbox.ts';

const FIRST = 'M-101';
const SECOND = 'M-102';
const INSIGHTS = '/v2/ai/conversations/insights';
const GROUPS = '/v2/ai/conversations/insight-groups';
const ASSISTANTS = '/v2/ai/assistants';
const NUMBERS = '/v2/phone_numbers';

let box: Sandbox;
beforeEach(async () => {
  box = await startSandbox({ numbers: 3 });
  await box.script(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [phoneOf(index), ['answered']])));
});
afterEach(() => box.stop());

const calling = (state: MissionState): boolean => state.stage.kind === 'calling';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const idOf = (state: MissionState, what: string): string => state.provisioned.get(what)?.id ?? '';

/** Straight to the simulated Telnyx, as somebody in the portal would. */
async function portal<T>(method: string, path: string, body: object | undefined, answer: z.ZodType<T>): Promise<T> {
  const response = await fetch(`${box.simulator.url}${path}`, {
    method,
    headers: { authorization: 'Bearer KEYportal', 'content-type': 'application/json', 'x-by': 'portal' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.parse(await response.json());
}

/** The bot's own requests, in order. */
const requests = async (): Promise<readonly LogEntry[]> =>
  (await box.log()).filter((one) => one.path !== undefined && one.headers?.['x-by'] !== 'portal');

const posts = (log: readonly LogEntry[], path: string): readonly LogEntry[] =>
  log.filter((one) => one.method === 'POST' && one.path === path && one.status === 201);
const gets = (log: readonly LogEntry[], path: string): readonly LogEntry[] =>
  log.filter((one) => one.method === 'GET' && one.path === path);

const made = z.object({ data: z.object({ id: z.string() }) });
const bare = z.looseObject({ id: z.string() });
const templates = z.object({ data: z.array(z.object({ id: z.string(), name: z.string(), instructions: z.string() })) });
const groups = z.object({ data: z.array(z.object({ id: z.string(), insights: z.array(bare).optional() })) });

/** A second mission with the same words under the same name; it may use again what the first has made. */
async function twice(between: (first: MissionState) => Promise<unknown> = async () => undefined) {
  await box.start(sweepBrief(), 1);
  const first = await box.until(FIRST, ended);
  await between(first);
  const before = (await requests()).length;
  await box.start(sweepBrief(), 1, { id: SECOND, targets: people(2).slice(1) });
  const second = await box.until(SECOND, calling);
  return { first, second, log: (await requests()).slice(before) };
}

describe('taking stock', () => {
  test('R82 all four lists are read before the first of such things is made', async () => {
    await box.start(sweepBrief(), 1);
    await box.until(FIRST, calling);
    const log = await requests();
    const makes = log.findIndex(
      (one) => one.method === 'POST' && [INSIGHTS, GROUPS, ASSISTANTS].includes(one.path ?? ''),
    );
    const before = log.slice(0, makes);
    for (const path of [ASSISTANTS, INSIGHTS, GROUPS, NUMBERS])
      expect(gets(before, path).length, path).toBeGreaterThan(0);
  });

  test('R83 R88 R189 the stock Summary is found on the third page, and none is made', async () => {
    for (let index = 0; index < 30; index += 1)
      await portal('POST', INSIGHTS, { name: `More ${index}`, instructions: 'x' }, made);
    await box.start(sweepBrief(), 1);
    const state = await box.until(FIRST, calling);
    const log = await requests();
    const pages = gets(log, INSIGHTS).map((one) => one.query?.['page[number]']);
    expect(pages.slice(0, 3)).toEqual(['1', '2', '3']);
    const third = await portal('GET', `${INSIGHTS}?page[number]=3&page[size]=25`, undefined, templates);
    expect(third.data.find((one) => one.name === 'Summary')?.id).toBe(idOf(state, 'summary-insight'));
    expect(posts(log, INSIGHTS)).toHaveLength(1);
  });

  test('R84 a part of a name finds it, in any letters', () => {
    const all = [{ name: 'My Weather Bot' }, { name: 'Reception' }];
    expect(named(all, 'Weather')).toEqual([{ name: 'My Weather Bot' }]);
    expect(named(all, 'weather bot')).toHaveLength(1);
    expect(named(all, 'Dentist')).toEqual([]);
  });
});

describe('using again', () => {
  test('R86 R87 R89 R115 what fits exactly is used as it is: nothing is made, the assistant was read in full first', async () => {
    const { first, second, log } = await twice();
    for (const what of ['round-1/insight', 'round-1/group', 'round-1/assistant'])
      expect(idOf(second, what), what).toBe(idOf(first, what));
    expect([...posts(log, INSIGHTS), ...posts(log, GROUPS), ...posts(log, ASSISTANTS)]).toEqual([]);
    const linked = log.findIndex((one) => one.method === 'POST' && one.path?.endsWith('/telnyx-agents'));
    expect(gets(log.slice(0, linked), `${ASSISTANTS}/${idOf(first, 'round-1/assistant')}`)).toHaveLength(1);
  });

  test.each([
    ['instructions', { instructions: 'Say something else.' }],
    ['model', { model: 'openai/gpt-5' }],
  ])(
    'R86 R90 one word of its %s differs: another one is made, the changed one is left alone',
    async (_what, change) => {
      const { first, second, log } = await twice((state) =>
        portal('POST', `${ASSISTANTS}/${idOf(state, 'round-1/assistant')}`, change, bare),
      );
      expect(idOf(second, 'round-1/assistant')).not.toBe(idOf(first, 'round-1/assistant'));
      expect(posts(log, ASSISTANTS)).toHaveLength(1);
      expect(
        log.filter(
          (one) =>
            one.method === 'POST' &&
            one.path?.startsWith(`${ASSISTANTS}/assistant-`) &&
            !one.path.includes('/scheduled'),
        ),
      ).toEqual([]);
    },
  );

  test.each([
    ['a property of its schema', { json_schema: { type: 'object', properties: {} } }],
    ['its instructions', { instructions: 'Read the call.' }],
    ['where it sends results', { webhook: 'https://example.org/hook' }],
  ])('R87 R90 P44 a template with another %s is made anew', async (_what, change) => {
    const { first, second, log } = await twice((state) =>
      portal('PUT', `${INSIGHTS}/${idOf(state, 'round-1/insight')}`, change, made),
    );
    expect(idOf(second, 'round-1/insight')).not.toBe(idOf(first, 'round-1/insight'));
    expect(posts(log, INSIGHTS)).toHaveLength(1);
    expect(log.filter((one) => one.method === 'PUT')).toEqual([]);
  });

  test('R89 R91 a group with one insight more is left as it is; a new one is made of the templates that fit', async () => {
    const others = await portal('GET', `${INSIGHTS}?page[size]=25`, undefined, templates);
    const { first, second, log } = await twice((state) =>
      fetch(`${box.simulator.url}${GROUPS}/${idOf(state, 'round-1/group')}/insights/${others.data[0]?.id}/assign`, {
        method: 'POST',
        headers: { authorization: 'Bearer KEYportal', 'x-by': 'portal' },
      }),
    );
    expect(idOf(second, 'round-1/group')).not.toBe(idOf(first, 'round-1/group'));
    expect(idOf(second, 'round-1/insight')).toBe(idOf(first, 'round-1/insight'));
    expect(posts(log, INSIGHTS)).toEqual([]);
    const touched = log.filter((one) => one.method !== 'GET' && one.path?.includes(idOf(first, 'round-1/group')));
    expect(touched).toEqual([]);
  });
});

describe('a mission of two rounds', () => {
  test('R85 nothing that it did not make is ever changed; R93 nor is an assistant between two calls', async () => {
    await box.start(roundsBrief(), 3);
    await box.until(FIRST, (state) => state.stage.kind === 'deciding');
    await box.tell(FIRST, { type: 'Approve' });
    await box.until(FIRST, ended);
    const log = await requests();
    const own = new Set(
      [...posts(log, GROUPS)].map(
        (one) => z.object({ data: z.object({ id: z.string() }) }).parse(one.response).data.id,
      ),
    );
    const changes = log.filter((one) => ['PUT', 'PATCH', 'DELETE'].includes(one.method ?? ''));
    expect(changes.filter((one) => one.path?.startsWith('/v2/ai/conversations'))).toEqual([]);
    expect(log.filter((one) => one.method === 'POST' && /\/ai\/assistants\/[^/]+$/.test(one.path ?? ''))).toEqual([]);
    const assigned = log.filter((one) => one.path?.endsWith('/assign')).map((one) => one.path?.split('/')[5] ?? '');
    expect(assigned.length).toBeGreaterThan(0);
    expect(assigned.every((group) => own.has(group))).toBe(true);
  });

  test('R187 R188 template, group, assistant in this order before the first call; structured and Summary in each group', async () => {
    await box.start(sweepBrief(), 1);
    const state = await box.until(FIRST, ended);
    const log = await requests();
    const first = (fits: (one: LogEntry) => boolean): number => log.findIndex(fits);
    const at = [
      first((one) => one.method === 'POST' && one.path === INSIGHTS),
      first((one) => one.method === 'POST' && one.path === GROUPS),
      first((one) => one.method === 'POST' && one.path === ASSISTANTS),
      first((one) => one.method === 'POST' && one.path?.endsWith('/scheduled_events') === true),
    ];
    expect(at.every((one) => one >= 0)).toBe(true);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    const all = await portal('GET', `${GROUPS}?page[size]=25`, undefined, groups);
    const inGroup = all.data.find((one) => one.id === idOf(state, 'round-1/group'))?.insights?.map((one) => one.id);
    expect(new Set(inGroup)).toEqual(new Set([idOf(state, 'round-1/insight'), idOf(state, 'summary-insight')]));
    const assistant = posts(log, ASSISTANTS)[0]?.body;
    expect(assistant).toMatchObject({ insight_settings: { insight_group_id: idOf(state, 'round-1/group') } });
  });

  test('R100 R115 R116 R117 R118 the assistant is kept, linked, listed and logged with its number before the first call', async () => {
    await box.start(sweepBrief(), 1);
    const state = await box.until(FIRST, ended);
    const log = await requests();
    const called = log.findIndex((one) => one.path?.endsWith('/scheduled_events') === true && one.method === 'POST');
    const before = log.slice(0, called);
    const assistant = idOf(state, 'round-1/assistant');
    const records = await box.engine.missions.records(FIRST);
    const kept = records.find((record) =>
      record.events.some((event) => event.type === 'Provisioned' && event.what === 'round-1/assistant'),
    );
    const nextRequest = before.find((one) => one.path?.endsWith('/telnyx-agents') === true);
    expect(kept?.at).toBeLessThanOrEqual(Date.parse(nextRequest?.at ?? ''));
    expect(before.filter((one) => one.method === 'POST' && one.path?.endsWith('/telnyx-agents'))).toMatchObject([
      { body: { telnyx_agent_id: assistant }, status: 201 },
    ]);
    expect(before.filter((one) => one.method === 'PATCH' && one.path?.startsWith(NUMBERS))).toHaveLength(1);
    const agents = await portal(
      'GET',
      `/v2/ai/missions/${idOf(state, 'mission')}/runs/${idOf(state, 'run')}/telnyx-agents`,
      undefined,
      z.object({ data: z.array(z.object({ telnyx_agent_id: z.string() })) }),
    );
    expect(agents.data.map((one) => one.telnyx_agent_id)).toEqual([assistant]);
    const logged = before.flatMap((one) => (one.path?.endsWith('/events') && one.method === 'POST' ? [one.body] : []));
    expect(logged).toContainEqual(
      expect.objectContaining({
        type: 'custom',
        step_id: 'setup',
        payload: expect.objectContaining({ assistant_id: assistant, phone_number: expect.any(String), type: 'voice' }),
      }),
    );
  });
});
