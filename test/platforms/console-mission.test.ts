// The console in Chromium against the bot as a process: two taps to a moving card, a decision in the thread, the result.
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Bot } from '../support/bot.ts';
import { isFullRun } from '../support/counts.ts';
import { stateFolder } from '../support/programs.ts';
import { launch, noBrowser } from '../surfaces/console/browser.ts';
import { MISSION_MS, startPlatformBot } from './platform-bot.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
/** `PICTURES=FOLDER`: what the person of the test saw, at each station. */
const PICTURES = process.env.PICTURES ?? '';

if (noBrowser !== undefined) process.stderr.write(`${noBrowser}\n`);

describe.skipIf(noBrowser !== undefined)(
  `the console${noBrowser === undefined ? '' : ` (skipped: ${noBrowser})`}`,
  () => {
    let browser: Browser;
    let folder: ReturnType<typeof stateFolder>;
    let bot: Bot;
    let faults: string[] = [];

    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(async () => {
      await browser.close();
    });
    beforeEach(async () => {
      faults = [];
      folder = stateFolder();
      bot = await startPlatformBot(folder.path, {});
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await bot.killGroup();
      folder.remove();
      expect(faults).toEqual([]);
    });

    async function open(viewport: { width: number; height: number }): Promise<Page> {
      const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC' });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (line) => {
        if (line.type() === 'error' && !line.text().includes('422')) faults.push(line.text());
      });
      await page.goto(bot.url);
      await page.waitForSelector('body[data-ready]');
      return page;
    }

    /** Nothing on the page is wider than the page; a picture of it when somebody wants to look. */
    async function look(page: Page, name: string): Promise<void> {
      if (PICTURES !== '') {
        mkdirSync(PICTURES, { recursive: true });
        await page.screenshot({ path: `${PICTURES}/${page.viewportSize()?.width}-${name}.png` });
      }
      const [content, width] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
      expect(`${name}: ${content}`).toBe(`${name}: ${width}`);
    }

    const card = (page: Page, where: string, state: string) =>
      page
        .locator(`${where} .message.card`)
        .filter({ has: page.locator('.state', { hasText: state }) })
        .last();

    async function playVendors(viewport: typeof PHONE): Promise<void> {
      const page = await open(viewport);
      await look(page, '1-welcome');
      const begun = performance.now();
      await page.getByRole('button', { name: 'Compare 10 vendors' }).click();
      const start = page.getByRole('button', { name: 'Start 10 calls' });
      await start.waitFor();
      await look(page, '2-preview');
      await start.click();
      await card(page, '#chat', 'RUNNING').waitFor();
      expect(performance.now() - begun).toBeLessThan(10_000);
      await look(page, '3-running');
      await card(page, '#chat', 'WAITING FOR A DECISION').waitFor({ timeout: MISSION_MS });
      await look(page, '4-waiting');
      await page.reload();
      await page.waitForSelector('body[data-ready]');
      const thread = page.locator('#thread');
      const decision = card(page, '#thread', 'DECISION NEEDED');
      if (!(await decision.isVisible()))
        await page
          .getByRole('button', { name: /in the thread/ })
          .last()
          .click();
      await decision.scrollIntoViewIfNeeded();
      await look(page, '5-decision');
      await thread.getByLabel('Reply in the thread').fill('yes, but 5 instead of 2');
      await thread.getByRole('button', { name: 'Send' }).click();
      const confirm = thread.getByRole('button', { name: 'Yes, list 2' });
      await confirm.waitFor();
      await look(page, '6-echo');
      await confirm.click();
      const end = card(page, '#thread', 'DONE');
      await end.waitFor({ timeout: MISSION_MS });
      await end.scrollIntoViewIfNeeded();
      await look(page, '7-result');
    }

    test.runIf(isFullRun)(
      'on a phone: two taps to a moving card in ten seconds, a reload, an answer in the thread, round 2, the result',
      {
        timeout: 3 * MISSION_MS,
      },
      () => playVendors(PHONE),
    );

    test.runIf(PICTURES !== '')('the same on a desk', { timeout: 3 * MISSION_MS }, () => playVendors(DESK));

    test('an own list dropped as a file: the refused row and its reason stand on the preview', {
      timeout: MISSION_MS,
    }, async () => {
      const page = await open(PHONE);
      await page.getByRole('button', { name: 'Ask 10 shops for their hours' }).click();
      await card(page, '#chat', 'READY TO START').waitFor();
      await dropFile(page, 'shops.csv', 'name;phone\nCorner Shop;+1 312 555 0101\nBad Row;12345\n');
      await card(page, '#chat', 'NOT READY YET').waitFor();
      await look(page, '8-not-ready');
      expect(await card(page, '#chat', 'NOT READY YET').textContent()).toContain(
        'row 3: "12345" is a short or incomplete number',
      );
      await card(page, '#chat', 'NOT READY YET').getByRole('button', { name: 'Say when and why' }).click();
      await page.getByText('Public business number', { exact: true }).click();
      await look(page, '9-form');
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('button', { name: 'Start 1 call' }).waitFor();
      await page.goto(`${bot.url}/#connect`);
      await page.locator('.finding').first().waitFor();
      await look(page, '10-connect');
    });
  },
);

/** As if dragged from a folder onto the middle of the page. */
async function dropFile(page: Page, name: string, content: string): Promise<void> {
  await page.evaluate(`{
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}, { type: 'text/csv' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }`);
}
