/**
 * What the clocks of a zone show. Hours are asked for every open person after every change, and asking the runtime what its
 * tables say costs more than all the rest: an answer is kept for the quarter of an hour in which it holds. Pure.
 */
import { IANAZone } from 'luxon';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;
/** Of one zone: two months of quarters. */
const KEPT = 6000;

interface KeptZone {
  readonly zone: IANAZone;
  /** Offset in ms by quarter. */
  readonly offsets: Map<number, number>;
}

const zones = new Map<string, KeptZone>();

function zoneNamed(name: string): KeptZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const fresh = { zone: IANAZone.create(name), offsets: new Map<number, number>() };
  zones.set(name, fresh);
  return fresh;
}

/** Ms to add to UTC; NaN where there is no such zone. */
export function offsetAt(at: number, name: string): number {
  const { zone, offsets } = zoneNamed(name);
  const quarter = Math.floor(at / QUARTER_MS);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  const offset = zone.offset(at) * MINUTE_MS;
  // Clocks change on the quarter; where one once did not, nothing is kept of that quarter.
  const isSteady = zone.offset(quarter * QUARTER_MS) === zone.offset((quarter + 1) * QUARTER_MS - 1);
  if (offsets.size >= KEPT) offsets.clear();
  if (isSteady) offsets.set(quarter, offset);
  return offset;
}

export interface ClockFace {
  /** ISO, 1 = Monday. */
  readonly weekday: number;
  /** Since local midnight. */
  readonly minute: number;
  /** Local midnight as if it were UTC: the day, as a number. */
  readonly day: number;
}

export function clockFace(at: number, offset: number): ClockFace {
  const local = at + offset;
  const day = Math.floor(local / DAY_MS) * DAY_MS;
  return {
    day,
    weekday: ((((day / DAY_MS + 3) % 7) + 7) % 7) + 1,
    minute: Math.floor((local - day) / MINUTE_MS),
  };
}

/** `2026-11-24`. */
export const dateOfDay = (day: number): string => new Date(day).toISOString().slice(0, 10);

/**
 * A moment after `at`, and not after the one at which the clock shows `minute` of the local day: where clocks change in
 * between it may be too early, and is asked again from there.
 */
export function towards(at: number, name: string, day: number, minute: number): number {
  const local = day + minute * MINUTE_MS;
  const before = local - offsetAt(at, name);
  const after = local - offsetAt(before, name);
  const next = Math.min(before, after) > at ? Math.min(before, after) : Math.max(before, after);
  // In an hour that comes twice both may be over.
  return next > at ? next : Math.floor(at / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
}

/** The first moment of a local day; on some days that is not midnight. */
export function startOfDay(day: number, name: string): number {
  let at = day - offsetAt(day - DAY_MS, name);
  // The offset of the day before, or the one that holds by then.
  for (let tries = 0; tries < 3; tries += 1) {
    const face = clockFace(at, offsetAt(at, name));
    if (face.day === day && clockFace(at - 1, offsetAt(at - 1, name)).day < day) return at;
    at = face.day === day ? at - face.minute * MINUTE_MS : day - offsetAt(at, name);
  }
  return at;
}
