/** A mission of one's own of each class, page by page, from the first question to what is started. */
import { describe, expect, it } from 'vitest';
import type { Brief } from '../../../src/missions/brief.ts';
import { ANNA, buttonCalled, createWorld, file, textOf, type World } from '../desk/desk-world.ts';

const LIST = [
  'name,phone,rank',
  'Acme,+1 212 555 0101,1',
  'Borealis,+1 212 555 0112,2',
  'Cobalt,+1 212 555 0113,3',
  'Delta,+1 212 555 0114,4',
].join('\n');
const OPENING = 'Hello, this is an AI assistant calling on behalf of Northwind. Am I speaking with {{name}}?';
const WHEN = {
  start: 'now',
  deadline: '',
  hours: '9:00-17:00',
  days: 'Mon-Fri',
  recipients: 'service',
  basis: 'Public business number',
};
const words = (fields: string, say = 'Ask for a price. We need it in May.') => ({
  onBehalfOf: 'Northwind',
  say,
  opening: OPENING,
  fields,
});

const begin = (world: World, kind: string) =>
  world.submit('new::kind', { kind, name: 'Roof' }, { files: [file('roofers.csv', LIST)] });

const formOf = (replies: Awaited<ReturnType<World['submit']>>) => {
  const reply = replies.find((one) => one.how === 'form');
  return reply?.how === 'form' ? reply.form : undefined;
};
const pageOf = (replies: Awaited<ReturnType<World['submit']>>): string => formOf(replies)?.id ?? 'preview';

function started(world: World): { readonly brief: Brief; readonly order: readonly (string | undefined)[] } {
  const command = world.sent.at(-1)?.command;
  if (command?.type !== 'StartMission') throw new Error('not started');
  return { brief: command.brief, order: command.targets.map((one) => one.details.private?.name) };
}

async function start(world: World, preview: Awaited<ReturnType<World['submit']>>) {
  await world.press('start', buttonCalled(preview, /^Start/).value);
  return started(world);
}

describe('bargaining', () => {
  const FIELDS = 'Price in EUR (number, needed, lower is better)\nWarranty (in years, higher is better)';
  const MANDATE = {
    field: 'price',
    range: '8,000-12,000',
    goodEnough: '8.500',
    nameCompetitor: 'no',
    maySay: 'that we decide this week',
    mayPromise: 'nothing',
  };

  it('R199 R221 asks what is normal and who comes last, and calls in that order', async () => {
    const world = createWorld();
    expect(pageOf(await begin(world, 'negotiation'))).toBe('new:D-1:words');
    expect(pageOf(await world.submit('new:D-1:words', words(FIELDS)))).toBe('new:D-1:mandate');
    const order = await world.submit('new:D-1:mandate', MANDATE);
    expect(pageOf(order)).toBe('new:D-1:order');
    // The column that is called rank is proposed.
    expect(formOf(order)?.fields.find((field) => field.name === 'preference')?.value).toBe('column:rank');
    const when = await world.submit('new:D-1:order', { order: 'weakest-first', preference: 'column:rank' });
    expect(pageOf(when)).toBe('new:D-1:when');
    const preview = await world.submit('new:D-1:when', { ...WHEN, deadline: 'Fri 17:00' });
    const text = textOf(preview);
    expect(text).toContain('One call after the other');
    expect(text).toContain('Delta, Cobalt, Borealis and Acme');
    expect(text).toContain('Who is wanted most comes last: by the column rank');
    expect(text).toContain('at 8,500 EUR or less: then nobody further is called. Else after the last one');
    expect(text).toContain(
      '8,000-12,000 EUR. What lies outside is shown to you, not ranked first and not used in another call before somebody has confirmed it',
    );
    expect(text).toContain(
      'say the best offer, never whose it is; say "that we decide this week"; promise nothing; never sign or pay',
    );
    const { brief, order: called } = await start(world, preview);
    expect(called).toEqual(['Delta', 'Cobalt', 'Borealis', 'Acme']);
    expect(brief).toMatchObject({
      class: 'negotiation',
      order: 'weakest-first',
      deadlineAt: Date.UTC(2026, 10, 27, 16),
    });
    expect(brief.mandate).toEqual({
      field: 'price',
      min: 8000,
      max: 12_000,
      goodEnough: 8500,
      nameCompetitor: false,
      maySay: 'that we decide this week',
    });
  });

  it('says what is wrong beside each field of the mandate', async () => {
    const world = createWorld();
    await begin(world, 'negotiation');
    await world.submit('new:D-1:words', words(FIELDS));
    const check = (changes: Partial<typeof MANDATE>) =>
      world.desk.check('new:D-1:mandate', { ...MANDATE, ...changes }, [], ANNA);
    expect(await check({ range: 'cheap', goodEnough: 'soon', field: 'x' })).toMatchObject({
      range: expect.stringContaining('Write 8,000-12,000'),
      goodEnough: '"soon" is no number. Write it like 8,500.',
      field: 'Choose the number that is judged.',
    });
    expect(await check({ goodEnough: '100' })).toEqual({
      goodEnough: '100 lies outside of what you call normal, so it would never count. Change one of the two.',
    });
    expect(await check({ range: '', goodEnough: '' })).toEqual({});
  });

  it('needs a number that says which end is better, and a baseline that is named', async () => {
    const world = createWorld();
    await begin(world, 'negotiation');
    const errors = await world.desk.check('new:D-1:words', words('Price (number)'), [], ANNA);
    expect(errors.fields).toContain('Bargaining needs a number that says which end is better');
    await world.submit('new:D-1:words', words(FIELDS));
    await world.submit('new:D-1:mandate', MANDATE);
    const order = { order: 'baseline-first', preference: 'list', baseline: '' };
    expect(await world.desk.check('new:D-1:order', order, [], ANNA)).toEqual({
      baseline: 'Choose whose price is reliable.',
    });
    await world.submit('new:D-1:order', { ...order, baseline: 't2' });
    const { order: called } = await start(world, await world.submit('new:D-1:when', WHEN));
    expect(called).toEqual(['Borealis', 'Delta', 'Cobalt', 'Acme']);
  });
});

