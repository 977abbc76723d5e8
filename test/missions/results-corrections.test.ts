/** People put results right: what is taken, what is refused in one sentence, and all that follows in the same record. */
import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/missions/brief.ts';
import { bestQuote } from '../../src/missions/classes/negotiation.ts';
import type { PersonCommand } from '../../src/missions/command.ts';
import { isRejection } from '../../src/missions/decision.ts';
import { believable } from '../../src/missions/results/doubts.ts';
import type { GateState, MissionState } from '../../src/missions/state.ts';
import type { Values } from '../../src/missions/terms.ts';
import { viewOf } from '../../src/projections/view-fold.ts';
import { BEN, MINUTE, Play } from '../support/given.ts';
import { people, roundsBrief, sweepBrief } from '../support/sandbox.ts';

const correct = (target: string, value: number | string | null, field = 'price'): PersonCommand => ({
  type: 'CorrectValue',
  target,
  field,
  value,
  reason: 'they meant thousands',
});
const exclude = (target: string): PersonCommand => ({ type: 'ExcludeResult', target, reason: 'a branch of t1' });
const typesOf = (events: readonly { readonly type: string }[] | object): readonly string[] =>
  Array.isArray(events) ? events.map((event: { readonly type: string }) => event.type) : ['rejected'];
const sentenceOf = (play: Play, command: PersonCommand): string => {
  const answer = play.try(command);
  return isRejection(answer) ? answer.sentence : `taken: ${typesOf(answer).join()}`;
};
const progressOf = (state: MissionState, target: string) => state.rounds.at(-1)?.progress.get(target);
const rankingOf = (state: MissionState) => (state.rounds.at(0)?.ranking ?? []).map((row) => row.target);
const gateOf = (state: MissionState): GateState => {
  const gate = state.gates.get('gate-1');
  if (gate === undefined) throw new Error('no gate');
  return gate;
};

/** Five answered with 10, 11, 12, 13 and 14; the first three are proposed. */
const atGate = () => new Play(roundsBrief(), people(5)).provision().answerAll();
const ended = () => atGate().tell({ type: 'EndHere' });

const withoutRange = ({ min: _, max: __, ...field }: Field): Field => field;

describe('a value', () => {
  test('R212 is corrected with a reason: ranking and the open list follow in the same record, at once', () => {
    const play = atGate();
    expect(rankingOf(play.state)).toEqual(['t1', 't2', 't3', 't4', 't5']);
    const events = play.try(correct('t1', 19));
    expect(typesOf(events)).toEqual(['ValueCorrected', 'RankingRevised', 'ListChanged']);
    expect(rankingOf(play.state)).toEqual(['t2', 't3', 't4', 't5', 't1']);
    expect(gateOf(play.state)).toMatchObject({ list: 2, proposed: ['t2', 't3', 't4'], reserve: ['t5', 't1'] });
    expect(progressOf(play.state, 't1')).toMatchObject({ values: { price: 19 }, checked: ['price'] });
  });

  test('told again as it is, it is confirmed: nothing else changes, and the doubt is over', () => {
    const play = new Play(sweepBrief(), people(2)).provision();
    play.call({ values: { price: 12, price_said: 'twelve or so' } });
    expect(believable(play.state, 't1', 'price')).toBeUndefined();
    expect(typesOf(play.try(correct('t1', 12)))).toEqual(['ValueCorrected']);
    expect(believable(play.state, 't1', 'price')).toBe(12);
    expect(sentenceOf(play, correct('t1', 12))).toBe('Price of Vendor 1 is that already, confirmed by a person.');
  });

  test('can be emptied', () => {
    const play = atGate().tell(correct('t1', null));
    expect(progressOf(play.state, 't1')?.values).not.toHaveProperty('price');
    expect(sentenceOf(play, correct('t1', null))).toBe('Price of Vendor 1 is empty already.');
  });

  test.each([
    ['of a field nobody asked for', correct('t1', 3, 'colour'), /^"colour" was not asked\. What was asked is: /],
    ['of the wrong kind', correct('t1', 'cheap'), 'Price is a number in USD; "cheap" is none.'],
    ['of nobody', correct('t99', 3), 'Nobody like that is on the list of M-1.'],
    ['without a reason', { ...correct('t1', 3), reason: ' ' }, 'Say why; the reason stands beside it for everybody.'],
    ['with a novel', { ...correct('t1', 3), reason: 'x'.repeat(501) }, /too long; keep it under 500/],
    ['of another round', { ...correct('t1', 3), round: 'round-2' }, 'Vendor 1 was not part of round 2.'],
  ] as const)('%s is refused in one sentence', (_, command, sentence) => {
    const said = sentenceOf(atGate(), command as PersonCommand);
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });

  test('of somebody without a result is refused: tell the answers instead', () => {
    const play = new Play(sweepBrief(), people(2)).provision();
    expect(sentenceOf(play, correct('t1', 3))).toBe('Vendor 1 has no result yet. You can add one by hand.');
    const fresh = new Play(sweepBrief(), people(2));
    expect(sentenceOf(fresh, correct('t1', 3))).toBe('M-1 has no results yet: the first calls are being set up.');
  });
});

