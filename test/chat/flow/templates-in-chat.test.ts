/** Templates from chat: what they ask for, a mission once more, a mission kept as a template. */
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../src/chat/templates/parse.ts';
import type { Brief } from '../../../src/missions/brief.ts';
import { ANNA, buttonCalled, buttonsOf, createWorld, file, textOf, type World } from '../desk/desk-world.ts';

const REAL = { origin: { backend: 'telnyx', account: 'a1', sandbox: false }, organisation: 'Northwind' } as const;
const TABLES = 'name,phone\nTrattoria Roma,+1 212 555 0101\nZur Post,+1 212 555 0112\n';
const ANSWERS = {
  ask_party_size: '6',
  ask_day: 'Friday',
  ask_time: '7:30 pm',
  ask_booking_name: 'Sommer',
  ask_contact_phone: '',
  deadline: 'Wed 18:00',
};

type Shown = Awaited<ReturnType<World['press']>>;
const formOf = (replies: Shown) => {
  const reply = replies.find((one) => one.how === 'form');
  return reply?.how === 'form' ? reply.form : undefined;
};

function started(world: World): { readonly brief: Brief; readonly variables: Readonly<Record<string, string>> } {
  const command = world.sent.at(-1)?.command;
  if (command?.type !== 'StartMission') throw new Error('not started');
  return { brief: command.brief, variables: command.targets[0]?.details.private?.variables ?? {} };
}

/** A booking with the people and the answers of a person's own. */
async function booked(world: World, answers: Readonly<Record<string, string>> = ANSWERS) {
  const choices = await world.say('', { files: [file('tables.csv', TABLES)] });
  await world.press('new', buttonCalled(choices, /^Book a table at one of them$/).value);
  await world.submit('new:D-1:details', answers);
  const when = { start: 'now', deadline: 'Wed 18:00', hours: '9-17', days: 'Mon-Fri', recipients: 'service' };
  const preview = await world.submit('new:D-1:when', { ...when, basis: 'Public business number' });
  await world.press('start', buttonCalled(preview, /^Start 2 calls$/).value);
  return preview;
}

describe('what a template has to know', () => {
  it('R239 is asked before anything is scheduled, and until when it must be done', async () => {
    const world = createWorld(REAL);
    const form = formOf(await world.press('new', ':restaurant-booking'));
    expect(form?.id).toBe('new:D-1:details');
    expect(form?.fields.map(({ name, optional }) => [name, optional ?? false])).toEqual([
      ['ask_party_size', false],
      ['ask_day', false],
      ['ask_time', false],
      ['ask_booking_name', false],
      ['ask_contact_phone', true],
      ['deadline', true],
    ]);
    const errors = await world.desk.check('new:D-1:details', { ...ANSWERS, ask_day: '', ask_time: 'late' }, [], ANNA);
    expect(Object.keys(errors)).toEqual(['ask_day', 'ask_time']);
    // Whoever leaves the page meets the gap in the preview, not on the phone.
    const preview = textOf(await world.press('preview', 'D-1'));
    expect(preview).toContain('NOT READY YET');
    expect(preview).toContain(
      'Not known yet: "For how many people?", "On which day?", "At what time?" and "In whose name?"',
    );
    expect(preview).toContain('a table for (For how many people)');
    expect(world.sent).toHaveLength(0);
  });

  it('R239 goes along with each call, and is nowhere but with the people', async () => {
    const world = createWorld();
    const text = textOf(await booked(world));
    expect(text).toContain('For how many people: 6 · On which day: Friday 27 November · At what time: 19:30');
    expect(text).toContain('to book a table for 6');
    const { brief, variables } = started(world);
    expect(variables).toMatchObject({
      party_size: '6',
      day: 'Friday, November 27',
      time: '7:30 PM',
      booking_name: 'Sommer',
    });
    expect(brief.action?.what).toBe('book a table for 6');
    expect(brief.askedFor).toBe('Friday 27 November, 19:30');
    expect(brief.rounds[0]?.say).toContain('in the name of {{booking_name}}');
    expect(brief.deadlineAt).toBe(Date.UTC(2026, 10, 25, 17));
    expect(JSON.stringify(brief)).not.toContain('Sommer');
    expect(JSON.stringify([...world.tables.drafts])).not.toContain('Sommer');
  });

  it('in the sandbox the example answers itself: two taps', async () => {
    const world = createWorld();
    const preview = await world.press('new', ':restaurant-booking');
    expect(textOf(preview)).toContain('READY TO START');
    await world.press('start', buttonCalled(preview, /^Start 10 calls$/).value);
    expect(started(world).variables.booking_name).toBe('Rivera');
  });

  it('the answers of the example are gone when the people are somebody else', async () => {
    const world = createWorld();
    await world.press('new', ':restaurant-booking');
    const asked = await world.say('', { files: [file('tables.csv', TABLES)] });
    expect(formOf(asked)?.id).toBe('new:D-1:details');
    expect(formOf(asked)?.fields.map((field) => field.value)).not.toContain('Rivera');
  });
});

