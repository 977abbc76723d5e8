/** What somebody who sees these cards for the first time stumbled over. */
import { describe, expect, it } from 'vitest';
import { liveCard } from '../../../src/chat/cards/live-card.ts';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import { showCalls } from '../../../src/chat/desk/mission-actions.ts';
import { resultsCsv } from '../../../src/chat/results.ts';
import { factsOf, possessive } from '../../../src/chat/wording.ts';
import type { MissionView } from '../../../src/projections/mission-view.ts';
import { plain, readMessage } from '../../support/card-text.ts';
import { houseTemplate } from '../../support/house-templates.ts';
import { Story } from '../../support/mission-story.ts';
import { ANA } from '../../support/random-mission-events.ts';

const OPTIONS = { zone: 'Europe/Berlin' };
const FINISHED = {
  type: 'MissionFinished',
  status: 'succeeded',
  summary: { private: '' },
  payload: { private: {} },
} as const;

const words = (view: MissionView) => readMessage(resultCard(view, view.changedAt, OPTIONS)).ours.join('\n');

/** Two of three are called again; Borealis in vain. */
function twoRounds(): Story {
  const story = Story.atDecision({ sandbox: true }).approved().opens('round-2', ['t1', 't2', 't3']);
  story.answers('t3', 10, 20, undefined, 'round-2').answers('t1', 11, 14, undefined, 'round-2').fails('t2', 'round-2');
  const ranking = [{ target: 't3', score: 9 }, { target: 't1', score: 4 }, { target: 't2' }];
  return story.happens({ type: 'RoundFinished', round: 'round-2', ranking }, { ...FINISHED, reason: 'goal' });
}

describe('the final result', () => {
  it('says of which round a score is, where there are several', () => {
    const card = resultCard(twoRounds().view, 0, OPTIONS);
    const entries = card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
    expect(entries.map((one) => [one.title, one.score])).toEqual([
      ['Cobalt Press', 'round 2: 9.0'],
      ['Acme Print', 'round 2: 4.0'],
      ['Borealis', undefined],
      ['Delta Works', 'round 1: 7.0'],
      ['Elm & Sons', undefined],
    ]);
  });

  it('shows the recommended one with the money they named in the first round', () => {
    const story = Story.atDecision({ sandbox: true }).approved().opens('round-2', ['t1']);
    story.places('round-2/t1:1', 't1', 'round-2');
    story.happens(
      { type: 'CallEnded', call: 'round-2/t1:1', status: 'completed', seconds: 60 },
      { type: 'PersonAnswered', call: 'round-2/t1:1', target: 't1', values: { private: {} } },
    );
    story.happens(
      { type: 'RoundFinished', round: 'round-2', ranking: [{ target: 't1', score: 9 }] },
      { ...FINISHED, reason: 'goal' },
    );
    expect(plain(resultCard(story.view, 0, OPTIONS).headline)).toContain('Acme Print: $12');
  });

  it('recommends nobody of a list that was rejected', () => {
    const story = Story.atDecision({ sandbox: true });
    story.happens({ type: 'GateRejected', gate: 'gate-1', by: ANA });
    story.happens({ ...FINISHED, reason: 'rejected', payload: { private: { recommended: [{ id: 't1' }] } } });
    const { view } = story;
    expect(view.result?.recommended).toEqual([]);
    expect(words(view)).toContain('Ended after the list was rejected. 4 of 5 people answered.');
    expect(resultCard(view, 0, OPTIONS).lock).not.toContain('Recommended');
  });

  it('the CSV tells round and rank', () => {
    const lines = resultsCsv(twoRounds().view)
      .text.replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',').slice(1, 8));
    expect(lines[0]).toEqual(['Name', 'Number', 'Status', 'Why', 'Round', 'Rank', 'Score']);
    expect(lines.slice(1).map(([name, , , , round, rank, score]) => [name, round, rank, score])).toEqual([
      ['Cobalt Press', '2', '1', '9.0'],
      ['Acme Print', '2', '2', '4.0'],
      ['Borealis', '2', '', ''],
      ['Delta Works', '1', '4', '7.0'],
      ['Elm & Sons', '1', '', ''],
    ]);
  });
});

describe('somebody who was taken off the list meanwhile', () => {
  const story = () => {
    const told = new Story({ sandbox: true, rounds: 1 }).opens('round-1', ['t1', 't2', 't3', 't4', 't5']);
    return told.happens({ type: 'TargetRemoved', target: 't4', because: 'asked not to be called' });
  };

  it('is named with the reason on the live card', () => {
    const text = readMessage(liveCard(story().view, 0, OPTIONS)).ours.join('\n');
    expect(text).toContain('1 not called: Delta Works, asked not to be called.');
  });

  it('and on the final result', () => {
    const { view } = story().happens({ ...FINISHED, reason: 'all-called' });
    expect(words(view)).toContain('1 not called: Delta Works, asked not to be called.');
  });
});

it('two talks with the same person have different buttons', () => {
  const labels = readMessage(
    (() => {
      // @ts-expect-error only what is read here
      const [reply] = showCalls({ deps: { origin: { sandbox: true } }, place: {} }, talked());
      if (reply?.how !== 'post') throw new Error('nothing was posted');
      return reply.message;
    })(),
  ).buttons.map((one) => one.label);
  expect(labels.filter((label) => label.includes('Acme'))).toEqual([
    'Read Acme Print, round 2',
    'Read Acme Print, round 1',
  ]);
});

it('each call quotes what was said in it, or nothing', () => {
  const story = Story.atDecision().approved().opens('round-2', ['t1', 't2']);
  story.answers('t1', 11, 10, 'our last price is eleven', 'round-2').answers('t2', 13, 7, undefined, 'round-2');
  // @ts-expect-error only what is read here
  const [reply] = showCalls({ deps: { origin: { sandbox: true } }, place: {} }, story.view);
  const message = reply?.how === 'post' ? reply.message : undefined;
  const blocks = message?.kind === 'note' ? (message.blocks ?? []) : [];
  const quotes = blocks.flatMap((one) =>
    one.kind === 'entries' ? one.entries.map(({ title, quote }) => [title, quote]) : [],
  );
  expect(quotes.filter(([title]) => title === 'Acme Print' || title === 'Borealis')).toEqual([
    ['Borealis', undefined],
    ['Acme Print', 'our last price is eleven'],
    ['Borealis', 'one week'],
    ['Acme Print', 'we can start with five hundred'],
  ]);
});

function talked(): MissionView {
  const story = twoRounds();
  for (const call of ['t1:1', 'round-2/t1:1'])
    story.happens({ type: 'TalkRecorded', call, turns: { private: [{ who: 'callee', text: 'hello' }] } });
  return story.view;
}

it('a mark somebody was given is shown with its end, and two prices with their names', () => {
  const fields = houseTemplate('vendor-selection').rounds.flatMap((round) => round.fields);
  const row = Story.atDecision().view.rows[0];
  if (row === undefined) throw new Error('nobody');
  expect(
    factsOf({ ...row, values: { price_score: 7, unit_price: 12, final_price: 11, minimum_order: 500 } }, fields),
  ).toEqual(['unit price $12', 'last price $11', 'offer 7 of 10', 'minimum order 500 units']);
});

it('a name that ends in s gets its apostrophe only', () => {
  expect([possessive('Ana'), possessive('Books')]).toEqual(["Ana's", "Books'"]);
});
