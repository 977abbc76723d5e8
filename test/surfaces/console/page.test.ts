import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isFullRun } from '../../support/counts.ts';
import { launch, noBrowser } from './browser.ts';
import { DECISION, demoDesk, live, TALK, WELCOME } from './demo-desk.ts';
import type { FakeDesk, OpenedConsole } from './open-console.ts';
import { note, openConsole } from './open-console.ts';

const place = { surface: 'console', channel: 'main' } as const;
const PHONE = { width: 360, height: 780 };
const DESK = { width: 1280, height: 800 };

if (noBrowser !== undefined) process.stderr.write(`${noBrowser}\n`);

describe.skipIf(noBrowser !== undefined)(`the page${noBrowser === undefined ? '' : ` (skipped: ${noBrowser})`}`, () => {
  let browser: Browser;
  let console_: OpenedConsole;
  let desk: FakeDesk;
  let faults: string[] = [];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    faults = [];
    desk = demoDesk();
    console_ = await openConsole(desk, { welcome: () => WELCOME });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await console_.stop();
    expect(faults).toEqual([]);
  });

  async function open(viewport: { width: number; height: number }, path = '/'): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'America/New_York' });
    const page = await context.newPage();
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => faults.push(error.message));
    // A refused form is no fault of the page; what the content policy blocks would be.
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('422')) faults.push(line.text());
    });
    await page.goto(`${console_.server.url}${path}`);
    await page.waitForSelector('body[data-ready]');
    return page;
  }

  const said = (page: Page, text: string) => page.locator('.message .line').getByText(text, { exact: true }).first();
  const widths = (page: Page) => page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');

  test('first ten seconds: three choices, a tap, a preview with Start; SANDBOX in title, ribbon and card', async () => {
    const page = await open(PHONE);
    expect(await page.title()).toBe('SANDBOX · Callsheet');
    expect(await page.locator('#ribbon').textContent()).toContain('SANDBOX');
    expect(await page.locator('.choices button').allInnerTexts()).toHaveLength(3);
    await page.getByRole('button', { name: 'Compare 10 vendors' }).click();
    const start = page.getByRole('button', { name: 'Start 10 calls' });
    await start.waitFor();
    expect(await start.evaluate((button) => button.getBoundingClientRect().bottom)).toBeLessThan(PHONE.height);
    expect(await page.locator('.message.card .tag').textContent()).toBe('SANDBOX');
    expect(await page.locator('.message.card .buttons').first().locator('button').count()).toBe(3);
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Discard' }).waitFor();
    await start.click();
    await said(page, 'Done: start').waitFor();
    expect(desk.accepted.at(-1)).toMatchObject({
      kind: 'pressed',
      action: 'start',
      value: 'D-1',
      actor: { id: 'console:guest' },
    });
  });

  test("a live card moves in place, its thread has the talk, times are in the reader's zone, nothing is wider than a phone", async () => {
    const page = await open(PHONE);
    const posted = await console_.surface.post(place, live(5));
    await page.getByText('5 of 10 asked').waitFor();
    await console_.surface.edit(posted, live(7));
    await page.locator('#chat').getByText('7 of 10 asked').waitFor();
    expect(await page.locator('#chat .message.card').count()).toBe(1);
    expect(await page.locator('#chat .message.card time').nth(1).textContent()).toBe('9:20');
    await console_.surface.post(posted.place, TALK);
    await console_.surface.post(posted.place, DECISION);
    await page.getByRole('button', { name: '2 in the thread' }).click();
    const thread = page.locator('#thread');
    await thread.getByText('Twelve dollars, about two weeks').waitFor();
    expect(await thread.locator('.bubble').count()).toBe(4);
    expect(await thread.locator('.entry').allInnerTexts()).toHaveLength(5);
    await thread.getByText('we can start with five hundred', { exact: false }).first().waitFor();
    await thread.getByLabel('Reply in the thread').fill('yes, but 5 instead of 2');
    await thread.getByRole('button', { name: 'Send' }).click();
    await thread.getByText('Heard: yes, but 5 instead of 2', { exact: true }).waitFor();
    expect(desk.accepted.at(-1)).toMatchObject({ kind: 'said', place: { thread: posted.id } });
    expect(await widths(page)).toEqual([PHONE.width, PHONE.width]);
    const small = await page
      .locator('button:visible, summary:visible')
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent));
    expect(small).toEqual([]);
  });

  test.runIf(isFullRun)('a dangerous button asks in a dialog of its own, with the careful answer first', async () => {
    const page = await open(DESK);
    await console_.surface.post(place, live(5));
    await page.getByRole('button', { name: 'Stop 3 planned calls' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 are on the phone and end by themselves').waitFor();
    expect(await dialog.getByRole('button', { name: 'Not now' }).evaluate((one) => one.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(desk.accepted).toEqual([]);
    await page.getByRole('button', { name: 'Stop 3 planned calls' }).click();
    await dialog.getByRole('button', { name: 'Stop 3 planned calls' }).click();
    await said(page, 'Done: cancel').waitFor();
  });

  test('a form shows its errors beside the fields, keeps what was typed, and takes a dropped file', async () => {
    const page = await open(DESK);
    await page.getByRole('button', { name: 'Your own list' }).click();
    await page.getByLabel('What should be said?').fill('Ask about gutters');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Give it a name, so that you find it again.').waitFor();
    expect(await page.getByText('Add at least one number.').count()).toBe(1);
    const name = page.getByLabel('Name of the mission');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await name.evaluate((one) => one.matches(':focus'))).toBe(true);
    expect(await page.getByLabel('What should be said?').inputValue()).toBe('Ask about gutters');
    await name.fill('Gutters');
    await dropFile(page, 'gutters.csv');
    await page.getByText('gutters.csv (1 KB)').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await said(page, 'Kept: Gutters, 1 file').waitFor();
    expect(desk.accepted.at(-1)).toMatchObject({
      values: { name: 'Gutters', kind: 'sweep', days: 'mon,tue', say: 'Ask about gutters' },
      files: [{ name: 'gutters.csv', base64: Buffer.from('name;phone').toString('base64') }],
    });
    expect(await page.locator('form.form').count()).toBe(0);
  });

  test('a list dropped anywhere is read; files come as downloads', async () => {
    const page = await open(DESK);
    await dropFile(page, 'vendors.csv');
    await said(page, 'Read vendors.csv').waitFor();
    await console_.surface.post(place, live(5));
    await page.getByRole('button', { name: 'Results so far' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'SANDBOX results.csv' }).click();
    expect((await download).suggestedFilename()).toBe('SANDBOX results.csv');
  });

  test.runIf(isFullRun)('a reload shows the same, and markup stays text', async () => {
    const page = await open(DESK);
    const posted = await console_.surface.post(place, live(5));
    await console_.surface.post(posted.place, note('<img src=x onerror=alert(1)>'));
    await page.getByText('<img src=x onerror=alert(1)>').last().waitFor();
    await page.getByLabel('Message', { exact: true }).fill('hello there');
    await page.keyboard.press('Enter');
    await said(page, 'Heard: hello there').waitFor();
    // One's own words come by the stream alone.
    await said(page, 'hello there').waitFor();
    const before = await page.locator('.message').allInnerTexts();
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    expect(await page.locator('.message').allInnerTexts()).toEqual(before);
  });

  test.runIf(isFullRun)('who reads above is not moved by an edit or a new message', async () => {
    const page = await open(DESK);
    for (let at = 1; at <= 40; at += 1) await console_.surface.post(place, note(`Note ${at}`));
    const posted = await console_.surface.post(place, live(5));
    await page.locator('#chat').getByText('5 of 10 asked').waitFor();
    const scroller = page.locator('#chat-scroll');
    await scroller.evaluate((one) => one.scrollTo({ top: 200 }));
    await console_.surface.edit(posted, live(9));
    await console_.surface.post(place, note('The last one'));
    await said(page, 'The last one').waitFor();
    expect(await scroller.evaluate((one) => one.scrollTop)).toBe(200);
  });

  test.runIf(isFullRun)(
    'on a phone an answer that goes to a thread takes the person there, and back again',
    async () => {
      const page = await open(PHONE);
      const { place: thread } = await console_.surface.post(place, live(5));
      await console_.surface.post(thread, DECISION, true);
      await page.locator('#chat').getByRole('button', { name: 'Change the list' }).click();
      await page.locator('#thread').getByText('Which ones? Write it here.').waitFor();
      expect(await page.locator('body').getAttribute('data-view')).toBe('thread');
      await page.getByRole('button', { name: 'Chat' }).click();
      await page.locator('#chat').getByText('DECISION NEEDED', { exact: true }).waitFor();
    },
  );

  test.runIf(isFullRun)('words right under a decision are its answer; those begun before it came are not', async () => {
    const page = await open(DESK);
    const { place: thread } = await console_.surface.post(place, live(5));
    const message = page.getByLabel('Message', { exact: true });
    await message.pressSequentially('hello');
    const decision = await console_.surface.post(thread, DECISION, true);
    await page.locator('#chat').getByText('DECISION NEEDED', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await said(page, 'Heard: hello').waitFor();
    expect(desk.accepted.at(-1)).not.toHaveProperty('answers');
    const again = await console_.surface.post(thread, { ...DECISION, ref: 'M-104 · list 2' }, true);
    await page.locator('#chat').getByText('M-104 · list 2', { exact: true }).waitFor();
    expect(await message.getAttribute('placeholder')).toBe('Answer the decision');
    await message.fill('only 1 and 3');
    await page.keyboard.press('Enter');
    await said(page, 'Heard: only 1 and 3').waitFor();
    expect(desk.accepted.at(-1)).toMatchObject({ text: 'only 1 and 3', answers: again.id });
    expect(again.id).not.toBe(decision.id);
  });

  test.runIf(isFullRun)('of a card taller than the screen the top is seen; beside its thread it is small', async () => {
    const phone = await open({ width: 360, height: 500 });
    const wide = await open(DESK);
    const { place: thread } = await console_.surface.post(place, live(5));
    await console_.surface.post(thread, DECISION, true);
    const onPhone = phone.locator('#chat').getByText('DECISION NEEDED', { exact: true });
    await onPhone.waitFor();
    const top = await onPhone.evaluate((one) => one.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(300);
    await console_.surface.post(place, note('Something else'));
    await phone.getByRole('button', { name: 'New below' }).click();
    await said(phone, 'Something else').waitFor();
    await wide.locator('#thread').getByRole('button', { name: 'Approve list 1' }).waitFor();
    expect(await wide.locator('#chat').getByRole('button', { name: 'Approve list 1' }).isVisible()).toBe(false);
    await wide.locator('#chat').getByRole('button', { name: 'In its thread' }).waitFor();
  });

  test.runIf(isFullRun)(
    'own words are followed by who reads above, and days stand between messages of different days',
    async () => {
      const page = await open(PHONE);
      for (let at = 1; at <= 30; at += 1) await console_.surface.post(place, note(`Note ${at}`));
      await said(page, 'Note 30').waitFor();
      expect(await page.locator('.day').count()).toBe(0);
      await page.locator('#chat-scroll').evaluate((one) => one.scrollTo({ top: 100 }));
      console_.later(86_400_000);
      await page.getByLabel('Message', { exact: true }).fill('still there?');
      await page.keyboard.press('Enter');
      await said(page, 'Heard: still there?').waitFor();
      expect(await page.locator('.day').allInnerTexts()).toEqual(['Wednesday 25 November']);
      const bottom = await said(page, 'Heard: still there?').evaluate((one) => one.getBoundingClientRect().bottom);
      expect(bottom).toBeLessThan(PHONE.height);
    },
  );

  test('the Connect page says what is wrong, with its cure, and has the manifest', async () => {
    const page = await open(PHONE, '/#connect');
    await page.getByText('are swapped: exchange them.').waitFor();
    expect(await page.locator('.finding .state').allInnerTexts()).toEqual(['TO DO', 'OK', 'NOT YET', 'NOT YET']);
    // Slack has a finding of its own, so it is not among those that are not connected.
    expect(await page.locator('.finding.open strong').allInnerTexts()).toEqual(['Telegram', 'Telnyx']);
    await page.getByRole('button', { name: 'How' }).first().click();
    expect(await page.locator('#telegram-title').evaluate((one) => one.getBoundingClientRect().top)).toBeLessThan(
      PHONE.height,
    );
    expect(await page.getByLabel('Slack app manifest').inputValue()).toContain('name: Callsheet');
    expect(await widths(page)).toEqual([PHONE.width, PHONE.width]);
    await page.getByRole('link', { name: 'Back to the chat' }).click();
    await page.getByRole('button', { name: 'Your own list' }).waitFor();
  });
});

/** As if dragged from a folder onto the middle of the page. */
async function dropFile(page: Page, name: string): Promise<void> {
  await page.evaluate(`{
    const data = new DataTransfer();
    data.items.add(new File(['name;phone'], ${JSON.stringify(name)}, { type: 'text/csv' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }`);
}
