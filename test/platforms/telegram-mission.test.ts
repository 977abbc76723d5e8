// A whole mission in Telegram: the bot as a process, the real grammY against a local Bot API, a person who writes and taps.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bot } from '../support/bot.ts';
import { isFullRun } from '../support/counts.ts';
import { type Environment, eventually, stateFolder } from '../support/programs.ts';
import {
  startTelegramStandIn,
  type TelegramStandIn,
  TOKEN,
} from '../support/telegram-stand-in/start-telegram-stand-in.ts';
import type { Person, StoredMessage } from '../support/telegram-stand-in/world.ts';
import { keepTranscript, MISSION_MS, SPEED, startPlatformBot } from './platform-bot.ts';
import { changes, seen, transcript } from './telegram-person.ts';

const ANA: Person = { id: 11, name: 'Ana', username: 'ana' };
const BEN: Person = { id: 12, name: 'Ben' };
const GROUP = -700;

let telegram: TelegramStandIn;
let folder: ReturnType<typeof stateFolder>;
let bot: Bot | undefined;

beforeEach(async () => {
  folder = stateFolder();
  telegram = await startTelegramStandIn();
});
afterEach(async ({ task }) => {
  await bot?.killGroup();
  bot = undefined;
  await telegram.stop();
  keepTranscript(task.name, `${transcript(telegram)}\n\n*** every change\n${changes(telegram)}`);
  folder.remove();
});

const open = async (env: Environment = {}): Promise<Bot> => {
  bot = await startPlatformBot(folder.path, { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url, ...env });
  return bot;
};

const has =
  (...parts: readonly string[]) =>
  (text: string): boolean =>
    parts.every((part) => text.includes(part));

const hasKey = (message: StoredMessage, label: string): boolean =>
  message.keyboard.flat().some((key) => key.text.startsWith(label));

const startsWith =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);

const CSV_HEAD = 'name,phone,product';
const VENDORS = [
  'Acme Print,+1 312 555 0101,brochures',
  'Borealis Press,+1 612 555 0112,brochures',
  'Cobalt Press,+1 602 555 0123,brochures',
  'Delta Works,+1 214 555 0134,brochures',
  'Elm & Sons,+1 503 555 0145,brochures',
];

/**
 * `/new`, one of the examples, a list of one's own as a document with a bad row at its end, the questions why and when they
 * may be called, Start; answers with the live card.
 */
async function startWith(example: string, people: readonly string[], chat: number): Promise<StoredMessage> {
  telegram.say(ANA, '/new', { chat });
  const choice = await seen(telegram, 'the choice', (_, one) => hasKey(one, example));
  telegram.press(ANA, choice, example);
  const preview = await seen(telegram, 'the preview', has('SANDBOX · READY TO START'));
  const list = [CSV_HEAD, ...people, 'Bad Row,12345,brochures'].join('\n');
  telegram.sendDocument(ANA, 'people.csv', list, { chat, replyTo: preview.id });
  const rows = `${people.length + 1} rows in people.csv: ${people.length} to call`;
  const unready = await seen(telegram, 'what is missing', has('NOT READY YET', rows, `row ${people.length + 2}`));
  telegram.press(ANA, unready, 'Say when and why');
  await answerWith('First call', '');
  await answerWith('When must it be done?', 'skip');
  await answerWith('Hours, in their own time', '8:00-20:00');
  await answerWith('Days', 'Mon-Sun');
  await answerWith('Who picks up?', '');
  await answerWith('Why may these people be called?', 'Public business number');
  const ready = await seen(telegram, 'the preview', has('READY TO START', `${people.length} to call`));
  telegram.press(ANA, ready, `Start ${people.length} calls`);
  return seen(telegram, 'the live card', startsWith(/^SANDBOX · (STARTING|RUNNING|WAITING)/));
}

const decision = (list: number): Promise<StoredMessage> =>
  seen(
    telegram,
    `the decision on list ${list}`,
    (text, one) => text.includes('DECISION NEEDED') && hasKey(one, `Approve list ${list}`),
    MISSION_MS,
  );

const dialled = async (running: Bot): Promise<readonly string[]> =>
  (await running.stage().log()).flatMap((entry) => entry.dial?.to ?? []);

const file = (name: RegExp): Promise<string> =>
  eventually(
    () => `a file ${name}`,
    () => telegram.messages().find((one) => one.file !== undefined && name.test(one.file.name))?.file?.text,
    // In a group it waits its turn behind what is said of the calls, twenty messages a minute.
    MISSION_MS,
  );

/** Both rounds in `chat`: a reply while the bot is dead, a confirmation, in private an undo and another yes, the table. */
async function playVendors(chat: number): Promise<void> {
  const killed = await open();
  const card = await startWith('Compare 10 vendors', VENDORS, chat);
  const first = await decision(1);
  await killed.killGroup();
  telegram.reply(ANA, first, 'yes, but 5 instead of 2');
  const running = await open();
  const echo = await seen(telegram, 'the echo', has('NOT COUNTED YET'));
  const before = (await dialled(running)).length;
  telegram.press(ANA, echo, 'Yes, list 2');
  if (chat === ANA.id) {
    // Only as fast as a real clock can the button come before the first phone rings: Telegram takes one message a second.
    await running.stage().setClock({ speed: 1 });
    const approved = await seen(telegram, 'the yes', (text, one) => text.includes('APPROVED') && hasKey(one, 'Undo'));
    telegram.press(ANA, approved, 'Undo');
    const again = await decision(2);
    expect((await dialled(running)).length).toBe(before);
    telegram.press(ANA, again, 'Approve list 2');
    await running.stage().setClock({ speed: SPEED });
  }
  const end = await seen(telegram, 'the end', startsWith(/^SANDBOX · DONE/), MISSION_MS);
  expect(new Set((await dialled(running)).slice(before)).size).toBe(3);
  expect(card.edits).toBeGreaterThan(1);
  expect(telegram.messages().every((one) => one.chat === chat)).toBe(true);
  telegram.press(ANA, end, 'Table (CSV)');
  expect((await file(/\.csv$/)).split('\n').length).toBeGreaterThan(5);
}

