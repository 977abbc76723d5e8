/** Who was not reached gets one text, on the whole way: engine, gateway, simulator. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Brief } from '../../src/missions/brief.ts';
import { lastRang } from '../../src/missions/callback/kept.ts';
import { isBlocked } from '../../src/missions/ledger.ts';
import { heldNumbers } from '../../src/missions/provision.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { textOf } from '../../src/missions/texts/state.ts';
import { audit } from '../support/auditor.ts';
import {
  ANA,
  closed,
  type LogEntry,
  openSandbox,
  people,
  phoneOf,
  type Sandbox,
  sweepBrief,
} from '../support/sandbox.ts';

const ID = 'M-101';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const WORDS = 'Hello {{name}}, we could not reach you about a price for 1,000 pieces. Please call us back.';
const brief = (change: Partial<Brief> = {}): Brief => sweepBrief({ text: WORDS, maxRetries: 0, ...change });

interface SentText {
  readonly to: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: string | undefined;
  readonly at: number;
}

/** Texts that Telnyx took. */
const textsIn = (log: readonly LogEntry[]): readonly SentText[] =>
  log.flatMap((entry) => {
    const body = Object(entry.body);
    const isText = entry.method === 'POST' && entry.status === 201 && body.telnyx_conversation_channel === 'sms_chat';
    if (!isText) return [];
    const { telnyx_end_user_target: to, text } = body;
    return [{ to, text, body, key: entry.headers?.['idempotency-key'], at: Date.parse(entry.at) }];
  });

/** A number of another ending, for what the simulator does with texts to it. */
const withPhone = (count: number, phones: Readonly<Record<number, string>>) =>
  people(count).map((one, index) => {
    const details = one.details.private;
    const phone = phones[index];
    return details === undefined || phone === undefined ? one : { ...one, details: { private: { ...details, phone } } };
  });

const answers = { outcome: 'answered', insights: { price: 9 } };

test('R95 R99 R113 R114 R126 whoever was tried to the end gets it once; who talked to us does not', async () => {
  const box = await openSandbox();
  await box.script({
    [phoneOf(0)]: [answers],
    [phoneOf(1)]: ['no-answer'],
    [phoneOf(2)]: ['busy'],
    [phoneOf(3)]: ['voicemail'],
    [phoneOf(4)]: ['refused'],
    [phoneOf(5)]: ['opted-out'],
    [phoneOf(6)]: ['wrong-person'],
    [phoneOf(7)]: ['failed'],
  });
  await box.start(brief(), 8);
  const end = await box.until(ID, ended);
  await closed(box);
  const log = await box.log();
  const texts = textsIn(log);
  expect(texts.map((one) => one.to).toSorted()).toEqual([phoneOf(1), phoneOf(2), phoneOf(3)]);
  expect([...(end.texts?.byTarget.values() ?? [])].map((one) => one.phase)).toEqual(['sent', 'sent', 'sent']);
  expect(texts[0]).toMatchObject({
    text: 'Northwind: Hello Vendor 2, we could not reach you about a price for 1,000 pieces. Please call us back. Reply STOP to get no more texts.',
    body: {
      telnyx_agent_target: expect.stringMatching(/^\+1312555/),
      dynamic_variables: { name: 'Vendor 2', outbound: 'yes' },
      conversation_metadata: {
        mission_id: expect.any(String),
        mission_run_id: expect.any(String),
        mission_step_id: 'calls',
        callsheet_mission: `sandbox:${ID}`,
        callsheet_call: 'round-1/text/t2:1',
      },
    },
    key: expect.any(String),
  });
  // The assistant can do both, and says how it writes.
  const made = log.find((entry) => entry.method === 'POST' && entry.path?.endsWith('/ai/assistants'));
  expect(made?.body).toMatchObject({ enabled_features: ['telephony', 'messaging'] });
  expect(Object(made?.body).instructions).toMatch(
    /text messages \(SMS\).*brief and professional[\s\S]*names the sender/,
  );
  // The messaging side of the number is patched, and nothing else of it then.
  const patches = log.filter((entry) => entry.method === 'PATCH' && entry.path?.includes('/phone_numbers/'));
  const messaging = patches.filter((entry) => entry.path?.endsWith('/messaging'));
  expect(messaging).toHaveLength(1);
  expect(Object.keys(Object(messaging[0]?.body))).toEqual(['messaging_profile_id']);
  expect(audit(log, { mustEnd: false })).toEqual([]);
  // Both sides of the number are given back.
  await box.callbackTimeOver();
  const later = (await box.log()).filter((entry) => entry.method === 'PATCH' && entry.path?.endsWith('/messaging'));
  expect(later.at(-1)?.body).toEqual({ messaging_profile_id: '' });
});

test('without words nothing of it is made: no messaging, no text', async () => {
  const box = await openSandbox();
  await box.script({ [phoneOf(0)]: ['no-answer'] });
  await box.start(sweepBrief({ maxRetries: 0 }), 1);
  await box.until(ID, ended);
  const log = await box.log();
  expect(textsIn(log)).toEqual([]);
  expect(JSON.stringify(log)).not.toContain('"messaging"]');
});

