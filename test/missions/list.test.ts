/** The list is the research: what a person gave is durable as a whole before anything happens to anybody. */
import { expect, test } from 'vitest';
import { fold } from '../../src/missions/evolve.ts';
import { Play } from '../support/given.ts';
import { people, sweepBrief } from '../support/sandbox.ts';

test('R119 R121 all people of the list stand in the very first record, with what is known of them', () => {
  const list = people(5);
  const play = new Play(sweepBrief(), list);
  expect(play.records[0]?.events[0]).toMatchObject({ type: 'MissionStarted', targets: list });
  // Killed right after it: whoever comes next finds all of them.
  const state = fold(play.records.slice(0, 1));
  expect([...(state?.people.values() ?? [])].map((one) => one.details)).toEqual(list.map((one) => one.details.private));
  expect([...(state?.calls.values() ?? [])]).toEqual([]);
});

test('R119 a mission without anybody on its list is refused', () => {
  expect(() => new Play(sweepBrief(), [])).toThrow('Nobody is on the list. Add at least one number.');
});
