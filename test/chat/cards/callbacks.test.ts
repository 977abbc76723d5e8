/** What is seen of a call back, and of a mission that waits for a number: notes in the thread, the row, the card. */
import { describe, expect, it } from 'vitest';
import { announce } from '../../../src/chat/announce.ts';
import type { Message } from '../../../src/chat/card.ts';
import { holdCard } from '../../../src/chat/cards/hold-card.ts';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { mirrorOps } from '../../../src/engine/mirror-ops.ts';
import type { CallFact, MissionEvent } from '../../../src/missions/event.ts';
import { evolve, fold } from '../../../src/missions/evolve.ts';
import { timelineOf } from '../../../src/projections/timeline.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { readMessage } from '../../support/card-text.ts';
import { Story } from '../../support/mission-story.ts';

const textOfMessage = (message: Message): string => {
  const { ours, quoted } = readMessage(message);
  return [...ours, ...quoted].join('\n');
};

const BERLIN = { zone: 'Europe/Berlin' };
const IN = 'round-1/t2:in-c9';
const received: MissionEvent = {
  type: 'CallbackReceived',
  call: IN,
  target: 't2',
  round: 'round-1',
  conversationId: 'c9',
  number: '+13125550102',
  at: 0,
};

/** Two people, the second did not answer. */
const midway = (): Story => {
  const story = new Story({ people: 2, rounds: 1 }).opens('round-1', ['t1', 't2']);
  story.places('round-1/t2:1', 't2');
  return story
    .happens({ type: 'CallWentUnanswered', call: 'round-1/t2:1', target: 't2' })
    .happens({ type: 'RetryPlanned', target: 't2', attempt: 2, notBefore: story.at + 5_400_000, reason: 'no answer' });
};

/** The posts of the last record. */
function posts(story: Story): readonly string[] {
  const record = story.records.at(-1);
  const after = viewOf(story.records);
  if (record === undefined || after === undefined) throw new Error('no record');
  return announce(viewOf(story.records.slice(0, -1)), after, record, BERLIN).flatMap((one) =>
    one.kind === 'thread' ? [textOfMessage(one.message)] : [],
  );
}

const rowOf = (story: Story) => viewOf(story.records)?.rows.find((row) => row.target === 't2');
const hears = (story: Story, fact: CallFact): Story => story.happens({ ...fact, call: IN, target: 't2' });

describe('a call back in the thread', () => {
  it('P36 is told at once, with the retry gone from the row', () => {
    const story = midway();
    expect(rowOf(story)?.nextCallAt).toBeDefined();
    story.happens(received);
    expect(posts(story).join()).toMatch(/called back.*Meanwhile nobody calls them/);
    expect(rowOf(story)).toMatchObject({ attempts: 1, reason: 'they called back, it is being read' });
    expect(rowOf(story)?.nextCallAt).toBeUndefined();
  });

  it('P36 and again with what they said, which is their answer; it is nobody’s try and no call of ours', () => {
    const story = midway().happens(received);
    const calls = viewOf(story.records)?.calls;
    hears(story, {
      type: 'PersonAnswered',
      values: { private: { price: 8.9 } },
      words: { private: 'We can do eight ninety.' },
    });
    expect(posts(story).join()).toMatch(/called back: \$8\.90.*eight ninety/s);
    expect(rowOf(story)).toMatchObject({ status: 'answered', attempts: 1, values: { price: 8.9 } });
    expect(viewOf(story.records)?.calls).toBe(calls);
  });

  it('one that brought nothing leaves the row as it was, with the time they are called again', () => {
    const story = midway().happens(received);
    const at = story.at + 7_200_000;
    story.happens(
      { type: 'NothingLearnt', call: IN, target: 't2' },
      { type: 'RetryPlanned', target: 't2', attempt: 2, notBefore: at, reason: 'they called back: nothing learnt' },
    );
    expect(posts(story).join()).toMatch(/called back: answered, nothing learnt.*called again/);
    expect(rowOf(story)).toMatchObject({ attempts: 1, nextCallAt: at });
  });

  it('P36 after the end it says so', () => {
    const story = midway().happens({
      type: 'MissionFinished',
      status: 'succeeded',
      reason: 'all-called',
      summary: { private: 'done' },
      payload: { private: {} },
    });
    story.happens(received);
    expect(posts(story).join()).toContain('The mission has ended; it is noted with its results.');
  });

  it('R65 the audit trail and the timeline tell it with its conversation', () => {
    const story = midway().happens(received);
    expect(timelineOf(story.records).at(-1)?.text).toMatch(/called back$/);
    const before = fold(story.records.slice(0, -1));
    const state = evolve(before, received, { seq: story.records.length, at: story.at });
    expect(mirrorOps(state, received)).toMatchObject([
      { kind: 'event', type: 'custom', payload: { conversation_id: 'c9' } },
    ]);
    const fact: MissionEvent = { type: 'NothingLearnt', call: IN, target: 't2' };
    expect(mirrorOps(evolve(state, fact, { seq: 99, at: 0 }), fact)).toMatchObject([
      { summary: expect.stringMatching(/^Call back from /), payload: { conversation_id: 'c9' } },
    ]);
  });
});

describe('a mission that waits for a number', () => {
  const waiting = (until?: number) => {
    const story = new Story({ people: 2, rounds: 1 });
    story.happens({
      type: 'MissionHeld',
      what: 'round-1/number',
      reason: 'Waits for a number: +1 312 ••02 is used by M-101. Goes on by itself when one is free.',
      ...(until === undefined ? {} : { until }),
    });
    const view = viewOf(story.records);
    const hold = view?.holds?.[0];
    if (view === undefined || hold === undefined) throw new Error('not held');
    const text = (message: Message): string => textOfMessage(message);
    return { card: holdCard(view, hold, story.at, BERLIN), live: liveCard(view, story.at, BERLIN), text };
  };

  it('P35 says who has it and until when, on both cards, and needs nobody', () => {
    const { card, live, text } = waiting(Date.parse('2026-11-26T15:10:00Z'));
    expect(card.state).toBe('WAITING FOR A NUMBER');
    expect(live.state).toBe('WAITING FOR A NUMBER');
    for (const one of [card, live]) {
      expect(text(one)).toContain('is used by M-101');
      expect(text(one)).toMatch(/about .*\[time\]/);
    }
    expect(card.lock).toContain('Nothing has to be done');
  });

  it('R108 without any number to wait for it needs somebody', () => {
    const { card, live } = waiting();
    expect([card.state, live.state]).toEqual(['HELD, NEEDS YOU', 'HELD, NEEDS YOU']);
  });
});
