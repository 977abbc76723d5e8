// Forms as a walk through their questions, with the real grammY: keys, words, files, errors, restarts, other people's talk.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Form } from '../../../src/chat/card.ts';
import { keysOf } from '../../support/telegram-stand-in/start-telegram-stand-in.ts';
import type { StoredMessage } from '../../support/telegram-stand-in/world.ts';
import { ANA, BEN, type Bench, closeBench, GROUP, note, openBench } from './telegram-bench.ts';

let bench: Bench;

const KIND: Form = {
  kind: 'form',
  id: 'new::kind',
  title: 'New mission',
  intro: 'Nobody is called before you have seen a preview.',
  fields: [
    {
      name: 'kind',
      label: 'What should the calls do?',
      type: 'choice',
      options: [
        { value: 'sweep', label: 'Ask everybody the same questions' },
        { value: 'rounds', label: 'Compare, then call the best again after a yes' },
      ],
      value: 'sweep',
    },
    { name: 'name', label: 'Name of the mission', type: 'text', placeholder: 'Price check November' },
    {
      name: 'list',
      label: 'Who is called',
      type: 'file-or-text',
      hint: 'A CSV file, or paste the lines.',
      optional: true,
    },
  ],
  submit: 'Go on',
  sandbox: true,
};

const PEOPLE: Form = {
  kind: 'form',
  id: 'change:M-104:gate-1:1',
  title: 'Change the list',
  fields: [
    {
      name: 'people',
      label: 'Who should be called next?',
      type: 'choices',
      options: Array.from({ length: 25 }, (_, index) => ({
        value: `t${index + 1}`,
        label: `${index + 1} Person ${index + 1}`,
      })),
      value: 't1,t3',
    },
  ],
  submit: 'Show my list',
  sandbox: true,
};

beforeEach(async () => {
  bench = await openBench();
  bench.desk.answers = (inbound) => {
    if (inbound.kind === 'submitted') return [{ how: 'post', place: inbound.place, message: note('Understood.') }];
    if (inbound.kind !== 'said' || !inbound.text.startsWith('/')) return [];
    const form = inbound.text === '/new' ? KIND : inbound.text === '/change' ? PEOPLE : undefined;
    return form === undefined ? [] : [{ how: 'form', place: inbound.place, actor: inbound.actor, form }];
  };
  await bench.surface.start(bench.desk);
});
afterEach(() => closeBench(bench));

/** The question that stands now and shows these words. */
async function question(words: string, chat = ANA.id): Promise<StoredMessage> {
  return vi.waitFor(
    async () => {
      const rows = (await bench.tables.walks.entries()).map(([, row]) => row);
      const ids = rows.flatMap((row) =>
        row.kind === 'open' && row.question?.step === row.step ? [Number(row.question.id)] : [],
      );
      const found = bench.telegram.messages(chat).find((one) => ids.includes(one.id) && one.text.includes(words));
      if (found === undefined)
        throw new Error(`"${words}" is not asked; ${bench.telegram.messages(chat).at(-1)?.text}`);
      return found;
    },
    { timeout: 10_000, interval: 10 },
  );
}

const submitted = async (nth = 1) => {
  const { form, values, files, actor } = await bench.accepted('submitted', nth);
  return {
    form,
    values,
    actor: actor.id,
    files: files.map(({ name, base64 }) => [name, Buffer.from(base64, 'base64').toString()]),
  };
};

test('one question after the other: a tap, words, a file; then it is handed in once and answered', async () => {
  bench.telegram.say(ANA, '/new');
  const first = await question('What should the calls do?');
  expect(first.text).toContain('SANDBOX · New mission · question 1 of 3');
  expect(keysOf(first)).toEqual([
    '✓ Ask everybody the same questions',
    'Compare, then call the best again after a yes',
    'Cancel',
  ]);
  bench.telegram.press(ANA, first, 'Compare');
  const second = await question('Name of the mission');
  expect(second.id).toBe(first.id);
  bench.telegram.say(ANA, 'Printers & mugs <3');
  const third = await question('Who is called');
  expect(third.id).not.toBe(first.id);
  expect(keysOf(third)).toEqual(['Skip', 'Back', 'Cancel']);
  bench.telegram.sendDocument(ANA, 'vendors.csv', 'Acme,+13125550101');
  expect(await submitted()).toEqual({
    form: 'new::kind',
    actor: 'telegram:101',
    values: { kind: 'rounds', name: 'Printers & mugs <3', list: '' },
    files: [['vendors.csv', 'Acme,+13125550101']],
  });
  await bench.telegram.message((one) => one.text.includes('Understood.'));
  expect(third.text).toContain('Sent off.');
  expect(keysOf(third)).toEqual([]);
  bench.telegram.say(ANA, 'thanks');
  expect((await bench.accepted('said', 2)).text).toBe('thanks');
});

