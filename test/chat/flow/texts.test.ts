/** The text to who cannot be reached: written in the flow, shown before the start, kept with a template, told on the cards. */
import { describe, expect, it, test } from 'vitest';
import { announce } from '../../../src/chat/announce.ts';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import { resultsCsv } from '../../../src/chat/results.ts';
import { parseTemplate } from '../../../src/chat/templates/parse.ts';
import { templateOf, writeTemplate } from '../../../src/chat/templates/save.ts';
import type { TextEvent } from '../../../src/missions/texts/event.ts';
import { timelineOf } from '../../../src/projections/timeline.ts';
import { plain, readMessage } from '../../support/card-text.ts';
import { Story } from '../../support/mission-story.ts';
import { sweepBrief } from '../../support/sandbox.ts';
import { buttonCalled, createWorld, file, textOf, type World } from '../desk/desk-world.ts';

const WORDS = {
  onBehalfOf: 'Northwind',
  say: 'Ask for the price of 500 mugs.',
  opening: 'Hello, this is an AI assistant calling on behalf of Northwind. Is this {{name}}?',
  fields: 'Price in USD (number, needed, lower is better)',
};
const WHEN = {
  start: 'tomorrow 14:30',
  hours: '9:00-17:00',
  days: 'Mon-Fri',
  recipients: 'professional',
  basis: 'Public business number',
};
const LIST = 'name,phone,product\nAcme Print,+1 312 555 0101,mugs\nBorealis Press,+1 612 555 0112,cups\n';

async function written(text: string, world: World = createWorld()) {
  const choices = await world.say('/mission new');
  await world.press('new', buttonCalled(choices, /Your own list/).value);
  await world.submit('new::kind', { kind: 'sweep', name: 'Mug prices' }, { files: [file('mugs.csv', LIST)] });
  await world.submit('new:D-1:words', { ...WORDS, text });
  return world.submit('new:D-1:when', WHEN);
}

async function started(text: string) {
  const world = createWorld();
  const preview = await written(text, world);
  await world.press('start', buttonCalled(preview, /^Start 2 calls$/).value);
  const command = world.sent[0]?.command;
  if (command?.type !== 'StartMission') throw new Error('not started');
  return command.brief;
}

describe('in the flow', () => {
  it('R99 is shown as the first of the list would read it, with its length, and goes into the mission', async () => {
    const text = 'We tried to call you about {Product}. Please call us back.';
    const preview = textOf(await written(text));
    expect(preview).toContain('READY TO START');
    expect(preview).toContain(
      'Northwind: We tried to call you about mugs. Please call us back. Reply STOP to get no more texts.',
    );
    expect(preview).toMatch(/sent this text once, in the same hours \(first, row 2; 97 letters, 1 SMS part\)/);
    expect((await started(text)).text).toBe('We tried to call you about {{product}}. Please call us back.');
  });

  it('may be left empty: then nobody is texted and nothing is said of it', async () => {
    expect(textOf(await written(''))).not.toMatch(/text|SMS/);
    expect(await started('')).not.toHaveProperty('text');
  });

  it.each([
    ['about {{colour}}', /No row has \{\{colour\}\}, which the text uses/],
    ['about {{product', /only one pair of braces/],
    ['x'.repeat(1600), /SMS parts long/],
  ])('%s keeps it from being started', async (text, sentence) => {
    const preview = textOf(await written(text));
    expect(preview).toContain('NOT READY YET');
    expect(preview).toMatch(sentence);
  });
});

describe('in a template', () => {
  const brief = sweepBrief({ text: 'Northwind tried to call you, {{name}}. Please call back.' });

  test('is saved without the organisation, written and read back', () => {
    const template = templateOf(brief, { id: 'prices', name: 'Prices' });
    expect(template.text).toBe('{{on_behalf_of}} tried to call you, {{name}}. Please call back.');
    const read = parseTemplate(writeTemplate(template), 'templates/prices.yaml');
    expect(read).toMatchObject({ ok: true, template: { text: template.text } });
  });

  test('a mistake in it is named with line and field', () => {
    const file = writeTemplate(templateOf(brief, { id: 'prices', name: 'Prices' }));
    const broken = file.replace('{{name}}. Please', '{{name. Please');
    const line = broken.split('\n').findIndex((one) => one.startsWith('text:')) + 1;
    const read = parseTemplate(broken, 'templates/prices.yaml');
    if (read.ok) throw new Error('read');
    expect(read.faults).toMatchObject([{ file: 'templates/prices.yaml', line, field: 'text' }]);
  });
});

