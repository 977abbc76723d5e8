import { describe, expect, it } from 'vitest';
import { ANNA, buttonCalled, createWorld, file, MAIN, textOf, type World } from '../desk/desk-world.ts';

const WORDS = {
  onBehalfOf: 'Northwind',
  say: 'Ask for the price of 500 mugs. We need them in May.',
  opening:
    'Hello, this is an AI assistant calling on behalf of Northwind. Am I speaking with {{name}}? It is about {{product}}. Do you have a moment?',
  fields:
    'Price in USD (number, needed, lower is better, weight 60)\nTwo colours (yes/no)\nMaterial (one of: paper / card)',
};
const WHEN = {
  start: 'tomorrow 14:30',
  hours: '9:00-17:00, not 12:00-14:00',
  days: 'Mon-Fri',
  recipients: 'professional',
  basis: 'Public business number',
};
const LIST =
  'name,phone,product\nAcme Print,+1 312 555 0101,mugs\nBorealis Press,+1 612 555 0112,printed mugs with two handles\n';

async function upToList(world: World, kind = 'sweep') {
  const choices = await world.say('/mission new');
  await world.press('new', buttonCalled(choices, /Your own list/).value);
  return world.submit('new::kind', { kind, name: 'Mug prices' }, { files: [file('mugs.csv', LIST)] });
}

