/** Class 3: one call after another, the best believable offer travels with the next one. */
import { describe, expect, test } from 'vitest';
import { amountInWords } from '../../../src/missions/amount.ts';
import type { Brief } from '../../../src/missions/brief.ts';
import { strategyFor } from '../../../src/missions/classes/index.ts';
import { bestQuote } from '../../../src/missions/classes/negotiation.ts';
import { given, HOUR, MINUTE, Play, starting } from '../../support/given.ts';
import { negotiationBrief, people } from '../../support/sandbox.ts';

const ready = (change: Partial<Brief> = {}, count = 4): Play =>
  new Play(negotiationBrief({ recipients: 'service', ...change }), count).provision();
const offer = (price: number) => ({ values: { price } });

/** What the next call would carry. */
function variables(play: Play): Readonly<Record<string, string>> {
  const strategy = strategyFor('negotiation');
  const [dial] = strategy.callable(play.state);
  if (dial === undefined) throw new Error('Nobody is to be called.');
  return strategy.variables(play.state, dial);
}

describe('negotiation', () => {
  test('R220 a step for each call between setup and analysis', () => {
    expect(ready({}, 5).state.plan.map((step) => step.id)).toEqual([
      'setup',
      'call-1',
      'call-2',
      'call-3',
      'call-4',
      'call-5',
      'analyze',
    ]);
  });

  test('R214 R215 never two at once: the next call waits until the insight of the one before is read', () => {
    const play = ready();
    const call = play.handOver();
    expect(call).toBe('round-1/t1:1');
    expect(play.dials).toEqual([]);
    play.after(3 * MINUTE).world({ type: 'RecordEnded', call, status: 'completed', conversationId: 'c1' });
    expect(play.dials).toEqual([]);
    play.world({ type: 'RecordFact', call, fact: { type: 'PersonAnswered', values: { private: { price: 500 } } } });
    expect(play.dials).toEqual(['t2 ask']);
  });

  test('R214 an intent out of turn is not written down', () => {
    const play = ready();
    const dueAt = play.at + HOUR;
    play.world({ type: 'IntendCall', call: 'round-1/t2:1', dueAt, key: 'k', body: '{}', from: '+13125550102' });
    expect(play.state.calls.size).toBe(0);
  });

  test('R20 R220 the steps of the calls begin and end with their calls, one at a time', () => {
    const play = ready();
    const steps = (): string => [...play.state.steps.values()].join(' ');
    expect(steps()).toBe('completed in_progress pending pending pending pending');
    play.call(offer(500));
    expect(steps()).toBe('completed completed in_progress pending pending pending');
    expect(play.state.calls.get('round-1/t1:1')?.step).toBe('call-1');
  });

  test('R216 R217 R219 R222 quotes 500, 420, 450: the variables carry the best so far as text', () => {
    const play = ready();
    const seen = [variables(play)];
    for (const price of [500, 420, 450]) {
      play.call(offer(price));
      seen.push(variables(play));
    }
    expect(seen).toEqual([
      {},
      { best_quote: '$500', best_company: 'Vendor 1' },
      { best_quote: '$420', best_company: 'Vendor 2' },
      { best_quote: '$420', best_company: 'Vendor 2' },
    ]);
    play.call(offer(600));
    expect(bestQuote(play.state)).toEqual({ target: 't2', amount: 420 });
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
  });

  test('R218 the first call knows of no offer', () => {
    expect(variables(ready())).toEqual({});
  });

  test('competitors are named only when the mandate allows it', () => {
    const play = ready({ mandate: { field: 'price', nameCompetitor: false } }).call(offer(500));
    expect(variables(play)).toEqual({ best_quote: '$500' });
  });

  test('a joke is not used in the next call and is not the best', () => {
    const play = ready().call(offer(500)).call(offer(1));
    expect(variables(play)).toMatchObject({ best_quote: '$500', best_company: 'Vendor 1' });
  });

  test('R223 the chain waits for the retry of a call that was not answered', () => {
    const play = ready().call('no-answer');
    expect(play.dials).toEqual(['t1 ask']);
    const [next] = play.work().filter((one) => one.kind === 'place');
    expect(next?.at).toBeGreaterThan(play.at + 25 * MINUTE);
  });

  test('R59 R269 who is given up fails its step, and the chain goes on', () => {
    const play = ready({ maxRetries: 0 }).call('no-answer');
    expect(play.state.steps.get('call-1')).toBe('failed');
    expect(play.state.steps.get('call-2')).toBe('in_progress');
    expect(play.dials).toEqual(['t2 ask']);
  });

  test('P48 after a call whose end nobody knows there is no next one before a person says so', () => {
    const play = ready();
    const call = play.handOver();
    play.after(31 * MINUTE).world({ type: 'RecordFact', call, fact: { type: 'CallBecameUnknown', detail: 'hung up' } });
    play.after(48 * HOUR).try({ type: 'Wake' });
    expect(play.dials).toEqual([]);
    play.tell({ type: 'SettleCall', call, retry: false });
    expect(play.dials).toEqual(['t2 ask']);
  });

  test('good enough ends it: the others are never called, their steps are skipped', () => {
    const play = ready({ mandate: { field: 'price', min: 300, max: 900, goodEnough: 430, nameCompetitor: false } });
    play.call(offer(500)).call(offer(425));
    expect(play.state.stage).toEqual({ kind: 'finished', status: 'succeeded' });
    expect([...play.state.steps.values()]).toEqual([
      'completed',
      'completed',
      'completed',
      'skipped',
      'skipped',
      'completed',
    ]);
  });

  test('a doubtful price is never good enough', () => {
    const play = ready({ mandate: { field: 'price', min: 300, goodEnough: 430, nameCompetitor: false } });
    play.call(offer(1));
    expect(play.state.stage.kind).toBe('calling');
  });

  test('where more is better, more is better', () => {
    const [round] = negotiationBrief().rounds;
    if (round === undefined) throw new Error('no round');
    const rounds = [{ ...round, ranking: [{ field: 'price', weight: 1, better: 'higher' as const }] }];
    const play = ready({ rounds }).call(offer(500)).call(offer(420));
    expect(bestQuote(play.state)).toEqual({ target: 't1', amount: 500 });
  });

  test.each([
    ['no mandate', negotiationBrief({ mandate: { field: 'colour', nameCompetitor: false } })],
    ['a field that is no number', (({ mandate: _, ...brief }) => brief)(negotiationBrief())],
  ])('is refused with one sentence: %s', (_, brief) => {
    given()
      .when(starting(brief, people(2)))
      .rejects('invalid');
  });

  test.each([
    [420, 'USD', '$420'],
    [8500, 'EUR', '€8,500'],
    [99.5, 'GBP', '£99.50'],
    [12, 'days', '12 days'],
    [8302, 'USD', '$8,302'],
    [0.045, 'usd', '$0.045'],
    [5000, 'units', '5,000 units'],
    [2019, undefined, '2019'],
    [3, 'PCS', '3 PCS'],
    [7, undefined, '7'],
  ])('R222 %s %s is said as %s', (amount, unit, words) => {
    expect(amountInWords(amount, unit)).toBe(words);
  });
});
