/**
 * Keeps what is personal out of the chain: each `{private: X}` of a record's events goes to a row of its own that can be
 * deleted, and a fingerprint stays. The salt lies in that row, so once it is deleted nobody can guess X from the fingerprint.
 */
import { randomBytes } from 'node:crypto';
import { canonicalJson, hmac, isPlainObject } from './canonical.ts';

/** One private value outside the chain; `ref` is the JSON pointer of its place in the record's events. */
export interface KeptValue {
  readonly ref: string;
  /** `{salt, value}` as JSON. */
  readonly text: string;
}

/** Which record a value belongs to and the secret its fingerprint is made with. */
export interface Seal {
  readonly stream: string;
  readonly seq: number;
  readonly secret: Uint8Array;
}

/** Replaces every private value by `{ref, hash}`; those already forgotten keep an empty hash. */
export function sealPrivate(events: readonly unknown[], seal: Seal): { sealed: unknown; kept: readonly KeptValue[] } {
  const kept: KeptValue[] = [];
  const sealed = mapPrivate(events, '', (value, ref) => {
    if (value === undefined) return { ref, hash: '' };
    const text = canonicalJson({ salt: randomBytes(16).toString('base64'), value });
    kept.push({ ref, text });
    return { ref, hash: fingerprint(text, ref, seal) };
  });
  return { sealed, kept };
}

/** Puts the kept values back; one that was deleted reads as `{private: undefined}`. */
export function unsealPrivate(events: unknown, kept: ReadonlyMap<string, string>): unknown {
  return mapPrivate(events, '', (_, ref) => {
    const text = kept.get(ref);
    return text === undefined ? undefined : privateValue(text);
  });
}

/** The value inside a kept row. */
export function privateValue(text: string): unknown {
  const row: unknown = JSON.parse(text);
  return isPlainObject(row) ? row.value : undefined;
}

/** References of values that are there but no longer match the fingerprint in the chain. */
export function alteredPrivate(events: unknown, kept: ReadonlyMap<string, string>, seal: Seal): readonly string[] {
  const altered: string[] = [];
  mapPrivate(events, '', (held, ref) => {
    const text = kept.get(ref);
    const hash = isPlainObject(held) ? held.hash : undefined;
    if (text !== undefined && fingerprint(text, ref, seal) !== hash) altered.push(ref);
    return held;
  });
  return altered;
}

/** The place is part of it: two equal values look different, and one cannot be put in another's place. */
function fingerprint(text: string, ref: string, { stream, seq, secret }: Seal): string {
  return hmac(secret, canonicalJson([stream, seq, ref, text]));
}

function mapPrivate(node: unknown, path: string, change: (value: unknown, ref: string) => unknown): unknown {
  if (Array.isArray(node)) return node.map((item, index) => mapPrivate(item, `${path}/${index}`, change));
  if (!isPlainObject(node)) return node;
  const keys = Object.keys(node);
  if (keys.length === 1 && keys[0] === 'private') return { private: change(node.private, path) };
  return Object.fromEntries(keys.map((key) => [key, mapPrivate(node[key], `${path}/${escapePointer(key)}`, change)]));
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
