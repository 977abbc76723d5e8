// The real grammY against a local Bot API: what people say and tap reaches the desk once, and what the bot says stands there.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { keysOf } from '../../support/telegram-stand-in/start-telegram-stand-in.ts';
import { ANA, BEN, type Bench, closeBench, GROUP, note, openBench } from './telegram-bench.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => closeBench(bench));

const start = () => bench.surface.start(bench.desk);
const inGroup = { surface: 'telegram', channel: String(GROUP) } as const;

const CARD: Card = {
  kind: 'card',
  state: 'RUNNING',
  name: 'Vendor selection',
  ref: 'M-104',
  sandbox: true,
  headline: [{ bold: '4 of 10 asked' }],
  blocks: [],
  next: ['Next: call ', { time: Date.UTC(2026, 10, 24, 14, 0), style: 'time' }, ' (9:00 theirs).'],
  buttons: [
    { action: 'pause', value: 'M-104', label: 'Pause', style: 'primary' },
    { action: 'results', value: 'M-104', label: 'Results so far' },
    {
      action: 'cancel',
      value: 'M-104',
      label: 'Stop 6 planned calls',
      style: 'danger',
      confirm: 'Stop 6 planned calls of "Vendor selection"?',
    },
    { action: 'note', value: 'M-104', label: 'Note' },
  ],
  lock: 'SANDBOX · "Vendor selection" has started',
};

test('the menu has every command of the desk under a name that Telegram takes, /mission first', async () => {
  await start();
  expect(bench.telegram.world.commands.map((one) => one.command)).toEqual(['mission', 'new', 'status', 'add_result']);
});

test('a command in private is said, addressed, with who it was; the answer stands in the chat', async () => {
  bench.desk.answers = ({ place }) => [{ how: 'post', place, message: note('There is no mission yet.') }];
  await start();
  const id = bench.telegram.say(ANA, '/mission list');
  expect(await bench.accepted('said')).toEqual({
    kind: 'said',
    id: `telegram:101/${id}`,
    actor: { id: 'telegram:101', name: 'Ana Lopez' },
    place: { surface: 'telegram', channel: '101' },
    text: '/mission list',
    files: [],
    addressed: true,
  });
  const answer = await bench.telegram.message((one) => one.chat === ANA.id);
  expect(answer.text).toBe('SANDBOX · There is no mission yet.');
});

test('in a group: talk is heard but not addressed, a mention is, another bot’s command is nobody’s business', async () => {
  await start();
  bench.telegram.say(ANA, '/status@another_bot', { chat: GROUP });
  bench.telegram.say(ANA, 'what about lunch', { chat: GROUP });
  bench.telegram.say(BEN, '@callsheet_test_bot approved', { chat: GROUP });
  expect((await bench.accepted('said', 1)).addressed).toBe(false);
  expect(await bench.accepted('said', 2)).toMatchObject({
    text: 'approved',
    addressed: true,
    actor: { id: 'telegram:102' },
  });
});

test('a reply names the message it answers and stays in the thread that the card began', async () => {
  await start();
  const live = await bench.surface.post(inGroup, CARD);
  expect(live.place).toEqual({ ...inGroup, thread: live.id });
  const posted = await bench.surface.post(live.place, note('First answer.'));
  expect(posted.place.thread).toBe(live.id);
  const message = await bench.telegram.message((one) => String(one.id) === posted.id);
  expect(message.replyTo).toBe(Number(live.id));
  bench.telegram.reply(ANA, message, 'only 1 and 3');
  const said = await bench.accepted('said');
  expect(said).toMatchObject({ answers: posted.id, addressed: true, place: { ...inGroup, thread: live.id } });
  // Ben answers Ana, not the bot: still the same thread.
  const hers = bench.telegram.world.messages.find((one) => !one.fromBot);
  if (hers === undefined) throw new Error('Ana said nothing');
  bench.telegram.reply(BEN, hers, 'agreed');
  expect(await bench.accepted('said', 2)).toMatchObject({ addressed: false, place: { thread: live.id } });
});

