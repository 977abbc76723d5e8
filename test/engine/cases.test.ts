/** Single troubles on the whole way: lines, holds, hanging calls, refusals of the audit, shared numbers, opt-outs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isFact } from '../../src/missions/evolve.ts';
import type { MissionState } from '../../src/missions/state.ts';
import { audit, dialCount } from '../support/auditor.ts';
import { counts, isFullRun } from '../support/counts.ts';
import { openSandbox, people, phoneOf, roundsBrief, type Sandbox, sweepBrief } from '../support/sandbox.ts';

const ID = 'M-101';
const ended = (state: MissionState): boolean => state.stage.kind === 'finished';
const facts = (state: MissionState): readonly (string | undefined)[] =>
  [...state.calls.values()].map((call) => call.fact?.type);

/** Everything that was ever said to have become of the calls to one person. */
const factsOf = async (box: Sandbox, target: string): Promise<readonly string[]> =>
  (await box.engine.missions.records(ID)).flatMap(({ events }) =>
    events.flatMap((event) => (isFact(event) && event.target === target ? [event.type] : [])),
  );

describe('calls', () => {
  test('R158 P48 a talk of more than 30 minutes is hung up and unknown; nobody else waits for it', async () => {
    const box = await openSandbox();
    await box.script({
      [phoneOf(0)]: [{ outcome: 'answered', talkSeconds: 4000 }],
      ...Object.fromEntries([1, 2, 3, 4, 5].map((index) => [phoneOf(index), ['answered']])),
    });
    await box.start(sweepBrief(), 6);
    const end = await box.until(ID, ended);
    expect(end.rounds[0]?.progress.get('t1')).toMatchObject({ attempts: 1 });
    expect(await factsOf(box, 't1')).toContain('CallBecameUnknown');
    const log = await box.log();
    expect(log.filter((entry) => entry.path?.endsWith('/actions/hangup'))).toMatchObject([{ status: 200 }]);
    const dials = log.flatMap((entry) => (entry.dial === undefined ? [] : [Date.parse(entry.at)]));
    expect(dials).toHaveLength(6);
    expect(Math.max(...dials) - Math.min(...dials)).toBeLessThan(25 * 60_000);
    expect(audit(log, { mustEnd: false })).toEqual([]);
  });

  test('R158 a phone that rings for ever does not keep the mission open for ever', async () => {
    const box = await openSandbox();
    await box.script({ [phoneOf(0)]: [{ outcome: 'no-answer', ringSeconds: 90_000 }], [phoneOf(1)]: ['answered'] });
    await box.start(sweepBrief(), 2);
    const end = await box.until(ID, ended);
    expect(end.stage).toMatchObject({ kind: 'finished' });
    expect(await factsOf(box, 't1')).toContain('CallBecameUnknown');
  });

  test('account limit: one call too many is nobody’s try, the smaller limit is learnt and kept', async () => {
    const box = await openSandbox({ limit: 2, accountLimit: 1 });
    await box.script(
      Object.fromEntries([0, 1, 2, 3].map((i) => [phoneOf(i), [{ outcome: 'answered', talkSeconds: 200 }]])),
    );
    await box.start(sweepBrief(), 4);
    const end = await box.until(ID, ended);
    expect(end.stage).toMatchObject({ status: 'succeeded' });
    expect([...(end.rounds[0]?.progress.values() ?? [])].map((one) => one.attempts)).toEqual([1, 1, 1, 1]);
    expect(box.engine.ledger.state().learnedLimit).toBe(1);
    const outcomes = (await box.log()).flatMap((entry) => entry.dial?.outcome ?? []);
    expect(outcomes.filter((outcome) => outcome === 'limit')).toHaveLength(1);
  });

  test('a learnt limit is the account’s, not less: three lines of four stay three', async () => {
    const box = await openSandbox({ limit: 4, accountLimit: 3 });
    await box.script(
      Object.fromEntries(
        Array.from({ length: 8 }, (_, i) => [phoneOf(i), [{ outcome: 'answered', talkSeconds: 900 }]]),
      ),
    );
    await box.start(sweepBrief(), 8);
    await box.until(ID, ended);
    expect(box.engine.ledger.state().learnedLimit).toBe(3);
  });

  test('a country the account may not call costs that one person, not the mission', async () => {
    const box = await openSandbox();
    const list = people(3).map((one, index) => ({
      ...one,
      details: {
        private:
          index !== 0 || one.details.private === undefined
            ? one.details.private
            : { ...one.details.private, phone: '+998712000000' },
      },
    }));
    await box.script(Object.fromEntries([1, 2].map((index) => [phoneOf(index), ['answered']])));
    await box.start(sweepBrief(), 3, { targets: list });
    const end = await box.until(ID, ended);
    expect([...(end.rounds[0]?.progress.values() ?? [])].map((one) => one.status)).toEqual([
      'given-up',
      'answered',
      'answered',
    ]);
    expect(end.rounds[0]?.progress.get('t1')?.reason).toContain('country');
  });

  test('R193 insights that are refused for good count as nothing learnt', async () => {
    const box = await openSandbox({ speed: 3000 });
    await box.script({ [phoneOf(0)]: ['answered'] });
    await box.faults([{ match: { path: '/conversations-insights' }, kind: 'status', status: 404, times: 500 }]);
    await box.start(sweepBrief({ maxRetries: 0 }), 1);
    const end = await box.until(ID, ended, 18_000);
    expect(facts(end).at(-1)).toBe('NothingLearnt');
  });
});

