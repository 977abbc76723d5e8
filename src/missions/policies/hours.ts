/**
 * When a person may be rung, in their own time (playbook R122, R123, R281, R293). Several possible zones mean: allowed in
 * all of them. The legal window is hard; no brief can widen it.
 */
import { DateTime } from 'luxon';
import type { CallingHours, MinuteSpan } from '../brief.ts';

const MINUTE_MS = 60_000;

/** 8:00 to 21:00 local, whatever the brief says. */
export const LEGAL_WINDOW: MinuteSpan = { from: 8 * 60, to: 21 * 60 };

const span = (from: number, to: number): MinuteSpan => ({ from: from * 60, to: to * 60 });

/** Every day, as far as the legal window allows: a rehearsal on one's own phone. */
export const ANY_HOURS: CallingHours = { days: [1, 2, 3, 4, 5, 6, 7], open: span(0, 24), closed: [] };

export const BUSINESS_HOURS: CallingHours = { days: [1, 2, 3, 4, 5], open: span(9, 17), closed: [] };

const inside = (minute: number, one: MinuteSpan): boolean => minute >= one.from && minute < one.to;

/** The minute of this local day, from `minute` on, at which it is open; `undefined` = not any more today. */
function opensToday(hours: CallingHours, weekday: number, minute: number): number | undefined {
  if (!hours.days.includes(weekday)) return undefined;
  const open = { from: Math.max(hours.open.from, LEGAL_WINDOW.from), to: Math.min(hours.open.to, LEGAL_WINDOW.to) };
  let at = Math.max(minute, open.from);
  for (const closed of [...hours.closed].sort((a, b) => a.from - b.from)) if (inside(at, closed)) at = closed.to;
  return at < open.to ? at : undefined;
}

function nextInZone(at: number, zone: string, hours: CallingHours): number {
  const local = DateTime.fromMillis(at, { zone });
  if (!local.isValid) return Number.POSITIVE_INFINITY;
  const now = local.hour * 60 + local.minute;
  const opens = opensToday(hours, local.weekday, now);
  if (opens === now) return at;
  // The time on the clock, not so many minutes later: on some days the clock changes in between.
  if (opens !== undefined)
    return local
      .startOf('day')
      .set({ hour: Math.floor(opens / 60), minute: opens % 60 })
      .toMillis();
  return local.startOf('day').plus({ days: 1 }).toMillis();
}

/**
 * The first moment at or after `at` (epoch ms) that is open in all zones; `undefined` when there is none within 40 days.
 */
export function nextOpen(at: number, zones: readonly string[], hours: CallingHours): number | undefined {
  const limit = at + 40 * 24 * 60 * MINUTE_MS;
  let candidate = at;
  while (candidate <= limit) {
    const latest = Math.max(...zones.map((zone) => nextInZone(candidate, zone, hours)));
    if (!Number.isFinite(latest)) return undefined;
    if (latest <= candidate) return candidate;
    candidate = latest;
  }
  return undefined;
}

export const isOpen = (at: number, zones: readonly string[], hours: CallingHours): boolean =>
  nextOpen(at, zones, hours) === at;

/** Local midnight that begins the next day after `at`, plus `days` - 1 business days. */
export function businessDaysLater(at: number, zone: string, days: number, hours: CallingHours): number {
  let local = DateTime.fromMillis(at, { zone }).startOf('day');
  let left = days;
  for (let guard = 0; left > 0 && guard < 60; guard += 1) {
    local = local.plus({ days: 1 });
    if (hours.days.includes(local.weekday)) left -= 1;
  }
  return local.toMillis();
}

/** The person's local date, the unit of "once a day" (R292): `2026-11-24`. */
export const localDate = (at: number, zone: string): string => DateTime.fromMillis(at, { zone }).toISODate() ?? '';

/** A time somebody named (ISO 8601; without an offset it is their own clock), epoch ms; `undefined` for other words. */
export function momentOf(text: string | undefined, zone: string | undefined): number | undefined {
  const moment = DateTime.fromISO(text ?? '', { zone: zone ?? 'utc' });
  return moment.isValid ? moment.toMillis() : undefined;
}