test('a started walk survives a restart in the middle, with the answers so far', async () => {
  bench.telegram.say(ANA, '/new');
  const first = await question('What should the calls do?');
  bench.telegram.press(ANA, first, 'Compare');
  await question('Name of the mission');
  await bench.restart();
  bench.telegram.say(ANA, 'After the restart');
  await question('Who is called');
  await bench.restart();
  bench.telegram.say(ANA, 'skip');
  expect((await submitted()).values).toEqual({ kind: 'rounds', name: 'After the restart', list: '' });
});

test('an answer that was kept but whose next question was never shown is followed by it after a restart', async () => {
  bench.telegram.say(ANA, '/new');
  const first = await question('What should the calls do?');
  bench.telegram.faults.push({ method: 'editMessageText', status: 400, description: 'Bad Request: wrong', times: 1 });
  bench.telegram.press(ANA, first, 'Compare');
  await bench.telegram.until(() => bench.logged.length > 0);
  await bench.restart();
  await question('Name of the mission');
});

test('back shows the question before with its answer; cancel ends it and hands nothing in', async () => {
  bench.telegram.say(ANA, '/new');
  bench.telegram.press(ANA, await question('What should the calls do?'), 'Compare');
  bench.telegram.press(ANA, await question('Name of the mission'), 'Back');
  const again = await question('What should the calls do?');
  await bench.telegram.until(() => keysOf(again).some((key) => key.startsWith('✓ Compare')));
  bench.telegram.say(ANA, '/cancel');
  await bench.telegram.until(() => again.text.includes('Cancelled. Nothing was sent off.'));
  expect(bench.desk.inbox.map((one) => one.kind)).toEqual(['said']);
});

test('what the desk does not take is asked again, only that, with the reason', async () => {
  bench.desk.errors = (values) => (values.name === 'Bad' ? { name: 'That name is taken.' } : {});
  bench.telegram.say(ANA, '/new');
  bench.telegram.press(ANA, await question('What should the calls do?'), '✓ Ask');
  await question('Name of the mission');
  bench.telegram.say(ANA, 'Bad');
  bench.telegram.press(ANA, await question('Who is called'), 'Skip');
  const again = await question('That name is taken.');
  expect(again.text).toContain('Name of the mission');
  expect(bench.desk.inbox.filter((one) => one.kind === 'submitted')).toEqual([]);
  bench.telegram.say(ANA, 'Good');
  expect((await submitted()).values).toEqual({ kind: 'sweep', name: 'Good', list: '' });
});

test('in a group only the person’s own reply to the question is an answer; what others say is said', async () => {
  bench.telegram.say(ANA, '/new', { chat: GROUP });
  bench.telegram.press(ANA, await question('What should the calls do?', GROUP), '✓ Ask');
  const asked = await question('Name of the mission', GROUP);
  expect(asked.text).toContain('Ana Lopez: Reply to this message.');
  bench.telegram.reply(BEN, asked, 'Ben’s name for it');
  expect((await bench.accepted('said', 2)).text).toBe('Ben’s name for it');
  bench.telegram.say(ANA, 'lunch?', { chat: GROUP });
  expect((await bench.accepted('said', 3)).text).toBe('lunch?');
  bench.telegram.press(BEN, asked, 'Cancel');
  await bench.telegram.until(() => bench.telegram.world.answers.at(-1)?.text === 'That form is closed.');
  bench.telegram.reply(ANA, asked, 'Ana’s name');
  bench.telegram.press(ANA, await question('Who is called', GROUP), 'Skip');
  expect((await submitted()).values.name).toBe('Ana’s name');
});