describe('numbers', () => {
  /** The first one at the second try: nobody waits for a call back on the next day. */
  const answering = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        phoneOf(index),
        index === 0 ? ['no-answer', 'answered'] : ['answered'],
      ]),
    );

  test('R108 R311 without a number it stops and says where to buy one; then it goes on by itself', async () => {
    const box = await openSandbox({ numbers: 0 });
    await box.start(sweepBrief(), 1);
    const held = await box.until(ID, (state) => state.holds.size > 0);
    expect([...held.holds]).toMatchObject([
      ['round-1/number', { reason: expect.stringContaining('Buy one at https://portal.telnyx.com under Numbers') }],
    ]);
    await box.tell(ID, { type: 'LookAgain' });
    await box.until(ID, (state) => state.holds.size > 0);
    expect(dialCount(await box.log())).toBe(0);
    await box.tell(ID, { type: 'CancelMission' });
    await box.until(ID, ended);
  });

  test.each([1, 2])('two missions at once on %i number(s): both end', async (numbers) => {
    const box = await openSandbox({ numbers });
    await box.script(answering(8));
    await box.start(sweepBrief({ name: 'Sweep' }), 4);
    await box.start(roundsBrief({ name: 'Rounds' }), 4, {
      id: 'M-102',
      targets: people(8).slice(4),
    });
    const gate = await box.until('M-102', (state) => state.stage.kind === 'deciding' || ended(state), 40_000);
    if (!ended(gate)) await box.tell('M-102', { type: 'Approve' });
    await box.until(ID, ended);
    await box.until('M-102', ended, 40_000);
    expect(audit(await box.log(), { mustEnd: false })).toEqual([]);
  });

  test('two missions with the very same words share assistant and number until the last of them ends', async () => {
    const box = await openSandbox({ numbers: 1 });
    await box.script(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [phoneOf(index), ['answered']])));
    await box.start(sweepBrief(), 2);
    await box.until(ID, (state) => state.provisioned.has('round-1/assistant'));
    await box.start(sweepBrief(), 6, { id: 'M-102', targets: people(8).slice(2) });
    await box.until(ID, ended);
    const second = await box.until('M-102', ended);
    expect(second.rounds[0]?.progress.size).toBe(6);
    expect([...(second.rounds[0]?.progress.values() ?? [])].map((one) => one.status)).toEqual(
      Array(6).fill('answered'),
    );
    const log = await box.log();
    const made = log.filter((one) => one.method === 'POST' && one.path?.endsWith('/assistants'));
    expect(new Set(made.map((one) => JSON.stringify(one.response))).size).toBe(1);
    expect(audit(log, { mustEnd: false })).toEqual([]);
  });

  test('the same words under another name: two assistants, and both missions end', async () => {
    const box = await openSandbox();
    await box.start(sweepBrief({ name: 'A' }), 1);
    await box.start(sweepBrief({ name: 'B' }), 1, { id: 'M-102', targets: people(2).slice(1) });
    await box.until(ID, ended);
    await box.until('M-102', ended);
    const made = (await box.log()).filter((one) => one.method === 'POST' && one.path?.endsWith('/assistants'));
    expect(made.map((one) => one.status)).toEqual([201, 201]);
  });

  const emptied = async (box: Sandbox): Promise<void> => {
    await box.callbackTimeOver();
    const until = Date.now() + 60_000;
    while (box.engine.missions.open().length > 0 && Date.now() < until) await sleep(10);
    expect(box.engine.missions.open().map((state) => `${state.id} ${state.stage.kind}`)).toEqual([]);
    expect(box.engine.ledger.state().reservations.size).toBe(0);
    expect(audit(await box.log())).toEqual([]);
  };

  test.runIf(isFullRun)(
    'twenty missions in a row on two numbers: all end, numbers and lines are free again, nothing stays in memory',
    async () => {
      const box = await openSandbox({ maySettle: true });
      for (let index = 0; index < 20; index += 1) {
        await box.start(sweepBrief({ name: `Check ${index}` }), 2, {
          id: `M-${index}`,
          targets: people(2 + 2 * index).slice(-2),
        });
        await box.until(`M-${index}`, ended);
      }
      await emptied(box);
      const patches = (await box.log()).filter(
        (one) => one.method === 'PATCH' && one.path?.includes('/phone_numbers/'),
      );
      const last = new Map(patches.map((one) => [one.path, one.response]));
      expect([...last.values()]).toMatchObject([{ data: { connection_id: null } }, { data: { connection_id: null } }]);
    },
    90_000,
  );

  test('more missions at once than numbers: the others wait and say for whom, and all end', async () => {
    const box = await openSandbox({ maySettle: true });
    const count = counts(4, 8);
    await box.script(answering(2 * count));
    for (let index = 0; index < count; index += 1)
      await box.start(sweepBrief({ name: `Check ${index}` }), 2, {
        id: `M-${index}`,
        targets: people(2 + 2 * index).slice(-2),
      });
    await box.until(`M-${count - 1}`, (state) =>
      [...state.holds.values()].some((hold) => hold.reason.includes('is used by M-')),
    );
    await emptied(box);
  }, 90_000);
});

