import { describe, expect, it } from 'vitest';
import { buttonCalled, buttonsOf, createWorld, file, textOf, type World } from '../desk/desk-world.ts';

const FIRST = 'name,phone\nAcme,+1 212 555 0101\nBolt,+1 212 555 0102\nCobalt,+1 212 555 0103\n';
const SECOND = 'name,phone\nDelta,+1 212 555 0104\n';

const people = (world: World, draft: string) =>
  world.tables.drafts.get(draft)?.list?.targets.map((target) => target.name);

/** A named draft with three people, and then another list. */
async function twice() {
  const world = createWorld();
  await world.submit('new::kind', { kind: 'sweep', name: 'Obst & Gemüse' }, { files: [file('obst.csv', FIRST)] });
  const asked = await world.say('', { files: [file('more.csv', SECOND)] });
  return { world, asked };
}

describe('a list that comes while a draft has one', () => {
  it('is not taken before somebody says what shall become of it', async () => {
    const { world, asked } = await twice();
    expect(textOf(asked)).toContain('1 person read from more.csv. Replace the 3 people of "Obst & Gemüse" (D-1)?');
    expect(people(world, 'D-1')).toEqual(['Acme', 'Bolt', 'Cobalt']);
  });

  it('replaces the people on a tap, once', async () => {
    const { world, asked } = await twice();
    const tap = buttonCalled(asked, /^Replace the 3 people of D-1$/);
    await world.press(tap.action, tap.value);
    expect(people(world, 'D-1')).toEqual(['Delta']);
    expect(textOf(await world.press(tap.action, tap.value))).toContain('was discarded');
  });

  it('starts a draft of its own on the other tap', async () => {
    const { world, asked } = await twice();
    const tap = buttonCalled(asked, /^Start a new draft$/);
    expect(textOf(await world.press(tap.action, tap.value))).toContain('What shall I do with them?');
    expect(people(world, 'D-1')).toEqual(['Acme', 'Bolt', 'Cobalt']);
    expect(people(world, 'D-2')).toEqual(['Delta']);
    expect(textOf(await world.say('hello'))).toContain('unfinished draft, D-2');
  });

  it('is asked about when it was pasted, too', async () => {
    const { world } = await twice();
    const asked = await world.say('Echo, +1 212 555 0105');
    expect(textOf(asked)).toContain('Replace the 3 people of "Obst & Gemüse" (D-1)?');
  });
});

it('the people of an example are replaced without a question', async () => {
  const world = createWorld();
  await world.press('new', buttonCalled(await world.say('/mission new'), /10 vendors/).value);
  await world.say('', { files: [file('more.csv', SECOND)] });
  expect(people(world, 'D-1')).toEqual(['Delta']);
});

it('what to do with a dropped list speaks of these people and not of the examples', async () => {
  const world = createWorld();
  const asked = await world.say('', { files: [file('more.csv', SECOND)] });
  const labels = buttonsOf(asked).map((button) => button.label);
  expect(labels.slice(0, 3)).toEqual([
    'Compare and shortlist them',
    'Ask for their opening hours',
    'Ask them all the same questions',
  ]);
  expect(labels.slice(3).filter((label) => /\d/.test(label))).toEqual([]);
});

it('a paste of which every line is refused says why', async () => {
  const world = createWorld();
  const answer = textOf(await world.say('Acme, +1 212 555 0101, +1 212 555 0102'));
  expect(answer).toContain('Nobody could be read from that. Line 1:');
  expect(answer).toContain('holds more than one number');
});
