import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/missions/terms.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA, BEN } from '../../support/random-mission-events.ts';
import { buttonCalled, buttonsOf, createWorld, textOf, type World } from './desk-world.ts';

const TOM: Actor = { id: 'slack:T1/U6', name: 'Tom' };
const OLA: Actor = { id: 'slack:T1/U8', name: 'Ola' };
const PLACE = { surface: 'slack', channel: 'C1' } as const;
const REAL = {
  origin: { backend: 'telnyx', account: 'a', sandbox: false } as const,
  roles: { admins: [], operators: [OLA.id], approvers: [] },
};
const AS_OLA = { actor: OLA, place: PLACE };

/** Four answered, three are proposed; the price of the first is not sure. */
function doubtful(): Story {
  const story = new Story().opens('round-1', ['t1', 't2']);
  story.places('t1:1', 't1');
  story.happens({ type: 'CallEnded', call: 't1:1', status: 'completed', seconds: 90, conversationId: 'c1' });
  return story.happens({
    type: 'PersonAnswered',
    call: 't1:1',
    target: 't1',
    values: { private: { price: 12.5, price_said: 'twelve fifty', lead_time: 14 } },
    words: { private: 'Call me on +13125550142 if you agree to twelve fifty.' },
    evidence: { private: { because: 'The right person answered.', fields: { call_outcome: 'answered' } } },
  });
}

function worldWith(story: Story): World {
  const world = createWorld({ ...REAL, readTalk: async () => [{ who: 'callee', text: 'Twelve fifty.' }] });
  world.journals.set('M-104', [...story.records]);
  return world;
}
const sentTypes = (world: World) => world.sent.map(({ command }) => command);

const SEEN = 'Everybody sees it in the thread of M-104.';
const ASKED = 'far from the other answers ($11 to $14). Nothing was changed.';

/** Both answers of the first are far from what the others said. */
const twiceDoubtful = (): Story =>
  new Story()
    .opens('round-1', ['t1', 't2', 't3', 't4', 't5'])
    .answers('t1', 9000, 900)
    .answers('t2', 14, 7)
    .answers('t3', 11, 21)
    .answers('t4', 12.5, 10)
    .answers('t5', 12, 12);

it('one tap confirms every doubtful value of a person', async () => {
  const world = worldWith(twiceDoubtful());
  expect(Object.keys(world.view('M-104').rows[0]?.doubts ?? {})).toEqual(['price', 'lead_time']);
  const done = await world.press('confirm-of', 'M-104:t1', AS_OLA);
  expect(textOf(done)).toContain('Confirmed: $9,000, 900 days.');
  expect(world.view('M-104').rows[0]?.doubts).toBeUndefined();
});

