// One plausible value for a field of an insight schema, from (seed, number, attempt) and the field's own words: never
// from time or order. A number's facts stay close from attempt to attempt, and a price comes down a little.
import { chance, pick } from './random.ts';
import { PRICE } from './topics.ts';
import { type Language, TEXTS } from './words.ts';

export interface Draw {
  readonly seed: number;
  readonly number: string;
  readonly attempt: number;
  readonly language: Language;
}

export type FieldSchema = Readonly<Record<string, unknown>>;

/** What numbers of this name usually are. The first match wins. */
const TYPICAL: readonly (readonly [RegExp, number])[] = [
  [/^high_temp|highest temperature/i, 71],
  [/^low_temp|lowest temperature/i, 52],
  [/percent|discount|rabatt|prozent/i, 8],
  [/rating|score|stars|satisf|confidence|likel/i, 4],
  [/year|jahr/i, 12],
  [/week|woche/i, 3],
  [/day|lead|deliver|liefer|tage/i, 9],
  [/minute|wait/i, 20],
  [/hour|stunde/i, 24],
  [/people|guest|party|seat|person/i, 4],
  [/quantity|moq|minimum|stock|units|menge|stück/i, 50],
  [/distance|km|mile/i, 12],
];

/** A value that fits `schema`. */
export function fieldValue(name: string, schema: FieldSchema, draw: Draw): unknown {
  if ('const' in schema) return schema.const;
  const options = schema.enum;
  const facts = [draw.seed, draw.number, name] as const;
  if (Array.isArray(options) && options.length > 0)
    return options[Math.floor(chance(...facts, 'enum') * options.length)];
  switch (schemaType(schema)) {
    case 'boolean':
      return chance(...facts, 'boolean') < (/^(is_?)?open/i.test(name) ? 0.85 : 0.65);
    case 'integer':
    case 'number':
      return numberValue(name, schema, draw);
    case 'array':
      return arrayValue(name, schema, draw);
    case 'object':
      return objectValue(schema, draw);
    default:
      return textValue(name, schema, draw);
  }
}

/** The first type that is not null. */
export function schemaType(schema: FieldSchema): string {
  const type = schema.type;
  const types = Array.isArray(type) ? type : [type];
  const first: unknown = types.find((entry) => typeof entry === 'string' && entry !== 'null');
  if (typeof first === 'string') return first;
  return isSchema(schema.properties) ? 'object' : 'string';
}

export function isSchema(value: unknown): value is FieldSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberValue(name: string, schema: FieldSchema, draw: Draw): number {
  const low = asNumber(schema.minimum) ?? asNumber(schema.exclusiveMinimum);
  const high = asNumber(schema.maximum) ?? asNumber(schema.exclusiveMaximum);
  const isPrice = PRICE.test(`${name} ${schema.description ?? ''}`);
  const about = isPrice ? priceOf(name, schema) : name;
  const typical = asNumber(schema['x-typical']) ?? usual(about, String(schema.description ?? ''), low, high);
  const spread = 0.78 + 0.5 * chance(draw.seed, draw.number, about, 'number');
  const cheaper = isPrice ? 1 - 0.03 * Math.min(draw.attempt - 1, 4) : 1;
  const whole = schemaType(schema) === 'integer';
  const step =
    asNumber(schema.multipleOf) ?? (whole || (high !== undefined && high <= 10) ? 1 : usualStep(typical, isPrice));
  const rounded = Math.round((typical * spread * cheaper) / step) * step;
  const inside = Math.min(high ?? Number.POSITIVE_INFINITY, Math.max(low ?? 0, rounded));
  return whole ? Math.round(inside) : Number(inside.toFixed(2));
}

/** A first and a last price of one piece are of the same size: somebody's last price is no other offer. */
function priceOf(name: string, schema: FieldSchema): string {
  return /\b(one unit|per unit|a piece|ein stück|pro stück)\b/i.test(String(schema.description ?? ''))
    ? 'unit_price'
    : name;
}

/** Days, people and the like are counted in whole numbers; prices are the rounder the higher they are. */
function usualStep(typical: number, isPrice: boolean): number {
  if (!isPrice) return typical >= 2 ? 1 : 0.05;
  return typical >= 100 ? 1 : typical >= 10 ? 0.5 : 0.05;
}

function usual(name: string, description: string, low: number | undefined, high: number | undefined): number {
  if (high !== undefined && high <= 10) return (low ?? 0) + (high - (low ?? 0)) * 0.7;
  const typical = typicalOf(name, name) ?? typicalOf(description, name) ?? 20;
  const outside = (low !== undefined && typical < low) || (high !== undefined && typical > high);
  if (!outside) return typical;
  return low !== undefined && high !== undefined
    ? (low + high) / 2
    : (low ?? high ?? typical) * (low === undefined ? 0.7 : 1.5);
}

/** `name` chooses among the usual prices: one field has one for every number. */
function typicalOf(words: string, name: string): number | undefined {
  if (PRICE.test(words)) return pick([18, 24, 45, 80, 120, 240, 480], name);
  return TYPICAL.find(([pattern]) => pattern.test(words))?.[1];
}

function arrayValue(name: string, schema: FieldSchema, draw: Draw): unknown[] {
  const items = isSchema(schema.items) ? schema.items : { type: 'string' };
  const wanted = Math.max(
    asNumber(schema.minItems) ?? 1,
    1 + Math.floor(chance(draw.seed, draw.number, name, 'count') * 3),
  );
  const count = Math.min(wanted, asNumber(schema.maxItems) ?? wanted);
  const values = Array.from({ length: count }, (_, index) =>
    fieldValue(name, items, { ...draw, number: `${draw.number}#${index}` }),
  );
  return values.filter(
    (value, index) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === index,
  );
}

function objectValue(schema: FieldSchema, draw: Draw): Record<string, unknown> {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, fieldValue(name, isSchema(inner) ? inner : {}, draw)]),
  );
}

function textValue(name: string, schema: FieldSchema, draw: Draw): string {
  const key = [draw.seed, draw.number, name] as const;
  const hour = String(9 + Math.floor(chance(...key, 'hour') * 8)).padStart(2, '0');
  const day = String(1 + Math.floor(chance(...key, 'day') * 28)).padStart(2, '0');
  switch (schema.format) {
    case 'date':
      return `2027-03-${day}`;
    case 'time':
      return `${hour}:30`;
    case 'date-time':
      return `2027-03-${day}T${hour}:30:00Z`;
    case 'email':
      return 'office@example.com';
    case 'uri':
      return 'https://example.com';
    default:
      break;
  }
  const examples = schema.examples;
  const example: unknown = Array.isArray(examples)
    ? examples[Math.floor(chance(...key, 'example') * examples.length)]
    : undefined;
  const words = [name, String(schema.description ?? '')];
  const special = words.flatMap((word) => TEXTS.find((entry) => entry.name?.test(word)) ?? [])[0];
  const pool = special ?? TEXTS.at(-1);
  const text =
    typeof example === 'string' ? example : pick(pool?.[draw.language] ?? ['yes'], ...key, draw.attempt, 'text');
  return text.slice(0, asNumber(schema.maxLength) ?? text.length);
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