describe('the guided flow', () => {
  it('asks page by page and starts what was written, word for word', async () => {
    const world = createWorld();
    const first = await upToList(world);
    expect(first).toMatchObject([{ how: 'form', form: { id: 'new:D-1:words' } }]);
    expect(await world.submit('new:D-1:words', WORDS)).toMatchObject([{ how: 'form', form: { id: 'new:D-1:when' } }]);
    const preview = await world.submit('new:D-1:when', WHEN);
    expect(textOf(preview)).toContain('READY TO START');
    expect(textOf(preview)).toContain('Acme Print? It is about mugs.');
    expect(textOf(preview)).toContain('printed mugs with two handles');
    await world.press('start', buttonCalled(preview, /^Start 2 calls$/).value);

    const command = world.sent[0]?.command;
    if (command?.type !== 'StartMission') throw new Error('not started');
    expect(command.brief).toMatchObject({
      name: 'Mug prices',
      class: 'sweep',
      request: WORDS.say,
      onBehalfOf: 'Northwind',
      recipients: 'professional',
      basis: 'Public business number',
      hours: { days: [1, 2, 3, 4, 5], open: { from: 540, to: 1020 }, closed: [{ from: 720, to: 840 }] },
      startAtMs: Date.UTC(2026, 10, 24, 13, 30),
    });
    expect(command.brief.rounds[0]?.fields).toMatchObject([
      { name: 'price', label: 'Price', type: 'number', unit: 'USD', required: true },
      { name: 'two_colours', type: 'boolean' },
      { name: 'material', type: 'choice', options: ['paper', 'card'] },
    ]);
    expect(command.brief.rounds[0]?.ranking).toEqual([{ field: 'price', weight: 60, better: 'lower' }]);
    expect(command.source).toEqual({ name: 'mugs.csv', rows: 2 });
  });

  it('asks for the second call as well where people are compared', async () => {
    const world = createWorld();
    await upToList(world, 'rounds');
    expect(await world.submit('new:D-1:words', WORDS)).toMatchObject([{ form: { id: 'new:D-1:second' } }]);
    const second = {
      say: 'Ask about references.',
      opening: WORDS.opening,
      fields: 'References (yes/no, yes is better)',
    };
    expect(await world.submit('new:D-1:second', second)).toMatchObject([{ form: { id: 'new:D-1:when' } }]);
    const preview = await world.submit('new:D-1:when', WHEN);
    // Three cannot be proposed out of two.
    expect(textOf(preview)).toContain('NOT READY YET');
    expect(textOf(preview)).toContain('3 cannot be proposed out of 2 people');
    const ready = await world.submit('new:D-1:people', {
      approvers: '',
      quorum: '1',
      shortlist: '1',
      language: 'en-US',
      voice: '',
    });
    expect(textOf(ready)).toContain('READY TO START');
  });

  it('shows each error beside its field and keeps what was typed', async () => {
    const world = createWorld();
    await upToList(world);
    const bad = { ...WORDS, onBehalfOf: '', fields: 'Price (number, cheaper is better)' };
    const errors = await world.desk.check('new:D-1:words', bad, [], ANNA);
    expect(Object.keys(errors).sort()).toEqual(['fields', 'onBehalfOf']);
    expect(errors.fields).toContain('Line 1: "cheaper is better" is not understood');
    const [again] = await world.submit('new:D-1:words', bad);
    if (again?.how !== 'form') throw new Error('no form');
    expect(again.form.fields.find((field) => field.name === 'fields')).toMatchObject({
      value: bad.fields,
      error: errors.fields,
    });
    expect(again.form.fields.find((field) => field.name === 'say')?.value).toBe(bad.say);
  });

  it('takes a file that is dropped into the chat at any time', async () => {
    const world = createWorld();
    await world.submit('new::kind', { kind: 'sweep', name: 'Mug prices' });
    await world.submit('new:D-1:words', WORDS);
    const replies = await world.say('', { files: [file('mugs.csv', LIST)], addressed: false });
    expect(textOf(replies)).toContain('2 people read from mugs.csv');
    expect(world.tables.drafts.get('D-1')?.list?.targets).toHaveLength(2);
  });

  it('a file without a draft begins one, and a pasted list does too', async () => {
    const dropped = createWorld();
    const choices = await dropped.say('', { files: [file('mugs.csv', LIST)] });
    expect(textOf(choices)).toContain('What shall I do with them?');
    const preview = await dropped.press('new', buttonCalled(choices, /Compare/).value);
    expect(textOf(preview)).toContain('mugs.csv');
    const pasted = createWorld();
    expect(textOf(await pasted.say('Acme Print, +1 312 555 0101\nBorealis, +1 612 555 0112'))).toContain(
      '2 people read from the pasted list',
    );
  });

  it('is still there after a restart, and only for its author', async () => {
    const world = createWorld();
    await upToList(world);
    const after = world.restarted();
    const form = await after.form('edit', 'D-1:words', ANNA);
    expect(form?.id).toBe('new:D-1:words');
    expect(await after.form('edit', 'D-1:words', { id: 'console:ben', name: 'Ben' })).toBeUndefined();
    const stranger = await world.press('start', 'D-1:x', { actor: { id: 'console:ben', name: 'Ben' } });
    expect(textOf(stranger)).toContain("Anna's draft");
    expect(stranger[0]?.how).toBe('private');
    expect(textOf(await world.say('hello'))).toContain('unfinished draft, "Mug prices"');
  });

  it('refused rows come as a file', async () => {
    const world = createWorld();
    await world.submit(
      'new::kind',
      { kind: 'sweep', name: 'Mugs' },
      { files: [file('mugs.csv', `${LIST}Short,123,x\n`)] },
    );
    const [reply] = await world.press('refused-rows', 'D-1');
    if (reply?.how !== 'post' || reply.message.kind !== 'note') throw new Error('no note');
    expect(reply.message.files?.[0]?.name).toBe('SANDBOX-D-1-refused-rows.csv');
    expect(reply.message.files?.[0]?.text).toContain('Short');
  });

  it('discards on demand', async () => {
    const world = createWorld();
    await world.press('new', ':vendor-selection');
    await world.press('discard', 'D-1');
    expect(textOf(await world.press('preview', 'D-1'))).toContain('was discarded');
    expect(world.sent).toHaveLength(0);
  });

  it('keeps the words that came with the command as the request', async () => {
    const world = createWorld();
    const choices = await world.say('/mission new find us a printer for 1,000 mugs');
    const preview = await world.press('new', buttonCalled(choices, /Compare/).value);
    await world.press('start', buttonCalled(preview, /^Start/).value);
    const command = world.sent[0]?.command;
    expect(command?.type === 'StartMission' && command.brief.request).toBe('find us a printer for 1,000 mugs');
  });

  it('every form fits a modal: at most six fields, ids of at most 60 bytes', async () => {
    const world = createWorld();
    await upToList(world, 'rounds');
    for (const step of ['kind', 'words', 'second', 'numbers', 'when', 'people']) {
      const form = await world.desk.form('edit', `D-1:${step}`, ANNA);
      expect(form?.fields.length).toBeLessThanOrEqual(6);
      expect(Buffer.byteLength(form?.id ?? '')).toBeLessThanOrEqual(60);
    }
    expect(MAIN.surface).toBe('console');
  });
});
