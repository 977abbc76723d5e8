/** The decisions that are not a shortlist, as people read them, from the journal of a real play. */
import { expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { decidedCard } from '../../../src/chat/cards/decided-card.ts';
import { decisionCard } from '../../../src/chat/cards/decision-card.ts';
import { reminderNote } from '../../../src/chat/cards/reminder-note.ts';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import type { GateView, MissionView } from '../../../src/projections/mission-view.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { plainText } from '../../../src/surfaces/console/plain-text.ts';
import { Play } from '../../support/given.ts';
import { ANA, actionBrief, negotiationBrief, sweepBrief } from '../../support/sandbox.ts';

const ZONE = 'America/Chicago';

function stored(play: Play) {
  const around = { v: 1, stream: 'M-1', epoch: 1, actor: ANA, cause: '', prev: '' } as const;
  return play.records.map((record) => ({ ...around, ...record, wallAt: record.at }));
}

function read(play: Play): { readonly view: MissionView; readonly gate: GateView } {
  const view = viewOf(stored(play));
  const gate = view?.gates.at(-1);
  if (view === undefined || gate === undefined) throw new Error('no decision');
  return { view, gate };
}

const labels = (card: Card): readonly string[] => card.buttons.map((one) => one.label);

const tried = (): Play => {
  const play = new Play(sweepBrief({ tryFirst: 2, maxRetries: 0 }), 6).provision();
  return play.call({ values: { price: 10 } }).call('no-answer');
};

test('after the first N: what came of them, who waits, buttons with numbers', () => {
  const play = tried();
  const { view, gate } = read(play);
  const card = decisionCard(view, gate, play.at, { zone: ZONE });
  const text = plainText(card, ZONE);
  expect(text).toContain('The first 2 are done. 4 more wait for your word.');
  expect(text).toMatch(/Vendor 1.*10/s);
  expect(text).toMatch(/Vendor 2.*no answer/s);
  expect(text).toContain('Waiting: 1 Vendor 3, 2 Vendor 4, 3 Vendor 5 and 4 Vendor 6.');
  expect(text).not.toMatch(/round 2|undefined|proposed/);
  expect(labels(card).slice(0, 3)).toEqual(['Call the other 4', 'Call only some', 'Do not go on']);
  expect(plainText(reminderNote(view, gate), ZONE)).toContain('The first 2 are done. Call the other 4 as well?');
});

test('a yes says what it did and can be taken back; taken back, those who were left out wait again', () => {
  const play = tried()
    .tell({ type: 'ProposeList', targets: ['t4'], said: 'only 2' })
    .tell({ type: 'ConfirmList' });
  const { view, gate } = read(play);
  const card = decidedCard(view, gate, play.at, { zone: ZONE });
  expect(plainText(card, ZONE)).toContain('Ana said yes: the other one is called');
  expect(labels(card)).toEqual(['Undo: hold back 1 call']);
  expect(view.rows.find((row) => row.target === 't5')).toMatchObject({ status: 'not-called' });
  const back = read(play.tell({ type: 'UndoDecision' }));
  expect(back.view.rows.find((row) => row.target === 't5')).toMatchObject({ status: 'planned' });
  expect(back.view.status).toBe('deciding');
});

test('a second booking: both are named with what they said, a yes calls one of them', () => {
  const play = new Play(actionBrief({ maxRetries: 0 }), 3).provision();
  const [a, b] = [play.handOver('t1'), play.handOver('t2')];
  const booked = { values: { has_availability: true, reservation_confirmed: true } };
  play.end(a, booked).end(b, booked);
  const { view, gate } = read(play);
  const card = decisionCard(view, gate, play.at, { zone: ZONE });
  expect(plainText(card, ZONE)).toContain('Vendor 1 and Vendor 2 are both booked. Call Vendor 2 to cancel?');
  expect(labels(card).slice(0, 2)).toEqual(['Call Vendor 2 to cancel', 'Keep both']);
  const kept = read(play.tell({ type: 'Reject' }));
  expect(kept.view.status).toBe('done');
  expect(plainText(decidedCard(kept.view, kept.gate, play.at, { zone: ZONE }), ZONE)).toContain(
    'both bookings are kept',
  );
});

test('the result of a booking: with whom, what was confirmed, who was never called', () => {
  const play = new Play(actionBrief({ maxRetries: 0 }), 5).provision();
  play.call({ values: { has_availability: true, reservation_confirmed: false } }, 't2');
  play.call({ values: { has_availability: true, reservation_confirmed: true, price: 60 } });
  const view = viewOf(stored(play));
  if (view === undefined) throw new Error('no view');
  const text = plainText(resultCard(view, play.at, { zone: ZONE }), ZONE);
  expect(text).toContain('Done with Vendor 2: $60. Nobody else holds one. 4 people were never called.');
  expect(view.result?.recommended).toEqual(['t2']);
  const nobody = new Play(actionBrief({ maxRetries: 0 }), 1).provision().call('no-answer');
  const sad = viewOf(stored(nobody));
  expect(plainText(resultCard(sad ?? view, play.at, { zone: ZONE }), ZONE)).toContain(
    'Nobody could book a table for four.',
  );
});

const bargained = (prices: readonly number[], better: 'lower' | 'higher' = 'lower'): Play => {
  const brief = negotiationBrief({ recipients: 'service' });
  const rounds = brief.rounds.map((one) => ({ ...one, ranking: [{ field: 'price', weight: 1, better }] }));
  const play = new Play({ ...brief, rounds }, prices.length).provision();
  for (const price of prices) play.call({ values: { price } });
  return play;
};

function headline(play: Play, best?: string): string {
  const view = viewOf(stored(play));
  if (view?.result === undefined) throw new Error('no result');
  const result = best === undefined ? view.result : { ...view.result, recommended: [best] };
  return plainText(resultCard({ ...view, result }, play.at, { zone: ZONE }), ZONE);
}

test.each([
  ['lower', [500, 420, 450], undefined, 'Vendor 2, $420. $80 better than the first offer, by Vendor 1.'],
  ['higher', [500, 420, 650], undefined, 'Vendor 3, $650. $150 better than the first offer, by Vendor 1.'],
  ['lower', [500, 420, 650], 't3', 'Vendor 3, $650. $150 worse than the first offer, by Vendor 1.'],
  ['lower', [500, 500, 650], 't2', 'Vendor 2, $500. The same as the first offer, by Vendor 1.'],
  ['lower', [400, 500, 650], undefined, 'Vendor 1, $400. 3 of 3'],
  ['lower', [200, 500, 450], undefined, 'Vendor 3, $450. $50 better than the first offer that counts, by Vendor 2.'],
] as const)('the result of a negotiation, %s is better: %j, the best is %s: %s', (better, prices, best, said) => {
  expect(headline(bargained(prices, better), best)).toContain(`Best offer: ${said}`);
});

const CONFIRMED = { type: 'CorrectValue', target: 't1', field: 'price', value: 950, reason: 'asked again' } as const;

test('a first offer that was left out is not compared with; one that was confirmed is, whatever is normal', () => {
  const leftOut = bargained([310, 500, 450]).tell({ type: 'ExcludeResult', target: 't1', reason: 'not insured' });
  expect(headline(leftOut)).toContain(
    'Best offer: Vendor 3, $450. $50 better than the first offer that counts, by Vendor 2.',
  );
  const confirmed = bargained([950, 500, 450]).tell(CONFIRMED);
  expect(headline(confirmed)).toContain('Best offer: Vendor 3, $450. $500 better than the first offer, by Vendor 1.');
});
