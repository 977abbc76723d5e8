/** "Try 2 of 3: no answer 10:12": the next try of a person, of how many, as rows and the live card tell it. */
import { describe, expect, test } from 'vitest';
import { liveCard } from '../../src/chat/cards/live-card.ts';
import type { Brief } from '../../src/missions/brief.ts';
import { nextTryOf } from '../../src/projections/tries.ts';
import { viewOf } from '../../src/projections/view-fold.ts';
import { ALL_DAY } from '../missions/rules/dialling.ts';
import { readMessage } from '../support/card-text.ts';
import { type Ending, MINUTE, Play } from '../support/given.ts';
import { sweepBrief } from '../support/sandbox.ts';

function played(brief: Partial<Brief>, ...endings: readonly Ending[]) {
  const play = new Play(sweepBrief({ hours: ALL_DAY, ...brief }), 1).provision();
  for (const ending of endings) play.call(ending, 't1');
  const view = viewOf(play.records);
  const [row] = view?.rows ?? [];
  if (view === undefined || row === undefined) throw new Error('no row');
  return { play, view, next: nextTryOf(row, view.brief, 1) };
}

describe('the next try', () => {
  test.each<[string, Partial<Brief>, readonly Ending[], readonly [number, number]]>([
    ['R273 P24 three retries are four dials', {}, ['no-answer'], [2, 4]],
    ['R286 professional, no answer', { recipients: 'professional' }, ['no-answer'], [2, 3]],
    ['R278 automated, failed twice', { recipients: 'automated' }, ['failed', 'failed'], [3, 3]],
    ['R273 a limit of one', { maxRetries: 1 }, ['busy'], [2, 2]],
    ['R273 different ways never add up to more than the limit', {}, ['busy', 'no-answer', 'failed'], [4, 4]],
  ])('%s', (_name, brief, endings, [nth, of]) => {
    const { next, play } = played(brief, ...endings);
    expect(next).toMatchObject({ nth, of });
    expect(next?.lastAt).toBe([...play.state.calls.values()].at(-1)?.dueAt);
  });

  test('what failed on our side is no try and is not counted', () => {
    expect(played({}, 'D1').next).toBeUndefined();
    expect(played({}, 'no-answer', 'D1').next).toMatchObject({ nth: 2 });
  });

  test('P23 P29 the live card says which try comes, how the last one went and when', () => {
    const { view, play } = played({}, 'no-answer');
    const text = readMessage(liveCard(view, play.at + MINUTE, { zone: 'America/Chicago' })).ours.join(' ');
    expect(text).toMatch(/Vendor 1: try 2 of 4, no answer/);
  });
});