describe('choosing', () => {
  it('words that were asked with put the template that fits first', async () => {
    const world = createWorld();
    const choices = await world.say('/mission new a dentist appointment for Jordan');
    expect(buttonsOf(choices)[0]?.label).toBe('Book a dentist');
    expect(
      buttonsOf(await world.say('/mission new'))
        .slice(0, 3)
        .map((one) => one.label),
    ).toEqual(['Compare 10 vendors', 'Ask 10 shops for their hours', 'Your own list']);
  });

  it('a file that could not be read is named with its line', async () => {
    const base = createWorld();
    const faults = [{ file: 'templates/plumbers.yaml', line: 14, field: 'class', problem: 'Write sweep.' }];
    const world = createWorld({ templates: { ...base.deps.templates, faults } });
    expect(textOf(await world.say('/mission new'))).toContain('templates/plumbers.yaml, line 14, class: Write sweep.');
  });

  it('a template that is gone is said to be gone', async () => {
    expect(textOf(await createWorld().press('new', ':plumbers'))).toContain(
      'There is no template "plumbers" any more.',
    );
  });
});

describe('a mission once more', () => {
  it('with its people, in the same order of calls; what was told about the one occasion is asked again', async () => {
    const world = createWorld();
    await booked(world);
    const offered = await world.say('/mission clone M-101');
    const asked = await world.press('again', buttonCalled(offered, /^The same 2 people$/).value);
    const form = formOf(asked);
    expect(form?.id).toBe('new:D-2:details');
    // Words and numbers are proposed; a day and a time are over.
    const proposed = Object.fromEntries((form?.fields ?? []).map(({ name, value }) => [name, value]));
    expect(proposed).toMatchObject({ ask_party_size: '6', ask_day: '', ask_time: '', ask_booking_name: 'Sommer' });
    const preview = await world.submit('new:D-2:details', { ...ANSWERS, ask_party_size: '8' });
    expect(textOf(preview)).toContain('to book a table for 8');
    expect(world.tables.drafts.get('D-2')?.name).toBe('Table for an evening 2');
    await world.press('start', buttonCalled(preview, /^Start 2 calls$/).value);
    expect(started(world).variables.party_size).toBe('8');
  });

  it('R221 a negotiation keeps its order', async () => {
    const world = createWorld();
    const start = async (preview: Shown) => {
      await world.press('start', buttonCalled(preview, /^Start 5 calls$/).value);
      const command = world.sent.at(-1)?.command;
      if (command?.type !== 'StartMission') throw new Error('not started');
      return command.targets.map((one) => one.details.private?.name);
    };
    const first = await start(await world.press('new', ':roofer-quotes'));
    expect(first.at(-1)).toBe('Summit Roofing');
    const second = await start(await world.press('again', 'M-101'));
    expect(second).toEqual(first);
    const command = world.sent.at(-1)?.command;
    expect(command?.type === 'StartMission' && command.brief).toMatchObject({
      class: 'negotiation',
      order: 'weakest-first',
      template: 'roofer-quotes',
      mandate: { field: 'quote', nameCompetitor: false },
    });
  });

  it('with other people: the words alone', async () => {
    const world = createWorld();
    await booked(world);
    const asked = await world.press('clone', 'M-101');
    expect(formOf(asked)?.id).toBe('new:D-2:numbers');
    expect(world.tables.drafts.get('D-2')?.list).toBeUndefined();
    expect(JSON.stringify(world.tables.drafts.get('D-2')?.rounds)).toContain('{{booking_name}}');
  });

  it('a booking of one’s own proposes again what they need to know', async () => {
    const world = createWorld();
    await world.submit('new::kind', { kind: 'action', name: 'Mugs' }, { files: [file('tables.csv', TABLES)] });
    await world.submit('new:D-1:words', {
      onBehalfOf: 'Northwind',
      say: 'Order 500 mugs.',
      opening: 'Hello, an AI assistant on behalf of Northwind.',
      fields: 'Possible (yes/no)\nOrdered (yes/no)',
    });
    const action = {
      what: 'order mugs',
      available: 'possible',
      done: 'ordered',
      conditions: '',
      needs: 'Name: Sommer',
    };
    await world.submit('new:D-1:action', action);
    const when = {
      start: 'now',
      hours: '9-17',
      days: 'Mon-Fri',
      recipients: 'service',
      basis: 'They asked us to call',
    };
    await world.press('start', buttonCalled(await world.submit('new:D-1:when', when), /^Start/).value);
    const preview = await world.press('again', 'M-101');
    expect(textOf(preview)).toContain('Name: Sommer');
    const draft = world.tables.drafts.get('D-2');
    expect(draft).toMatchObject({ needs: [{ label: 'Name', value: 'Sommer' }], rounds: [{ say: 'Order 500 mugs.' }] });
    expect(draft?.list?.variables).toEqual([]);
  });
});

