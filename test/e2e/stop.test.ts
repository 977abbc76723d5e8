// Pause and cancel at random moments: nothing rings later than five seconds after the answer, but what the card named.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actionOf, type Bot, type Message } from '../support/bot.ts';
import { about, ending, liveCard, MISSION_MS, numbers, ownList, start } from '../support/bot-scenes.ts';
import { counts, isFullRun } from '../support/counts.ts';
import type { LogEntry } from '../support/sandbox.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { boot, openSite, type Site } from './kill-site.ts';
import { auditShops, finished } from './wire.ts';

const MINUTE = 60_000;
const LATEST_MS = 5000;
const PEOPLE = 6;
/** Of a mission of so few people; later moments would often come after its end. */
const REQUESTS = 60;

let site: Site;

beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.close());

/** Resolves when the bot has asked `count` more times of its backend. */
function requests(count: number): Promise<void> {
  const target = site.wire.count() + count;
  return new Promise((resolve) => {
    site.wire.set(({ index }) => {
      if (index >= target) {
        site.wire.set(undefined);
        resolve();
      }
      return false;
    });
  });
}

const dialsSince = (log: readonly LogEntry[], at: number): readonly LogEntry[] =>
  log.filter((entry) => entry.dial !== undefined && Date.parse(entry.at) > at);

/** Mission time goes on while the bot waits for a person. */
async function timePasses(ms: number): Promise<void> {
  const until = (await site.simulator.clock()).now + ms;
  for (let { now } = await site.simulator.clock(); now < until; { now } = await site.simulator.clock())
    await site.simulator.setClock({ idleUntil: new Date(until).toISOString() });
}

const nameOf = (entry: LogEntry): string => `Shop ${Number(entry.dial?.to.slice(-4)) - 1999}`;

/** Everything the bot said of this mission, all versions: what it named, and when. */
async function said(bot: Bot, reference: string, card: Message): Promise<string> {
  const all = await bot.messages();
  return all
    .filter((message) => message.thread === card.id || about(reference)(message))
    .filter((message) => /on the phone|ring|too late|still/i.test(message.text))
    .map((message) => message.text)
    .join('\n');
}

async function stopAt(bot: Bot, reference: string, how: 'pause' | 'cancel'): Promise<void> {
  const card = await liveCard(bot, reference);
  const answer = card.actions.some((one) => one.id === how)
    ? await bot.press(card, actionOf(card, how))
    : await bot.say(`/mission ${how} ${reference}`);
  expect(answer.ok).toBe(true);
  const { now } = await site.simulator.clock();
  const state = how === 'pause' ? / · PAUSED/ : / · (ENDED|ENDING|STOPPED)/;
  await bot.until(`${reference} to stand still`, (message) => about(reference)(message) && state.test(message.text));
  await timePasses(40 * MINUTE);
  const late = dialsSince(await site.simulator.log(), now + LATEST_MS);
  const named = await said(bot, reference, card);
  for (const entry of late)
    expect(named, `${nameOf(entry)} rang at ${entry.at}, stop at ${now}`).toContain(nameOf(entry));
}

const MOMENTS = counts(5, 50);

test.runIf(isFullRun)(`stopped at ${MOMENTS} random moments`, { timeout: MOMENTS * MISSION_MS }, async () => {
  const random = seededRandom(11);
  const bot = await boot(site);
  for (let moment = 0; moment < MOMENTS; moment += 1) {
    const reference = await start(bot, await ownList(bot, 'store-hours', numbers(PEOPLE, moment * PEOPLE)));
    await requests(1 + Math.floor(random() * REQUESTS));
    const how = moment % 2 === 0 ? 'pause' : 'cancel';
    await stopAt(bot, reference, how);
    if (how === 'pause') await bot.say(`/mission resume ${reference}`);
    const end = await ending(bot, reference);
    expect(end.text).toMatch(how === 'pause' ? /DONE|ENDED/ : /ENDED/);
  }
  expect(auditShops(0, await finished(site.simulator))).toEqual([]);
});
