/** A mission that ended is no longer among the open ones, and stays readable. */
import { expect, it } from 'vitest';
import { Story } from '../../support/mission-story.ts';
import { createWorld, textOf } from './desk-world.ts';

function ended() {
  const world = createWorld();
  const story = new Story({ rounds: 1, people: 2, sandbox: true }).opens('round-1', ['t1', 't2']);
  story
    .answers('t1', 12, 14)
    .answers('t2', 13, 10)
    .happens(
      {
        type: 'RoundFinished',
        round: 'round-1',
        ranking: [
          { target: 't1', score: 9 },
          { target: 't2', score: 7 },
        ],
      },
      {
        type: 'MissionFinished',
        status: 'succeeded',
        reason: 'all-called',
        summary: { private: '' },
        payload: { private: {} },
      },
    );
  world.journals.set('M-104', [...story.records]);
  return world;
}

it('R303 it is not offered any more where a mission is asked for', async () => {
  expect(textOf(await ended().say('/mission pause'))).toContain('None is open.');
});

it('R303 nothing can be done to it, and it says that it has ended', async () => {
  const world = ended();
  expect(textOf(await world.say('/mission pause M-104'))).toContain('M-104 has ended');
  expect(textOf(await world.say('/mission cancel M-104 too late'))).toContain('M-104 has ended');
});

it('R303 its results can be read', async () => {
  const text = textOf(await ended().say('/mission results M-104'));
  expect(text).toContain('Acme Print');
  expect(textOf(await ended().say('/mission list'))).toContain('M-104');
});
