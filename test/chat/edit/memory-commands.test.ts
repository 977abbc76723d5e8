/** What a mission knows and keeps, from chat: one key or all, for one person, with a file (playbook R45). */
import { expect, test } from 'vitest';
import type { FileOut } from '../../../src/chat/card.ts';
import type { Reply } from '../../../src/chat/surface.ts';
import { Play } from '../../support/given.ts';
import { people, phoneOf, roundsBrief, sweepBrief } from '../../support/sandbox.ts';
import { createWorld, textOf, type World } from '../desk/desk-world.ts';

function worldWith(play: Play): World {
  const world = createWorld();
  world.journals.set('M-1', [...play.records]);
  return world;
}
const filesIn = (replies: readonly Reply[]): readonly FileOut[] =>
  replies.flatMap((reply) =>
    reply.how !== 'form' && reply.message.kind === 'note' ? (reply.message.files ?? []) : [],
  );

test('R45 remember, append, read one key and all of them', async () => {
  const world = worldWith(new Play(sweepBrief(), 2));
  expect(textOf(await world.say('/mission remember M-1 Parking: behind the house'))).toContain('under "parking"');
  await world.say('/mission append M-1 parking: ring twice');
  await world.say('/mission remember M-1 budget = {"max": 1200}');
  const [one] = filesIn(await world.say('/mission memory M-1 parking'));
  expect(one?.name).toBe('SANDBOX-M-1-memory-parking.json');
  expect(JSON.parse(one?.text ?? '')).toEqual({ parking: ['behind the house', 'ring twice'] });
  const all = await world.say('/mission memory M-1');
  expect(textOf(all)).toContain('behind the house · ring twice');
  expect(JSON.parse(filesIn(all)[0]?.text ?? '')).toMatchObject({
    budget: { max: 1200 },
    slug: 'price-check',
    contractors_found: [{}, {}],
  });
});

test('R228 R246 rounds and the open decision are in it; numbers stand in the file alone, for one person alone', async () => {
  const world = worldWith(new Play(roundsBrief(), people(5)).provision().answerAll());
  const replies = await world.say('/mission memory M-1');
  expect(replies).toMatchObject([{ how: 'private' }]);
  expect(textOf(replies)).not.toMatch(/\+1312555\d{4}/);
  const memory = JSON.parse(filesIn(replies)[0]?.text ?? '');
  const candidates = [0, 1, 2, 3, 4].map(phoneOf);
  expect(memory).toMatchObject({ awaiting_approval: true, rounds: { round_1: { candidates } } });
});

test.each([
  ['/mission memory M-1 nonsense', /keeps nothing under "nonsense". It has .*call_tracker/],
  ['/mission remember M-1 parking', /Write a key, a colon and what to keep/],
  ['/mission remember M-1', /Write a key, a colon/],
  ['/mission remember M-1 quotes: mine', /"quotes" is kept by Callsheet itself/],
  ['/mission append M-1 budget: {bad', /Invalid JSON behind "budget"/],
  ['/mission remember M-9 a: b', /There is no mission M-9/],
])('%s is answered with one sentence', async (text, sentence) => {
  const world = worldWith(new Play(sweepBrief(), 2));
  const replies = await world.say(text);
  expect(textOf(replies)).toMatch(sentence);
  expect(replies).toMatchObject([{ how: 'private' }]);
  expect(world.sent.filter(({ command }) => command.type !== 'SaveMemory')).toEqual([]);
});