describe('by command', () => {
  it.each([
    ['correct M-104 Acme Print price 13 because they meant dollars', { field: 'price', value: 13 }, SEEN],
    ['correct M-104 Acme price 12,500 because they meant thousands', { field: 'price', value: 12_500 }, ASKED],
    ['correct M-104 acme price: $1,250.50 because of the mail', { value: 1250.5, reason: 'of the mail' }, ASKED],
    ['correct M-104 no. 1 lead time two weeks because said so', { target: 't1', field: 'lead_time', value: 14 }, SEEN],
    ['correct M-104 Acme price nothing because nobody said it', { field: 'price', value: null }, SEEN],
  ])('%s', async (text, command, answer) => {
    const world = worldWith(Story.atDecision());
    const replies = await world.say(`/mission ${text}`, AS_OLA);
    expect(sentTypes(world)).toMatchObject([{ type: 'CorrectValue', target: 't1', ...command }]);
    expect(textOf(replies)).toContain(answer);
  });

  it.each([
    ['correct M-104 Nobody price 3 because x', 'Nobody like that is on the list of M-104.'],
    ['correct M-104 Acme colour red because x', 'Say which answer it is about: price'],
    ['correct M-104 Acme price cheap because x', 'Price is a number in USD; "cheap" is none.'],
    ['correct M-104 Acme price 12500', 'Write why behind it, after the word "because".'],
    ['include M-104 Acme', 'The result of Acme Print is not left out.'],
    ['add-result M-104 Acme price 3 because mail', 'Acme Print has a result already. Correct its values instead.'],
  ])('%s is answered in one sentence, to that person', async (text, sentence) => {
    const world = worldWith(Story.atDecision());
    const replies = await world.say(`/mission ${text}`, AS_OLA);
    expect(replies).toMatchObject([{ how: 'private' }]);
    expect(textOf(replies)).toContain(sentence);
  });

  it('asks an unlikely value back, once; the same again, or a tap, keeps it', async () => {
    const world = worldWith(Story.atDecision());
    const typed = '/mission correct M-104 Acme price 99999 because they meant it';
    const asked = await world.say(typed, AS_OLA);
    expect(asked).toMatchObject([{ how: 'private', actor: OLA }]);
    expect(textOf(asked)).toContain(
      'Acme Print: $99,999 is far from the other answers ($11 to $14). Nothing was changed. If it is right, send the same again or tap.',
    );
    expect(world.view('M-104').rows[0]?.values).toMatchObject({ price: 12 });
    expect(textOf(await world.say(typed, AS_OLA))).toContain('Acme Print: $99,999. Everybody sees it in the thread');
    expect(world.view('M-104').rows[0]?.values).toMatchObject({ price: 99_999 });

    const lead = await world.say('/mission correct M-104 Borealis lead time 900 because misheard', AS_OLA);
    const keep = buttonCalled(lead, /^Keep 900 days$/);
    expect(textOf(await world.press(keep.action, keep.value, AS_OLA))).toContain('The answer of Borealis is kept.');
    expect(sentTypes(world).at(-1)).toMatchObject({ target: 't2', field: 'lead_time', value: 900, reason: 'misheard' });
    expect(world.view('M-104').rows[1]?.values).toMatchObject({ lead_time: 900 });
    expect(textOf(await world.press(keep.action, keep.value, AS_OLA))).toContain('answered or replaced already');
    const tom = await world.press(keep.action, keep.value, { actor: TOM, place: PLACE });
    expect(textOf(tom)).toContain('Sorry, Tom');
  });

  it('a question about one round does not answer for another, in which the same was taken', async () => {
    const story = Story.atDecision();
    const world = worldWith(story);
    const typed = '/mission correct M-104 Acme price 99999 because they meant it';
    expect(textOf(await world.say(typed, AS_OLA))).toContain('Nothing was changed.');
    const asked = world.journals.get('M-104') ?? [];
    story.records.splice(0, story.records.length, ...asked);
    story.approved().opens('round-2', ['t1', 't2', 't3']).answers('t1', 11.5, 14, undefined, 'round-2');
    world.journals.set('M-104', [...story.records]);
    expect(textOf(await world.say(typed, AS_OLA))).toContain('Everybody sees it');
    expect(world.view('M-104').rows[0]?.values).toMatchObject({ price: 99_999 });
  });

  it('asks about the answers told by hand as well; an older question keeps nothing newer', async () => {
    const world = worldWith(Story.atDecision());
    const first = await world.submit('tell-of:M-104:t5', { f_price: '9000', f_lead_time: '9', reason: 'mail' }, AS_OLA);
    const second = await world.submit('tell-of:M-104:t5', { f_price: '9', f_lead_time: '900', reason: 'mail' }, AS_OLA);
    expect(textOf(second)).toContain('Elm & Sons: 900 days is far from the other answers (7 days to 21 days).');
    const [older, newer] = [buttonCalled(first, /^Keep/), buttonCalled(second, /^Keep/)];
    expect(textOf(await world.press(older.action, older.value, AS_OLA))).toContain('Nothing was changed by this tap.');
    await world.press(newer.action, newer.value, AS_OLA);
    expect(world.view('M-104').rows.find((row) => row.target === 't5')).toMatchObject({
      status: 'answered',
      values: { price: 9, lead_time: 900 },
    });
  });

  it('leaves out, counts again and tells answers that came another way', async () => {
    const world = worldWith(Story.atDecision());
    await world.say('/mission exclude M-104 Borealis because it is the same firm', AS_OLA);
    await world.say('/mission include M-104 Borealis', AS_OLA);
    await world.say('/mission add-result M-104 Elm price 9, lead time 5 because their offer came by mail', AS_OLA);
    expect(sentTypes(world)).toMatchObject([
      { type: 'ExcludeResult', target: 't2', reason: 'it is the same firm' },
      { type: 'IncludeResult', target: 't2' },
      { type: 'AddResult', target: 't5', values: { price: 9, lead_time: 5 }, reason: 'their offer came by mail' },
    ]);
    expect(world.view('M-104').rows.find((row) => row.target === 't5')).toMatchObject({ status: 'answered' });
  });

  it('asks in a form where something is missing', async () => {
    const world = worldWith(Story.atDecision());
    const form = async (text: string) => {
      const [reply] = await world.say(text, AS_OLA);
      return reply?.how === 'form' ? reply.form.id : textOf(reply === undefined ? [] : [reply]);
    };
    expect(await form('/mission correct M-104')).toBe('correct:M-104');
    expect(await form('/mission correct M-104 Acme')).toBe('correct-of:M-104:t1');
    expect(await form('/mission exclude M-104 Acme')).toBe('leave-out:M-104:t1');
    expect(await form('/mission add-result M-104 Elm')).toBe('tell-of:M-104:t5');
  });
});