describe('people', () => {
  test('an opt-out in one mission takes back what another has planned, and nobody calls that number again', async () => {
    const box = await openSandbox({ limit: 2 });
    await box.script({ [phoneOf(0)]: ['opted-out'], [phoneOf(1)]: ['answered'], [phoneOf(2)]: ['answered'] });
    const [shared, second, third] = people(3);
    if (shared === undefined || second === undefined || third === undefined) throw new Error('nobody');
    await box.start(sweepBrief({ name: 'A' }), 1, { targets: [shared, second] });
    await box.start(sweepBrief({ name: 'B', startAtMs: Date.parse('2026-11-24T17:00:00Z') }), 1, {
      id: 'M-102',
      targets: [shared, third],
    });
    const other = await box.until('M-102', ended);
    expect(other.people.get('t1')?.removed).toContain('do-not-call');
    const dials = (await box.log()).flatMap((entry) => entry.dial?.to ?? []);
    expect(dials.filter((to) => to === phoneOf(0))).toHaveLength(1);
    await box.start(sweepBrief({ name: 'C' }), 1, { id: 'M-103', targets: [shared] });
    const third3 = await box.until('M-103', ended);
    expect(third3.stage).toMatchObject({ status: 'failed' });
    expect((await box.log()).filter((entry) => entry.dial?.to === phoneOf(0))).toHaveLength(1);
  });

  test('R292 two missions do not call a professional twice in one day', async () => {
    const box = await openSandbox();
    const [shared] = people(1);
    if (shared === undefined) throw new Error('nobody');
    await box.script({ [phoneOf(0)]: ['no-answer', 'answered'] });
    await box.start(sweepBrief({ name: 'A', recipients: 'professional', maxRetries: 0 }), 1, { targets: [shared] });
    await box.until(ID, ended);
    await box.start(sweepBrief({ name: 'B', recipients: 'professional' }), 1, { id: 'M-102', targets: [shared] });
    await box.until('M-102', ended);
    const days = (await box.log()).flatMap((entry) => (entry.dial === undefined ? [] : [entry.at.slice(0, 10)]));
    expect(days).toEqual(['2026-11-24', '2026-11-25']);
  });
});

