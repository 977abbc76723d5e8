/** Who stands first, in the list, in the headline and on the lock screen; and who stands on no list, with the true reason. */
import { describe, expect, test } from 'vitest';
import type { Card, Entry } from '../../../src/chat/card.ts';
import { roundNote } from '../../../src/chat/cards/call-notes.ts';
import { decisionCard } from '../../../src/chat/cards/decision-card.ts';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import { personIn } from '../../../src/chat/desk/correction-words.ts';
import { resultsCsv } from '../../../src/chat/results.ts';
import type { Brief } from '../../../src/missions/brief.ts';
import type { PersonCommand } from '../../../src/missions/command.ts';
import type { MissionView } from '../../../src/projections/mission-view.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { plain, readMessage } from '../../support/card-text.ts';
import { counts } from '../../support/counts.ts';
import { Play } from '../../support/given.ts';
import { randomFrom } from '../../support/random-mission-events.ts';
import { actionBrief, negotiationBrief, people, roundsBrief, sweepBrief } from '../../support/sandbox.ts';

const CHICAGO = { zone: 'America/Chicago' };

function viewFrom(play: Play): MissionView {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no mission');
  return view;
}
const end = (play: Play): Card => resultCard(viewFrom(play), play.at, CHICAGO);
const entriesOf = (card: Card): readonly Entry[] =>
  card.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : []));
const marksOf = (card: Card) => entriesOf(card).map((one) => `${one.mark} ${one.title}`);
const wordsOf = (card: Card): string => readMessage(card).ours.join('\n');

const exclude = (target: string): PersonCommand => ({ type: 'ExcludeResult', target, reason: 'a branch' });
const add = (target: string, price: number): PersonCommand => ({
  type: 'AddResult',
  target,
  values: { price },
  reason: 'by mail',
});

describe('the decision card', () => {
  const atGate = () => {
    const play = new Play(roundsBrief({ maxRetries: 0 }), people(6)).provision();
    for (const price of [10, 11, 12, 13]) play.call({ values: { price } });
    return play.call('no-answer').call('no-answer');
  };
  const rest = (play: Play): string => {
    const view = viewFrom(play);
    const [gate] = view.gates;
    if (gate === undefined) throw new Error('no decision');
    const text = wordsOf(decisionCard(view, gate, play.at, CHICAGO));
    return text.split('\n').find((line) => /without an answer|left out|not on this list/.test(line)) ?? '';
  };

  test('names who was left out as left out, and by whom', () => {
    expect(rest(atGate().tell(exclude('t3')))).toBe(
      'left out: Vendor 3 (by Ana) · without an answer: Vendor 5 (no answer) and Vendor 6 (no answer)',
    );
  });

  test('names whose answers came after the list was made by hand as answered', () => {
    const play = atGate().tell({ type: 'ProposeList', targets: ['t1', 't4'], said: '1 and 4' });
    play.tell({ type: 'ConfirmList' }).tell(add('t5', 12));
    expect(rest(play)).toBe('answered, not on this list: Vendor 5 · without an answer: Vendor 6 (no answer)');
  });
});

