// A call that only asks books nothing, whatever chance says; a call that may book books what is possible.
import { describe, expect, test } from 'vitest';
import { CANCELLED } from '../../src/missions/classes/action.ts';
import { schemaOf } from '../../src/missions/schema.ts';
import { type May, mayOf } from '../../src/simulator/bookings.ts';
import { insightValues } from '../../src/simulator/insights.ts';
import type { TemplateRow } from '../../src/simulator/rows.ts';
import { houseTemplate } from '../support/house-templates.ts';

const NUMBERS = Array.from({ length: 30 }, (_, index) => `+1312555${1000 + index}`);
const GIVEN_BACK = {
  name: CANCELLED,
  label: 'Given back',
  type: 'boolean',
  question: 'Given back?',
  required: false,
} as const;

function rowOf(id: string, action: boolean): TemplateRow {
  const [round] = houseTemplate(id).rounds;
  if (round === undefined) throw new Error('no round');
  const fields = action ? [...round.fields, GIVEN_BACK] : round.fields;
  const json_schema = schemaOf({ ...round, id: 'round-1', opening: '', fields });
  return { id: 't', name: 'Facts', instructions: '', insight_type: 'custom', json_schema, webhook: '', created_at: '' };
}

const told = (id: string, may: May, action = true) =>
  NUMBERS.map((number) =>
    insightValues(rowOf(id, action), {
      seed: 1,
      number,
      attempt: 1,
      outcome: 'answered',
      overrides: {},
      language: 'en',
      may,
    }),
  );

describe.each([
  ['restaurant-booking', 'has_availability', 'reservation_confirmed'],
  ['dentist-appointment', 'has_opening', 'appointment_confirmed'],
])('%s', (id, available, done) => {
  test('asked only: nothing is booked, and nothing of a booking is told', () => {
    for (const values of told(id, 'ask')) {
      expect(values[done]).toBe(false);
      expect(
        Object.keys(values).filter((name) =>
          /^(confirmation|reservation_time|reservation_name|appointment_time)/.test(name),
        ),
      ).toEqual([]);
      expect(values).not.toHaveProperty(CANCELLED);
    }
  });

  test('where it may book, it is done where everything asked for is possible', () => {
    const all = told(id, 'book');
    for (const values of all) expect(values[done] === true && values[available] !== true).toBe(false);
    expect(all.some((values) => values[done] === true && values.confirmation_number !== undefined)).toBe(true);
    expect(all.some((values) => values[done] === false)).toBe(true);
  });

  test('a cancelling call gives it back and books nothing', () => {
    for (const values of told(id, 'cancel')) expect(values).toMatchObject({ [done]: false, [CANCELLED]: true });
  });
});

test('what the call may do stands in its variables; other missions are left as they are', () => {
  expect([{ may_book: 'yes' }, { must_cancel: 'yes' }, {}].map(mayOf)).toEqual(['book', 'cancel', 'ask']);
  expect(told('restaurant-booking', 'ask', false).some((values) => values.reservation_confirmed === true)).toBe(true);
});

test('asked what they are called, people say the name that is on the list', () => {
  const call = {
    seed: 1,
    number: '+13125551000',
    attempt: 1,
    outcome: 'answered',
    overrides: {},
    language: 'de',
  } as const;
  const row = rowOf('restaurant-booking', true);
  expect(insightValues(row, { ...call, called: 'Osteria Lupo' }).restaurant_name).toBe('Osteria Lupo');
  expect(insightValues(row, call).restaurant_name).toMatch(/Liste/);
});
