// SIGKILL at any moment of a mission, mission time standing still meanwhile: the same calls as if nothing had happened.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { audit, callsMade } from '../support/auditor.ts';
import { actionOf, type Bot } from '../support/bot.ts';
import { decision, ending, MISSION_MS, numbers, ownList, start } from '../support/bot-scenes.ts';
import { counts, isFullRun } from '../support/counts.ts';
import type { LogEntry } from '../support/sandbox.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { Passing } from '../support/tripwire.ts';
import { begin, boot, kill, killAt, openSite, running, type Site } from './kill-site.ts';
import { closings, finished } from './wire.ts';

const PEOPLE = 20;
const KILLS_A_MISSION = 5;

let sites: Site[] = [];
beforeEach(() => {
  sites = [];
});
afterEach(async () => {
  for (const site of sites) await site.close();
});

async function site(): Promise<Site> {
  const opened = await openSite();
  sites.push(opened);
  return opened;
}

async function undisturbed(): Promise<{ readonly calls: readonly string[]; readonly requests: number }> {
  const quiet = await site();
  const reference = await begin(quiet, 'store-hours', PEOPLE);
  const before = quiet.wire.count();
  await ending(running(quiet), reference);
  const log = await finished(quiet.simulator);
  expect(audit(log)).toEqual([]);
  const calls = callsMade(log);
  expect(calls.length).toBeGreaterThanOrEqual(PEOPLE);
  return { calls, requests: quiet.wire.count() - before };
}

/** One kill at a random request: before it had an effect, before its answer arrived, or some moments later. */
function randomKill(place: Site, random: () => number, within: number): Promise<string> {
  const index = place.wire.count() + 1 + Math.floor(random() * within);
  const kind = random();
  const when = kind < 0.33 ? 'before' : 'after';
  const laterMs = kind > 0.66 ? random() * 30 : undefined;
  return killAt(place, (passing) => passing.index >= index && passing.when === when, laterMs);
}

describe('killed at random moments', () => {
  const KILLS = counts(5, 50);
  const timeout = (1 + KILLS / KILLS_A_MISSION) * MISSION_MS;

  test.runIf(isFullRun)(
    `${KILLS} kills in missions of ${PEOPLE} people: the same calls, none twice`,
    { timeout },
    async () => {
      const { calls, requests } = await undisturbed();
      for (let mission = 0; mission < KILLS / KILLS_A_MISSION; mission += 1) {
        const random = seededRandom(100 + mission);
        const place = await site();
        const reference = await begin(place, 'store-hours', PEOPLE);
        const deaths: string[] = [];
        for (let count = 0; count < KILLS_A_MISSION; count += 1) {
          deaths.push(await randomKill(place, random, requests / (KILLS_A_MISSION + 1)));
          await boot(place);
        }
        await ending(running(place), reference);
        const log = await finished(place.simulator);
        expect(audit(log), deaths.join('\n')).toEqual([]);
        expect(callsMade(log), deaths.join('\n')).toEqual(calls);
        await place.close();
      }
    },
  );
});

async function pressApprove(bot: Bot, reference: string): Promise<{ readonly ok: boolean }> {
  const asked = await decision(bot, reference);
  return bot.press(asked, actionOf(asked, 'approve'));
}

const dialled = (log: readonly LogEntry[]): readonly string[] => log.flatMap((entry) => entry.dial?.to ?? []);

/** Up to the open decision of a small mission of two rounds. */
async function upToDecision(place: Site) {
  const reference = await begin(place, 'vendor-selection', 4);
  return { reference, asked: await decision(running(place), reference) };
}