test('R47 R53 Telnyx is told of each text with its six facts', async () => {
  const box = await openSandbox();
  await box.script({ [phoneOf(0)]: ['no-answer'] });
  await box.start(brief(), 1);
  await box.until(ID, ended);
  await closed(box);
  const events = (await box.log()).filter((entry) => entry.method === 'POST' && entry.path?.endsWith('/events'));
  const scheduled = events
    .map((entry) => Object(entry.body))
    .find((one) => one.summary === 'Scheduled text to Vendor 1');
  expect(scheduled).toMatchObject({
    type: 'custom',
    step_id: 'calls',
    payload: {
      event_id: expect.any(String),
      type: 'sms',
      to: phoneOf(0),
      message: expect.stringContaining('Hello Vendor 1'),
      scheduled_at: expect.stringMatching(/^2026-11-24T/),
      step_id: 'calls',
    },
  });
});

test('40300 somebody who answered STOP before is on the do-not-call list, in all missions', async () => {
  const box = await openSandbox();
  const stopped = '+13125550300';
  const landline = '+13125550001';
  await box.script({ [stopped]: ['no-answer'], [landline]: ['no-answer'], [phoneOf(2)]: ['no-answer'] });
  const targets = withPhone(3, { 0: stopped, 1: landline });
  await box.start(brief(), 3, { targets });
  const end = await box.until(ID, ended);
  expect(textOf(end, 't1')).toMatchObject({ phase: 'not-sent', stop: true });
  expect(textOf(end, 't2')).toMatchObject({ phase: 'not-sent' });
  expect(textOf(end, 't3')).toMatchObject({ phase: 'sent' });
  expect(end.people.get('t1')?.removed).toBe('answered STOP to a text');
  const ledger = box.engine.ledger.state();
  expect(isBlocked(ledger, 'p_1')).toBe(true);
  expect(ledger.people.get('p_1')?.block).toMatchObject({ mission: ID, words: 'STOP', phone: stopped });
  expect(isBlocked(ledger, 'p_2')).toBe(false);
  // Nobody is tried twice.
  expect(textsIn(await box.log()).map((one) => one.to)).toHaveLength(3);
});

test('40010 our own side: texts stop, one sentence says what to do, and the mission ends all the same', async () => {
  const box = await openSandbox();
  const first = '+13125550010';
  await box.script({ [first]: ['no-answer'], [phoneOf(1)]: ['no-answer'] });
  await box.start(brief(), 2, { targets: withPhone(2, { 0: first }) });
  const end = await box.until(ID, ended);
  expect(end.texts?.stopped).toContain('10DLC');
  expect([...(end.texts?.byTarget.values() ?? [])].map((one) => one.phase)).toEqual(['not-sent', 'not-sent']);
  expect(await requests(box)).toHaveLength(1);
  const records = await box.engine.missions.records(ID);
  expect(records.flatMap((one) => one.events).filter((event) => event.type === 'TextsStopped')).toHaveLength(1);
});

test('a number that texts for somebody else is left alone: texts stop and say where to look', async () => {
  const box = await openSandbox();
  await box.script({ [phoneOf(0)]: ['no-answer'] });
  const theirs = JSON.stringify({ messaging_profile_id: 'somebody-elses' });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer KEY' };
  const numbers = await fetch(`${box.simulator.url}/v2/phone_numbers`, { headers }).then((answer) => answer.json());
  for (const { id } of Object(numbers).data)
    await fetch(`${box.simulator.url}/v2/phone_numbers/${id}/messaging`, { method: 'PATCH', headers, body: theirs });
  const before = (await box.log()).length;
  await box.start(brief(), 1);
  const end = await box.until(ID, ended);
  expect(end.texts?.stopped).toMatch(/another messaging profile.*portal\.telnyx\.com/);
  const patches = (await box.log()).slice(before).filter((entry) => entry.path?.endsWith('/messaging') === true);
  expect(patches.filter((entry) => entry.method === 'PATCH')).toEqual([]);
  expect(await requests(box)).toEqual([]);
});

