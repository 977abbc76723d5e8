/** A mission is to be started under a name that an open one has already. */
import { expect, test } from 'vitest';
import { freeName } from '../../../src/chat/flow/same-name.ts';
import type { MissionView } from '../../../src/projections/mission-view.ts';
import { buttonCalled, buttonsOf, createWorld, textOf, type World } from '../desk/desk-world.ts';

const EVE = { id: 'console:eve', name: 'Eve' };

async function startOnce(world: World, actor = { id: 'console:anna', name: 'Anna' }) {
  const preview = await world.press('new', ':vendor-selection', { actor });
  const start = buttonCalled(preview, /^Start/);
  return world.press(start.action, start.value, { actor });
}
const started = (world: World): readonly string[] =>
  world.sent.flatMap(({ command }) => (command.type === 'StartMission' ? [`${command.id} ${command.brief.name}`] : []));

test('R78 P42 the same name again: nothing is created before the person has said which one is meant', async () => {
  const world = createWorld();
  await startOnce(world);
  const asked = await startOnce(world);
  expect(started(world)).toHaveLength(1);
  expect(textOf(asked)).toContain('is open already: M-101, yours. Do you mean that one, or a new one as "');
  expect(textOf(await world.press('status', buttonCalled(asked, /Go on with M-101/).value))).toContain('M-101');
  expect(started(world)).toHaveLength(1);
  const anew = buttonCalled(asked, /^Start a new one$/);
  expect(textOf(await world.press(anew.action, anew.value))).toContain('is M-102');
  const [first = '', second = ''] = started(world);
  expect(second).toBe(`${first.replace('M-101', 'M-102')} 2`);
  // A second tap starts nothing more.
  await world.press(anew.action, anew.value);
  expect(started(world)).toHaveLength(2);
});

test('P42 somebody else’s mission is named and not opened by accident', async () => {
  const world = createWorld();
  await startOnce(world, EVE);
  const asked = await startOnce(world);
  expect(textOf(asked)).toContain('is open already: M-101, by Eve. Start a new one as "');
  expect(buttonsOf(asked).map((one) => one.action)).toEqual(['start-anew']);
});

test('a name whose mission is over is free', async () => {
  const world = createWorld();
  await startOnce(world);
  await world.say('/mission cancel M-101');
  await startOnce(world);
  expect(started(world)).toHaveLength(2);
});

test('P42 the number behind a name is the first that is free', () => {
  const views = ['Price check', 'Price check 2', 'price  check 3'].map(
    (name) => ({ brief: { name } }) as unknown as MissionView,
  );
  expect(freeName(views, 'Price check')).toBe('Price check 4');
  expect(freeName(views, 'Price check 2')).toBe('Price check 4');
  expect(freeName(views, 'Route 66')).toBe('Route 66 2');
});