describe('a mission in Telegram', () => {
  // Telegram takes one message a second in a chat and twenty a minute in a group, and the bot keeps to it.
  test.runIf(isFullRun)(
    'a private chat: both rounds, answered while the bot is dead, undone and approved again',
    {
      timeout: 4 * MISSION_MS,
    },
    () => playVendors(ANA.id),
  );

  test.runIf(isFullRun)('a group: the same, by replies to the decision', { timeout: 4 * MISSION_MS }, () =>
    playVendors(GROUP),
  );

  test.runIf(isFullRun)(
    'an own list as a document, commands on the way, and its table',
    { timeout: MISSION_MS },
    async () => {
      const running = await open();
      await running.stage().setClock({ speed: 1 });
      await startWith('Ask 10 shops for their hours', VENDORS.slice(0, 2), ANA.id);
      telegram.say(ANA, '/pause M-101 lunch');
      await seen(telegram, 'that it is paused', has('Paused by Ana'));
      telegram.say(ANA, '/list');
      await seen(telegram, 'the list', has('M-101', 'Opening hours', 'paused'));
      telegram.say(ANA, '/resume');
      await seen(telegram, 'that it goes on', has('Resumed by Ana'));
      telegram.say(ANA, '/help');
      await seen(telegram, 'the help', has('/doctor:', '/cancel M-104:'));
      await running.stage().setClock({ speed: SPEED });
      const end = await seen(telegram, 'the end', startsWith(/^SANDBOX · DONE · Opening hours/), MISSION_MS);
      telegram.press(ANA, end, 'Table (CSV)');
      expect(await file(/\.csv$/)).toContain('Borealis');
    },
  );

  test.runIf(isFullRun)('everything asked question by question', { timeout: MISSION_MS }, async () => {
    await open();
    telegram.say(ANA, '/new');
    telegram.press(ANA, await seen(telegram, 'the choice', (_, one) => hasKey(one, 'Your own list')), 'Your own list');
    await answerWith('When you have the answers, what then?', 'Compare them in a table');
    await answerWith('Name of the mission', 'Mug prices');
    await answerWith('Who is called', 'Acme Print, +1 312 555 0101\nBorealis, +1 612 555 0112');
    await answerWith('On whose behalf do we call?', '');
    await answerWith('What should the assistant say and do?', 'Ask for the price of mugs.');
    await answerWith('The first sentence they hear', '');
    await answerWith('What to find out', 'Price in USD (number, needed, lower is better)');
    await answerWith('A text to whoever cannot be reached', 'Skip');
    await answerWith('First call', '');
    await answerWith('When must it be done?', 'skip');
    await answerWith('Hours, in their own time', '');
    await answerWith('Days', '');
    await answerWith('Who picks up?', '');
    await answerWith('Why may these people be called?', 'Public business number');
    await seen(telegram, 'the preview', has('READY TO START · Mug prices', '2 to call'));
  });

  test('in a group who has no right gets one polite sentence in private', { timeout: MISSION_MS }, async () => {
    await open({ ADMINS: `telegram:${ANA.id}` });
    telegram.say(ANA, '/admit', { chat: GROUP });
    await seen(telegram, 'that it is admitted', has('admitted'));
    telegram.say(BEN, '/new', { chat: GROUP });
    const hint = await seen(telegram, 'where the answer is', has('Ben, my answer is for you alone'));
    expect(hint).toMatchObject({ chat: GROUP, silent: true });
    telegram.say(BEN, '/start');
    await seen(telegram, 'an answer in private', (_, one) => one.chat === BEN.id);
    telegram.say(BEN, '/new', { chat: GROUP });
    const told = await seen(telegram, 'the sentence', has('Sorry, Ben', `telegram:${BEN.id}`));
    expect(told.chat).toBe(BEN.id);
    expect(telegram.messages(GROUP).filter((one) => one.text.includes('Sorry'))).toEqual([]);
  });
});

/** By the key with this label, in words, or, with nothing, as it stands. */
async function answerWith(question: string, answer: string): Promise<void> {
  const asked = await seen(telegram, `"${question}"`, (text) =>
    text.split('\n').some((line) => line.startsWith(question)),
  );
  const kept = asked.keyboard.flat().find((key) => key.text.startsWith('Keep it') || key.text.startsWith('✓'));
  if (answer === '' && kept !== undefined) telegram.press(ANA, asked, kept.text);
  else if (hasKey(asked, answer)) telegram.press(ANA, asked, answer);
  else if (asked.chat === ANA.id) telegram.say(ANA, answer);
  else telegram.reply(ANA, asked, answer);
}
