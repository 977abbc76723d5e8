/**
 * The words in which people say when they want to be called back, English and German: the day, the time of day and the
 * wait they name. Only words are read here; what moment they mean stands in callback-time.ts.
 */

/** A day by its distance, by its name, or by its place in the calendar. */
export type DayWords =
  | { readonly day: 'in'; readonly days: number }
  /** 1 = Monday; `later` = not the one of this week. */
  | { readonly day: 'weekday'; readonly weekday: number; readonly later: boolean }
  | { readonly day: 'next-week' }
  | { readonly day: 'next-month' }
  | { readonly day: 'date'; readonly date: number; readonly month: number };

export interface CallbackWords {
  readonly day?: DayWords;
  /** Minute of the local day. */
  readonly minute?: number;
  /** From now. */
  readonly waitMinutes?: number;
}

const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'a an one ein eine einer einem einen eins',
    'two zwei',
    'three drei',
    'four vier',
    'five fünf',
    'six sechs',
    'seven sieben',
    'eight acht',
    'nine neun',
    'ten zehn',
    'eleven elf',
    'twelve zwölf',
  ].flatMap((words, index) => words.split(' ').map((word) => [word, index + 1])),
);
const NUMBER = `(\\d{1,3}|half an|einer halben|${Object.keys(NUMBERS).join('|')})`;
const UNITS: readonly (readonly [RegExp, 'minutes' | 'days', number])[] = [
  [/^min/, 'minutes', 1],
  [/^(?:h|std|stunde)/, 'minutes', 60],
  [/^(?:day|tag)/, 'days', 1],
  [/^(?:week|woche)/, 'days', 7],
];
const WAIT = new RegExp(
  `(?:^|\\s)(?:in|nach|after)\\s+(?:about |etwa |ca\\.? )?${NUMBER}\\s+(min\\w*|hours?|h|stunden?|std|days?|tage?n?|weeks?|wochen?)(?![\\p{L}])`,
  'u',
);

const WEEKDAYS: readonly RegExp[] = [
  /\b(?:(?:monday|mon)\b|montag)/,
  /\b(?:(?:tuesday|tues?)\b|dienstag)/,
  /\b(?:(?:wednesday|wed)\b|mittwoch)/,
  /\b(?:(?:thursday|thurs?)\b|donnerstag)/,
  /\b(?:(?:friday|fri)\b|freitag)/,
  /\b(?:saturday\b|samstag|sonnabend)/,
  /\b(?:sunday\b|sonntag)/,
];
const MONTHS: readonly RegExp[] = [
  /jan\w*/,
  /feb\w*/,
  /m(?:ar|är|aer)\w*/,
  /apr\w*/,
  /ma[yi]/,
  /jun\w*/,
  /jul\w*/,
  /aug\w*/,
  /sep\w*/,
  /o[ck]t\w*/,
  /nov\w*/,
  /de[cz]\w*/,
];

const NEXT_WEEK = /\b(?:next|following|nächste[rn]?|naechste[rn]?|kommende[rn]?|andere) (?:week|woche)\b/;
const NEXT_DAY = /\b(?:next|nächste[nrm]?|naechste[nrm]?)\s+$/;
const AFTER_WEEKEND = /\b(?:after the weekend|nach dem wochenende|anfang (?:der )?woche)\b/;
const WEEK_END = /\b(?:end of (?:the |this )?week|ende der woche)\b/;
const NEXT_MONTH = /\b(?:next month|nächste[nrm]? monat|naechste[nrm]? monat)\b/;

/** Parts of the day by the minute at which they begin; the first that fits counts. */
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:after (?:lunch|noon)|nach(?: dem| der)? mittag\w*)\b/, 13 * 60],
  [/\bafternoon\b|nachmittags?\b/, 14 * 60],
  [/\bevening\b|(?<!sonn)abends?\b/, 17 * 60],
  [/\b(?:forenoon|late morning)\b|vormittags?\b/, 10 * 60],
  [/\b(?:noon|midday|lunch\w*|mittags?)\b/, 12 * 60],
  [/\b(?:morning|morgens|früh|frueh)\b|\b(?:am|heute|\w+tag) morgen\b/, 9 * 60],
];
const CLOCKS: readonly RegExp[] = [
  /\b(\d{1,2})[:.](\d{2})(?!\.?\d)\s*(am|pm|a\.m\.|p\.m\.)?/,
  /\b(\d{1,2})\s*()(am|pm|a\.m\.|p\.m\.)(?!\p{L})/u,
  /\b(\d{1,2})\s*uhr(?:\s*(\d{2}))?()/,
  /\b(?:at|around|after|before|um|gegen|ab|nach|vor)\s+(\d{1,2})()()(?![\d.:/]|\s*(?:min|h|std|stunde|day|tag|week|woche))/,
];

