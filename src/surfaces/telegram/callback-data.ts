/**
 * What stands behind a button in at most 64 bytes: `pause|M-104` as it is, anything longer by its fingerprint in a table.
 * A first character that no action begins with marks the bot's own taps.
 */

import type { Form } from '../../chat/card.ts';
import type { DeskTable } from '../../chat/desk-deps.ts';
import { fingerprint } from '../../lib/fingerprint.ts';
import { bytesOf, LIMITS } from './limits.ts';
import type { TapRow } from './telegram-deps.ts';

export type Tap =
  | { readonly kind: 'press'; readonly action: string; readonly value: string }
  /** A dangerous button, tapped once. */
  | { readonly kind: 'ask'; readonly action: string; readonly value: string }
  | { readonly kind: 'more' }
  | { readonly kind: 'back' }
  | { readonly kind: 'open'; readonly form: Form }
  /** Of a form's question: which walk, which question of it, what was tapped. */
  | { readonly kind: 'walk'; readonly walk: string; readonly step: number; readonly what: string };

const ASK = '?';
const KEPT = '~';
const OPEN = '*';
const WALK = '#';
export const MORE = '+';
export const BACK = '-';

export const walkData = (walk: string, step: number, what: string): string => `${WALK}${walk}|${step}|${what}`;

/** `ask` = the tap only asks for a second one. */
export async function pressData(taps: DeskTable<TapRow>, action: string, value: string, ask: boolean): Promise<string> {
  const bare = `${action}|${value}`;
  if (bytesOf(bare) < LIMITS.callbackData && /^[a-z]/.test(action)) return ask ? ASK + bare : bare;
  const key = fingerprint(bare);
  await taps.set(key, { kind: 'press', action, value });
  return `${ask ? ASK : ''}${KEPT}${key}`;
}

export async function openData(taps: DeskTable<TapRow>, form: Form): Promise<string> {
  const key = fingerprint(JSON.stringify(form));
  await taps.set(key, { kind: 'form', form });
  return OPEN + key;
}

/** Undefined: not one of ours, or so old that its meaning is gone. */
export async function readData(taps: DeskTable<TapRow>, data: string): Promise<Tap | undefined> {
  if (data === MORE) return { kind: 'more' };
  if (data === BACK) return { kind: 'back' };
  if (data.startsWith(WALK)) {
    const [walk = '', step = '', what = ''] = data.slice(1).split('|');
    return { kind: 'walk', walk, step: Number(step), what };
  }
  if (data.startsWith(OPEN)) {
    const kept = await taps.get(data.slice(1));
    return kept?.kind === 'form' ? { kind: 'open', form: kept.form } : undefined;
  }
  const ask = data.startsWith(ASK);
  const press = await readPress(taps, ask ? data.slice(1) : data);
  return press === undefined ? undefined : { kind: ask ? 'ask' : 'press', ...press };
}

async function readPress(
  taps: DeskTable<TapRow>,
  data: string,
): Promise<{ readonly action: string; readonly value: string } | undefined> {
  if (data.startsWith(KEPT)) {
    const kept = await taps.get(data.slice(1));
    return kept?.kind === 'press' ? { action: kept.action, value: kept.value } : undefined;
  }
  const at = data.indexOf('|');
  return at <= 0 ? undefined : { action: data.slice(0, at), value: data.slice(at + 1) };
}
