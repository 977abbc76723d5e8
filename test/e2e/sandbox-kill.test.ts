// The sandbox as `npm start` opens it, with its own simulator: killed alone or with everything it started, in the middle
// of a mission or while it opens. The simulated world and its time go on where they stood.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bot, launchBot, startBot } from '../support/bot.ts';
import { ending, MISSION_MS, numbers, ownList, start } from '../support/bot-scenes.ts';
import { counts, isFullRun } from '../support/counts.ts';
import { eventually, freePort, type Program, stateFolder } from '../support/programs.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { auditShops, finished } from './wire.ts';

let folder: ReturnType<typeof stateFolder>;
let programs: Program[] = [];

beforeEach(() => {
  folder = stateFolder();
  programs = [];
});
afterEach(async () => {
  for (const program of programs) await program.killGroup();
  folder.remove();
});

const dials = async (bot: Bot): Promise<number> =>
  (await bot.stage().log()).filter((entry) => entry.dial !== undefined).length;

const KILLS: readonly (readonly [string, (bot: Bot) => void])[] = [
  ['with its simulator', (bot) => void bot.killGroup()],
  ['alone', (bot) => bot.kill('SIGKILL')],
];

test.each(isFullRun ? KILLS : KILLS.slice(0, 1))(
  'killed %s: the world and its time go on, nobody is called twice',
  { timeout: 2 * MISSION_MS },
  async (_, kill) => {
    const ports = { PORT: String(await freePort()), SIM_PORT: String(await freePort()) };
    const open = async (): Promise<Bot> => {
      const bot = await startBot({ folder: folder.path, env: { CLOCK_SPEED: '600', ...ports } });
      programs.push(bot);
      return bot;
    };
    let bot = await open();
    const reference = await start(bot, await ownList(bot, 'store-hours', numbers(8)));
    for (let kills = 1; kills <= counts(1, 2); kills += 1) {
      const wanted = kills * 3;
      await eventually(
        () => `${wanted} calls`,
        async () => ((await dials(bot)) >= wanted ? true : undefined),
      );
      const before = await bot.stage().clock();
      kill(bot);
      await bot.ended;
      bot = await open();
      const after = await bot.stage().clock();
      expect(after.now).toBeGreaterThanOrEqual(before.now - 1000);
      // Less than the ten minutes after which calls would be spread anew.
      expect(after.now - before.now).toBeLessThan(60 * 60_000);
      expect(await dials(bot)).toBeGreaterThanOrEqual(wanted);
    }
    expect((await ending(bot, reference)).text).toContain(' of 8 people answered');
    const log = await finished(bot.stage());
    expect(auditShops(600, log)).toEqual([]);
    expect((await bot.stop()).code).toBe(0);
  },
);

test.runIf(isFullRun)(
  'killed while it opens, again and again: it opens the next time',
  { timeout: MISSION_MS },
  async () => {
    const random = seededRandom(3);
    for (let kills = 0; kills < counts(2, 15); kills += 1) {
      const program = launchBot(folder.path);
      programs.push(program);
      await sleep(100 + random() * 1100);
      const end = await program.killGroup();
      expect(end.stderr).toBe('');
    }
    const bot = await startBot({ folder: folder.path });
    programs.push(bot);
    const shown = await bot.shown();
    expect(shown.filter((message) => message.actions.some((one) => one.id === 'new'))).toHaveLength(1);
    expect((await bot.stop()).code).toBe(0);
  },
);