describe('on the cards', () => {
  const BERLIN = { zone: 'Europe/Berlin' };
  const planned = (target: string, notBefore: number): TextEvent => ({
    type: 'TextPlanned',
    target,
    notBefore,
    reason: 'they were not reached',
  });
  const intended = (target: string, dueAt: number): TextEvent => ({
    type: 'TextIntended',
    target,
    round: 'round-1',
    attempt: 1,
    dueAt,
    key: target,
    body: { private: '{}' },
    message: { private: 'Northwind: please call back.' },
    from: '+13125550100',
  });
  const upToTexts = () => {
    const story = new Story({ rounds: 1, people: 3 }).opens('round-1', ['t1', 't2', 't3']).answers('t1', 12, 14);
    return story.fails('t2').fails('t3');
  };

  test('while they are waited for: who, when, and that the result follows', () => {
    const story = upToTexts();
    const morning = story.at + 15 * 3_600_000;
    story.happens(planned('t2', morning), planned('t3', morning));
    const notes = announce(story.before, story.view, story.last, BERLIN).filter((one) => one.kind === 'thread');
    expect(notes.map((one) => readMessage(one.message).ours.join(' '))).toEqual([
      '2 people could not be reached and get the text: Borealis and Cobalt Press.',
    ]);
    const card = liveCard(story.view, story.at, BERLIN);
    expect(card.state).toBe('WAITING');
    expect(plain(card.next ?? [])).toMatch(/^Next: the text to 2 who were not reached \[time\].*, then the result\.$/);
    expect(readMessage(card).ours.join('\n')).toContain('2 could not be reached and get a text.');
  });

  test('the result says how many were sent one, and who got none and why; the table has each', () => {
    const story = upToTexts();
    story.happens(planned('t2', story.at), planned('t3', story.at));
    story.happens(intended('t2', story.at), intended('t3', story.at));
    story.happens({ type: 'TextSent', target: 't2' });
    story.happens({ type: 'TextNotSent', target: 't3', reason: 'their number takes no texts' });
    const said = readMessage(resultCard(story.view, story.at, BERLIN)).ours.join('\n');
    expect(said).toContain('1 could not be reached and was sent a text.');
    expect(said).toContain('No text: Cobalt Press, their number takes no texts.');
    expect(said).toContain('sent a text');
    const view = { ...story.view, brief: { ...story.view.brief, text: 'Please call back.' } };
    const table = resultsCsv(view).text;
    expect(table.split('\r\n')[0]).toMatch(/,Text$/);
    expect(table).toContain('sent: Northwind: please call back.');
    expect(table).toContain('not sent: their number takes no texts');
    expect(resultsCsv(story.view).text.split('\r\n')[0]).not.toMatch(/Text$/);
  });

  test('a STOP rings like an opt-out on the phone, once', () => {
    const story = upToTexts();
    story.happens(planned('t2', story.at)).happens(intended('t2', story.at));
    const because = 'answered STOP to a text';
    story.happens(
      { type: 'TextNotSent', target: 't2', reason: because, stop: true },
      { type: 'TargetRemoved', target: 't2', because },
    );
    const posts = announce(story.before, story.view, story.last, BERLIN).filter((one) => one.kind === 'thread');
    expect(posts).toMatchObject([{ urgent: true, message: { kind: 'card', state: 'DO NOT CALL' } }]);
    expect(posts.map((one) => readMessage(one.message).ours.join(' '))[0]).toContain('answered STOP');
    // Off the list, and said so once.
    expect(
      readMessage(liveCard(story.view, story.at, BERLIN))
        .ours.join('\n')
        .match(/STOP/g),
    ).toHaveLength(1);
  });

  test('taken off the list while their text is planned: said, and who stays', () => {
    const story = upToTexts();
    story.happens(planned('t2', story.at));
    const because = 'on the do-not-call list';
    story.happens(
      { type: 'TargetRemoved', target: 't2', because },
      { type: 'TextNotSent', target: 't2', reason: because },
    );
    const posts = announce(story.before, story.view, story.last, BERLIN).filter((one) => one.kind === 'thread');
    const stay = story.view.rows.length - 1;
    expect(posts.map((one) => readMessage(one.message).ours.join(' '))).toEqual([
      expect.stringMatching(new RegExp(`is off the list: .*do-not-call list\\. ${stay} (person stays|people stay);`)),
    ]);
  });

  test('our own side: one note that rings, with what to do; the timeline keeps it', () => {
    const story = upToTexts();
    story.happens(planned('t2', story.at));
    story.happens({ type: 'TextsStopped', reason: 'Our number is not registered for texts (10DLC). Register it.' });
    const posts = announce(story.before, story.view, story.last, BERLIN).filter((one) => one.kind === 'thread');
    expect(posts).toMatchObject([{ urgent: true }]);
    expect(posts.map((one) => readMessage(one.message).ours.join(' '))[0]).toMatch(
      /^No further texts\. Our number is not registered.*Calls and their answers are not affected/,
    );
    expect(timelineOf(story.records).map((one) => one.text)).toContain('Borealis gets the text: they were not reached');
    expect(timelineOf(story.records).at(-1)?.text).toMatch(/^No further texts: Our number/);
  });
});