describe.runIf(isFullRun)('no decision is lost', () => {
  const approvals: readonly [string, (bot: Bot, reference: string) => Promise<{ readonly ok: boolean }>][] = [
    ['a button', pressApprove],
    ['words in the thread', async (bot, reference) => bot.say('approved', (await decision(bot, reference)).thread)],
    ['the command', async (bot, reference) => bot.say(`/mission approve ${reference} list 1`)],
  ];

  test.each(approvals)('killed the moment %s said yes and was told ok', { timeout: MISSION_MS }, async (_, approve) => {
    const place = await site();
    const { reference } = await upToDecision(place);
    const before = dialled(await place.simulator.log()).length;
    const answer = await approve(running(place), reference);
    await kill(place);
    expect(answer.ok).toBe(true);
    await boot(place);
    expect((await ending(running(place), reference)).text).toContain('DONE');
    const log = await finished(place.simulator);
    expect(new Set(dialled(log).slice(before)).size).toBe(3);
    expect(audit(log)).toEqual([]);
  });

  test.runIf(isFullRun)(
    'an open decision still answers after a kill, and a changed list is still only confirmed by its author',
    {
      timeout: MISSION_MS,
    },
    async () => {
      const place = await site();
      const { reference } = await upToDecision(place);
      await kill(place);
      const bot = await boot(place);
      const asked = await decision(bot, reference);
      expect((await bot.say('only 1 and 3', asked.thread)).ok).toBe(true);
      await kill(place);
      const next = await boot(place);
      const echo = await next.until('the echo', (one) => one.actions.some((button) => button.id === 'confirm-list'));
      const before = dialled(await place.simulator.log()).length;
      expect((await next.press(echo, actionOf(echo, 'confirm-list'))).ok).toBe(true);
      await kill(place);
      await boot(place);
      await ending(running(place), reference);
      const log = await finished(place.simulator);
      expect(new Set(dialled(log).slice(before)).size).toBe(2);
      expect(closings(log)).toHaveLength(1);
      expect(audit(log)).toEqual([]);
    },
  );
});

describe.runIf(isFullRun)('killed while something is being made', () => {
  /** What is made by a POST to `path`; the nth of them is the one whose answer is lost; before or after the yes. */
  const made: readonly (readonly [string, RegExp, number, 'before' | 'after'])[] = [
    ['the assistant of round 2', /\/ai\/assistants$/, 2, 'after'],
    ['a call that was handed over', /\/scheduled_events$/, 2, 'before'],
    ['the mission', /\/ai\/missions$/, 1, 'before'],
    ['the run', /\/runs$/, 1, 'before'],
    ['the plan', /\/plan$/, 1, 'before'],
    ['the questions', /\/conversations\/insights$/, 1, 'before'],
    ['their group', /\/insight-groups$/, 1, 'before'],
    ['the link of round 2', /\/telnyx-agents$/, 2, 'after'],
    ['an event of the run', /\/runs\/[^/]+\/events$/, 3, 'before'],
  ];

  /** A repeat under the same Idempotency-Key is answered with what is there. */
  const created = (log: readonly LogEntry[], path: RegExp): number => {
    const answers = log.filter((one) => one.method === 'POST' && path.test(one.path ?? '') && one.status === 201);
    return new Set(answers.map((one) => JSON.stringify(one.response))).size;
  };

  const timeout = MISSION_MS;
  test.each(made)('%s is there once, though the answer was lost', { timeout }, async (_, path, nth, approval) => {
    const place = await site();
    let seen = 0;
    const isIt = ({ method, path: asked, when }: Passing): boolean => {
      if (method !== 'POST' || when !== 'after' || !path.test(asked.split('?')[0] ?? '')) return false;
      seen += 1;
      return seen === nth;
    };
    const bot = await boot(place);
    const ready = await ownList(bot, 'vendor-selection', numbers(4));
    const death = killAt(place, isIt);
    // Killed so early that the tap itself may go unanswered; it was written down first.
    const reference = await start(bot, ready).catch(() => 'M-101');
    if (approval === 'after') await pressApprove(bot, reference);
    await death;
    await boot(place);
    if (approval === 'before') await pressApprove(running(place), reference);
    await ending(running(place), reference);
    const log = await finished(place.simulator);
    expect(audit(log)).toEqual([]);
    const once = [/\/ai\/missions$/, /\/runs$/, /\/plan$/].map((one) => created(log, one));
    expect(once).toEqual([1, 1, 1]);
    expect(created(log, /\/ai\/assistants$/)).toBe(2);
    expect(created(log, /\/insight-groups$/)).toBe(2);
  });
});