describe('a mission as a template', () => {
  it('is kept under a name, offered by new, and begins like any other; without people and without answers', async () => {
    const world = createWorld();
    await booked(world);
    const kept = await world.say('/mission save M-101 as Table at the office');
    expect(textOf(kept)).toContain('Kept M-101 as "Table at the office", without its people.');
    // Another process over the same tables.
    const { templates } = world.deps.tables;
    const again = createWorld({ tables: { ...createWorld().deps.tables, templates } });
    const choices = await again.say('/mission new');
    const numbers = await again.press('new', buttonCalled(choices, /^Table at the office$/).value);
    expect(formOf(numbers)?.id).toBe('new:D-1:numbers');
    const asked = await again.submit('new:D-1:numbers', {}, { files: [file('tables.csv', TABLES)] });
    expect(formOf(asked)?.fields.map((field) => field.name)).toContain('ask_party_size');
    const saved = await world.deps.tables.templates.get('table-at-the-office');
    expect(saved).toMatchObject({
      by: ANNA,
      mission: 'M-101',
      template: { action: { what: 'book a table for {{party_size}}' } },
    });
    expect(JSON.stringify(saved?.template)).not.toMatch(/Sommer|Trattoria|November/);
  });

  it('is listed, downloaded as a file that can be read, and deleted', async () => {
    const world = createWorld();
    await booked(world);
    await world.say('/mission save M-101 as Office table');
    const list = textOf(await world.say('/mission templates'));
    expect(list).toContain('11 templates.');
    expect(list).toContain('Office table: Book or order with the first that can · kept by Anna');
    expect(list).toContain('Bargain: use the best offer so far in the next call');
    const shown = await world.say('/mission templates office TABLE');
    expect(textOf(shown)).toContain('Kept by Anna from M-101');
    const [reply] = await world.press('template-file', buttonCalled(shown, /Download/).value);
    const yaml = reply?.how === 'post' && reply.message.kind === 'note' ? reply.message.files?.[0] : undefined;
    expect(yaml?.name).toBe('office-table.yaml');
    const parsed = parseTemplate(yaml?.text ?? '', `templates/${yaml?.name}`);
    expect(parsed.ok && parsed.template).toEqual((await world.deps.tables.templates.get('office-table'))?.template);
    const gone = await world.press('template-delete', buttonCalled(shown, /^Delete Office table$/).value);
    expect(textOf(gone)).toContain('was deleted, by Anna');
    expect(textOf(await world.say('/mission templates delete office table'))).toContain(
      'There is no template "office table"',
    );
  });

  it('a file of the folder is downloaded, and deleted only there', async () => {
    const world = createWorld();
    const [reply] = await world.say('/mission templates download vendor-selection');
    const yaml = reply?.how === 'post' && reply.message.kind === 'note' ? reply.message.files?.[0] : undefined;
    expect(parseTemplate(yaml?.text ?? '', 'templates/vendor-selection.yaml').ok).toBe(true);
    expect(textOf(await world.say('/mission templates delete vendor-selection'))).toContain('is a file in templates/');
  });

  it('a name that is taken, empty or too long is told beside the field', async () => {
    const world = createWorld();
    await booked(world);
    const form = formOf(await world.say('/mission save M-101'));
    expect(form?.id).toBe('save:M-101');
    const check = (name: string) => world.desk.check('save:M-101', { name }, [], ANNA);
    expect(await check('Vendor selection')).toEqual({
      name: 'There is a template "vendor-selection" already. Choose another name, or delete that one first.',
    });
    expect((await check('')).name).toContain('Write the name');
    expect((await check('x'.repeat(41))).name).toContain('40 letters');
    expect((await check('!!!')).name).toContain('letters');
    await world.submit('save:M-101', { name: 'Office table' });
    expect((await check('office  table')).name).toContain('already');
    expect(await world.desk.form('open', 'save:M-101', ANNA)).toMatchObject({ id: 'save:M-101' });
  });

  it('only who may start missions keeps them', async () => {
    const world = createWorld({ ...REAL, roles: { admins: ['console:ana'], operators: [], approvers: [] } });
    expect(textOf(await world.say('/mission save M-1 as x'))).not.toContain('Kept');
    expect(textOf(await world.say('/mission clone M-1'))).not.toContain('For whom');
  });
});