describe('an unlikely value by hand', () => {
  const add = (values: Values): PersonCommand => ({
    type: 'AddResult',
    target: 't6',
    values,
    reason: 'came by e-mail',
  });
  /** Like `atGate`, and a sixth whom nobody reached. */
  const withSilent = () => {
    const play = new Play(roundsBrief({ maxRetries: 0 }), people(6)).provision();
    for (const price of [10, 11, 12, 13, 14]) play.call({ values: { price } });
    return play.call('no-answer');
  };

  test('is asked back: nothing changes, no list and no score, until the same is said again', () => {
    const play = atGate();
    const before = play.state;
    expect(play.try(correct('t1', 99_999))).toMatchObject([
      {
        type: 'AnswerQuestioned',
        target: 't1',
        doubts: { private: { price: 'above the normal range, which ends at $20' } },
      },
    ]);
    expect(play.state.rounds[0]?.ranking).toEqual(before.rounds[0]?.ranking);
    expect(gateOf(play.state).list).toBe(1);
    expect(believable(play.state, 't1', 'price')).toBe(10);
    expect(typesOf(play.try(correct('t1', 99_999)))).toEqual(['ValueCorrected', 'RankingRevised', 'ListChanged']);
    expect(believable(play.state, 't1', 'price')).toBe(99_999);
  });

  test('is asked back for another value as well; a likely one is taken at once and ends the question', () => {
    const play = atGate().tell(correct('t1', 99_999));
    expect(typesOf(play.try(correct('t1', 88_888)))).toEqual(['AnswerQuestioned']);
    expect(typesOf(play.try(correct('t1', 11)))).toContain('ValueCorrected');
    expect(typesOf(play.try(correct('t1', 99_999)))).toEqual(['AnswerQuestioned']);
  });

  test('what they said on the phone is no reason to doubt what a person tells', () => {
    const play = new Play(sweepBrief(), people(2)).provision();
    play.call({ values: { price: 12, price_said: 'twelve, just kidding' } });
    expect(typesOf(play.try(correct('t1', 15)))).toEqual(['ValueCorrected']);
  });

  test('far from the others is said with what the others said', () => {
    const [round] = sweepBrief().rounds;
    if (round === undefined) throw new Error('no round');
    const open = sweepBrief({ rounds: [{ ...round, fields: round.fields.map(withoutRange) }] });
    const play = new Play(open, people(4)).provision();
    for (const price of [4000, 6500, 8302, 9000]) play.call({ values: { price } });
    expect(play.try(correct('t3', 99_999))).toMatchObject([
      { doubts: { private: { price: 'far from the other answers ($4,000 to $9,000)' } } },
    ]);
  });

  test('in a result by hand holds the whole result back, once', () => {
    const play = withSilent();
    expect(typesOf(play.try(add({ price: 99_999 })))).toEqual(['AnswerQuestioned']);
    expect(progressOf(play.state, 't6')).toMatchObject({ status: 'given-up' });
    expect(typesOf(play.try(add({ price: 99_999 })))).toEqual(['ResultAdded', 'RankingRevised', 'ListChanged']);
    expect(progressOf(play.state, 't6')).toMatchObject({ status: 'answered', values: { price: 99_999 } });
    expect(progressOf(play.state, 't6')).not.toHaveProperty('questioned');
  });

  test('after the end it revises nothing either', () => {
    expect(typesOf(ended().try(correct('t1', 99_999)))).toEqual(['AnswerQuestioned']);
  });
});