describe('the audit trail', () => {
  test('what must hold 10: refused for minutes, dials are held and it is said; afterwards the order holds', async () => {
    const box = await openSandbox({ speed: 200, wallSpeed: counts(600, 150) });
    await box.script(Object.fromEntries(Array.from({ length: 6 }, (_, index) => [phoneOf(index), ['answered']])));
    await box.start(sweepBrief(), 6);
    await box.until(ID, (state) => state.calls.size >= 2);
    await box.faults([{ match: { path: '/events$', method: 'POST' }, kind: 'status', status: 503, times: 100_000 }]);
    const held = await box.until(ID, (state) => state.holds.has('audit'), 18_000);
    expect(held.holds.get('audit')?.reason).toContain('Telnyx');
    const placed = held.calls.size;
    await sleep(counts(1000, 3000));
    expect(box.engine.missions.get(ID)?.calls.size).toBe(placed);
    expect(box.engine.missions.get(ID)?.holds.has('audit')).toBe(true);
    await box.faults([]);
    await box.until(ID, ended, 40_000);
    await box.callbackTimeOver();
    expect(audit(await box.log(), { mustEnd: false, speed: 200 })).toEqual([]);
  }, 80_000);

  test('R33 stopped while it was being set up: whatever was begun at Telnyx is closed there, and here nothing stays open', async () => {
    for (const after of [0, 1, 2, 3, 4, 6]) {
      const box = await openSandbox({ maySettle: true });
      await box.start(sweepBrief(), 2);
      await box.until(ID, (state) => state.seq >= after);
      await box.tell(ID, { type: 'CancelMission' });
      const until = Date.now() + 10_000;
      while (box.engine.missions.open().length > 0 && Date.now() < until) await sleep(10);
      expect(box.engine.missions.open(), `after ${after}`).toEqual([]);
      expect(audit(await box.log()), `after ${after}`).toEqual([]);
      await box.stop();
    }
  });

  test('R32 R177 a mission that fails closes its steps, then its run with the reason', async () => {
    const box = await openSandbox({ maySettle: true });
    await box.script({ [phoneOf(0)]: ['refused'] });
    await box.start(sweepBrief(), 1);
    await box.until(ID, ended);
    await box.callbackTimeOver();
    while (box.engine.missions.open().length > 0) await sleep(10);
    const log = await box.log();
    expect(audit(log)).toEqual([]);
    const closing = log.filter((one) => one.method === 'PATCH' && JSON.stringify(one.body).includes('"failed"'));
    expect(closing.at(-1)?.body).toMatchObject({
      status: 'failed',
      result_summary: expect.stringContaining('SANDBOX'),
    });
  });
});
