/**
 * One text for one value: JSON with sorted keys, the form in which records are stored, hashed and fingerprinted.
 * What JSON would silently change (NaN, dates, functions, holes) is refused, so that reading gives back what was written.
 */
import { createHash, createHmac } from 'node:crypto';

/** Sorted keys, no spaces; properties that are `undefined` are left out. Throws `TypeError` for what is no JSON. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isPlainObject(value)) {
    const pairs = Object.entries(value).filter(([, held]) => held !== undefined);
    pairs.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${pairs.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  throw new TypeError(`${describe(value)} cannot be kept in the journal`);
}

/** An object literal or parsed JSON; class instances (Date, Map) are not. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Hex SHA-256 of the text's UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Hex HMAC-SHA-256 of the text's UTF-8 bytes. */
export function hmac(secret: Uint8Array, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : String(value);
}
