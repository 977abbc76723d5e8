/**
 * Clock times as people write them, in a given zone: "14:30", "tomorrow 9:00", "Fri 17:00", "2026-11-24 15:00" to epoch ms.
 * For cards the way back is in times.ts. Pure: the present time and the zone are arguments.
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
  return readMoment(text, now, zone, OPENING, 'Write now, 14:30, tomorrow 9:00, Fri 9:00 or 2026-11-24 15:00.');
}

/** "Done by"; `at: undefined` = there is none. A day without a time means its end of business. */
export function readDeadline(text: string, now: number, zone: string): WhenRead {
  const words = text.trim().replace(/^(?:by|until|before|bis)\s+/i, '');
  if (words === '' || /^(?:none|no|never|-|–)$/i.test(words)) return { ok: true, at: undefined };
  return readMoment(words, now, zone, CLOSING, 'Write today 18:00, tomorrow 12:00, Fri 17:00 or 2026-11-27 17:00.');
}

const OPENING = 9 * 60;
const CLOSING = 17 * 60;

const MOMENT =
  /^(?:(?<day>today|tonight|tomorrow|heute|morgen|\d{4}-\d{2}-\d{2}|(?:next\s+)?(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*)\.?(?![\w-]),?)?\s*(?:at|um|by)?\s*(?:(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?\s*(?:(?<half>am|pm)|h|uhr|o'clock)?)?$/;

function readMoment(text: string, now: number, zone: string, usual: number, examples: string): WhenRead {
  const parts = MOMENT.exec(text.trim().toLowerCase())?.groups;
  const minute = parts === undefined ? undefined : minuteOf(parts.hour, parts.minute, parts.half, usual);
  const unread: WhenRead = { ok: false, error: `"${text.trim()}" is not understood. ${examples}` };
  if (parts === undefined || (parts.day === undefined && parts.hour === undefined) || minute === undefined)
    return unread;
  const day = dayOf(parts.day, now, zone, minute);
  if (day === undefined) return unread;
  const at = momentOf({ ...day, minute }, zone);
  if (!Number.isFinite(at)) return { ok: false, error: `"${text.trim()}" is no date.` };
  if (at < now) return { ok: false, error: `${whenText(at, now, zone)} is over. ${examples}` };
  return { ok: true, at };
}

type Day = Omit<Local, 'minute'>;

/** The day that a word means; of a weekday the next one on which the time is still to come. */
function dayOf(word: string | undefined, now: number, zone: string, minute: number): Day | undefined {
  if (word === undefined || word === 'today' || word === 'tonight' || word === 'heute') return localOf(now, zone);
  if (word === 'tomorrow' || word === 'morgen') return daysLater(1, now, zone);
  const weekday = weekdayOf(word);
  if (weekday !== undefined) {
    const today = localOf(now, zone);
    const days = (weekday - weekdayIn(today) + 7) % 7;
    const isOver = days === 0 && (minute <= today.minute || word.startsWith('next'));
    return daysLater(isOver ? 7 : days, now, zone);
  }
  if (!/^\d/.test(word)) return undefined;
  const [year, month, day] = word.split('-').map(Number);
  const given = { year: year ?? Number.NaN, month: month ?? Number.NaN, day: day ?? Number.NaN };
  const real = new Date(Date.UTC(given.year, given.month - 1, given.day));
  return real.getUTCDate() === given.day ? given : { ...given, day: Number.NaN };
}

const WEEKDAYS: readonly RegExp[] = [
  /^(?:mon(?:day)?|mo(?:ntag)?)$/,
  /^(?:tue(?:s|sday)?|di(?:enstag)?)$/,
  /^(?:wed(?:nesday)?|mi(?:ttwoch)?)$/,
  /^(?:thu(?:r|rs|rsday)?|do(?:nnerstag)?)$/,
  /^(?:fri(?:day)?|fr(?:eitag)?)$/,
  /^(?:sat(?:urday)?|sa(?:mstag)?)$/,
  /^(?:sun(?:day)?|so(?:nntag)?)$/,
];

/** 0 = Monday. */
function weekdayOf(word: string): number | undefined {
  const at = WEEKDAYS.findIndex((pattern) => pattern.test(word.replace(/^next\s+/, '')));
  return at < 0 ? undefined : at;
}

const weekdayIn = ({ year, month, day }: Day): number => (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;

function daysLater(days: number, now: number, zone: string): Day {
  const noon = momentOf({ ...localOf(now, zone), minute: 12 * 60 }, zone);
  return localOf(noon + days * DAY_MS, zone);
}

/** `2026-11-24 15:00` in the zone: what is read back to the same moment. */
export function writtenTime(at: number, zone: string): string {
  const { year, month, day, minute } = localOf(at, zone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function minuteOf(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
  usual: number,
): number | undefined {
  if (hour === undefined) return usual;
  const twelve = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const value = twelve * 60 + Number(minute ?? 0);
  return twelve > 23 || Number(minute ?? 0) > 59 ? undefined : value;
}