describe('an open list', () => {
  test('that nobody changed by hand follows, and votes for the old one no longer count', () => {
    const brief = roundsBrief();
    const two = { ...brief, approval: { ...brief.approval, approvers: ['console:ana', BEN.id], quorum: 2 } };
    const play = new Play(two, people(5)).provision().answerAll().tell({ type: 'Approve' });
    play.tell(correct('t1', 19)).tell({ type: 'Approve' }, BEN);
    expect(play.state.stage).toEqual({ kind: 'deciding', gate: 'gate-1' });
    play.tell({ type: 'Approve' });
    expect(play.state.stage.kind).toBe('preparing');
    expect(play.state.upcoming).toEqual(['t2', 't3', 't4']);
  });

  test('that somebody changed by hand stays as it is; only the scores are new', () => {
    const brief = roundsBrief();
    const two = { ...brief, approval: { ...brief.approval, approvers: ['console:ana', BEN.id], quorum: 2 } };
    const play = new Play(two, people(5)).provision().answerAll();
    play.tell({ type: 'ProposeList', targets: ['t1', 't5'], said: '1 and 5' });
    expect(typesOf(play.try(correct('t2', 18)))).toEqual(['ValueCorrected', 'RankingRevised']);
    play.tell({ type: 'ConfirmList' });
    expect(typesOf(play.try(correct('t1', 19)))).toEqual(['ValueCorrected', 'RankingRevised']);
    expect(gateOf(play.state)).toMatchObject({ list: 2, proposed: ['t1', 't5'] });
  });

  test('keeps its number where the same people stay on it', () => {
    const play = atGate();
    expect(typesOf(play.try(correct('t1', 10.5)))).toEqual(['ValueCorrected', 'RankingRevised']);
    expect(gateOf(play.state).list).toBe(1);
  });
});

describe('a whole result', () => {
  test('left out is neither ranked nor proposed nor reported; taken in again it is', () => {
    const play = atGate();
    expect(typesOf(play.try(exclude('t1')))).toEqual(['ResultExcluded', 'RankingRevised', 'ListChanged']);
    expect(gateOf(play.state)).toMatchObject({ proposed: ['t2', 't3', 't4'], reserve: ['t5'] });
    expect(believable(play.state, 't1', 'price')).toBeUndefined();
    expect(play.state.rounds[0]?.ranking.at(-1)).toEqual({ target: 't1', excluded: true });
    expect(sentenceOf(play, exclude('t1'))).toBe('The result of Vendor 1 is left out already.');
    play.tell({ type: 'IncludeResult', target: 't1' });
    expect(gateOf(play.state)).toMatchObject({ list: 3, proposed: ['t1', 't2', 't3'] });
    expect(sentenceOf(play, { type: 'IncludeResult', target: 't1' })).toBe('The result of Vendor 1 is not left out.');
  });

  const add = (target: string, values: Values): PersonCommand => ({
    type: 'AddResult',
    target,
    values,
    reason: 'came by e-mail',
  });

  test('can be told by hand for somebody of the list: their planned call is taken back, nobody calls them', () => {
    const play = new Play(sweepBrief(), people(2)).provision();
    const call = play.handOver('t1');
    expect(typesOf(play.try(add('t1', { price: 9 })))).toEqual(['ResultAdded', 'TakeBackStarted']);
    play.world({ type: 'RecordTakenBack', call, done: true });
    expect(progressOf(play.state, 't1')).toMatchObject({ status: 'answered', byHand: true, values: { price: 9 } });
    expect(believable(play.state, 't1', 'price')).toBe(9);
    play.after(10 * MINUTE).call({ values: { price: 12 } });
    expect(play.state.stage).toMatchObject({ kind: 'finished', status: 'succeeded' });
  });

  test('is refused where there is one already, and where nothing of it was asked', () => {
    expect(sentenceOf(atGate(), add('t1', { price: 9 }))).toBe(
      'Vendor 1 has a result already. Correct its values instead.',
    );
    const play = new Play(sweepBrief(), people(2)).provision();
    expect(sentenceOf(play, add('t1', { colour: 'red' }))).toMatch(/^"colour" was not asked\./);
    expect(sentenceOf(play, add('t1', {}))).toMatch(/^Say at least one of: Price/);
  });
});

