/** Calling hours as people write them: "9:00-17:00, not 12:00-14:00" and "Mon-Fri", read and written back. */
import type { CallingHours, MinuteSpan } from '../../missions/brief.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const SPAN = /^(\d{1,2})(?::?(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d{2}))?$/i;
const EARLIEST = 8 * 60;
const LATEST = 21 * 60;

export function readHours(text: string): Read<Pick<CallingHours, 'open' | 'closed'>> {
  const [openText, ...closedTexts] = text
    .split(/,?\s*\bnot\b\s*|,|;/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const open = readSpan(openText ?? '');
  if (open === undefined)
    return {
      ok: false,
      error: `"${text.trim()}" is not understood. Write 9:00-17:00, or 9:00-17:00, not 12:00-14:00.`,
    };
  if (open.from < EARLIEST || open.to > LATEST)
    return { ok: false, error: 'Nobody is called before 8:00 or after 21:00 their time. Write hours inside that.' };
  const closed: MinuteSpan[] = [];
  for (const part of closedTexts) {
    const span = readSpan(part);
    if (span === undefined) return { ok: false, error: `"${part}" is not understood. Write 12:00-14:00.` };
    closed.push(span);
  }
  return { ok: true, value: { open, closed } };
}

function readSpan(text: string): MinuteSpan | undefined {
  const match = SPAN.exec(text);
  if (match === null) return undefined;
  const from = Number(match[1]) * 60 + Number(match[2] ?? 0);
  const to = Number(match[3]) * 60 + Number(match[4] ?? 0);
  return from < to && to <= 24 * 60 ? { from, to } : undefined;
}

export function readDays(text: string): Read<readonly number[]> {
  const found = new Set<number>();
  for (const part of text
    .split(/[,;]|\band\b/i)
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const [from, to] = part.split(/-|–|\bto\b/).map((word) => dayOf(word.trim()));
    if (from === undefined || (/-|–|\bto\b/.test(part) && to === undefined))
      return { ok: false, error: `"${part}" is not understood. Write Mon-Fri, or Mon, Wed, Sat.` };
    for (let day = from; ; day = (day % 7) + 1) {
      found.add(day);
      if (day === (to ?? from)) break;
    }
  }
  if (found.size === 0) return { ok: false, error: 'Write at least one day, for example Mon-Fri.' };
  return { ok: true, value: [...found].sort((a, b) => a - b) };
}

function dayOf(word: string): number | undefined {
  const index = DAYS.findIndex(
    (day) => word.length >= 2 && day.toLowerCase().startsWith(word.slice(0, 3).toLowerCase()),
  );
  return index < 0 ? undefined : index + 1;
}

const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
const spanText = ({ from, to }: MinuteSpan): string => `${clock(from)}-${clock(to)}`;

export function sayHours({ open, closed }: Pick<CallingHours, 'open' | 'closed'>): string {
  return closed.length === 0 ? spanText(open) : `${spanText(open)}, not ${closed.map(spanText).join(', ')}`;
}

export function sayDays(days: readonly number[]): string {
  const names = days.map((day) => DAYS[day - 1] ?? '');
  const first = days[0] ?? 1;
  const inARow = days.length > 2 && days.every((day, index) => day === first + index);
  return inARow ? `${names[0]}-${names.at(-1)}` : names.join(', ');
}
