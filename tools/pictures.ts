// `npm run pictures`: starts the bot in an empty sandbox, taps the first example mission as a person would, waits for its
// decision and saves what the console shows then, so that the picture of the README stays true.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launch } from '../test/surfaces/console/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const START_WITHIN_MS = 30_000;
const MISSION_WITHIN_MS = 4 * 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('No port is free.');
  return address.port;
}

/** The bot as `npm start` runs it, with no key of the person who runs this, on ports and a state of its own. */
async function startBot(state: string): Promise<{ readonly url: string; readonly bot: ChildProcess }> {
  const [port, simPort] = [await freePort(), await freePort()];
  const { PATH = '', HOME = '' } = process.env;
  const bot = spawn(process.execPath, ['tools/preflight.cjs', 'src/main.ts'], {
    cwd: root,
    env: { PATH, HOME, PORT: String(port), SIM_PORT: String(simPort), STATE_URL: `sqlite://${state}/picture.sqlite` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_WITHIN_MS;
  while (bot.exitCode === null && Date.now() < deadline) {
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok === true) return { url, bot };
    await sleep(200);
  }
  await stopBot(bot);
  throw new Error(`The bot was not ready within ${START_WITHIN_MS / 1000} s; its own words stand above.`);
}

async function stopBot(bot: ChildProcess): Promise<void> {
  if (bot.exitCode !== null || bot.signalCode !== null) return;
  const ended = new Promise((resolve) => bot.once('exit', resolve));
  bot.kill('SIGTERM');
  await ended;
}

/** Two taps, then patience: until the mission asks for a decision in its thread. */
async function runExample(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('.choices button').first().click();
  await page.locator('.message.card button.primary', { hasText: 'Start' }).last().click();
  await page.locator('#thread .state', { hasText: 'DECISION NEEDED' }).first().waitFor({ timeout: MISSION_WITHIN_MS });
  // The live card is edited at its own calm pace.
  await page.locator('#chat .state', { hasText: 'WAITING FOR A DECISION' }).first().waitFor();
  await page.mouse.move(0, 0);
}

async function takePictures(): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'callsheet-pictures-'));
  const browser = await launch();
  try {
    const { url, bot } = await startBot(state);
    try {
      const page = await browser.newPage({
        viewport: { width: 1280, height: 960 },
        deviceScaleFactor: 1.5,
        colorScheme: 'light',
        locale: 'en-GB',
      });
      await runExample(page, url);
      mkdirSync(join(root, 'docs/pictures'), { recursive: true });
      await page.screenshot({ path: join(root, 'docs/pictures/mission.png') });
      console.log('docs/pictures/mission.png is new.');
    } finally {
      await stopBot(bot);
    }
  } finally {
    await browser.close();
    rmSync(state, { recursive: true, force: true });
  }
}

await takePictures();
