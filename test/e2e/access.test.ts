// Real calls and the sandbox never meet, and with real calls the console opens to its token only. "Real" is a simulator
// here that the bot cannot tell from the service: it has a key and an address.
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bot, startBot } from '../support/bot.ts';
import { decision, ending, MISSION_MS, numbers, ownList, preview, start } from '../support/bot-scenes.ts';
import { isFullRun } from '../support/counts.ts';
import {
  type Environment,
  eventually,
  type SimulatorProgram,
  startSimulatorProgram,
  stateFolder,
} from '../support/programs.ts';

const TOKEN = 'a-token-of-some-length';
const MORNING = '2026-11-24T15:00:00Z';

let folder: ReturnType<typeof stateFolder>;
let account: SimulatorProgram;
let bots: Bot[] = [];

beforeEach(async () => {
  folder = stateFolder();
  bots = [];
  account = await startSimulatorProgram(['--speed', '600', '--start', MORNING]);
});
afterEach(async () => {
  for (const bot of bots) await bot.killGroup();
  await account.killGroup();
  folder.remove();
});

async function open(env: Environment, token?: string): Promise<Bot> {
  const bot = await startBot({ folder: folder.path, env, user: 'admin', ...(token === undefined ? {} : { token }) });
  bots.push(bot);
  return bot;
}

const real = (env: Environment = {}): Environment => ({
  TELNYX_API_KEY: 'KEYtest',
  TELNYX_BASE_URL: `${account.url}/v2`,
  ...env,
});

test('with a key the start says REAL, and the console is closed without a token', async () => {
  const bot = await open(real());
  expect(bot.greeting).toMatch(/REAL/);
  expect(bot.greeting).not.toContain('SANDBOX');
  const answers = [
    await fetch(`${bot.url}/api/messages?since=0`),
    await fetch(`${bot.url}/api/stream`),
    await fetch(`${bot.url}/api/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'ana', text: 'list' }),
    }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('CONSOLE_TOKEN');
  }
});

test('with a token only who knows it gets in, and is an admin who may start real calls', {
  timeout: MISSION_MS,
}, async () => {
  const bot = await open(real({ CONSOLE_TOKEN: TOKEN }), TOKEN);
  const without = await fetch(`${bot.url}/api/messages?since=0`);
  const wrong = await fetch(`${bot.url}/api/messages?since=0`, { headers: { authorization: `Bearer ${TOKEN}x` } });
  expect([without.status, wrong.status]).toEqual([401, 401]);
  await without.text();
  await wrong.text();
  const ready = await ownList(bot, 'store-hours', numbers(2));
  expect(ready.text).not.toContain('SANDBOX');
  expect(ready.text).toMatch(/real people/i);
  const end = await ending(bot, await start(bot, ready));
  expect(end.text).not.toContain('SANDBOX');
  expect(existsSync(`${folder.path}/callsheet.sqlite`)).toBe(true);
  expect(existsSync(`${folder.path}/sandbox.sqlite`)).toBe(false);
});

/** Gone through by what carries a mission's name: no request of it may reach the other side. */
async function tracesOf(name: string): Promise<readonly string[]> {
  const log = await account.log();
  return log.flatMap((entry) => (JSON.stringify(entry).includes(name) ? [`${entry.method} ${entry.path}`] : []));
}

test.runIf(isFullRun)('a mission of the sandbox stays there when a key comes', { timeout: MISSION_MS }, async () => {
  const sandbox = await open({ CLOCK_SPEED: '600' });
  const reference = await start(sandbox, await ownList(sandbox, 'vendor-selection', numbers(4)));
  await decision(sandbox, reference);
  await sandbox.stop();

  const bot = await open(real({ CONSOLE_TOKEN: TOKEN }), TOKEN);
  expect((await bot.shown()).filter((message) => message.text.includes(reference))).toEqual([]);
  const answer = await bot.say(`/mission approve ${reference} list 1`);
  expect(answer.messages.map((message) => message.text).join(' ')).toMatch(
    /no mission|not find|do not know|there is no/i,
  );
  await preview(bot, 'store-hours').catch(() => undefined);
  expect(await tracesOf('Vendor selection')).toEqual([]);
  expect((await account.log()).filter((entry) => entry.method !== undefined && entry.method !== 'GET')).toEqual([]);
  await bot.stop();

  const again = await open({ CLOCK_SPEED: '600' });
  const asked = await decision(again, reference);
  await again.say('approved', asked.thread);
  expect((await ending(again, reference)).text).toContain('SANDBOX');
  expect(await tracesOf('Vendor selection')).toEqual([]);
});

test.runIf(isFullRun)(
  'a real mission is not driven by a sandbox that is started meanwhile',
  { timeout: MISSION_MS },
  async () => {
    const bot = await open(real({ CONSOLE_TOKEN: TOKEN }), TOKEN);
    await start(bot, await ownList(bot, 'store-hours', numbers(6)));
    await eventually(
      () => 'a call',
      async () => ((await account.log()).some((entry) => entry.dial !== undefined) ? true : undefined),
    );
    await bot.killGroup();
    const before = (await account.log()).length;
    const sandbox = await open({ CLOCK_SPEED: '600' });
    expect((await sandbox.shown()).some((message) => message.text.includes('M-101'))).toBe(false);
    await ending(sandbox, await start(sandbox, await ownList(sandbox, 'store-hours', numbers(2, 50))));
    const since = (await account.log()).slice(before).filter((entry) => entry.dial === undefined);
    expect(since).toEqual([]);
  },
);
