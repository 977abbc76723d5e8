/** When calls may ring next by the mission's own hours, in the zones of the people called. What a decision card promises. */
import type { CallingHours } from '../missions/brief.ts';

const MINUTE = 60_000;
const STEP = 5 * MINUTE;
/** Hours repeat weekly; a week without an open minute has none. */
const HORIZON = 8 * 24 * 60 * MINUTE;

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();

/** The formatter is costly to make and holds no state. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
}

function localOf(ms: number, zone: string): { readonly day: number; readonly minute: number } {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
  return {
    day: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

export function isOpenAt(hours: CallingHours, zones: readonly string[], ms: number): boolean {
  return zones.every((zone) => {
    const { day, minute } = localOf(ms, zone);
    if (!hours.days.includes(day) || minute < hours.open.from || minute >= hours.open.to) return false;
    return !hours.closed.some((span) => minute >= span.from && minute < span.to);
  });
}

/** The first open moment from `from` on, in steps of five minutes; `from` itself where the hours never open. */
export function nextOpen(hours: CallingHours, zones: readonly string[], from: number): number {
  if (isOpenAt(hours, zones, from)) return from;
  for (let at = Math.ceil(from / STEP) * STEP; at <= from + HORIZON; at += STEP) {
    if (isOpenAt(hours, zones, at)) return at;
  }
  return from;
}
