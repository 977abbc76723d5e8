// Whole missions from the first tap to the result: the bot as a process, the console driven as a script would.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionOf, type Bot, startBot } from '../support/bot.ts';
import { decision, ending, liveCard, MISSION_MS, numbers, ownList, preview, start } from '../support/bot-scenes.ts';
import { counts, isFullRun } from '../support/counts.ts';
import { type Environment, stateFolder } from '../support/programs.ts';
import { auditShops, closings, finished, heldNumbers, numbersAreFree, story } from './wire.ts';

/** The quick set looks at ten times the sandbox's own speed, the full one at the speed that people see. */
const SPEED = isFullRun ? '60' : '600';

let folder: ReturnType<typeof stateFolder>;
let bot: Bot | undefined;

beforeEach(() => {
  folder = stateFolder();
});
afterEach(async () => {
  await bot?.killGroup();
  bot = undefined;
  folder.remove();
});

const open = async (env: Environment = {}): Promise<Bot> => {
  bot = await startBot({ folder: folder.path, env: { CLOCK_SPEED: SPEED, ...env } });
  return bot;
};

/** The examples lie in several zones: who may be called when is the audit's business in tests with one zone. */
const ANY_TIME = { open: { from: 0, to: 24 } };

describe('from the first tap to the result', () => {
  test('ten shops are asked: two taps, a card that moves, and a ranked result', { timeout: MISSION_MS }, async () => {
    const console = await open();
    const begun = Date.now();
    const reference = await start(console, await preview(console, 'store-hours'));
    const card = await liveCard(console, reference);
    expect(Date.now() - begun).toBeLessThan(10_000);
    const end = await ending(console, reference);
    expect(Date.now() - begun).toBeLessThan(5 * 60_000);
    expect(end.text).toContain('SANDBOX · DONE');
    expect(end.thread).toBe(card.id);
    const log = await finished(console.stage());
    expect(story(log)).toEqual(['mission', 'run', 'plan', 'running', 'calls', 'succeeded']);
    expect(closings(log)).toEqual([{ status: 'succeeded', summary: expect.any(String), payload: expect.anything() }]);
    expect(auditShops(Number(SPEED), log, ANY_TIME)).toEqual([]);
  });

  test.runIf(isFullRun)(
    'vendors in two rounds: "yes, but 5 instead of 2" counts when confirmed',
    { timeout: MISSION_MS },
    async () => {
      const console = await open();
      const begun = Date.now();
      const reference = await start(console, await preview(console, 'vendor-selection'));
      const asked = await decision(console, reference);
      const proposed = [...asked.text.matchAll(/^(\d+) (.+?) · /gm)].map(([, , name]) => name);
      const [first, second, third, , fifth] = proposed;
      await console.say('yes, but 5 instead of 2', asked.thread);
      const echo = await console.until('the echo', (message) =>
        message.actions.some((one) => one.id === 'confirm-list'),
      );
      expect(echo.text).toContain('NOT COUNTED YET');
      expect(echo.text).toMatch(new RegExp(`Out\\n.*${second}[^]*In\\n.*${fifth}`));
      const before = (await console.stage().log()).filter((entry) => entry.dial !== undefined).length;
      await console.press(echo, actionOf(echo, 'confirm-list'));
      const end = await ending(console, reference);
      expect(Date.now() - begun).toBeLessThan(5 * 60_000);
      expect(end.text).toContain('DONE');
      const log = await finished(console.stage());
      const rung = log.flatMap((entry) => entry.dial?.to ?? []).slice(before);
      expect(new Set(rung)).toEqual(new Set([first, third, fifth].map((name) => VENDORS[name ?? ''])));
      expect(story(log)).toEqual(['mission', 'run', 'plan', 'running', 'calls', 'succeeded']);
      expect(closings(log)).toEqual([{ status: 'succeeded', summary: expect.any(String), payload: expect.anything() }]);
      expect(auditShops(Number(SPEED), log, ANY_TIME)).toEqual([]);
    },
  );
});

const VENDORS: Readonly<Record<string, string>> = {
  'Acme Print': '+13125550101',
  'Borealis Press': '+16125550112',
  'Cobalt Press': '+16025550123',
  'Delta Works': '+12145550134',
  'Elm & Sons': '+15035550145',
  'Foxglove Printing': '+16175550156',
  'Granite Graphics': '+13035550167',
  'Harbor Offset': '+12065550178',
  'Ironwood Media': '+14045550189',
  'Juniper Paper Co.': '+12125550190',
};

describe('in the default world of two numbers', () => {
  test.runIf(isFullRun)(
    'missions in a row all end and give their number back',
    { timeout: 10 * MISSION_MS },
    async () => {
      const console = await open({ CLOCK_SPEED: '600' });
      const held = await heldNumbers(console.stage());
      for (let mission = 0; mission < counts(4, 20); mission += 1) {
        const reference = await start(
          console,
          await ownList(console, 'store-hours', numbers(counts(2, 3), mission * 3)),
        );
        expect((await ending(console, reference)).text).toMatch(/DONE|ENDED/);
      }
      const log = await finished(console.stage());
      expect(closings(log)).toHaveLength(counts(4, 20));
      expect(auditShops(600, log)).toEqual([]);
      await numbersAreFree(console.stage(), held);
    },
  );

  test.runIf(isFullRun)('missions at once share two numbers, and all end', { timeout: 10 * MISSION_MS }, async () => {
    const console = await open({ CLOCK_SPEED: '600' });
    const held = await heldNumbers(console.stage());
    const references: string[] = [];
    for (let mission = 0; mission < 6; mission += 1)
      references.push(await start(console, await ownList(console, 'store-hours', numbers(2, mission * 2))));
    for (const reference of references) expect((await ending(console, reference)).text).toMatch(/DONE|ENDED/);
    expect(auditShops(600, await finished(console.stage()))).toEqual([]);
    await numbersAreFree(console.stage(), held);
  });
});
