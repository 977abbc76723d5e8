/** Texts beside everything else that goes on: other words, another mission on the same number, a call back, a pause. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Brief } from '../../src/missions/brief.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { textOf, textsOf } from '../../src/missions/texts/state.ts';
import { type LogEntry, openSandbox, people, phoneOf, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
const HOUR = 3_600_000;
/** A Friday, four minutes before the hours of the people of the list end. */
const FRIDAY_EVENING = Date.parse('2026-12-04T22:56:00Z');
const MONDAY = Date.parse('2026-12-07T15:00:00Z');
/** A text to a number that ends so cannot be delivered, with the code 40008. */
const UNDELIVERABLE = '+13125550008';

const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const brief = (change: Partial<Brief> = {}): Brief =>
  sweepBrief({ text: 'Please call us back.', maxRetries: 0, ...change });
const phases = (state: MissionState): readonly string[] => textsOf(state).map((text) => text.phase);
const requests = (log: readonly LogEntry[], method: string): readonly LogEntry[] =>
  log.filter((entry) => entry.method === method && /\/scheduled_events/.test(entry.path ?? ''));
const texts = (log: readonly LogEntry[]): readonly LogEntry[] =>
  requests(log, 'POST').filter((entry) => Object(entry.body).telnyx_conversation_channel === 'sms_chat');

test('words that change between two tries of a text: the new assistant texts, and the mission ends', async () => {
  const box = await openSandbox();
  await box.script({ [UNDELIVERABLE]: ['no-answer'] });
  const targets = people(1).map((one) => {
    const details = one.details.private;
    return details === undefined ? one : { ...one, details: { private: { ...details, phone: UNDELIVERABLE } } };
  });
  await box.start(brief(), 1, { targets });
  await box.until(ID, (state) => textOf(state, 't1')?.request?.attempt === 1 && phases(state)[0] === 'planned');
  await box.tell(ID, { type: 'PauseMission' });
  await box.tell(ID, {
    type: 'EditMission',
    change: { words: { round: 'round-1', say: 'Ask nicely for the price.' } },
    add: [],
  });
  await box.tell(ID, { type: 'ResumeMission' });
  const end = await box.until(ID, ended);
  expect([...end.provisioned.keys()]).toContain('round-1/texting@1');
  expect(texts(await box.log())).toHaveLength(2);
});

test('two missions after one another on the only number: both text, and both end', async () => {
  const box = await openSandbox({ numbers: 1 });
  await box.script({ [phoneOf(0)]: ['no-answer'], [phoneOf(1)]: ['no-answer'] });
  await box.start(brief(), 1);
  await box.until(ID, ended);
  await box.start(brief({ name: 'Another' }), 1, { id: 'M-102', targets: people(2).slice(1) });
  expect(phases(await box.until('M-102', ended))).toEqual(['sent']);
});

test('two missions with the very same words share the messaging side of their number until the last of them ends', async () => {
  const box = await openSandbox({ numbers: 1, limit: 1 });
  await box.script({ [phoneOf(0)]: ['no-answer'], [phoneOf(1)]: ['no-answer'] });
  await box.start(brief(), 1);
  await box.until(ID, (state) => state.provisioned.has('round-1/number'));
  await box.start(brief({ startAtMs: Date.parse('2026-11-24T15:30:00Z') }), 1, {
    id: 'M-102',
    targets: people(2).slice(1),
  });
  expect(phases(await box.until(ID, ended))).toEqual(['sent']);
  expect(phases(await box.until('M-102', ended))).toEqual(['sent']);
  await box.callbackTimeOver();
  const sides = (await box.log()).filter((entry) => entry.method === 'PATCH' && entry.path?.endsWith('/messaging'));
  expect(sides.map((entry) => Object(entry.body).messaging_profile_id)).toEqual([expect.stringMatching(/./), '']);
});

test('who called back while nobody looked is not told that they could not be reached', async () => {
  const box = await openSandbox({ startMs: FRIDAY_EVENING });
  await box.script({ [phoneOf(0)]: ['no-answer'] });
  await box.start(brief(), 1);
  const waiting = await box.until(ID, (state) => phases(state)[0] === 'planned');
  await box.tell(ID, { type: 'PauseMission' });
  const to = waiting.provisioned.get('round-1/number')?.detail.phone ?? '';
  // So long without a call that callers are looked for every few hours only.
  for (let at = FRIDAY_EVENING + 2 * HOUR; at < MONDAY - 2 * HOUR; at += 4 * HOUR) {
    await box.moveTo(at, HOUR * 4);
    await sleep(100);
  }
  await box.callIn({ from: phoneOf(0), to, outcome: 'answered', insights: { price: 9 } });
  await box.moveTo(MONDAY - 2 * 60_000, HOUR);
  await box.tell(ID, { type: 'ResumeMission' });
  expect(phases(await box.until(ID, ended))).toEqual(['not-sent']);
  expect(texts(await box.log())).toEqual([]);
});

test('paused while it is with the phone service: taken back there once, and sent once', async () => {
  const box = await openSandbox();
  await box.script({ [phoneOf(0)]: ['no-answer'] });
  await box.start(brief(), 1);
  await box.until(ID, (state) => phases(state)[0] === 'handed-over');
  await box.tell(ID, { type: 'PauseMission' });
  await box.until(ID, (state) => phases(state)[0] === 'planned');
  await box.tell(ID, { type: 'ResumeMission' });
  expect(phases(await box.until(ID, ended))).toEqual(['sent']);
  const log = await box.log();
  expect(requests(log, 'DELETE')).toHaveLength(1);
  expect(texts(log)).toHaveLength(2);
});
