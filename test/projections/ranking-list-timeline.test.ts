import { expect, test } from 'vitest';
import { candidatesOf, mergedRanking } from '../../src/projections/merge-ranking.ts';
import { missionList } from '../../src/projections/mission-list.ts';
import { forbiddenIn } from '../../src/projections/plain-words.ts';
import { timelineOf } from '../../src/projections/timeline.ts';
import { viewOf } from '../../src/projections/view-fold.ts';
import { Story } from '../support/mission-story.ts';
import { ANA, randomMission } from '../support/random-mission-events.ts';

test('later rounds stand first, a vain second call keeps its place behind them, nobody stands twice', () => {
  const story = Story.atDecision().approved().opens('round-2', ['t1', 't2', 't3']);
  story.answers('t2', 13, 7, undefined, 'round-2').answers('t1', 12, 14, undefined, 'round-2').fails('t3', 'round-2');
  story.happens({
    type: 'RoundFinished',
    round: 'round-2',
    ranking: [{ target: 't2', score: 9 }, { target: 't1', score: 5 }, { target: 't3' }],
  });
  const merged = mergedRanking(story.view);
  expect(merged.map((one) => [one.rank, one.row.target, one.round, one.score])).toEqual([
    [1, 't2', 'round-2', 9],
    [2, 't1', 'round-2', 5],
    [3, 't3', 'round-2', undefined],
    [4, 't4', 'round-1', 7],
    [5, 't5', 'round-1', undefined],
  ]);
  const row = story.view.rows.find((one) => one.target === 't3');
  expect(row?.values).toEqual({ price: 11, lead_time: 21 });
  expect(row?.status).toBe('not-reached');
});

test('R230 the numbers people use in replies stay when the list changes', () => {
  const story = Story.atDecision();
  const numbers = () => {
    const gate = story.view.gates[0];
    return gate === undefined
      ? []
      : candidatesOf(story.view, gate).map((one) => `${one.rank} ${one.row.target} ${one.proposed}`);
  };
  expect(numbers()).toEqual(['1 t1 true', '2 t2 true', '3 t3 true', '4 t4 false']);
  story.happens({ type: 'ListChanged', gate: 'gate-1', by: ANA, list: 2, targets: ['t4', 't1'], digest: 'x' });
  expect(numbers()).toEqual(['1 t1 true', '2 t2 false', '3 t3 false', '4 t4 true']);
});

test('a decision taken back leaves no trace of the next round', () => {
  const story = Story.atDecision();
  const before = story.view.rows.map((row) => [row.target, row.status, row.values]);
  story.approved().opens('round-2', ['t1', 't2', 't3']);
  story.happens({ type: 'GateReopened', gate: 'gate-1', by: ANA, because: 'taken back' });
  expect(story.view.rows.map((row) => [row.target, row.status, row.values])).toEqual(before);
  expect(story.view.status).toBe('deciding');
  expect(story.view.gates[0]?.votes).toEqual([]);
  expect(story.view.rounds[1]?.targets).toEqual([]);
});

test('R303 the list shows what waits for a person first, then what goes on, then the last that ended', () => {
  const running = new Story({ rounds: 1 }).opens('round-1', ['t1', 't2']).view;
  const deciding = Story.atDecision().view;
  const ended = new Story({ rounds: 1 }).happens({
    type: 'MissionFinished',
    status: 'cancelled',
    reason: 'cancelled',
    summary: { private: '' },
    payload: { private: {} },
  }).view;
  const lines = missionList([ended, running, deciding]);
  expect(lines.map((line) => [line.standing, line.needsPerson])).toEqual([
    ['waits for a decision', true],
    ['0 of 2 asked, waits for the next call', false],
    ['stopped, 0 of 5 answered', false],
  ]);
  expect(missionList([ended], 0)).toEqual([]);
});

test('R303 what goes on by itself needs nobody in the list either', () => {
  const held = (what: string, until?: number) =>
    missionList([
      new Story({ rounds: 1 })
        .opens('round-1', ['t1', 't2'])
        .happens({ type: 'MissionHeld', what, reason: 'x', ...(until === undefined ? {} : { until }) }).view,
    ]).map((line) => [line.standing, line.needsPerson]);
  expect(held('round-1/number', 1)).toEqual([['waiting for a number', false]]);
  expect(held('our-side', 1)).toEqual([['slowed down, 0 of 2 asked', false]]);
  expect(held('calls')).toEqual([['held, needs you', true]]);
});

test('the timeline tells every call and decision in plain words', () => {
  const story = Story.atDecision().approved();
  const texts = timelineOf(story.records).map((one) => one.text);
  expect(texts[0]).toBe('Mira started the mission with 5 people from vendors.csv');
  expect(texts).toContain('Acme Print: answered');
  expect(texts).toContain('Elm & Sons is not tried again: no answer');
  expect(texts).toContain('Decision needed, proposed: Acme Print, Borealis, Cobalt Press');
  expect(texts.at(-1)).toBe('Approved by Ana: list 1, Acme Print, Borealis, Cobalt Press');
});

test('no forbidden word in any timeline or list of random missions', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const records = randomMission(seed, { trouble: 0.4 });
    const view = viewOf(records);
    const said = [
      ...timelineOf(records).map((one) => one.text),
      ...missionList(view === undefined ? [] : [view]).map((one) => one.standing),
    ];
    expect(said.filter((text) => forbiddenIn(text).length > 0)).toEqual([]);
  }
});