describe('the end card', () => {
  /** Three are called again: the second round is told by `again`, the first of the list first. */
  const twoRounds = (again: readonly (number | 'no-answer')[]) => {
    const play = new Play(roundsBrief({ maxRetries: 0 }), people(4)).provision();
    for (const price of [13, 10, 12, 11]) play.call({ values: { price } });
    play.tell({ type: 'Approve' }).provision();
    for (const one of again) play.call(one === 'no-answer' ? one : { values: { price: one } });
    return play;
  };

  test('a second round that nobody answered leaves the order of the first', () => {
    const card = end(twoRounds(['no-answer', 'no-answer', 'no-answer']));
    expect(plain(card.headline)).toMatch(/^Vendor 2: \$10/);
    expect(marksOf(card)).toEqual(['1 Vendor 2', '2 Vendor 4', '3 Vendor 3', '4 Vendor 1']);
    expect(entriesOf(card)[0]?.facts).toContain('round 2: no answer. The earlier answers are kept');
  });

  test('whose last answer was left out is not brought back by an earlier one', () => {
    const play = twoRounds([9, 'no-answer', 'no-answer']).tell(exclude('t2'));
    const card = end(play);
    expect(plain(card.headline)).toMatch(/^Vendor 4: \$11/);
    expect(marksOf(card)).toEqual(['1 Vendor 4', '2 Vendor 3', '3 Vendor 1', '– Vendor 2']);
    expect(viewFrom(play).result?.summary).toContain('Recommended: Vendor 4, Vendor 3, Vendor 1.');
  });

  test('who was left out takes no place: those behind move up', () => {
    const play = twoRounds([9, 8, 7]).tell(exclude('t4'));
    expect(marksOf(end(play))).toEqual(['1 Vendor 3', '2 Vendor 2', '– Vendor 4', '3 Vendor 1']);
    expect(personIn(viewFrom(play), 'no. 3')).toMatchObject({ ok: true, value: { row: { name: 'Vendor 1' } } });
  });

  test('a booking that is left out is nobody’s any more', () => {
    const play = new Play(actionBrief({ maxRetries: 0 }), 2).provision();
    play.call({ values: { has_availability: true, reservation_confirmed: true } });
    const card = end(play.tell(exclude('t1')));
    expect(plain(card.headline)).toMatch(/^Nobody could book a table for four\./);
    expect(viewFrom(play).result?.recommended).toEqual([]);
  });

  test('without anything to compare there is no place and no score, on no card and in no table', () => {
    const [round] = sweepBrief().rounds;
    const brief = sweepBrief({ rounds: round === undefined ? [] : [{ ...round, ranking: [] }] });
    const play = new Play(brief, 3).provision().answerAll();
    const view = viewFrom(play);
    const [first] = view.rounds;
    expect(marksOf(end(play))).toEqual(['– Vendor 1', '– Vendor 2', '– Vendor 3']);
    const rows = resultsCsv(view).text.trimEnd().split('\r\n').slice(1);
    expect(rows.map((line) => line.split(',').slice(5, 8))).toEqual(Array(3).fill(['1', '', '']));
    const note = first === undefined ? undefined : roundNote(view, first);
    const noted = note?.blocks?.flatMap((block) => (block.kind === 'entries' ? block.entries : [])) ?? [];
    expect(noted.map((one) => [one.mark, one.score])).toEqual(Array(3).fill(['–', undefined]));
  });
});

const BRIEFS: readonly ((change: Partial<Brief>) => Brief)[] = [roundsBrief, sweepBrief, negotiationBrief, actionBrief];

/** A mission to its end, with people who put results right at any time, also afterwards. */
function* corrected(seed: number): Generator<Play> {
  const random = randomFrom(seed);
  const brief = BRIEFS[seed % BRIEFS.length]?.({ maxRetries: 0, recipients: 'service' });
  const play = new Play(brief, 5).provision();
  const putRight = () => {
    const target = `t${1 + Math.floor(random() * 5)}`;
    const chance = random();
    if (chance < 0.4) play.try(exclude(target));
    else if (chance < 0.5) play.try({ type: 'IncludeResult', target });
    else play.try(add(target, 5 + Math.round(random() * 1000) / 100));
  };
  const callAll = () => {
    while (play.work().some((one) => one.kind === 'place')) {
      const values = {
        price: 5 + Math.round(random() * 1000) / 100,
        has_availability: random() < 0.5,
        reservation_confirmed: random() < 0.3,
      };
      play.call(random() < 0.3 ? 'no-answer' : { values });
      if (random() < 0.2) putRight();
    }
  };
  callAll();
  while (play.state.stage.kind === 'deciding') {
    if (random() < 0.5) putRight();
    const isTaken = Array.isArray(play.try(random() < 0.8 ? { type: 'Approve' } : { type: 'Reject' }));
    if (!isTaken) play.tell({ type: 'EndHere' });
    play.provision();
    callAll();
  }
  for (let times = 0; times < 4; times += 1) {
    yield play;
    putRight();
  }
}

test('whom the headline names stands first in the list, whatever people put right', () => {
  let named = 0;
  for (let seed = 1; seed <= counts(20, 200); seed += 1)
    for (const play of corrected(seed)) {
      if (play.state.stage.kind !== 'finished') continue;
      const card = end(play);
      const [first] = /Vendor \d/.exec(plain(card.headline)) ?? [];
      if (first === undefined) continue;
      named += 1;
      expect([seed, entriesOf(card)[0]?.title]).toEqual([seed, first]);
    }
  expect(named).toBeGreaterThan(counts(20, 200));
});