describe('points', () => {
  it('R197 R210 needs a number, ranks choices by their order and says what counts how much', async () => {
    const world = createWorld();
    await begin(world, 'screening');
    const errors = await world.desk.check('new:D-1:words', words('Vegan (yes/no, yes is better)'), [], ANNA);
    expect(errors.fields).toContain('Points need at least one number');
    const fields =
      'How well it fits (1 to 10, higher is better, weight 60)\nPrice range (best first: $ / $$ / $$$, weight 40)';
    expect(pageOf(await world.submit('new:D-1:words', words(fields)))).toBe('new:D-1:when');
    const preview = await world.submit('new:D-1:when', WHEN);
    expect(textOf(preview)).toContain('How well it fits 60 % + Price range 40 %');
    expect(textOf(preview)).toContain('Then you get them by points, best first');
    const { brief } = await start(world, preview);
    expect(brief.rounds[0]?.fields[1]).toMatchObject({ type: 'choice', options: ['$', '$$', '$$$'] });
    expect(brief.rounds[0]?.ranking[1]).toEqual({ field: 'price_range', weight: 40, better: 'first' });
  });
});

describe('booking', () => {
  const FIELDS = 'Free table (yes/no, needed)\nBooked (yes/no, needed)\nPrice a person in EUR (number)\nVegan (yes/no)';
  const ACTION = {
    what: 'book a table for four',
    available: 'free_table',
    done: 'booked',
    conditions: 'price a person at most 60\nvegan = yes',
    needs: 'Name: Sommer\nPeople: 4',
  };

  it('P27 R239 asks what to do and what they need to know; conditions and details stand in the brief', async () => {
    const world = createWorld();
    const first = await begin(world, 'action');
    expect(formOf(first)?.fields.find((field) => field.name === 'fields')?.value).toContain(
      'Could it be done as asked?',
    );
    const action = await world.submit('new:D-1:words', words(FIELDS, 'Ask for a table at 19:30.'));
    expect(pageOf(action)).toBe('new:D-1:action');
    // Guessed from the words of the questions.
    const value = (name: string) => formOf(action)?.fields.find((field) => field.name === name)?.value;
    expect([value('available'), value('done')]).toEqual(['free_table', 'booked']);
    expect(pageOf(await world.submit('new:D-1:action', ACTION))).toBe('new:D-1:when');
    const preview = await world.submit('new:D-1:when', WHEN);
    const text = textOf(preview);
    expect(text).toContain('Free table = yes, Price a person at most 60, Vegan = yes');
    expect(text).toContain('Then it calls there again to book a table for four, and asks nobody else meanwhile');
    expect(text).toContain('If none of the first 5 can, the next 5 are asked.');
    expect(text).toContain('Should two have booked, Anna decides which one is cancelled');
    expect(text).toContain('Name: Sommer · People: 4');
    const { brief } = await start(world, preview);
    expect(brief.action).toEqual({
      what: 'book a table for four',
      available: 'free_table',
      done: 'booked',
      conditions: [
        { field: 'price_a_person', atMost: 60 },
        { field: 'vegan', is: true },
      ],
      bestOf: 1,
      width: 5,
    });
    expect(brief.rounds[0]?.say).toBe(
      'Ask for a table at 19:30.\n\nTell them when they ask:\n- Name: {{told_name}}\n- People: {{told_people}}',
    );
    const command = world.sent.at(-1)?.command;
    const target = command?.type === 'StartMission' ? command.targets[0]?.details.private : undefined;
    expect(target?.variables).toMatchObject({ told_name: 'Sommer', told_people: '4', rank: '1' });
    // Who books is personal, and stands nowhere but with the people.
    expect(JSON.stringify(brief)).not.toContain('Sommer');
  });

  it('first yes or best of several, how many at a time and what else would do', async () => {
    const world = createWorld();
    await begin(world, 'action');
    await world.submit('new:D-1:words', words(FIELDS));
    await world.submit('new:D-1:action', ACTION);
    await world.submit('new:D-1:when', WHEN);
    const errors = await world.desk.check('new:D-1:pick', { bestOf: '3', width: '2', alternative: '' }, [], ANNA);
    expect(errors).toEqual({ width: 'At least 3 must be asked, if the best of 3 is chosen.' });
    const pick = { bestOf: '3', width: '4', alternative: 'tomorrow at the same time' };
    const text = textOf(await world.submit('new:D-1:pick', pick));
    expect(text).toContain('when 3 of them can');
    expect(text).toContain('the next 4 are asked, and this would do as well: tomorrow at the same time');
    const serial = textOf(await world.submit('new:D-1:pick', { bestOf: '1', width: '1', alternative: '' }));
    expect(serial).toContain('One is called after the other and asked to book a table for four in the same call');
    expect(serial).toContain('One call after the other');
  });

  it('says what is wrong: the same answer twice, a condition on nothing, no name', async () => {
    const world = createWorld();
    await begin(world, 'action');
    const missing = await world.desk.check('new:D-1:words', words('Free (yes/no)'), [], ANNA);
    expect(missing.fields).toContain('Two yes/no lines are needed');
    await world.submit('new:D-1:words', words(FIELDS));
    const bad = { ...ACTION, what: '', done: 'free_table', conditions: 'noise at most 3', needs: '' };
    expect(await world.desk.check('new:D-1:action', bad, [], ANNA)).toMatchObject({
      what: 'Say what is to be done, for example: book a table for four.',
      done: 'Choose another one: that it could be done is not yet that it is done.',
      conditions: expect.stringContaining('"noise at most 3" names nothing that is asked for'),
      needs: expect.stringContaining('at least a name'),
    });
    // Words that take a question away leave a condition without it.
    await world.submit('new:D-1:action', ACTION);
    await world.submit('new:D-1:when', WHEN);
    const changed = await world.submit('new:D-1:words', words('Free table (yes/no)\nBooked (yes/no)'));
    expect(textOf(changed)).toContain('NOT READY YET');
    expect(textOf(changed)).toContain('"price_a_person at most 60" is a condition on something that is not asked');
    buttonCalled(changed, /^Say what to book$/);
  });
});

