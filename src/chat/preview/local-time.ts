/**
 * Clock times as people write them, in a given zone: "14:30", "tomorrow 9:00", "2026-11-24 15:00" to epoch ms. The way
 * back is in times.ts. Pure: the present time and the zone are arguments.
 */
import { whenText } from '../times.ts';

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly minute: number;
}

function localOf(at: number, zone: string): Local {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return { year: read('year'), month: read('month'), day: read('day'), minute: read('hour') * 60 + read('minute') };
}

/** The moment at which the zone's clocks show this; in the hour that a change of clocks leaves out, the one after it. No date: NaN. */
function momentOf({ year, month, day, minute }: Local, zone: string): number {
  const wanted = Date.UTC(year, month - 1, day) + minute * MINUTE_MS;
  if (!Number.isFinite(wanted)) return Number.NaN;
  const shown = (at: number) => {
    const local = localOf(at, zone);
    return Date.UTC(local.year, local.month - 1, local.day) + local.minute * MINUTE_MS;
  };
  let at = wanted;
  for (let step = 0; step < 2; step += 1) at += wanted - shown(at);
  return at;
}

export type WhenRead =
  | { readonly ok: true; readonly at: number | undefined }
  | { readonly ok: false; readonly error: string };

/** `at: undefined` = now. */
export function readWhen(text: string, now: number, zone: string): WhenRead {
  const words = text.trim().toLowerCase();
  if (words === '' || words === 'now' || words === 'at once' || words === 'jetzt') return { ok: true, at: undefined };
  const match =
    /^(?:(?<day>today|tomorrow|heute|morgen|\d{4}-\d{2}-\d{2})\b)?\s*(?:at|um)?\s*(?:(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\s*(?<half>am|pm)?)?$/.exec(
      words,
    );
  const parts = match?.groups;
  const minute = parts === undefined ? undefined : minuteOf(parts.hour, parts.minute, parts.half);
  if (parts === undefined || (parts.day === undefined && parts.hour === undefined) || minute === undefined) {
    return {
      ok: false,
      error: `"${text.trim()}" is not understood. Write now, 14:30, tomorrow 9:00 or 2026-11-24 15:00.`,
    };
  }
  const at = momentOf({ ...dayOf(parts.day, now, zone), minute }, zone);
  if (!Number.isFinite(at)) return { ok: false, error: `"${text.trim()}" is no date.` };
  if (at < now) return { ok: false, error: `${whenText(at, now, zone)} is over. Write now, or a time to come.` };
  return { ok: true, at };
}

function dayOf(word: string | undefined, now: number, zone: string): Omit<Local, 'minute'> {
  if (word === undefined || word === 'today' || word === 'heute') return localOf(now, zone);
  if (word === 'tomorrow' || word === 'morgen') {
    const today = localOf(now, zone);
    const noon = momentOf({ ...today, minute: 12 * 60 }, zone);
    return localOf(noon + DAY_MS, zone);
  }
  const [year, month, day] = word.split('-').map(Number);
  const given = { year: year ?? Number.NaN, month: month ?? Number.NaN, day: day ?? Number.NaN };
  const real = new Date(Date.UTC(given.year, given.month - 1, given.day));
  return real.getUTCDate() === given.day ? given : { ...given, day: Number.NaN };
}

function minuteOf(hour: string | undefined, minute: string | undefined, half: string | undefined): number | undefined {
  if (hour === undefined) return 9 * 60;
  const twelve = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const value = twelve * 60 + Number(minute ?? 0);
  return twelve > 23 || Number(minute ?? 0) > 59 ? undefined : value;
}