describe('who may', () => {
  it('operators and those who decide there; lookers-on are told so, nothing is sent', async () => {
    const world = worldWith(Story.atDecision());
    const refused = await world.say('/mission exclude M-104 Acme because x', { actor: TOM, place: PLACE });
    expect(textOf(refused)).toContain('Sorry, Tom, only operators and those who decide in M-104 can change results');
    expect(textOf(await world.press('correct', 'M-104', { actor: TOM, place: PLACE }))).toContain('Sorry, Tom');
    expect(world.sent).toEqual([]);
    for (const actor of [ANA, BEN]) {
      const [reply] = await world.press('correct', 'M-104', { actor, place: PLACE });
      expect(reply).toMatchObject({ how: 'form' });
    }
    expect(await world.submit('leave-out:M-104:t1', { reason: 'x' }, { actor: TOM, place: PLACE })).toMatchObject([
      { how: 'private' },
    ]);
    expect(world.sent).toEqual([]);
  });
});

describe('by tap', () => {
  it('R181 P37 a row is read only on a tap; then its value stands beside its words, with what can be done about it', async () => {
    const world = worldWith(doubtful());
    const replies = await world.press('read-call', 'M-104:t1:1', AS_OLA);
    expect(replies).toMatchObject([{ how: 'private', actor: OLA }]);
    const text = textOf(replies);
    expect(text).toContain('answered. The right person answered.');
    expect(text).toContain('$12.50, said: "twelve fifty", it can be understood as $12.50 or $1,250 or $12,500');
    expect(buttonsOf(replies).map((one) => one.label)).toEqual(['Confirm $12.50', 'Correct', 'Leave out']);
  });

  it('confirming ends the doubt, under that name', async () => {
    const world = worldWith(doubtful());
    expect(world.view('M-104').rows[0]?.doubts).toHaveProperty('price');
    const confirm = buttonCalled(await world.press('read-call', 'M-104:t1:1', AS_OLA), /^Confirm/);
    expect(textOf(await world.press(confirm.action, confirm.value, AS_OLA))).toContain('Confirmed: $12.50.');
    expect(world.view('M-104').rows[0]).not.toHaveProperty('doubts');
    expect(textOf(await world.press(confirm.action, confirm.value, AS_OLA))).toContain(
      'Nothing of Acme Print is to be checked any more.',
    );
  });

  it('the forms take what was typed, and show errors beside the fields', async () => {
    const world = worldWith(Story.atDecision());
    const check = (form: string, values: Record<string, string>) => world.desk.check(form, values, [], OLA);
    expect(await check('correct-of:M-104:t1', { field: 'price', value: 'cheap', reason: '' })).toEqual({
      value: 'Price is a number in USD; "cheap" is none.',
      reason: 'Say why; it stands beside it for everybody.',
    });
    expect(await check('tell-of:M-104:t5', { f_price: 'cheap', reason: 'mail' })).toHaveProperty('f_price');
    expect(
      await check('correct:M-104', { person: 'Zeppelin', field: 'price', value: '1', reason: 'x' }),
    ).toHaveProperty('person');
    await world.submit('correct:M-104', { person: 't1', field: 'price', value: '1250', reason: 'misheard' }, AS_OLA);
    await world.submit('leave-out:M-104:t2', { reason: 'twice' }, AS_OLA);
    await world.submit('tell-of:M-104:t5', { f_price: '9', f_lead_time: '', reason: 'mail' }, AS_OLA);
    expect(sentTypes(world)).toMatchObject([
      { type: 'CorrectValue', target: 't1', field: 'price', value: 1250, reason: 'misheard' },
      { type: 'ExcludeResult', target: 't2', reason: 'twice' },
      { type: 'AddResult', target: 't5', values: { price: 9 }, reason: 'mail' },
    ]);
    const form = await world.desk.form('correct-of', 'M-104:t1', OLA);
    expect(form).toMatchObject({
      id: 'correct-of:M-104:t1',
      fields: [{ name: 'field' }, { name: 'value' }, { name: 'reason' }],
    });
  });

  it('a result that is left out offers to be counted again', async () => {
    const world = worldWith(Story.atDecision());
    await world.say('/mission exclude M-104 Acme because twice', AS_OLA);
    const back = buttonCalled(await world.press('read-call', 'M-104:t1:1', AS_OLA), /Count it again/);
    await world.press(back.action, back.value, AS_OLA);
    expect(sentTypes(world).at(-1)).toMatchObject({ type: 'IncludeResult', target: 't1' });
  });
});
