/**
 * When somebody who said "call me again tomorrow" may be called again at the earliest. Pure; the mission's own hours are
 * applied afterwards by the caller, so that this is a minimum.
 */
import { DateTime } from 'luxon';
import type { CallingHours } from '../brief.ts';
import { type CallbackWords, type DayWords, readCallbackWords } from './callback-words.ts';
import { businessDaysLater, momentOf } from './hours.ts';

/** Where a day was named and no time: not before this, in their own time. */
const DAY_BEGINS = 9 * 60;
/** "Later today" is not at once. */
const LATER_MINUTES = 120;

/**
 * Epoch ms; `undefined` when nothing was said about the time. Words that are not understood mean the next business day:
 * too late is a smaller fault than a phone that rings again within the hour.
 */
export function callbackAt(
  text: string | undefined,
  now: number,
  zone: string,
  hours: CallingHours,
  region?: string,
): number | undefined {
  const said = text?.trim() ?? '';
  if (said === '') return undefined;
  const exact = momentOf(said, zone);
  if (exact !== undefined) return exact > now && isDayOnly(said) ? atMinute(exact, zone, DAY_BEGINS) : exact;
  const wished = momentOfWords(readCallbackWords(said), now, zone);
  return wished !== undefined && wished > now ? wished : nextBusinessDay(now, zone, hours, region);
}

/** `2026-11-24`: a day without a time. */
const isDayOnly = (text: string): boolean => /^\d{4}-?\d{2}-?\d{2}$/.test(text);

const nextBusinessDay = (now: number, zone: string, hours: CallingHours, region: string | undefined): number =>
  atMinute(businessDaysLater(now, zone, 1, hours, region), zone, DAY_BEGINS);

function momentOfWords({ day, minute, waitMinutes }: CallbackWords, now: number, zone: string): number | undefined {
  if (waitMinutes !== undefined) return now + waitMinutes * 60_000;
  if (day === undefined) return minute === undefined ? undefined : nextTime(now, zone, minute);
  const local = dayOf(day, DateTime.fromMillis(now, { zone }));
  if (day.day === 'in' && day.days === 0 && minute === undefined) return now + LATER_MINUTES * 60_000;
  return local === undefined ? undefined : atMinute(local.toMillis(), zone, minute ?? DAY_BEGINS);
}

/** The next time their clock shows this: today, or tomorrow where it is over. */
function nextTime(now: number, zone: string, minute: number): number {
  const today = atMinute(now, zone, minute);
  return today > now ? today : atMinute(DateTime.fromMillis(now, { zone }).plus({ days: 1 }).toMillis(), zone, minute);
}

/** That minute of the local day `at` lies in, by the clock: on some days it changes in between. */
const atMinute = (at: number, zone: string, minute: number): number =>
  DateTime.fromMillis(at, { zone })
    .startOf('day')
    .set({ hour: Math.floor(minute / 60), minute: minute % 60 })
    .toMillis();

function dayOf(day: DayWords, today: DateTime): DateTime | undefined {
  switch (day.day) {
    case 'in':
      return today.plus({ days: Math.round(day.days) });
    case 'weekday':
      return weekdayOf(day.weekday, day.later, today);
    case 'next-week':
      return today.startOf('week').plus({ weeks: 1 });
    case 'next-month':
      return today.startOf('month').plus({ months: 1 });
    case 'date':
      return dateOf(day.date, day.month, today);
  }
}

/** "Monday" is the next one, never today; "next Friday" said on a Wednesday is the one of the week after. */
function weekdayOf(weekday: number, later: boolean, today: DateTime): DateTime {
  if (later) return today.startOf('week').plus({ weeks: 1, days: weekday - 1 });
  return today.plus({ days: (weekday - today.weekday + 7) % 7 || 7 });
}

/** This year's, or next year's where it is over. */
function dateOf(date: number, month: number, today: DateTime): DateTime | undefined {
  const found = today.startOf('day').set({ month, day: date });
  if (!found.isValid || found.month !== month) return undefined;
  return found < today.startOf('day') ? found.plus({ years: 1 }) : found;
}
