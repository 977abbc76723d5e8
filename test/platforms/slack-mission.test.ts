// A whole mission in Slack: the bot as a process, the real Bolt against a local Slack, a person who types, taps and answers.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bot } from '../support/bot.ts';
import { isFullRun } from '../support/counts.ts';
import { type Environment, eventually, stateFolder } from '../support/programs.ts';
import { type SlackStandIn, startSlackStandIn } from '../support/slack-stand-in/slack-stand-in.ts';
import type { Post } from '../support/slack-stand-in/world.ts';
import { keepTranscript, MISSION_MS, SPEED, startPlatformBot } from './platform-bot.ts';
import { openedForm, read, seen, transcript } from './slack-person.ts';

let slack: SlackStandIn;
let folder: ReturnType<typeof stateFolder>;
let bot: Bot | undefined;

beforeEach(async () => {
  folder = stateFolder();
  slack = await startSlackStandIn();
  slack.people.set('U1', 'Ana');
  slack.people.set('U2', 'Ben');
});
afterEach(async ({ task }) => {
  await bot?.killGroup();
  bot = undefined;
  await slack.stop();
  keepTranscript(task.name, transcript(slack));
  folder.remove();
});

const open = async (env: Environment = {}): Promise<Bot> => {
  bot = await startPlatformBot(folder.path, {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.url,
    ...env,
  });
  return bot;
};

const has =
  (...parts: readonly string[]) =>
  (text: string): boolean =>
    parts.every((part) => text.includes(part));

