/** Somebody calls one of our numbers, on the whole way: found by polling, matched, read, shown; nobody is dialled meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { callersFirst } from '../../src/engine/effects/callbacks.ts';
import { createNumberBook } from '../../src/engine/number-book.ts';
import { type MissionState, nameOf } from '../../src/missions/state.ts';
import { createMemoryState, openMemoryShelf } from '../../src/store/memory.ts';
import { openOnShelf } from '../../src/store/open.ts';
import { audit } from '../support/auditor.ts';
import { Play } from '../support/given.ts';
import { type LogEntry, openSandbox, people, phoneOf, type Sandbox, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
const MINUTE = 60_000;
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const inboundOf = (state: MissionState) => [...state.calls.values()].filter((call) => call.inbound === true);
const numberOf = (state: MissionState): string => state.provisioned.get('round-1/number')?.detail.phone ?? '';
const dialsTo = (log: readonly LogEntry[], phone: string): number =>
  log.filter((entry) => entry.dial?.to === phone).length;
const ordersTo = (log: readonly LogEntry[], phone: string): number =>
  log.filter((entry) => entry.path?.endsWith('/scheduled_events') && JSON.stringify(entry.body ?? '').includes(phone))
    .length;
const listings = (log: readonly LogEntry[]): readonly LogEntry[] =>
  log.filter((entry) => entry.method === 'GET' && entry.path === '/v2/ai/conversations' && entry.query?.created_at);

/** Two people: one answers, the other does not and is to be tried again in an hour and a half. */
async function onePersonLeft(box: Sandbox): Promise<MissionState> {
  await box.script({ [phoneOf(0)]: ['no-answer'], [phoneOf(1)]: ['answered'] });
  await box.start(sweepBrief(), 2);
  return box.until(ID, (state) => state.rounds[0]?.progress.get('t1')?.facts.CallWentUnanswered === 1);
}

describe('while the mission goes on', () => {
  test('P36 who calls back is not dialled again; what they say is their answer', async () => {
    const box = await openSandbox();
    const state = await onePersonLeft(box);
    await box.callIn({ from: phoneOf(0), to: numberOf(state), insights: { price: 8.9 }, talkSeconds: 90 });
    const end = await box.until(ID, ended);
    expect(end.rounds[0]?.progress.get('t1')).toMatchObject({
      status: 'answered',
      attempts: 1,
      values: { price: 8.9 },
    });
    expect(inboundOf(end)).toMatchObject([{ target: 't1', from: numberOf(state), fact: { type: 'PersonAnswered' } }]);
    const log = await box.log();
    expect(dialsTo(log, phoneOf(0))).toBe(1);
    // Asked who called before they are dialled once more: nothing was handed over only to be taken back.
    expect(ordersTo(log, phoneOf(0))).toBe(1);
    expect(box.engine.ledger.state().reservations.size).toBe(0);
    expect(audit(log, { mustEnd: false })).toEqual([]);
  });

  test('P36 the caller hears the inbound greeting, never the opening of an outbound call', async () => {
    const box = await openSandbox();
    const state = await onePersonLeft(box);
    await box.callIn({ from: phoneOf(0), to: numberOf(state) });
    const heard = (await box.log()).flatMap((entry) => entry.inbound?.heard ?? []);
    expect(heard).toEqual([
      'Hello, this is the AI assistant of Northwind. Are you calling back about our call, which was about: price enquiry?',
    ]);
  });

  test('P36 a scheduled call carries the variable that tells the two apart', async () => {
    const box = await openSandbox();
    await onePersonLeft(box);
    const bodies = (await box.log()).filter(
      (entry) => entry.method === 'POST' && entry.path?.endsWith('/scheduled_events'),
    );
    expect(bodies.length).toBeGreaterThan(0);
    for (const { body } of bodies) expect(body).toMatchObject({ dynamic_variables: { outbound: 'yes' } });
  });

  test('P36 an opt-out on the phone to us blocks them in all missions', async () => {
    const box = await openSandbox();
    const state = await onePersonLeft(box);
    await box.callIn({ from: phoneOf(0), to: numberOf(state), outcome: 'opted-out', talkSeconds: 20 });
    const end = await box.until(ID, ended);
    expect(end.people.get('t1')?.removed).toContain('asked not to be called');
    expect(dialsTo(await box.log(), phoneOf(0))).toBe(1);
  });

  test('found within three minutes of mission time by polling alone', async () => {
    const box = await openSandbox({ speed: 120 });
    const state = await onePersonLeft(box);
    const at = await box.now();
    await box.callIn({ from: phoneOf(0), to: numberOf(state), talkSeconds: 600 });
    await box.until(ID, (now) => inboundOf(now).length === 1);
    expect((await box.now()) - at).toBeLessThanOrEqual(3 * MINUTE + 30_000);
  });

  test('a stranger is noted once and belongs to no mission', async () => {
    const box = await openSandbox();
    const state = await onePersonLeft(box);
    await box.callIn({ from: '+13125559998', to: numberOf(state), talkSeconds: 20 });
    const end = await box.until(ID, ended);
    expect(inboundOf(end)).toEqual([]);
    expect(await box.engine.book.strangers()).toMatchObject([{ number: numberOf(state), caller: '+1 312 ••98' }]);
  });
});

