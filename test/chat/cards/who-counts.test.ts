/** One mission, one set of numbers: list, called, answered are the same on live card, decision, reminder and result. */
import { describe, expect, it } from 'vitest';
import { decisionCard } from '../../../src/chat/cards/decision-card.ts';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { reminderNote } from '../../../src/chat/cards/reminder-note.ts';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import { resultsCard } from '../../../src/chat/results.ts';
import type { GateView, MissionView } from '../../../src/projections/mission-view.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { plainText } from '../../../src/surfaces/console/plain-text.ts';
import { Play } from '../../support/given.ts';
import { Story } from '../../support/mission-story.ts';
import { sweepBrief } from '../../support/sandbox.ts';

const OPTIONS = { zone: 'America/Chicago' };

const drop = (target: string) => ({ type: 'TargetRemoved', target, because: 'on the do-not-call list' }) as const;

function gateOf(view: MissionView): GateView {
  const gate = view.gates.at(-1);
  if (gate === undefined) throw new Error('no decision');
  return gate;
}

function viewOfPlay(play: Play): MissionView {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no mission');
  return view;
}

describe('somebody is taken off the list before any call', () => {
  const story = () =>
    new Story({ sandbox: true, rounds: 1 })
      .opens('round-1', ['t1', 't2', 't3', 't4', 't5'])
      .happens(drop('t5'))
      .answers('t1', 12, 14)
      .fails('t2')
      .fails('t3')
      .fails('t4');

  it('the parts of the live card add up to its number', () => {
    const text = plainText(liveCard(story().view, 0, OPTIONS), OPTIONS.zone);
    expect(text).toContain('4 of 4 asked');
    expect(text).toContain('1 answered · 3 not reached');
    expect(text).not.toContain('not reached · 1 not called');
    expect(text).toContain('1 not called: Elm & Sons');
  });

  it('the result and the list of results count the same people', () => {
    const { view } = story().happens({
      type: 'MissionFinished',
      status: 'succeeded',
      reason: 'all-called',
      summary: { private: '' },
      payload: { private: {} },
    });
    const result = plainText(resultCard(view, 0, OPTIONS), OPTIONS.zone);
    expect(result).toContain('1 of 4 people answered');
    expect(result).toMatch(/Effort:? +4 people, 4 calls/);
    expect(plainText(resultsCard(view, 0, OPTIONS), OPTIONS.zone)).toContain('1 of 4 people answered');
  });
});

it('the effort names the people who were called, not all of the list', () => {
  const { view } = new Story({ rounds: 1 })
    .opens('round-1', ['t1', 't2', 't3', 't4', 't5'])
    .answers('t1', 12, 14)
    .happens({
      type: 'MissionFinished',
      status: 'succeeded',
      reason: 'deadline',
      summary: { private: '' },
      payload: { private: {} },
    });
  expect(plainText(resultCard(view, 0, OPTIONS), OPTIONS.zone)).toMatch(/Effort:? +1 person, 1 call/);
});

it('somebody blocked in mid-call who answered is counted once, as off the list', () => {
  const story = new Story({ rounds: 2 }).opens('round-1', ['t1', 't2', 't3']);
  story.answers('t1', 12, 14).places('t2:1', 't2');
  story.happens({ type: 'CallProgressed', call: 't2:1', status: 'in-progress', conversationId: 'c' }, drop('t2'));
  expect(story.view.counts).toMatchObject({ total: 3, onThePhone: 1 });
  const values = { private: { price: 9, lead_time: 3 } };
  story.happens({ type: 'CallEnded', call: 't2:1', status: 'completed', seconds: 40 });
  story.happens({ type: 'PersonAnswered', call: 't2:1', target: 't2', values }).answers('t3', 13, 14);
  story.happens(
    {
      type: 'RoundFinished',
      round: 'round-1',
      ranking: [
        { target: 't1', score: 8 },
        { target: 't3', score: 7 },
      ],
    },
    {
      type: 'GateOpened',
      gate: 'gate-1',
      round: 'round-1',
      question: 'Who goes on?',
      options: [],
      proposed: ['t1', 't3'],
      reserve: [],
      deciders: ['slack:T1/U1'],
      quorum: 1,
      remindAt: 0,
      digest: 'd',
    },
  );
  const text = plainText(decisionCard(story.view, gateOf(story.view), 0, OPTIONS), OPTIONS.zone);
  expect(text).toContain('3 of 3 answered');
  expect(text).toContain('off the list: Borealis (on the do-not-call list)');
  expect(text).not.toContain('without an answer');
});

describe('first N, then ask me', () => {
  const tried = (count: number) => {
    const play = new Play(sweepBrief({ tryFirst: count, maxRetries: 0 }), 7).provision();
    for (let price = 10; price < 10 + count; price += 1) play.call({ values: { price } });
    return play;
  };
  const texts = (play: Play) => {
    const view = viewOfPlay(play);
    return [decisionCard(view, gateOf(view), play.at, OPTIONS), reminderNote(view, gateOf(view))].map((one) =>
      plainText(one, OPTIONS.zone),
    );
  };

  it.each([
    ['who was called stays done', 't1', 'The first 3 are done.', '4 more wait'],
    ['who waited waits no more', 't5', 'The first 3 are done.', '3 more wait'],
  ])('taken off the list meanwhile: %s, on card and reminder', (_, target, done, waiting) => {
    const play = tried(3).world({ type: 'DropPerson', target, because: 'asked elsewhere not to be called' });
    const [card, reminder] = texts(play);
    expect(card).toContain(done);
    expect(card).toContain(waiting);
    expect(reminder).toContain(`${done} Call the other ${waiting.slice(0, 1)} as well?`);
  });

  it('somebody taken off before their call is none of the first', () => {
    const play = new Play(sweepBrief({ tryFirst: 2, maxRetries: 0 }), 6).provision();
    play.world({ type: 'DropPerson', target: 't1', because: 'asked elsewhere not to be called' });
    play.call({ values: { price: 10 } }).call({ values: { price: 11 } });
    expect(play.events.findLast((one) => one.type === 'GateOpened')).toMatchObject({
      question: 'The first 2 are done. Call the other 3 as well?',
    });
    for (const text of texts(play)) expect(text).toContain('The first 2 are done.');
  });

  it('one is said as one', () => {
    for (const text of texts(tried(1))) expect(text).toContain('The first one is done.');
  });

  it('only those who can be chosen have a number', () => {
    const view = viewOfPlay(tried(2));
    const { blocks } = decisionCard(view, gateOf(view), 0, OPTIONS);
    const marks = blocks.flatMap((one) => (one.kind === 'entries' ? one.entries.map(({ mark }) => mark) : []));
    expect(marks).toEqual(['·', '·']);
  });
});
