/** What is heard with which variables, rendered as the backend does it. */
import { describe, expect, test } from 'vitest';
import { instructionsOf, variablesOf } from '../../src/missions/script.ts';
import { renderTemplate } from '../../src/missions/template-text.ts';
import { actionBrief, negotiationBrief, people } from '../support/sandbox.ts';

const heard = (brief: ReturnType<typeof negotiationBrief>, variables: Readonly<Record<string, string>>): string => {
  const [round] = brief.rounds;
  if (round === undefined) throw new Error('no round');
  return renderTemplate(instructionsOf(brief, round), { name: 'Roma', outbound: 'yes', ...variables }).text;
};

describe('the words of a negotiation', () => {
  test('R218 the first call claims no offer', () => {
    const text = heard(negotiationBrief(), {});
    expect(text).not.toMatch(/already have an offer/);
    expect(text).toMatch(/no other offer yet; do not claim/);
  });

  test('R217 R222 the next one names the offer, and the company only when it may', () => {
    expect(heard(negotiationBrief(), { best_quote: '$420', best_company: 'Acme' })).toContain(
      'an offer of $420 from Acme',
    );
    const silent = negotiationBrief({ mandate: { field: 'price', nameCompetitor: false } });
    expect(heard(silent, { best_quote: '$420' })).toContain('an offer of $420. Say so');
    expect(heard(silent, {})).toContain('Never name another company');
  });

  test('promises are only those of the mandate', () => {
    expect(heard(negotiationBrief(), {})).toContain('You may promise nothing beyond that.');
    const mandate = { field: 'price', nameCompetitor: false, mayPromise: 'an answer by Friday' };
    expect(heard(negotiationBrief({ mandate }), {})).toContain('nothing else: an answer by Friday');
  });
});

describe('the words of a booking', () => {
  test('R237 P5 asks only, may act, or cancels: by variable alone', () => {
    const ask = heard(actionBrief(), {});
    expect(ask).toContain('Do not book, order or reserve anything yet');
    expect(ask).not.toMatch(/may now act|by mistake/);
    const act = heard(actionBrief(), { may_book: 'yes' });
    expect(act).toContain('You may now act in this call: book a table for four');
    expect(act).not.toMatch(/Only ask|by mistake/);
    const cancel = heard(actionBrief(), { must_cancel: 'yes' });
    expect(cancel).toContain('cancel it');
    expect(cancel).not.toMatch(/Only ask|may now act/);
    expect(heard(actionBrief(), { alternative: 'the day after' })).toContain('fine as well: the day after');
  });

  test('a column of the list cannot make an asking call book', () => {
    const target = people(1)[0]?.details.private;
    if (target === undefined) throw new Error('nobody');
    const row = { ...target, variables: { may_book: 'yes', must_cancel: 'x', best_quote: '1', colour: 'red' } };
    expect(variablesOf(row, {})).toEqual({ name: 'Vendor 1', colour: 'red', outbound: 'yes' });
  });
});
