/** Why somebody may not be rung at a moment: what a card says about a call that waits. Pure. */
import type { CallingHours } from '../brief.ts';
import { clockFace, dateOfDay, offsetAt } from './clock-face.ts';
import { holidayOn } from './holidays.ts';
import { isOpen } from './hours.ts';

export type WhyClosed =
  | { readonly why: 'holiday'; readonly name: string }
  /** No day on which calls are made. */
  | { readonly why: 'day' }
  /** A stretch of the day that is left out, such as lunch. */
  | { readonly why: 'peak' }
  | { readonly why: 'hours' };

const DAY_MS = 24 * 60 * 60_000;

/** `undefined` where it is open. Of several zones the first that is closed counts. */
export function whyClosed(
  at: number,
  zones: readonly string[],
  hours: CallingHours,
  region: string | undefined,
): WhyClosed | undefined {
  const zone = zones.find((one) => !isOpen(at, [one], hours, region));
  if (zone === undefined) return undefined;
  const { day, weekday, minute } = clockFace(at, offsetAt(at, zone));
  const holiday = holidayOn(dateOfDay(day), hours, region);
  if (!hours.days.includes(weekday)) return { why: 'day' };
  if (holiday !== undefined) return { why: 'holiday', name: holiday.name };
  return hours.closed.some(({ from, to }) => minute >= from && minute < to) ? { why: 'peak' } : { why: 'hours' };
}

/** Why a call that could be made at `from` waits until `opens`: a holiday in between says more than the evening before it. */
export function whyNotBefore(
  from: number,
  opens: number,
  zones: readonly string[],
  hours: CallingHours,
  region: string | undefined,
): WhyClosed | undefined {
  const [zone] = zones;
  for (let at = from; at < opens && zone !== undefined; at += DAY_MS) {
    const { day, weekday } = clockFace(at, offsetAt(at, zone));
    const holiday = hours.days.includes(weekday) ? holidayOn(dateOfDay(day), hours, region) : undefined;
    if (holiday !== undefined) return { why: 'holiday', name: holiday.name };
  }
  return whyClosed(from, zones, hours, region);
}