test('in a forum topic the card, its thread and the answers stay in the topic', async () => {
  bench.desk.answers = ({ place }) => [{ how: 'post', place, message: CARD }];
  await start();
  bench.telegram.say(ANA, '/new', { chat: GROUP, topic: 7 });
  expect((await bench.accepted('said')).place).toEqual({ ...inGroup, thread: 'topic:7' });
  const card = await bench.telegram.message((one) => one.topic === 7);
  expect(card.replyTo).toBeUndefined();
  await vi.waitFor(async () =>
    expect(await bench.tables.messages.get(`${GROUP}/${card.id}`)).toMatchObject({ topic: 7 }),
  );
  const after = await bench.surface.post({ ...inGroup, thread: String(card.id) }, note('Round 1 is done.'));
  expect(await bench.telegram.message((one) => String(one.id) === after.id)).toMatchObject({
    topic: 7,
    replyTo: card.id,
  });
});

test('a tap is accepted, then answered; More shows the rest; a dangerous button needs a second tap', async () => {
  await start();
  const { id } = await bench.surface.post(inGroup, CARD);
  const card = await bench.telegram.message((one) => String(one.id) === id);
  expect(keysOf(card)).toEqual(['Pause', 'Results so far', 'Stop 6 planned calls', 'More…']);
  expect(card.keyboard.map((row) => row.length)).toEqual([2, 2]);
  expect(card.text.split('\n')[0]).toBe('SANDBOX · RUNNING · Vendor selection');
  expect(card.text).toContain('4 of 10 asked · M-104');
  expect(card.text).toContain('Next: call 15:00 Berlin (9:00 theirs).');

  bench.telegram.press(ANA, card, 'More…');
  await bench.telegram.until(() => keysOf(card).includes('Note'));
  expect(keysOf(card)).toEqual(['Pause', 'Results so far', 'Stop 6 planned calls', 'Note']);

  bench.telegram.press(ANA, card, 'Stop 6');
  await bench.telegram.until(() => keysOf(card)[0]?.startsWith('Yes'));
  expect(keysOf(card)).toEqual(['Yes, stop 6 planned calls', 'No, go back']);
  expect(bench.telegram.world.answers.at(-1)?.text).toBe('Stop 6 planned calls of "Vendor selection"?');
  expect(bench.desk.inbox).toEqual([]);
  // An edit of the live card meanwhile does not take the second tap away.
  await bench.surface.edit({ id, place: inGroup }, { ...CARD, headline: ['5 of 10 asked'] });
  expect(card.text).toContain('5 of 10 asked');
  expect(keysOf(card)[0]).toBe('Yes, stop 6 planned calls');

  bench.telegram.press(ANA, card, 'Yes');
  const pressed = await bench.accepted('pressed');
  expect(pressed).toMatchObject({ action: 'cancel', value: 'M-104', message: id, place: { ...inGroup, thread: id } });
  await bench.telegram.until(() => bench.telegram.world.answers.at(-1)?.text === 'Noted.');
  await bench.telegram.until(() => keysOf(card).includes('Pause'));
});

test('no yes is lost: while it cannot be written down the offset stands still, and the person is told', async () => {
  bench.desk.failures = 2;
  await start();
  bench.telegram.say(ANA, 'approved');
  await bench.telegram.message((one) => one.text.startsWith('That did not count yet'));
  const update = bench.telegram.world.updates[0]?.update_id ?? 0;
  expect(update).toBeGreaterThan(0);
  expect(bench.telegram.confirmed).toBeLessThanOrEqual(update);
  expect((await bench.accepted('said')).text).toBe('approved');
  await bench.telegram.until(() => bench.telegram.confirmed > update);
  expect(bench.telegram.confirmed).toBe(update + 1);
});