/** What these words name; empty when none of them is known. */
export function readCallbackWords(text: string): CallbackWords {
  const words = numbersOf(text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim());
  const wait = waitOf(words);
  const day = wait?.day ?? dayOf(words);
  const minute = minuteOf(words);
  return {
    ...(day === undefined ? {} : { day }),
    ...(minute === undefined ? {} : { minute }),
    ...(wait?.waitMinutes === undefined ? {} : { waitMinutes: wait.waitMinutes }),
  };
}

/** "at three", "um drei": clock times that were spoken. */
const numbersOf = (text: string): string =>
  text.replace(
    /\b(at|around|after|before|um|gegen|ab|nach|vor) (\p{L}+)(?= uhr| o'?clock| in |$|[.,])/gu,
    (whole, at: string, word: string) => (NUMBERS[word] === undefined ? whole : `${at} ${NUMBERS[word]}`),
  );

function waitOf(text: string): Pick<CallbackWords, 'day' | 'waitMinutes'> | undefined {
  const [, number = '', unit = ''] = WAIT.exec(text) ?? [];
  const kind = UNITS.find(([pattern]) => pattern.test(unit));
  if (kind === undefined) return undefined;
  const amount = number.includes('hal') ? 0.5 : (NUMBERS[number] ?? Number(number));
  return kind[1] === 'days' ? { day: { day: 'in', days: amount * kind[2] } } : { waitMinutes: amount * kind[2] };
}

function dayOf(text: string): DayWords | undefined {
  const nextWeek = NEXT_WEEK.test(text);
  const index = WEEKDAYS.findIndex((pattern) => pattern.test(text));
  if (index >= 0) {
    const at = WEEKDAYS[index]?.exec(text)?.index ?? 0;
    return { day: 'weekday', weekday: index + 1, later: nextWeek || NEXT_DAY.test(text.slice(0, at)) };
  }
  if (/\b(?:day after tomorrow|overmorrow)\b|(?<!\p{L})(?:über|ueber)morgen/u.test(text)) return { day: 'in', days: 2 };
  if (/\btomorrow\b|(?<!\b(?:am|guten|heute) )\bmorgen\b/.test(text)) return { day: 'in', days: 1 };
  if (nextWeek || AFTER_WEEKEND.test(text)) return { day: 'next-week' };
  if (WEEK_END.test(text)) return { day: 'weekday', weekday: 5, later: false };
  if (NEXT_MONTH.test(text)) return { day: 'next-month' };
  if (/\b(?:today|heute|this (?:morning|afternoon|evening))\b/.test(text)) return { day: 'in', days: 0 };
  return dateOf(text);
}

/** `24.11.`, `24. November`, `November 24`, `24th of November`. */
function dateOf(text: string): DayWords | undefined {
  const [, date, month] = /\b(\d{1,2})\.(\d{1,2})\.(?!\d{3})/.exec(text) ?? [];
  if (date !== undefined && month !== undefined) return { day: 'date', date: Number(date), month: Number(month) };
  for (const [index, name] of MONTHS.entries()) {
    const spoken = new RegExp(
      `(?:\\b(\\d{1,2})(?:\\.|st|nd|rd|th)?(?: of)? ${name.source}\\b|\\b${name.source} (\\d{1,2})\\b)`,
    );
    const found = spoken.exec(text);
    if (found !== null) return { day: 'date', date: Number(found[1] ?? found[2]), month: index + 1 };
  }
  return undefined;
}

function minuteOf(text: string): number | undefined {
  const withoutDates = text.replace(/\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?/g, ' ');
  for (const pattern of CLOCKS) {
    const [, hour, minute, half] = pattern.exec(withoutDates) ?? [];
    if (hour === undefined) continue;
    const value = clockMinute(Number(hour), Number(minute || 0), half ?? '');
    if (value !== undefined) return value;
  }
  return PARTS.find(([pattern]) => pattern.test(text))?.[1];
}

/** Nobody asks to be called at three in the night: a small hour is one of the afternoon. */
function clockMinute(hour: number, minute: number, half: string): number | undefined {
  if (hour > 23 || minute > 59) return undefined;
  const afternoon = half.startsWith('p') || (half === '' && hour > 0 && hour < 8);
  const clock = half === '' && !afternoon ? hour : (hour % 12) + (afternoon ? 12 : 0);
  return clock * 60 + minute;
}
