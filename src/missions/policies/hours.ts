/**
 * When a person may be rung, in their own time (playbook R122, R123, R281, R293). Several possible zones mean: allowed in
 * all of them. Nobody is called on a holiday of their country. The legal window is hard; no brief can widen it.
 */
import { DateTime } from 'luxon';
import type { CallingHours, MinuteSpan } from '../brief.ts';
import { type ClockFace, clockFace, dateOfDay, offsetAt, startOfDay, towards } from './clock-face.ts';
import { holidayOn } from './holidays.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Hours that do not open within this do not open. */
const LOOK_AHEAD_MS = 40 * DAY_MS;

/** 8:00 to 21:00 local, whatever the brief says. */
export const LEGAL_WINDOW: MinuteSpan = { from: 8 * 60, to: 21 * 60 };

const span = (from: number, to: number): MinuteSpan => ({ from: from * 60, to: to * 60 });

/** Every day, as far as the legal window allows: a rehearsal on one's own phone. */
export const ANY_HOURS: CallingHours = { days: [1, 2, 3, 4, 5, 6, 7], open: span(0, 24), closed: [] };

export const BUSINESS_HOURS: CallingHours = { days: [1, 2, 3, 4, 5], open: span(9, 17), closed: [] };

const inside = (minute: number, one: MinuteSpan): boolean => minute >= one.from && minute < one.to;

/** The minute of a local day, from `minute` on, at which it is open; `undefined` = not any more on that day. */
function opensOn(hours: CallingHours, minute: number): number | undefined {
  const open = { from: Math.max(hours.open.from, LEGAL_WINDOW.from), to: Math.min(hours.open.to, LEGAL_WINDOW.to) };
  let at = Math.max(minute, open.from);
  for (const closed of [...hours.closed].sort((a, b) => a.from - b.from)) if (inside(at, closed)) at = closed.to;
  return at < open.to ? at : undefined;
}

/** A day on which this person's phone may ring at all. */
const isCallingDay = (
  { day, weekday }: Pick<ClockFace, 'day' | 'weekday'>,
  hours: CallingHours,
  region: string | undefined,
): boolean =>
  hours.days.includes(weekday) &&
  ((hours.holidays?.length ?? 0) === 0 || holidayOn(dateOfDay(day), hours, region) === undefined);

/** `at` where it is open, else a later moment before which it is not. */
function nextInZone(at: number, zone: string, hours: CallingHours, region: string | undefined): number {
  const offset = offsetAt(at, zone);
  if (Number.isNaN(offset)) return Number.POSITIVE_INFINITY;
  const face = clockFace(at, offset);
  const opens = isCallingDay(face, hours, region) ? opensOn(hours, face.minute) : undefined;
  if (opens === face.minute) return at;
  return towards(at, zone, face.day, opens ?? 24 * 60);
}

/**
 * The first moment at or after `at` (epoch ms) that is open in all zones; `undefined` when there is none within 40 days.
 * `region` (ISO 3166) decides about holidays.
 */
export function nextOpen(
  at: number,
  zones: readonly string[],
  hours: CallingHours,
  region?: string,
): number | undefined {
  const limit = at + LOOK_AHEAD_MS;
  let candidate = at;
  while (candidate <= limit) {
    const latest = Math.max(...zones.map((zone) => nextInZone(candidate, zone, hours, region)));
    if (!Number.isFinite(latest)) return undefined;
    if (latest <= candidate) return candidate;
    candidate = latest;
  }
  return undefined;
}

export const isOpen = (at: number, zones: readonly string[], hours: CallingHours, region?: string): boolean =>
  nextOpen(at, zones, hours, region) === at;

/** Asked once more right before a call is handed over: by then the hours may be others, or a day may have gone by. */
export const mayRingAt = (
  at: number,
  zones: readonly string[],
  hours: CallingHours,
  region: string | undefined,
): boolean => zones.length > 0 && isOpen(at, zones, hours, region);

/** Local midnight that begins the next day after `at`, plus `days` - 1 business days; holidays are none. */
export function businessDaysLater(
  at: number,
  zone: string,
  days: number,
  hours: CallingHours,
  region?: string,
): number {
  let { day, weekday } = clockFace(at, offsetAt(at, zone));
  let left = days;
  for (let guard = 0; left > 0 && guard < 60; guard += 1) {
    day += DAY_MS;
    weekday = (weekday % 7) + 1;
    if (isCallingDay({ day, weekday }, hours, region)) left -= 1;
  }
  return startOfDay(day, zone);
}

/** The person's local date, the unit of "once a day" (R292): `2026-11-24`. */
export function localDate(at: number, zone: string): string {
  const offset = offsetAt(at, zone);
  return Number.isNaN(offset) ? '' : dateOfDay(clockFace(at, offset).day);
}

/** A time somebody named (ISO 8601; without an offset it is their own clock), epoch ms; `undefined` for other words. */
export function momentOf(text: string | undefined, zone: string | undefined): number | undefined {
  const moment = DateTime.fromISO(text ?? '', { zone: zone ?? 'utc' });
  return moment.isValid ? moment.toMillis() : undefined;
}