test('P36 after the end: noted, read and ranked with the mission, until the number returns', async () => {
  const box = await openSandbox();
  await box.script({ [phoneOf(0)]: ['no-answer'], [phoneOf(1)]: [{ outcome: 'answered', insights: { price: 12 } }] });
  await box.start(sweepBrief({ maxRetries: 0 }), 2);
  const end = await box.until(ID, ended);
  await box.callIn({ from: phoneOf(0), to: numberOf(end), insights: { price: 7 }, talkSeconds: 60 });
  // Nothing drives a stepped clock after the end: the talk and its insight take their time.
  const passing = async (): Promise<void> => {
    while (inboundOf(box.engine.missions.get(ID) ?? end)[0]?.fact === undefined) {
      await box.moveTo((await box.now()) + 30_000);
      await sleep(5);
    }
  };
  await passing();
  const after = box.engine.missions.get(ID) ?? end;
  expect(after.rounds[0]?.ranking.map((row) => nameOf(after, row.target))).toEqual(['Vendor 1', 'Vendor 2']);
  expect(after.stage).toEqual(end.stage);
  expect(dialsTo(await box.log(), phoneOf(0))).toBe(1);
  await box.callbackTimeOver();
  // The report of the run follows the late answer; nothing else of it changes.
  const findings = audit(await box.log(), { mustEnd: false });
  expect(findings.filter((one) => one !== 'the run changed after its end')).toEqual([]);
});

test('P36 a restart loses no caller: whoever rang while nobody looked is found', async () => {
  const box = await openSandbox();
  const state = await onePersonLeft(box);
  await box.crash();
  await box.callIn({ from: phoneOf(0), to: numberOf(state), insights: { price: 9 }, talkSeconds: 30 });
  await box.restart();
  const end = await box.until(ID, ended);
  expect(end.rounds[0]?.progress.get('t1')).toMatchObject({ status: 'answered', attempts: 1, values: { price: 9 } });
  expect(dialsTo(await box.log(), phoneOf(0))).toBe(1);
});

test('U15 two missions on two numbers: one list request asks for both, and each gets its own caller', async () => {
  const box = await openSandbox();
  await box.script({
    [phoneOf(0)]: ['no-answer'],
    [phoneOf(1)]: ['answered'],
    [phoneOf(2)]: ['no-answer'],
    [phoneOf(3)]: ['answered'],
  });
  await box.start(sweepBrief(), 2);
  await box.start(sweepBrief({ name: 'Other' }), 2, { id: 'M-102', targets: people(4).slice(2) });
  const missed = (target: string) => (state: MissionState) =>
    state.rounds[0]?.progress.get(target)?.facts.CallWentUnanswered === 1;
  const first = await box.until(ID, missed('t1'));
  const second = await box.until('M-102', missed('t3'));
  await box.callIn({ from: phoneOf(2), to: numberOf(second), talkSeconds: 30 });
  await box.callIn({ from: phoneOf(0), to: numberOf(first), talkSeconds: 30 });
  const ends = [await box.until(ID, ended), await box.until('M-102', ended)];
  expect(ends.map((state) => inboundOf(state).map((call) => call.target))).toEqual([['t1'], ['t3']]);
  const asked = listings(await box.log()).map(
    (entry) => entry.query?.or ?? entry.query?.['metadata->telnyx_agent_target'],
  );
  expect(asked.some((query) => query?.includes(numberOf(first)) && query.includes(numberOf(second)))).toBe(true);
});

test('looking for callers costs one list request every few minutes, however many calls are out', async () => {
  const box = await openSandbox();
  await box.script(Object.fromEntries(Array.from({ length: 6 }, (_, index) => [phoneOf(index), ['answered']])));
  await box.start(sweepBrief(), 6);
  await box.until(ID, ended);
  const times = listings(await box.log()).map((entry) => Date.parse(entry.at));
  const elapsed = (times.at(-1) ?? 0) - (times[0] ?? 0);
  expect(times.length).toBeGreaterThan(1);
  expect(times.length).toBeLessThanOrEqual(elapsed / 150_000 + 2);
});

describe('before somebody is dialled once more', () => {
  const called = new Play(sweepBrief(), 2).provision().call('no-answer', 't1').state;
  const failure = Object.assign(new Error('x'), { code: 'x', sentence: 'x', retryable: true, uncertain: false });

  /** What `callersFirst` does when callers were last asked for that long ago. */
  async function asked(target: string, ago: number | undefined, list: () => Promise<[]> = async () => []) {
    const lists: (readonly string[])[] = [];
    const now = 10 * MINUTE;
    await callersFirst(
      {
        alone: (_key, task) => task(),
        backend: {
          listCallers(numbers) {
            lists.push(numbers);
            return list();
          },
        },
        book: createNumberBook(await openOnShelf(openMemoryShelf(createMemoryState()), 'memory:')),
        callersSeen: () => (ago === undefined ? undefined : now - ago),
        clock: { now: () => now, wall: () => now, idle: async () => false, toWall: (ms) => ms },
        everybody: () => [called],
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        sawCallers: () => undefined,
        tellIn: async () => undefined,
      },
      called,
      target,
    );
    return lists;
  }

  test('P36 it is asked who called, unless that was a moment ago or they were never called', async () => {
    expect(await asked('t1', undefined)).toEqual([['+13125550102']]);
    expect(await asked('t1', 2 * MINUTE)).toHaveLength(1);
    expect(await asked('t1', 20_000)).toEqual([]);
    expect(await asked('t2', undefined)).toEqual([]);
  });

  test('a list that cannot be had keeps nobody waiting', async () => {
    expect(await asked('t1', undefined, () => Promise.reject(failure))).toHaveLength(1);
  });
});