describe('rounds', () => {
  const RANKED = words('Price (number, lower is better)');

  it('R200 R224 three rounds with a decision before each, when two numbers are written', async () => {
    const world = createWorld();
    await begin(world, 'rounds');
    await world.submit('new:D-1:words', RANKED);
    await world.submit('new:D-1:second', RANKED);
    await world.submit('new:D-1:when', WHEN);
    const people = { approvers: '', quorum: '1', tryFirst: '', language: 'en-US', voice: '' };
    const check = (shortlist: string) => world.desk.check('new:D-1:people', { ...people, shortlist }, [], ANNA);
    expect((await check('2, then 3')).shortlist).toContain('no number may be higher than the one before');
    expect((await check('4, 3, 2, 1')).shortlist).toContain('4 rounds of calls are the most');
    expect(pageOf(await world.submit('new:D-1:people', { ...people, shortlist: '3, then 1' }))).toBe('new:D-1:third');
    const preview = await world.submit('new:D-1:third', RANKED);
    expect(textOf(preview)).toContain('the best 3 are proposed, of those the best 1; Anna decides');
    const { brief } = await start(world, preview);
    expect(brief.rounds.map(({ id, shortlist }) => [id, shortlist])).toEqual([
      ['round-1', 3],
      ['round-2', 1],
      ['round-3', undefined],
    ]);
  });

  it('names that nobody knows do not decide', async () => {
    const world = createWorld();
    await begin(world, 'sweep');
    const people = { approvers: 'carl', quorum: '1', tryFirst: '', language: 'en-US', voice: '' };
    const { approvers } = await world.desk.check('new:D-1:people', people, [], ANNA);
    expect(approvers).toBe(
      '"carl" is nobody I know. I know Anna. Somebody new gets a role first: /mission role @carl approver.',
    );
    await world.say('/mission role @carl approver');
    expect(await world.desk.check('new:D-1:people', people, [], ANNA)).toEqual({});
  });

  it('first so many, then somebody looks', async () => {
    const world = createWorld();
    await begin(world, 'sweep');
    await world.submit('new:D-1:words', words('Price (number)'));
    await world.submit('new:D-1:when', WHEN);
    const people = { approvers: '', quorum: '1', tryFirst: '3', language: 'en-US', voice: '' };
    const preview = await world.submit('new:D-1:people', people);
    expect(textOf(preview)).toContain('3 people; then Anna decides whether the other one is called');
    expect((await start(world, preview)).brief.tryFirst).toBe(3);
    expect(await world.desk.check('new:D-2:people', {}, [], ANNA)).toEqual({});
  });
});

