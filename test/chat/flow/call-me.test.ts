import { expect, it } from 'vitest';
import { ANNA, buttonCalled, createWorld } from '../desk/desk-world.ts';

it.each([
  ['911', '"911" is an emergency or service number and is never called.'],
  ['12', '"12" is a short or incomplete number'],
  ['my phone', 'Write the number with its country'],
])('Call me first says what is wrong with "%s"', async (typed, sentence) => {
  const world = createWorld({ callMe: async () => 'Ringing.' });
  await world.press('new', buttonCalled(await world.say('/mission new'), /10 vendors/).value);
  const errors = await world.desk.check('call-me:D-1', { phone: typed }, [], ANNA);
  expect(errors.phone).toContain(sentence);
});
