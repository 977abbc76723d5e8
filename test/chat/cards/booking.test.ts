/** The end of a booking, as an operator reads it at 7: with whom, what was asked for, and what they said is booked. */
import { expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { resultCard } from '../../../src/chat/cards/result-card.ts';
import type { Brief, Field } from '../../../src/missions/brief.ts';
import type { Values } from '../../../src/missions/terms.ts';
import { viewOf } from '../../../src/projections/view-fold.ts';
import { plain } from '../../support/card-text.ts';
import { Play } from '../../support/given.ts';
import { actionBrief } from '../../support/sandbox.ts';

const text = (name: string, label: string): Field => ({ name, label, type: 'text', question: '?', required: false });

function booking(change: Partial<Brief> = {}): Brief {
  const brief = actionBrief({
    maxRetries: 0,
    recipients: 'professional',
    askedFor: 'Friday 18 June, 19:00',
    ...change,
  });
  const [round] = brief.rounds;
  if (round === undefined || brief.action === undefined) throw new Error('no booking');
  const fields = [...round.fields, text('reservation_time', 'Booked for'), text('number', 'Confirmation')];
  return { ...brief, rounds: [{ ...round, fields }], action: { ...brief.action, when: 'reservation_time' } };
}

function ended(play: Play): { readonly card: Card; readonly facts: readonly (readonly [string, string])[] } {
  const view = viewOf(play.records);
  if (view === undefined) throw new Error('no mission');
  const card = resultCard(view, play.at, { zone: 'America/Chicago' });
  const rows = card.blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []));
  return { card, facts: rows.map((row) => [row.label, plain(row.text)]) };
}

const BOOKED = { has_availability: true, reservation_confirmed: true };
const told = (values: Values) => ended(new Play(booking(), 3).provision().call({ values: { ...BOOKED, ...values } }));

test('another time than was asked for stands in the headline, on the lock screen, and beside what was asked for', () => {
  const { card, facts } = told({ reservation_time: 'half past eight.', number: 'A-4417' });
  expect(plain(card.headline)).toBe(
    'Done with Vendor 1: booked for "half past eight". Nobody else holds one. 2 people were never called. 1 of 3 people answered.',
  );
  expect(card.lock).toBe('SANDBOX · Done: Table for four, with Vendor 1: booked for "half past eight"');
  expect(facts.slice(0, 2)).toEqual([
    ['Asked for', 'book a table for four, Friday 18 June, 19:00'],
    ['Booked', 'booked for "half past eight" · confirmation "A-4417"'],
  ]);
});

test('a booking without a time says so', () => {
  const { card, facts } = told({ number: 'A-4417' });
  expect(plain(card.headline)).toMatch(/^Done with Vendor 1\. Nobody else holds one\./);
  expect(facts[1]).toEqual(['Booked', 'confirmation "A-4417" · booked for: not said, read the call']);
});

test('where something else was offered as well, that is said', () => {
  const brief = booking();
  const one = { ...brief, action: { ...(brief.action ?? actionBrief().action), width: 1 } } as Brief;
  const play = new Play(one, 3).provision().call({ values: { has_availability: false, reservation_confirmed: false } });
  play.call({ values: { ...BOOKED, reservation_time: 'Saturday at 7' } });
  expect(ended(play).facts[0]).toEqual([
    'Asked for',
    'book a table for four, Friday 18 June, 19:00; this would do as well: the day after',
  ]);
});

test('where no field tells for when, all that was told stands there with its label', () => {
  const { action, ...brief } = booking();
  if (action === undefined) throw new Error('no booking');
  const { when: _, ...plainAction } = action;
  const play = new Play({ ...brief, action: plainAction }, 1).provision();
  play.call({ values: { ...BOOKED, price: 40, reservation_time: '8 pm', number: 'A-4417' } });
  expect(plain(ended(play).card.headline)).toMatch(
    /^Done with Vendor 1: \$40 · booked for "8 pm" · confirmation "A-4417"\./,
  );
});
