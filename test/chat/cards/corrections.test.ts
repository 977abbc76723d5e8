/** What cards say of values to be checked, corrected and left out; who is told of a correction, and what follows from it. */
import { describe, expect, test } from 'vitest';
import { announce } from '../../../src/chat/announce.ts';
import type { Card, Message } from '../../../src/chat/card.ts';
import { evidenceText } from '../../../src/chat/cards/evidence.ts';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { resultsCard, resultsCsv } from '../../../src/chat/results.ts';
import type { PersonCommand } from '../../../src/missions/command.ts';
import { decide } from '../../../src/missions/decide.ts';
import { isRejection } from '../../../src/missions/decision.ts';
import { fold } from '../../../src/missions/evolve.ts';
import { forbiddenIn } from '../../../src/projections/plain-words.ts';
import { readMessage } from '../../support/card-text.ts';
import { Story } from '../../support/mission-story.ts';
import { MIRA } from '../../support/random-mission-events.ts';

const BERLIN = { zone: 'Europe/Berlin' };
const words = (message: Message): string => {
  const { ours, quoted } = readMessage(message);
  return [...ours, ...quoted].join('\n');
};

/** As a person does it: decided, appended, announced. */
function put(story: Story, command: PersonCommand) {
  const decision = decide(fold(story.records), command, { now: story.at, by: MIRA });
  if (isRejection(decision)) throw new Error(decision.sentence);
  story.happens(...decision);
  return announce(story.before, story.view, story.last, BERLIN);
}
const correct = (target: string, value: number): PersonCommand => ({
  type: 'CorrectValue',
  target,
  field: 'price',
  value,
  reason: 'they meant "twelve hundred"',
});

function withDoubt(): Story {
  const story = new Story({ rounds: 1, people: 3 })
    .opens('round-1', ['t1', 't2', 't3'])
    .answers('t2', 14, 7)
    .answers('t3', 11, 21);
  story.places('t1:1', 't1');
  story.happens({ type: 'CallEnded', call: 't1:1', status: 'completed', seconds: 60 });
  return story.happens({
    type: 'PersonAnswered',
    call: 't1:1',
    target: 't1',
    values: { private: { price: 12.5, price_said: 'twelve fifty', lead_time: 14 } },
  });
}

const finished = (story: Story): Story =>
  story.happens(
    {
      type: 'RoundFinished',
      round: 'round-1',
      ranking: [
        { target: 't2', score: 8, rank: 1 },
        { target: 't3', score: 8, rank: 1 },
        { target: 't1', score: 5, rank: 3, toCheck: ['price'], missing: ['lead_time'] },
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

describe('what is to be checked', () => {
  test('stands on the live card with the reason in words', () => {
    const story = withDoubt();
    expect(words(liveCard(story.view, story.at, BERLIN))).toContain(
      'Acme Print, price: it can be understood as $12.50 or $1,250 or $12,500',
    );
  });

  test('is marked in the result, beside what counted as the worst; equal scores share a place and that is said', () => {
    const story = finished(withDoubt());
    const card = resultsCard(story.view, story.at, BERLIN);
    const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
    expect(entries.map((one) => [one.mark, one.title])).toEqual([
      ['1', 'Borealis'],
      ['1', 'Cobalt Press'],
      ['3', 'Acme Print'],
    ]);
    expect(entries[2]?.facts).toContain('$12.50 (to be checked)');
    expect(entries[2]?.facts).toContain('no lead time: counted as the worst');
    expect(words(card)).toContain('Equal scores share a place and stand in the order of the list.');
  });
});

describe('a correction', () => {
  test('is told to everybody: who, what, why, and what follows; the open list is asked anew', () => {
    const story = Story.atDecision();
    const shown = put(story, correct('t1', 19));
    const note = shown.find((one) => one.kind === 'thread');
    expect(note === undefined ? '' : words(note.message)).toContain(
      'Mira corrected Acme Print: $12 → $19: "they meant "twelve hundred"".',
    );
    const text = shown.map((one) => words(one.kind === 'live-card' ? one.card : one.message)).join('\n');
    expect(text).toContain('The open list follows: it is list 2 now, and votes for older lists no longer count.');
    expect(text).toContain('List 2 took the place of list 1.');
    const decision = shown.find((one) => one.kind === 'channel');
    expect(decision === undefined ? '' : words(decision.message)).toContain('$19 (corrected by Mira)');
    expect(forbiddenIn(text)).toEqual([]);
  });

  test('R299 after the end changes the result where it stands, with old, new, name and reason', () => {
    const story = finished(withDoubt());
    const posted = story.view.result?.postedAs;
    const shown = put(story, correct('t1', 15));
    const edited = shown.find((one) => one.kind === 'edit-posted' && one.ofKey === posted);
    expect(edited?.kind).toBe('edit-posted');
    const card = edited?.kind === 'edit-posted' ? (edited.message as Card) : undefined;
    expect(card === undefined ? '' : words(card)).toContain('Acme Print: $12.50 → $15, by Mira');
    expect(shown.some((one) => one.kind === 'channel')).toBe(false);
    const csv = resultsCsv(story.view).text;
    expect(csv).toContain('Price: 12.5 → 15, by Mira');
    expect(csv).toContain('twelve fifty');
  });

  test('that is only asked about is told to nobody else', () => {
    const shown = put(Story.atDecision(), correct('t1', 99_999));
    expect(shown.map((one) => one.kind)).toEqual(['live-card']);
  });

  test('left out: not ranked, still readable, with the name and the reason', () => {
    const story = finished(withDoubt());
    put(story, { type: 'ExcludeResult', target: 't2', reason: 'a branch of Cobalt' });
    const card = resultsCard(story.view, story.at, BERLIN);
    expect(words(card)).toContain('left out by Mira: "a branch of Cobalt"');
    const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
    expect(entries.at(-1)).toMatchObject({ mark: '–', title: 'Borealis', quiet: true });
  });

  test('told by hand: the row is answered, and says by whom', () => {
    const story = Story.atDecision();
    const shown = put(story, {
      type: 'AddResult',
      target: 't5',
      values: { price: 9, lead_time: 3 },
      reason: 'by mail',
    });
    const text = shown.map((one) => words(one.kind === 'live-card' ? one.card : one.message)).join('\n');
    expect(text).toContain('Mira told the answers of');
    expect(text).toContain('told by Mira: "by mail"');
    expect(story.view.rows.find((row) => row.target === 't5')).toMatchObject({
      status: 'answered',
      values: { price: 9 },
    });
  });
});

describe('evidence', () => {
  const call = {
    call: 'c',
    round: 'round-1',
    attempt: 1,
    dueAt: 0,
    state: 'ended',
    couldNotBeTakenBack: false,
  } as const;
  test.each([
    [{ because: 'The line was busy.', line: 'busy' }, 'The line was busy'],
    [
      { because: 'The network or the far side failed.', line: 'failed: SIP 503' },
      'The network or the far side failed (failed: telephone 503)',
    ],
    [
      { because: 'Marked as answered, but a machine took the call.' },
      'Marked as answered, but a machine took the call',
    ],
  ])('%j', (evidence, text) => {
    expect(evidenceText({ ...call, evidence })).toBe(text);
    expect(forbiddenIn(text)).toEqual([]);
  });

  test('of a call that is older than its evidence nothing is said', () => {
    expect(evidenceText(call)).toBeUndefined();
  });
});