test('an update that comes again after a restart is handled once', async () => {
  await start();
  bench.telegram.say(ANA, 'approved');
  const [again] = bench.telegram.world.updates;
  await bench.accepted('said');
  await bench.surface.stop();
  // Killed between the inbox write and the next request: Telegram still has it.
  bench.telegram.world.updates = again === undefined ? [] : [again];
  bench.telegram.say(BEN, 'said after it');
  await bench.restart();
  await bench.telegram.until(() => bench.desk.handled.length === 2);
  expect(bench.desk.handled.map((one) => (one.kind === 'said' ? one.text : ''))).toEqual(['approved', 'said after it']);
});

test('a document is fetched and handed over whole', async () => {
  await start();
  const csv = 'name;phone\nAcme Größe;+49 30 1234567\n';
  bench.telegram.sendDocument(ANA, 'vendors.csv', csv, { caption: 'call these' });
  const said = await bench.accepted('said');
  expect(said.text).toBe('call these');
  expect(said.files.map(({ name, base64 }) => [name, Buffer.from(base64, 'base64').toString()])).toEqual([
    ['vendors.csv', csv],
  ]);
});

test('a file that is too large is refused in one sentence that names it', async () => {
  await start();
  bench.telegram.sendDocument(ANA, 'huge.csv', Buffer.alloc(10 * 1024 * 1024 + 1));
  const answer = await bench.telegram.message((one) => one.chat === ANA.id);
  expect(answer.text).toBe('"huge.csv" is larger than 10 MB: send a smaller file, or split the list.');
});

test('files go out as documents in the thread', async () => {
  await start();
  const live = await bench.surface.post(inGroup, CARD);
  const files = [{ name: 'M-104.csv', mime: 'text/csv', text: 'name,price\nAcme,12\n' }];
  await bench.surface.post(live.place, note('The table.', { files }));
  const sent = await bench.telegram.message((one) => one.file !== undefined);
  expect(sent).toMatchObject({ file: { name: 'M-104.csv', text: 'name,price\nAcme,12\n' }, replyTo: Number(live.id) });
  expect(sent.text).toContain('SANDBOX');
});

test('edits: the same text again is fine; a message that is gone is posted anew and stays the same to the rest of the bot', async () => {
  await start();
  const live = await bench.surface.post(inGroup, CARD);
  await bench.surface.edit(live, CARD);
  const card = await bench.telegram.message((one) => String(one.id) === live.id);
  card.deleted = true;
  await bench.surface.edit(live, { ...CARD, headline: ['6 of 10 asked'] });
  const anew = await bench.telegram.message((one) => one.text.includes('6 of 10'));
  expect(anew.id).not.toBe(card.id);
  await bench.surface.edit(live, { ...CARD, headline: ['7 of 10 asked'] });
  expect(anew.text).toContain('7 of 10');
  bench.telegram.press(ANA, anew, 'Pause');
  expect(await bench.accepted('pressed')).toMatchObject({ message: live.id, place: { thread: live.id } });
  bench.telegram.reply(ANA, anew, 'well done');
  expect(await bench.accepted('said')).toMatchObject({ answers: live.id, place: { thread: live.id } });
});

test('private words in a group go to the private chat when it is known, else say no more than that they exist', async () => {
  bench.desk.answers = ({ place, actor }) => [
    { how: 'private', place, actor, message: note('Sorry, you may not do that.') },
  ];
  await start();
  bench.telegram.say(BEN, '/new', { chat: GROUP });
  const hint = await bench.telegram.message((one) => one.chat === GROUP);
  expect(hint.text).toContain('open a private chat with @callsheet_test_bot');
  expect(hint.text).not.toContain('Sorry');
  bench.telegram.say(BEN, '/start');
  await bench.telegram.message((one) => one.chat === BEN.id);
  bench.telegram.say(BEN, '/new', { chat: GROUP });
  await bench.telegram.until(() => bench.telegram.messages(BEN.id).length === 2);
  expect(bench.telegram.messages(GROUP)).toHaveLength(1);
  bench.telegram.world.closed.add(BEN.id);
  bench.telegram.say(BEN, '/new', { chat: GROUP });
  await bench.telegram.until(() => bench.telegram.messages(GROUP).length === 2);
});