describe('after the end', () => {
  test('R299 R300 R302 the report is revised, the status is not touched', () => {
    const play = ended();
    const events = play.try(correct('t1', 19));
    expect(typesOf(events)).toEqual(['ValueCorrected', 'RankingRevised', 'ReportRevised']);
    expect(Array.isArray(events) && events.at(-1)).toMatchObject({
      payload: { private: { people: 5, answered: 5, calls: 5, reason: 'rejected', recommended: [] } },
    });
    expect(play.events.filter((event) => event.type === 'MissionFinished')).toHaveLength(1);
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('R301 the one who is now best is recommended', () => {
    const play = new Play(sweepBrief(), people(2)).provision();
    play.call({ values: { price: 10 } }).call({ values: { price: 11 } });
    play.tell(correct('t1', 15));
    const report = play.events.at(-1);
    expect(report).toMatchObject({
      type: 'ReportRevised',
      payload: { private: { recommended: [{ id: 't2' }, { id: 't1' }] } },
    });
  });
});

test('what a later call tells anew has to be looked at anew', () => {
  const play = new Play(sweepBrief(), people(2)).provision();
  const call = play.handOver('t1');
  play.tell({ type: 'AddResult', target: 't1', values: { price: 9 }, reason: 'by mail' });
  play.end(call, { values: { price: 12, price_said: 'twelve or so' } });
  expect(progressOf(play.state, 't1')).toMatchObject({ status: 'answered', values: { price: 12 } });
  expect(progressOf(play.state, 't1')).not.toHaveProperty('checked');
  expect(believable(play.state, 't1', 'price')).toBeUndefined();
  const [shown] = viewOf(play.records)?.rows ?? [];
  expect(shown?.doubts).toEqual({ price: 'they were not sure' });
  expect(shown?.byRound?.[0]).not.toHaveProperty('byHand');
});

describe('a negotiation', () => {
  const mandate = { field: 'price', min: 5, max: 20, nameCompetitor: true } as const;
  const brief = { ...sweepBrief(), class: 'negotiation' as const, mandate };

  test('R214 R219 a call that was planned with a corrected offer is taken back and planned anew with the right one', () => {
    const play = new Play(brief, people(3)).provision();
    play.call({ values: { price: 12 } }).after(2 * MINUTE);
    const call = play.handOver();
    expect(bestQuote(play.state)).toEqual({ target: 't1', amount: 12 });
    expect(typesOf(play.try(correct('t1', 19)))).toEqual(['ValueCorrected', 'TakeBackStarted']);
    play.world({ type: 'RecordTakenBack', call, done: true });
    expect(bestQuote(play.state)).toEqual({ target: 't1', amount: 19 });
    expect(play.after(10 * MINUTE).work()).toContainEqual(expect.objectContaining({ kind: 'place', target: 't2' }));
  });

  test('R216 R219 quotes 9,800, 9,200, a joke and 8,900: the fourth call carries 9,200, the result 8,900', () => {
    const wide = { ...brief, mandate: { field: 'price', nameCompetitor: true } };
    const [round] = wide.rounds;
    const open = { ...wide, rounds: round === undefined ? [] : [{ ...round, fields: round.fields.map(withoutRange) }] };
    const play = new Play(open, people(4)).provision();
    for (const price of [9800, 9200, 1]) play.call({ values: { price } }).after(2 * MINUTE);
    expect(bestQuote(play.state)).toEqual({ target: 't2', amount: 9200 });
    play.call({ values: { price: 8900 } });
    expect(play.state.rounds[0]?.ranking[0]).toMatchObject({ target: 't4', rank: 1 });
  });

  test('R216 a value to be checked is no offer in a later call until a person says so', () => {
    const play = new Play(brief, people(3)).provision();
    play.call({ values: { price: 12, price_said: 'twelve euros' } }).after(2 * MINUTE);
    expect(bestQuote(play.state)).toBeUndefined();
    play.tell(correct('t1', 12));
    expect(bestQuote(play.state)).toEqual({ target: 't1', amount: 12 });
  });
});