describe('another class', () => {
  it('keeps the words and asks what the new class needs', async () => {
    const world = createWorld();
    await begin(world, 'sweep');
    await world.submit('new:D-1:words', words('Price (number)\nNotes'));
    await world.submit('new:D-1:when', WHEN);
    const asked = await world.submit('new:D-1:kind', { kind: 'negotiation', name: 'Roof' });
    expect(pageOf(asked)).toBe('new:D-1:words');
    expect(formOf(asked)?.fields.find((field) => field.name === 'say')?.value).toContain('Ask for a price');
    const back = await world.submit('new:D-1:kind', { kind: 'sweep', name: 'Roof' });
    expect(textOf(back)).toContain('What to say and ask');
  });

  it('a draft of an older version still loads, and can be started', async () => {
    const world = createWorld();
    await begin(world, 'sweep');
    await world.submit('new:D-1:words', words('Price (number)'));
    const draft = world.tables.drafts.get('D-1');
    if (draft === undefined) throw new Error('no draft');
    const { source: _, needs: __, answers: ___, ...old } = { source: 1, needs: 1, answers: 1, ...draft };
    world.tables.drafts.set('D-1', { ...old, answered: ['kind', 'words', 'when'], basis: 'They asked us to call' });
    const { brief } = await start(world, await world.press('preview', 'D-1'));
    expect(brief).toMatchObject({ class: 'sweep', basis: 'They asked us to call' });
    expect(Object.keys(brief)).not.toContain('deadlineAt');
  });
});

it('every page of every class fits a modal and has something to send off', async () => {
  for (const kind of ['sweep', 'screening', 'negotiation', 'rounds', 'action']) {
    const world = createWorld();
    await begin(world, kind);
    await world.submit(
      'new:D-1:words',
      words('Free (yes/no)\nBooked (yes/no)\nPrice in EUR (number, needed, lower is better)'),
    );
    const menu = await world.press('edit', 'D-1');
    const buttons = menu.flatMap((reply) =>
      reply.how === 'post' && 'buttons' in reply.message ? (reply.message.buttons ?? []) : [],
    );
    for (const { value } of buttons) {
      const form = await world.desk.form('edit', value, ANNA);
      expect(form?.fields.length, value).toBeLessThanOrEqual(6);
      expect(form?.title.length, value).toBeLessThanOrEqual(24);
      expect(form?.fields.length, value).toBeGreaterThan(0);
      for (const field of form?.fields ?? []) {
        expect(field.label.length, field.label).toBeLessThanOrEqual(75);
        for (const option of field.options ?? []) expect(option.label.length, option.label).toBeLessThanOrEqual(75);
      }
    }
  }
});