test('429 is waited out, and the message arrives once', async () => {
  await start();
  bench.telegram.faults.push({
    method: 'sendMessage',
    status: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
  await bench.surface.post(inGroup, note('Calm.'));
  expect(bench.telegram.messages(GROUP)).toHaveLength(1);
  expect(bench.telegram.calls.filter((one) => one.method === 'sendMessage')).toHaveLength(2);
});

test('a tap is carried out at once, however slowly messages go out', async () => {
  await start();
  const card = await bench.surface.post(inGroup, CARD);
  const shown = await bench.telegram.message((one) => String(one.id) === card.id);
  const slow = { method: 'sendMessage', status: 429, description: 'Too Many Requests', parameters: { retry_after: 2 } };
  bench.desk.answers = ({ place }) => [{ how: 'post', place, message: note('Done.') }];
  bench.telegram.faults.push(slow);
  bench.telegram.say(ANA, '/status', { chat: GROUP });
  await bench.telegram.until(() => bench.desk.handled.length === 1);
  bench.telegram.press(BEN, shown, 'Pause');
  await bench.telegram.until(() => bench.desk.handled.length === 2);
  expect(bench.telegram.messages(GROUP)).toHaveLength(1);
  await bench.telegram.until(() => bench.telegram.messages(GROUP).length === 3);
});

test('an answer is sent again when the connection broke, and the message is not lost', async () => {
  bench.desk.answers = ({ place }) => [{ how: 'post', place, message: note('Done.') }];
  await start();
  bench.telegram.broken.push('sendMessage');
  bench.telegram.say(ANA, '/status');
  await bench.telegram.message((one) => one.text.includes('Done.'));
});

test('a refused token is one sentence with the cure, and nothing goes on', async () => {
  const surface = bench.makeSurface('1:wrong-token-wrong-token-wrong-token-x');
  await expect(surface.start(bench.desk)).rejects.toThrow('Telegram refused the token: set TELEGRAM_BOT_TOKEN');
  await surface.stop();
});

test('a second poller is named once and in check; when it is gone the bot goes on', async () => {
  const conflict = {
    method: 'getUpdates',
    status: 409,
    description: 'Conflict: terminated by other getUpdates request',
    times: 2,
  };
  bench.telegram.faults.push(conflict);
  await start();
  await bench.telegram.until(() => bench.logged.length > 0);
  const trouble = (await bench.surface.check()).filter((one) => !one.ok);
  expect(trouble.map((one) => one.sentence)).toEqual([
    'A second program uses the same Telegram token: stop the other one; I try again by myself.',
  ]);
  bench.telegram.say(ANA, '/status');
  await bench.accepted('said');
  await bench.telegram.until(() => bench.logged.length === 2);
  expect(bench.logged.filter((one) => one.includes('second program'))).toHaveLength(1);
});

test('check: token, webhook set elsewhere, a group the bot was thrown out of', async () => {
  await start();
  bench.telegram.say(ANA, '/status', { chat: GROUP });
  await bench.accepted('said');
  expect((await bench.surface.check()).every((one) => one.ok)).toBe(true);
  bench.telegram.world.webhook = 'https://elsewhere.example/hook';
  bench.telegram.world.closed.add(GROUP);
  const wrong = (await bench.surface.check()).filter((one) => !one.ok).map((one) => one.sentence);
  expect(wrong).toContainEqual(expect.stringContaining('A webhook to elsewhere.example is set'));
  expect(wrong).toContainEqual(expect.stringContaining('not in "Group 1000" any more: add it again'));
});

test('it stops within two seconds, also in the middle of a long poll', async () => {
  await start();
  const from = performance.now();
  await bench.surface.stop();
  expect(performance.now() - from).toBeLessThan(2_000);
});
