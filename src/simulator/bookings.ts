// What the answers of a call that books tell: nothing is booked in a call that only asks, and only what is possible is booked.
// Recognised by the question whether a booking was given back, which every schema of such a mission has.
import { type FieldSchema, schemaType } from './field-value.ts';

/** What the caller may do, by the variables of the call. */
export type May = 'ask' | 'book' | 'cancel';

type Fields = readonly (readonly [string, FieldSchema])[];
type Values = Readonly<Record<string, unknown>>;

const GIVEN_BACK = 'cancellation_confirmed';
const DONE = /(^|_)(done|booked|reserved|ordered|confirmed)$/i;
const OF_A_BOOKING = /^(confirmation|reservation|appointment|booking)(_|$)/i;
const INSTEAD = /alternative|instead/i;

export const mayOf = (variables: Readonly<Record<string, unknown>>): May =>
  variables.must_cancel !== undefined ? 'cancel' : variables.may_book !== undefined ? 'book' : 'ask';

/** The values that change; `undefined` = nobody spoke of it. */
export function bookingValues(fields: Fields, values: Values, may: May): Readonly<Record<string, unknown>> {
  if (!fields.some(([name]) => name === GIVEN_BACK)) return {};
  const yesNo = fields.filter(([name, schema]) => schemaType(schema) === 'boolean' && name !== GIVEN_BACK);
  const done = yesNo.filter(([name]) => DONE.test(name)).map(([name]) => name);
  const possible = yesNo.every(([name]) => done.includes(name) || values[name] !== false);
  const booked = may === 'book' && possible;
  const unsaid = fields.filter(([name, schema]) => {
    if (schemaType(schema) === 'boolean') return false;
    return booked ? INSTEAD.test(name) : OF_A_BOOKING.test(name) || (possible && INSTEAD.test(name));
  });
  return {
    ...Object.fromEntries(unsaid.map(([name]) => [name, undefined])),
    ...Object.fromEntries(done.map((name) => [name, booked])),
    [GIVEN_BACK]: may === 'cancel' ? true : undefined,
  };
}
