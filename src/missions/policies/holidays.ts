/**
 * Days on which nobody of a country is called. The calendar file is read by intake; a mission keeps its own copy of what
 * concerns its list, taken at the start, so that a changed file changes no running mission. Pure.
 */
import type { CallingHours, Holiday } from '../brief.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How far ahead a mission knows its holidays. */
const KNOWN_FOR_MS = 366 * DAY_MS;

const utcDate = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The days that concern these countries, in order; a day more on both sides, as it is another date elsewhere. */
export function holidaysFor(
  regions: Iterable<string>,
  all: readonly Holiday[],
  from: number,
  to: number = from + KNOWN_FOR_MS,
): readonly Holiday[] {
  const wanted = new Set(regions);
  const first = utcDate(from - DAY_MS);
  const last = utcDate(to + DAY_MS);
  return all
    .filter(({ date, region }) => date >= first && date <= last && (region === undefined || wanted.has(region)))
    .toSorted((a, b) => a.date.localeCompare(b.date) || (a.region ?? '').localeCompare(b.region ?? ''));
}

/** The hours with the holidays of everybody on the list. */
export function withHolidays(
  hours: CallingHours,
  targets: readonly { readonly region: string }[],
  all: readonly Holiday[],
  from: number,
): CallingHours {
  const holidays = holidaysFor(
    targets.map((one) => one.region),
    all,
    from,
  );
  return holidays.length === 0 ? hours : { ...hours, holidays };
}

/** Asked for every minute that is looked at: found by date. */
const byDate = new WeakMap<readonly Holiday[], ReadonlyMap<string, readonly Holiday[]>>();

function datesOf(holidays: readonly Holiday[]): ReadonlyMap<string, readonly Holiday[]> {
  const known = byDate.get(holidays);
  if (known !== undefined) return known;
  const dates = Map.groupBy(holidays, (one) => one.date);
  byDate.set(holidays, dates);
  return dates;
}

/** The holiday that this local date is for people of the country; without a country only what holds for everybody. */
export function holidayOn(date: string, { holidays }: CallingHours, region: string | undefined): Holiday | undefined {
  if (holidays === undefined || holidays.length === 0) return undefined;
  return datesOf(holidays)
    .get(date)
    ?.find((one) => one.region === undefined || one.region === region);
}

/** Countries of the list of which the calendar knows no day between the two moments: people there are called on all days. */
export function regionsWithoutHolidays(
  regions: Iterable<string>,
  all: readonly Holiday[],
  from: number,
): readonly string[] {
  const known = new Set(holidaysFor(regions, all, from).map((one) => one.region));
  return [...new Set(regions)].filter((region) => !known.has(region)).toSorted();
}