test('with a form open, a command and a reply to another message go their own ways; so does a plain yes half a day later', async () => {
  const posted = await bench.surface.post({ surface: 'telegram', channel: String(ANA.id) }, note('Approve list 1?'));
  const other = await bench.telegram.message((one) => String(one.id) === posted.id);
  bench.telegram.say(ANA, '/new');
  bench.telegram.press(ANA, await question('What should the calls do?'), '✓ Ask');
  await question('Name of the mission');
  bench.telegram.say(ANA, '/status M-104');
  expect((await bench.accepted('said', 2)).text).toBe('/status M-104');
  bench.telegram.reply(ANA, other, 'approved');
  expect(await bench.accepted('said', 3)).toMatchObject({ text: 'approved', answers: posted.id });
  bench.wallMs += 13 * 60 * 60_000;
  bench.telegram.say(ANA, 'yes');
  expect((await bench.accepted('said', 4)).text).toBe('yes');
});

test('many choices: ticks by tap on any page, by number in words, in the order of the form', async () => {
  bench.telegram.say(ANA, '/change');
  const asked = await question('Who should be called next?');
  expect(keysOf(asked)).toContain('✓ 1 Person 1');
  bench.telegram.press(ANA, asked, 'Page 2 of 2');
  await bench.telegram.until(() => keysOf(asked).includes('25 Person 25'));
  bench.telegram.press(ANA, asked, '25 Person 25');
  await bench.telegram.until(() => keysOf(asked).includes('✓ 25 Person 25'));
  bench.telegram.press(ANA, asked, 'Done');
  expect((await submitted()).values.people).toBe('t1,t3,t25');
  bench.telegram.say(ANA, '/change');
  await question('Who should be called next?');
  bench.telegram.say(ANA, '2, 5');
  expect((await submitted(2)).values.people).toBe('t2,t5');
});

test('a tap on a question that was answered, or on an older form, changes nothing and says so', async () => {
  bench.telegram.say(ANA, '/new');
  const first = await question('What should the calls do?');
  const data = first.keyboard.flat()[0]?.callback_data ?? '';
  bench.telegram.press(ANA, first, 'Compare');
  await question('Name of the mission');
  bench.telegram.pressData(ANA, first, data);
  await bench.telegram.until(() => bench.telegram.world.answers.at(-1)?.text === 'That question was answered already.');
  bench.telegram.say(ANA, '/change');
  await question('Who should be called next?');
  await bench.telegram.until(() => first.text.includes('Put aside for another form.'));
  bench.telegram.pressData(ANA, first, data);
  await bench.telegram.until(() => bench.telegram.world.answers.at(-1)?.text === 'That form is closed.');
});

test('a long paste that Telegram cuts into two messages is one answer', async () => {
  const lines = Array.from({ length: 170 }, (_, index) => `Firm number ${index}, +1312555${String(1000 + index)}`);
  bench.telegram.say(ANA, '/new');
  bench.telegram.press(ANA, await question('What should the calls do?'), '✓ Ask');
  await question('Name of the mission');
  bench.telegram.say(ANA, 'Long');
  await question('Who is called');
  bench.telegram.say(ANA, lines.slice(0, 138).join('\n'));
  const more = await question('Send the rest of it');
  expect(keysOf(more)).toContain('Keep it');
  bench.telegram.say(ANA, lines.slice(138).join('\n'));
  expect((await submitted()).values.list).toBe(lines.join('\n'));
});

test('an answer that cannot be written down is not confirmed, and counts when it comes again', async () => {
  bench.telegram.say(ANA, '/change');
  const asked = await question('Who should be called next?');
  bench.desk.failures = 1;
  bench.telegram.press(ANA, asked, 'Done');
  expect((await submitted()).values.people).toBe('t1,t3');
  await bench.telegram.until(() => asked.text.includes('Sent off.'));
  await bench.telegram.message((one) => one.text.includes('Understood.'));
  expect(bench.desk.handled.filter((one) => one.kind === 'submitted')).toHaveLength(1);
});

test('a form without a person at hand is a message whose button opens it for whoever taps', async () => {
  await bench.surface.post({ surface: 'telegram', channel: String(GROUP) }, KIND);
  const open = await bench.telegram.message((one) => one.chat === GROUP);
  bench.telegram.press(BEN, open, 'Fill it in');
  const asked = await question('What should the calls do?', GROUP);
  expect(asked.text).toContain('Ben: Tap one.');
});
