/**
 * The details that a template asks for before anybody is called (playbook R239): answers as they were typed, read one by one, and
 * as they are said on the phone. Pure; today comes in.
 */
import type { Ask, AskType } from './template.ts';

/** By the name of the ask: dates as 2026-11-27, times as 19:30, the rest as it was typed. */
export type Answers = Readonly<Record<string, string>>;

export type AnswersRead =
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

type Read = { readonly value: string } | { readonly error: string };

/** `today`: the installation's date, 2026-11-22. What is empty and not needed is left out. */
export function readAnswers(asks: readonly Ask[], typed: Answers, today: string): AnswersRead {
  const read = asks.map((ask) => [ask.name, readAnswer(ask, (typed[ask.name] ?? '').trim(), today)] as const);
  const errors = read.flatMap(([name, one]) => (one !== undefined && 'error' in one ? [[name, one.error]] : []));
  if (errors.length > 0) return { ok: false, errors: Object.fromEntries(errors) };
  const answers = read.flatMap(([name, one]) => (one !== undefined && 'value' in one ? [[name, one.value]] : []));
  return { ok: true, answers: Object.fromEntries(answers) };
}

function readAnswer({ type, required, example }: Ask, text: string, today: string): Read | undefined {
  if (text !== '') return READERS[type](text, today);
  if (!required) return undefined;
  return {
    error: `This has to be known before anybody is called${example === undefined ? '.' : `, for example: ${example}.`}`,
  };
}

const READERS: Readonly<Record<AskType, (text: string, today: string) => Read>> = {
  text: (text) => (text.length <= 200 ? { value: text } : { error: 'Keep it to 200 letters.' }),
  number: (text) =>
    /^\d{1,9}(?:[.,]\d{1,2})?$/.test(text)
      ? { value: text.replace(',', '.') }
      : { error: 'Write a number, such as 4.' },
  date(text, today) {
    const day = readDay(text, today);
    if (day === undefined) return { error: `Write a day like ${today}, 27 November or Friday.` };
    return day < today ? { error: `${day} is past. Write a day from today on.` } : { value: day };
  },
  'birth-date'(text, today) {
    const day = /\d{4}/.test(text) ? readDay(text, today) : undefined;
    if (day === undefined) return { error: 'Write a date of birth with its year, like 1988-04-12.' };
    return day >= today ? { error: `${day} is not past. Write the date of birth.` } : { value: day };
  },
  time: (text) => readTime(text) ?? { error: 'Write a time like 19:30 or 7:30 pm.' },
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY_MS = 24 * 60 * 60_000;

/** `2026-11-27`, `27.11.2026`, `27 November`, `Nov 27, 2026`, `Friday`, `tomorrow`; undefined for anything else. */
function readDay(text: string, today: string): string | undefined {
  const words = text.toLowerCase().replace(/[,.]/g, ' ').replace(/\s+/g, ' ').trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2}) (\d{1,2}) (\d{4})$/.exec(words);
  if (dotted !== null) return dayOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const named = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*(?: (\d{4}))?$/.exec(words);
  const american = /^([a-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(words);
  if (named !== null) return nextDay(named[2], Number(named[1]), named[3], today);
  if (american !== null) return nextDay(american[1], Number(american[2]), american[3], today);
  return relativeDay(words.replace(/^(?:this|next|on|coming) /, ''), today);
}

/** Without a year it is the next one to come. */
function nextDay(
  monthWord: string | undefined,
  day: number,
  year: string | undefined,
  today: string,
): string | undefined {
  const month = MONTHS.indexOf(monthWord ?? '') + 1;
  if (year !== undefined) return dayOf(Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  const found = dayOf(thisYear, month, day);
  return found !== undefined && found < today ? dayOf(thisYear + 1, month, day) : found;
}

function relativeDay(word: string, today: string): string | undefined {
  const start = Date.parse(`${today}T00:00:00Z`);
  if (word === 'today') return today;
  if (word === 'tomorrow') return isoOf(start + DAY_MS);
  const weekday = /^[a-z]{3,9}$/.test(word) ? WEEKDAYS.indexOf(word.slice(0, 3)) : -1;
  if (weekday < 0) return undefined;
  const present = (Math.floor(start / DAY_MS) + 4) % 7;
  return isoOf(start + ((weekday - present + 7) % 7 || 7) * DAY_MS);
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const at = Date.UTC(year, month - 1, day);
  const text = month >= 1 && month <= 12 ? isoOf(at) : '';
  return text === `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` ? text : undefined;
}

const isoOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function readTime(text: string): Read | undefined {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?$/i.exec(text);
  if (parts === null || (parts[2] === undefined && parts[3] === undefined)) return undefined;
  const half = parts[3]?.[0]?.toLowerCase();
  const twelve = half === 'a' || half === 'p';
  const typed = Number(parts[1]);
  if (twelve && (typed < 1 || typed > 12)) return undefined;
  const hour = twelve ? (typed % 12) + (half === 'p' ? 12 : 0) : typed;
  const minute = Number(parts[2] ?? 0);
  if (hour > 23 || minute > 59) return undefined;
  return { value: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
}

/** As they are said on the phone in this language: `Friday, November 27`, `Freitag, 27. November`. */
export function spokenAnswers(asks: readonly Ask[], answers: Answers, language: string): Answers {
  return Object.fromEntries(
    asks.flatMap(({ name, type }) => {
      const value = answers[name];
      return value === undefined ? [] : [[name, spoken(type, value, language)]];
    }),
  );
}

function spoken(type: AskType, value: string, language: string): string {
  const format = FORMATS[type];
  const at = Date.parse(type === 'time' ? `2026-01-01T${value}Z` : `${value}T00:00:00Z`);
  if (format === undefined || Number.isNaN(at)) return value;
  return new Intl.DateTimeFormat(language, { ...format, timeZone: 'UTC' }).format(at).replaceAll('\u202f', ' ');
}

const FORMATS: Readonly<Partial<Record<AskType, Intl.DateTimeFormatOptions>>> = {
  date: { weekday: 'long', day: 'numeric', month: 'long' },
  'birth-date': { day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
};