/** `/mission new`, the vendors, Start; answers with the live card. */
async function startVendors(): Promise<Post> {
  await slack.sendSlash('new');
  await slack.press(await seen(slack, 'the choice', has('[*Compare 10 vendors]')), 'Compare 10 vendors');
  const preview = await seen(slack, 'the preview', has('READY TO START'));
  expect(read(preview)).toContain('SANDBOX');
  expect((await slack.press(preview, 'Start 10 calls')).acked).toBe(true);
  return seen(slack, 'the live card', (text) => /^# (RUNNING|WAITING)/.test(text));
}

const decision = (list: number): Promise<Post> =>
  seen(slack, `the decision on list ${list}`, has('# DECISION NEEDED', `[*Approve list ${list}]`), MISSION_MS);

/** The card waits for the decision: what came before it is posted and known to be, so a kill repeats nothing. */
const postedFor = (card: Post): Promise<Post> =>
  seen(
    slack,
    'the card that waits',
    (text, post) => post.ts === card.ts && /decision/i.test(text.split('\n')[0] ?? ''),
  );

/** Of everybody who is shown with a rank: `1` to the name. */
const ranked = (post: Post): readonly string[] =>
  [...read(post).matchAll(/^(\d+) {2}\*?(.+?)\*? · /gm)].map((match) => match[2] ?? '');

const decided = (post: Post, list: number): boolean => has('# APPROVED', `approved list ${list}`)(read(post));

const dialled = async (running: Bot): Promise<readonly string[]> =>
  (await running.stage().log()).flatMap((entry) => entry.dial?.to ?? []);

const file = (name: RegExp): Promise<string> =>
  eventually(
    () => `a file ${name}, there are ${slack.uploads().map((one) => one.name)}`,
    () =>
      slack
        .uploads()
        .find((one) => name.test(one.name) && one.content.length > 0 && one.channel !== undefined)
        ?.content.toString('utf8'),
  );

describe('a mission in Slack', () => {
  test('two rounds: answered while the bot is dead, confirmed, undone, approved again; one card, one thread, a table', {
    timeout: 3 * MISSION_MS,
  }, async () => {
    const killed = await open();
    const card = await startVendors();
    const first = await decision(1);
    expect(first.thread_ts).toBe(card.ts);
    const names = ranked(first);
    await postedFor(card);
    await killed.killGroup();
    await slack.sayInThread(first, 'yes, but 5 instead of 2', { silently: true });
    const running = await open();
    const echo = await seen(slack, 'the echo', has('NOT COUNTED YET'));
    expect(read(echo)).toMatch(
      new RegExp(`Out[^]*${names[1]}[^]*In[^]*${names[4]}[^]*Stay: 1 ${names[0]} · 3 ${names[2]}`),
    );
    const before = (await dialled(running)).length;
    // As fast as a real clock: the button comes before the first phone rings however busy the machine is.
    await running.stage().setClock({ speed: 1 });
    await slack.press(echo, 'Yes, list 2');
    await slack.press(await seen(slack, 'the yes', has('# APPROVED', '[Undo')), 'Undo: hold back 3 calls');
    const again = await decision(2);
    expect((await dialled(running)).length).toBe(before);
    await slack.press(again, 'Approve list 2');
    await running.stage().setClock({ speed: SPEED });
    const end = await seen(slack, 'the end', (text) => /^# DONE/.test(text), MISSION_MS);
    expect(end.thread_ts).toBe(card.ts);
    expect(new Set((await dialled(running)).slice(before)).size).toBe(3);
    expect(slack.posts().filter((post) => /^# (STARTING|RUNNING|WAITING|DONE|ENDED)/.test(read(post)))).toHaveLength(2);
    expect(slack.posts().filter((post) => read(post).includes('NOT COUNTED YET'))).toEqual([]);
    expect(card.edits).toBeGreaterThan(1);
    // Two decisions and the result ring in the channel; nothing else does.
    expect(slack.calls('chat.postMessage').filter(({ params }) => params.reply_broadcast === 'true')).toHaveLength(3);
    await slack.press(end, 'Table (CSV)');
    const table = await file(/\.csv$/);
    for (const name of names.slice(0, 3)) expect(table).toContain(name);
  });

  test.runIf(isFullRun)(
    'an own list through the forms, a bad row named, and the commands on it',
    { timeout: MISSION_MS },
    async () => {
      const running = await open();
      await running.stage().setClock({ speed: 1 });
      await slack.sendSlash('new');
      await slack.press(await seen(slack, 'the choice', has('[*Compare 10 vendors]')), 'Your own list');
      await openedForm(slack, 'New mission');
      const list =
        'name;phone;product\nAcme Print;+1 312 555 0101;mugs\nBad Row;12345;mugs\nBorealis;+1 612 555 0112;mugs\n';
      await slack.submitView({ name: 'Mug prices', list: { name: 'mugs.csv', content: list } });
      await fillIn('What to say and ask', {
        say: 'Ask for the price of {{product}}.',
        fields: 'Price in USD (number, needed, lower is better)',
      });
      await fillIn('When and why', { basis: 'Public business number', days: 'Mon-Sun', hours: '9:00-20:00' });
      const preview = await seen(slack, 'the preview', has('READY TO START', 'Mug prices'));
      expect(read(preview)).toContain('row 3');
      await slack.press(preview, 'See refused rows');
      expect(await file(/refused/)).toContain('12345');
      await slack.press(preview, 'Start 2 calls');
      const card = await seen(slack, 'the live card', (text) => /^# (STARTING|RUNNING|WAITING).*Mug prices/.test(text));
      await slack.sendSlash('list');
      await seen(slack, 'the list', (text, post) => post.ts > card.ts && has('M-101', 'Mug prices')(text));
      await slack.sendSlash('pause M-101 lunch');
      await seen(slack, 'that it is paused', has('Paused by Ana'));
      await eventually(
        () => `a paused card: ${read(card)}`,
        () => (read(card).startsWith('# PAUSED') ? true : undefined),
      );
      await slack.sayInThread(card, `<@${slack.botUser}> resume`);
      await seen(slack, 'that it goes on', has('Resumed by Ana'));
      await slack.sendSlash('status M-101');
      await seen(slack, 'its card again', (text, post) => post.ts > card.ts && /^# .*Mug prices/.test(text));
      await slack.sendSlash('doctor');
      await seen(slack, 'the doctor', has('Slack'));
      await slack.sendSlash('help');
      await seen(slack, 'the help', has('/mission new', '/mission doctor'));
      await running.stage().setClock({ speed: SPEED });
      await slack.sendSlash('cancel M-101');
      await seen(slack, 'the end', (text) => /^# (STOPPED|CANCELLED|ENDED)/.test(text));
    },
  );

  test('who has no right gets one polite sentence that nobody else sees', { timeout: MISSION_MS }, async () => {
    await open({ OPERATORS: 'slack:T1/U1' });
    await slack.sendSlash('new', { user: 'U2' });
    const told = await seen(slack, 'the sentence', () => true);
    expect(told.ephemeralFor).toBe('U2');
    expect(read(told)).toMatch(/Sorry, Ben, .*slack:T1\/U2 operator/);
    const card = await startVendors();
    await slack.press(card, 'Pause', { user: 'U2' });
    await eventually(
      () => 'a second sentence',
      () => (slack.posts().filter((post) => post.ephemeralFor === 'U2').length === 2 ? true : undefined),
    );
    expect(slack.posts().filter((post) => read(post).includes('Paused'))).toEqual([]);
  });

  test.runIf(isFullRun)(
    'a plain yes that came while the bot was dead counts once',
    { timeout: 2 * MISSION_MS },
    async () => {
      const killed = await open();
      const card = await startVendors();
      const asked = await decision(1);
      await postedFor(card);
      await killed.killGroup();
      await slack.sayInThread(asked, 'approved', { silently: true });
      await open();
      const approved = await seen(
        slack,
        'the yes',
        (text, post) => post.ts > asked.ts && has('# APPROVED', 'Ana approved list 1')(text),
      );
      await seen(slack, 'the end', (text) => /^# DONE/.test(text), MISSION_MS);
      expect(decided(asked, 1)).toBe(true);
      expect(slack.posts().filter((post) => post !== asked && decided(post, 1))).toEqual([approved]);
    },
  );
});

async function fillIn(title: string, values: Readonly<Record<string, string>>): Promise<void> {
  await openedForm(slack, title);
  await slack.submitView(values);
}
