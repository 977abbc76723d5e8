/**
 * Moments on cards. Every time has an owner: a platform shows `{time}` in the reader's own zone (Slack) or the configured
 * one, and what is about a callee says theirs beside it: "15:00 (9:00 theirs)". Pure; zones are IANA names.
 */
import type { Inline, Text } from './card.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter is costly to make and holds no state. */
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}|${Object.keys(options).join()}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

/** `9:05`, 24 hours. */
export function clockTime(ms: number, zone: string): string {
  const text = format(zone, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(ms);
  return text.replace(/^0(?=\d:)/, '');
}

const weekday = (ms: number, zone: string): string => format(zone, { weekday: 'short' }).format(ms);
const monthDay = (ms: number, zone: string): string => format(zone, { day: 'numeric', month: 'short' }).format(ms);
const dateKey = (ms: number, zone: string): string =>
  format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms);

export const sameDay = (one: number, other: number, zone: string): boolean =>
  dateKey(one, zone) === dateKey(other, zone);

/** `Tue 18 Nov`. */
export const dayOf = (ms: number, zone: string): string => `${weekday(ms, zone)} ${monthDay(ms, zone)}`;

/** `15:00` today, `Tue 15:00` within the week, `Tue 8 Dec 15:00` beyond. For plain text; on cards use `moment`. */
export function whenText(ms: number, now: number, zone: string): string {
  if (sameDay(ms, now, zone)) return clockTime(ms, zone);
  const day = Math.abs(ms - now) < 6 * DAY ? weekday(ms, zone) : dayOf(ms, zone);
  return `${day} ${clockTime(ms, zone)}`;
}

/** `2026-11-24 09:00`, for tables. */
export function fullTime(ms: number, zone: string): string {
  const day = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes): string => day.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${clockTime(ms, zone).padStart(5, '0')}`;
}

/** A moment that the platform writes in the reader's zone; with its day unless it is today. */
export const moment = (ms: number, now: number, zone: string): Inline => ({
  time: ms,
  style: sameDay(ms, now, zone) ? 'time' : 'day-time',
});

/** What the callee's clock shows: ` (9:00 theirs)`, ` (8:00-9:00 theirs)` for several zones, ` (same time there)`. */
export function theirs(ms: number, zones: readonly string[], ours: string): string {
  if (zones.length === 0) return '';
  const here = `${dateKey(ms, ours)} ${clockTime(ms, ours)}`;
  const offsets = [...new Set(zones)].toSorted((one, other) => localOrder(ms, one) - localOrder(ms, other));
  const faces = [...new Set(offsets.map((zone) => `${dateKey(ms, zone)} ${clockTime(ms, zone)}`))];
  if (faces.length === 1 && faces[0] === here) return ' (same time there)';
  const first = offsets[0] ?? ours;
  const last = offsets.at(-1) ?? first;
  const day = sameFace(ms, first, ours) ? '' : `${weekday(ms, first)} `;
  const end = faces.length === 1 ? '' : `-${clockTime(ms, last)}`;
  return ` (${day}${clockTime(ms, first)}${end} theirs)`;
}

const sameFace = (ms: number, zone: string, ours: string): boolean => dateKey(ms, zone) === dateKey(ms, ours);

/** Sorts zones by what their clocks show at this moment. */
function localOrder(ms: number, zone: string): number {
  const parts = new Map(
    format(zone, {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
}

/** A call's time with both owners: `[{time}, ' (9:00 theirs)']`. */
export const callMoment = (ms: number, now: number, zone: string, zones: readonly string[]): Text => [
  moment(ms, now, zone),
  theirs(ms, zones, zone),
];

/** `38 s`, `41 min`, `43 h 22 min`. */
export function duration(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.round(ms / 1000))} s`;
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
