/** Class 2: a sweep that ends in a ranking. */
import { describe, expect, test } from 'vitest';
import { given, Play, starting } from '../../support/given.ts';
import { people, screeningBrief, sweepBrief } from '../../support/sandbox.ts';

describe('screening', () => {
  test('R209 R212 the plan ends in a ranking, the best by points first', () => {
    const play = new Play(screeningBrief(), 3).provision();
    play
      .call({ values: { price: 30 } }, 't1')
      .call({ values: { price: 10 } }, 't2')
      .call({ values: { price: 20 } }, 't3');
    expect(play.state.plan.map((step) => step.id)).toEqual(['setup', 'calls', 'poll', 'rank']);
    expect(play.state.plan.map((step) => step.sequence)).toEqual([1, 2, 3, 4]);
    expect(play.state.rounds[0]?.ranking.map((row) => row.target)).toEqual(['t2', 't3', 't1']);
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    expect([...play.state.steps.values()]).toEqual(['completed', 'completed', 'completed', 'completed']);
  });

  test('R210 is refused without a criterion', () => {
    const brief = screeningBrief({ rounds: sweepBrief().rounds.map((round) => ({ ...round, ranking: [] })) });
    given()
      .when(starting(brief, people(2)))
      .rejects('invalid');
  });

  test('R244 any order of the list is called', () => {
    const play = new Play(screeningBrief(), people(4).toReversed()).provision();
    expect(play.dials).toEqual(['t4 ask', 't3 ask', 't2 ask', 't1 ask']);
  });
});