describe('never twice', () => {
  test('killed between the intent and the answer: found again, the same key, one text', async () => {
    const box = await openSandbox();
    await box.script({ [phoneOf(0)]: ['no-answer'] });
    await box.faults([{ match: { method: 'POST', path: 'scheduled_events' }, kind: 'hang-after', skip: 1 }]);
    await box.start(brief(), 1);
    await box.until(ID, (state) => textOf(state, 't1')?.phase === 'intended');
    await sleep(150);
    await box.crash();
    // By now its time is too near to send it again: it can only be looked for.
    await box.moveTo((await box.now()) + 30_000);
    await box.restart();
    const end = await box.until(ID, ended);
    expect(textOf(end, 't1')?.phase).toBe('sent');
    expect(await requests(box)).toHaveLength(1);
  });

  test('two missions on one day: the second waits for the next', async () => {
    const box = await openSandbox({ numbers: 3 });
    await box.script({ [phoneOf(0)]: ['no-answer'] });
    await box.start(brief({ recipients: 'general' }), 1);
    await box.until(ID, ended);
    await box.start(brief({ name: 'Another' }), 1, { id: 'M-102' });
    await box.until('M-102', ended);
    const days = textsIn(await box.log()).map((one) => new Date(one.at).toISOString().slice(0, 10));
    expect(days).toHaveLength(2);
    expect(new Set(days).size).toBe(2);
  });

  test('two rows of one person: one text a mission', async () => {
    const box = await openSandbox();
    await box.script({ [phoneOf(0)]: ['no-answer'], [phoneOf(1)]: ['no-answer'] });
    await box.engine.ledger.send({ type: 'Join', people: ['p_1', 'p_2'], by: ANA }, 'join', ANA);
    await box.start(brief(), 2);
    await box.until(ID, ended);
    expect(textsIn(await box.log())).toHaveLength(1);
  });

  test('a person whose other row talked to us gets none', async () => {
    const box = await openSandbox();
    await box.script({ [phoneOf(0)]: ['no-answer'], [phoneOf(1)]: [answers] });
    await box.engine.ledger.send({ type: 'Join', people: ['p_1', 'p_2'], by: ANA }, 'join', ANA);
    await box.start(brief(), 2);
    await box.until(ID, ended);
    expect(textsIn(await box.log())).toEqual([]);
  });
});

describe('in their hours', () => {
  /** 16:56 in Chicago: called today, texted tomorrow at nine. */
  const EVENING = Date.parse('2026-11-24T22:56:00Z');
  const MORNING = Date.parse('2026-11-25T15:00:00Z');

  /** Everybody is through, and their hours are over. */
  async function overnight(): Promise<Sandbox> {
    const box = await openSandbox({ startMs: EVENING });
    await box.script({ [phoneOf(0)]: ['no-answer'] });
    await box.start(brief(), 1);
    await box.until(ID, (state) => textOf(state, 't1')?.phase === 'planned');
    return box;
  }

  test('R122 the text waits for the morning, and the mission and its number for the text', async () => {
    const box = await overnight();
    const end = await box.until(ID, ended);
    expect(textOf(end, 't1')?.request?.dueAt).toBeGreaterThanOrEqual(MORNING);
    expect(textOf(end, 't1')?.phase).toBe('sent');
    // Who reads it may call back for as long as after a call.
    const [held] = heldNumbers(end);
    expect(lastRang(end, held?.phone ?? '')).toBe(textOf(end, 't1')?.request?.dueAt);
  });

  test('paused, nothing is sent; resumed, it is', async () => {
    const box = await overnight();
    await box.tell(ID, { type: 'PauseMission' });
    await jump(box, MORNING + 2 * 3_600_000);
    expect(await requests(box)).toEqual([]);
    await box.tell(ID, { type: 'ResumeMission' });
    await box.until(ID, ended);
    expect(await requests(box)).toHaveLength(1);
  });

  test('stopped, it never is', async () => {
    const box = await overnight();
    await box.tell(ID, { type: 'PauseMission' });
    await box.tell(ID, { type: 'CancelMission' });
    const end = await box.until(ID, ended);
    expect(textOf(end, 't1')?.phase).toBe('not-sent');
    expect(await requests(box)).toEqual([]);
  });

  test('who calls back before it goes out does not get it', async () => {
    const box = await overnight();
    await box.tell(ID, { type: 'PauseMission' });
    const [number] = [...(box.engine.missions.get(ID)?.provisioned ?? [])].flatMap(([what, { detail }]) =>
      what === 'round-1/number' ? [detail.phone ?? ''] : [],
    );
    await box.callIn({ from: phoneOf(0), to: number ?? '', outcome: 'answered', insights: { price: 9 } });
    for (let minutes = 10; minutes <= 60; minutes += 10) await jump(box, EVENING + minutes * 60_000);
    await box.until(ID, (state) => state.rounds[0]?.progress.get('t1')?.status === 'answered');
    await box.tell(ID, { type: 'ResumeMission' });
    const end = await box.until(ID, ended);
    expect(textOf(end, 't1')?.phase).toBe('not-sent');
    expect(await requests(box)).toEqual([]);
  });

  test('put on the do-not-call list before it goes out: not sent', async () => {
    const box = await overnight();
    await box.engine.ledger.send({ type: 'Block', person: 'p_1', mission: '', phone: phoneOf(0) }, 'block', ANA);
    const end = await box.until(ID, ended);
    expect(textOf(end, 't1')?.phase).toBe('not-sent');
    expect(await requests(box)).toEqual([]);
  });
});

/** At once, as nothing is due at Telnyx until then. */
async function jump(box: Sandbox, at: number): Promise<void> {
  const body = JSON.stringify({ idleUntil: new Date(at).toISOString() });
  await fetch(`${box.simulator.url}/_sim/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  box.engine.wake();
  await sleep(100);
}

/** Every request for a text, answered or not. */
const requests = async (box: Sandbox): Promise<readonly LogEntry[]> =>
  (await box.log()).filter(
    (entry) => entry.method === 'POST' && Object(entry.body).telnyx_conversation_channel === 'sms_chat',
  );
