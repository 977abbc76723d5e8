/** Which number a mission calls from, who gets it next and when, and whose are never touched (playbook R92, R107-R114, P35). */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { examineAccount } from '../../src/engine/doctor.ts';
import { createNumbersDesk } from '../../src/engine/number-desk.ts';
import { createTelnyxGateway } from '../../src/gateways/telnyx/gateway.ts';
import { TELNYX } from '../../src/gateways/telnyx/words.ts';
import type { Brief } from '../../src/missions/brief.ts';
import { heldNumbers } from '../../src/missions/provision.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { audit } from '../support/auditor.ts';
import {
  type LogEntry,
  openSandbox,
  people,
  phoneOf,
  roundsBrief,
  type Sandbox,
  sweepBrief,
} from '../support/sandbox.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = 'M-101';
const SECOND = 'M-102';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const open = async (options: Parameters<typeof openSandbox>[0] = {}): Promise<Sandbox> => {
  const sandbox = await openSandbox(options);
  await sandbox.script(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [phoneOf(index), ['answered']])));
  return sandbox;
};

/** Straight to the simulated Telnyx, as somebody in the portal would. */
async function portal<T>(box: Sandbox, method: string, path: string, answer: z.ZodType<T>, body?: object): Promise<T> {
  const response = await fetch(`${box.simulator.url}/v2${path}`, {
    method,
    headers: { authorization: 'Bearer KEYportal', 'content-type': 'application/json', 'x-by': 'portal' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.parse(await response.json());
}

const number = z.object({
  id: z.string(),
  phone_number: z.string(),
  status: z.string(),
  connection_id: z.string().nullable(),
  hd_voice_enabled: z.boolean(),
});
const numbersOf = async (box: Sandbox) =>
  (await portal(box, 'GET', '/phone_numbers?page[size]=100', z.object({ data: z.array(number) }))).data;
const patch = (box: Sandbox, id: string, body: object) =>
  portal(box, 'PATCH', `/phone_numbers/${id}`, z.object({ data: number }), body);

/** What the bot did to numbers; the portal's own hands left out. */
const patches = (log: readonly LogEntry[]) =>
  log.filter(
    (one) => one.method === 'PATCH' && one.path?.includes('/phone_numbers/') && one.headers?.['x-by'] !== 'portal',
  );
const patched = (log: readonly LogEntry[]): readonly (string | undefined)[] =>
  patches(log).map((one) => one.path?.split('/').at(-1));

const held = (state: MissionState) => [...state.holds.values()][0];
const waits = (state: MissionState): boolean => state.holds.size > 0;
const numberOf = (state: MissionState, round = 'round-1'): string =>
  state.provisioned.get(`${round}/number`)?.detail.phone ?? '';

/** The second mission while the first has the only number. */
async function both(box: Sandbox, first: Brief, second: Brief = sweepBrief({ name: 'Second' })): Promise<void> {
  await box.start(first, 3);
  await box.until(FIRST, (state) => state.provisioned.has('round-1/number'));
  await box.start(second, 2, { id: SECOND, targets: people(5).slice(3) });
}

describe('one number for all', () => {
  test('P35 two missions, one of them with two rounds, share one number and both end', async () => {
    const box = await open({ numbers: 1 });
    await both(box, roundsBrief());
    const waiting = await box.until(SECOND, waits);
    expect(held(waiting)?.reason).toContain(`is used by ${FIRST}`);
    expect(held(waiting)?.until).toBeGreaterThan(await box.now());
    await box.until(FIRST, (state) => state.stage.kind === 'deciding');
    await box.tell(FIRST, { type: 'Approve' });
    const ends = [await box.until(FIRST, ended, 40_000), await box.until(SECOND, ended, 40_000)];
    expect(ends.map((state) => state.stage)).toMatchObject([{ status: 'succeeded' }, { status: 'succeeded' }]);
    expect(new Set(ends.map((state) => numberOf(state))).size).toBe(1);
    expect(audit(await box.log(), { mustEnd: false })).toEqual([]);
  });

  test('P35 with real people and no pool it is kept for callers first: who waits sees for whom and until when', async () => {
    const box = await open({ numbers: 1, real: true });
    await both(box, sweepBrief());
    await box.until(FIRST, ended);
    const kept = await box.until(
      SECOND,
      (state) => held(state)?.reason.includes('kept for calls back') === true,
      30_000,
    );
    expect(held(kept)?.reason).toContain(`kept for calls back to ${FIRST}`);
    expect(held(kept)?.reason).toContain('/mission pool');
    const last = Math.max(
      ...[...(box.engine.missions.get(FIRST)?.calls.values() ?? [])].map((call) => call.endedAt ?? 0),
    );
    expect(held(kept)?.until).toBeGreaterThanOrEqual(last + 2 * DAY);
    const end = await box.until(SECOND, ended, 60_000);
    const firstDial = Math.min(...[...end.calls.values()].map((call) => call.dueAt));
    expect(firstDial).toBeGreaterThanOrEqual(last + 2 * DAY);
    // Freed, then taken: nothing that is assigned is ever patched to another assistant.
    const bodies = patches(await box.log()).map((one) =>
      z.object({ connection_id: z.string().nullable() }).parse(one.body),
    );
    expect(bodies.map((body) => (body.connection_id ?? '') === '')).toEqual([false, true, false]);
  }, 90_000);

  test('P35 a number of the pool moves straight from one assistant of ours to the next', async () => {
    const box = await open({ numbers: 1, real: true });
    await box.engine.book.setPool(['+1 312 555 0102']);
    await both(box, sweepBrief());
    const first = await box.until(FIRST, ended);
    const second = await box.until(SECOND, ended, 30_000);
    const gap =
      Math.min(...[...second.calls.values()].map((call) => call.dueAt)) -
      Math.max(...[...first.calls.values()].map((call) => call.dueAt));
    expect(gap).toBeLessThan(HOUR);
    expect(patched(await box.log())).toHaveLength(2);
  });
});

describe('whose numbers', () => {
  test('R92 R85 P16 P35 only numbers of the pool are taken, and of others none is ever patched', async () => {
    const box = await open({ numbers: 3, real: true });
    const all = await numbersOf(box);
    const third = all.findLast((one) => one.status === 'active' && one.connection_id === null);
    const foreign = all.find((one) => one.connection_id !== null);
    if (third === undefined || foreign === undefined) throw new Error('no numbers');
    // Somebody else has one of the pool, and one that is nobody's is not in it.
    await box.engine.book.setPool([foreign.phone_number, third.phone_number]);
    await box.start(sweepBrief(), 1);
    const end = await box.until(FIRST, ended);
    expect(numberOf(end)).toBe(third.phone_number);
    await box.callbackTimeOver();
    expect(new Set(patched(await box.log()))).toEqual(new Set([third.id]));
    expect((await numbersOf(box)).find((one) => one.id === foreign.id)?.connection_id).toBe(foreign.connection_id);
  });

  test('R108 R311 a pool of which nothing can be used says so, and where numbers are sold', async () => {
    const box = await open({ numbers: 1, real: true });
    const foreign = (await numbersOf(box)).find((one) => one.connection_id !== null);
    await box.engine.book.setPool([foreign?.phone_number ?? '']);
    await box.start(sweepBrief(), 1);
    const state = await box.until(FIRST, waits);
    expect(held(state)?.reason).toMatch(/pool.*https:\/\/portal\.telnyx\.com/);
    expect(held(state)?.until).toBeUndefined();
    expect(patches(await box.log())).toEqual([]);
  });

  test('R92 a number that somebody took over in the portal is left to them', async () => {
    const box = await open({ numbers: 1 });
    const foreign = (await numbersOf(box)).find((one) => one.connection_id !== null)?.connection_id;
    await box.start(sweepBrief(), 1);
    const end = await box.until(FIRST, ended);
    const id = end.provisioned.get('round-1/number')?.id ?? '';
    await patch(box, id, { connection_id: foreign ?? '' });
    const before = patched(await box.log()).length;
    await box.callbackTimeOver();
    expect(patched(await box.log())).toHaveLength(before);
    expect((await numbersOf(box)).find((one) => one.id === id)?.connection_id).toBe(foreign);
  });

  test('R107 R109 a free number with HD voice comes before one without', async () => {
    const box = await open({ numbers: 3 });
    const free = (await numbersOf(box)).filter((one) => one.status === 'active' && one.connection_id === null);
    const last = free.at(-1);
    await patch(box, last?.id ?? '', { hd_voice_enabled: true });
    await box.start(sweepBrief(), 1);
    const end = await box.until(FIRST, ended);
    expect(numberOf(end)).toBe(last?.phone_number);
  });

  test('R110 R111 R114 HD voice is asked for, not after a refusal, and never where it was switched off', async () => {
    const box = await open({ numbers: 2 });
    const voiceOnly = z.object({ connection_id: z.string(), hd_voice_enabled: z.boolean().optional() }).strict();
    const [, refusing] = (await numbersOf(box)).filter((one) => one.status === 'active' && one.connection_id === null);
    await box.engine.book.setPool([refusing?.phone_number ?? '']);
    await box.start(sweepBrief(), 1);
    await box.until(FIRST, (state) => state.provisioned.has('round-1/number'));
    const asked = patches(await box.log());
    expect(asked.map((one) => one.status)).toEqual([422, 200]);
    expect(asked.map((one) => voiceOnly.parse(one.body).hd_voice_enabled)).toEqual([true, undefined]);
    await box.engine.book.setPool([]);
    await box.engine.book.setHd(false);
    await box.start(sweepBrief({ name: 'Plain' }), 1, { id: SECOND, targets: people(2).slice(1) });
    await box.until(SECOND, (state) => state.provisioned.has('round-1/number'));
    const plain = patches(await box.log()).slice(asked.length);
    expect(plain.map((one) => voiceOnly.parse(one.body).hd_voice_enabled)).toEqual([undefined]);
  });

  test('R113 the number is put on the phone connection of the assistant', async () => {
    const box = await open();
    await box.start(sweepBrief(), 1);
    const state = await box.until(FIRST, (one) => one.provisioned.has('round-1/number'));
    const made = (await box.log()).find((one) => one.method === 'POST' && one.path?.endsWith('/assistants'));
    const { telephony_settings } = z
      .object({ telephony_settings: z.object({ default_texml_app_id: z.string() }) })
      .parse(made?.response);
    expect(patches(await box.log())[0]?.body).toMatchObject({ connection_id: telephony_settings.default_texml_app_id });
    expect(state.provisioned.get('round-1/number')?.detail.connectionId).toBe(telephony_settings.default_texml_app_id);
  });
});

test('P35 what an admin sees of each number, the preview and the doctor: the same as a mission that looks for one', async () => {
  const box = await open({ numbers: 2, real: true });
  const backend = createTelnyxGateway({
    apiKey: 'KEYportal',
    baseUrl: `${box.simulator.url}/v2`,
    account: 'sandbox',
    sandbox: false,
    now: () => Date.now(),
    log: () => undefined,
  });
  const at = await box.now();
  const desk = createNumbersDesk(box.engine, backend, { now: () => at });
  await box.start(sweepBrief(), 2);
  const calling = await box.until(FIRST, (state) => state.stage.kind === 'calling');
  const stateOf = async (phone: string) => (await desk.lines()).find((one) => one.phone === phone);
  const phone = numberOf(calling);
  expect(await stateOf(phone)).toMatchObject({ state: 'used', mission: FIRST, until: expect.any(Number) });
  expect((await desk.lines()).map((one) => one.state).toSorted()).toEqual(['elsewhere', 'free', 'inactive', 'used']);
  const { numbers, ...account } = await backend.account();
  const free = async () => (await desk.usable((await backend.account()).numbers)).filter((one) => one.free).length;
  expect(await free()).toBe(1);
  await box.until(FIRST, ended);
  expect(await stateOf(phone)).toMatchObject({ state: 'kept', mission: FIRST });
  expect(await free()).toBe(1);
  await desk.setPool([phone]);
  expect(await desk.usable(numbers)).toMatchObject([{ phone, free: true }]);
  await desk.setPool([]);
  const others = numbers.map((one) => ({ ...one, voiceConnectionId: one.voiceConnectionId ?? 'somewhere' }));
  const watch = {
    look: async () => ({ ...account, numbers: others }),
    known: () => undefined,
    latest: () => undefined,
  };
  const facts = { words: TELNYX, sandbox: false, countries: [], wall: Date.now(), ledger: {} };
  const ours = new Set(heldNumbers(box.engine.missions.get(FIRST) ?? calling).map((one) => one.numberId));
  const finding = async (held: ReadonlySet<string>) =>
    (await examineAccount(watch, { ...facts, ours: held })).find((one) => one.what === 'Numbers');
  expect(await finding(ours)).toMatchObject({ ok: true, sentence: expect.stringContaining('/mission numbers') });
  await backend.close();
  expect(await finding(new Set())).toMatchObject({ ok: false, sentence: expect.stringContaining('portal.telnyx.com') });
});
