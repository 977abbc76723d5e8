/** The calendars of `templates/calendars`, and whether they will do. */
import type { Finding } from '../chat/surface.ts';
import { CALENDAR_FOLDER, readCalendars } from '../intake/calendar-files.ts';
import type { Holiday } from '../missions/brief.ts';

/** Years ahead for which the yearly days of a calendar are written out. */
const YEARS_AHEAD = 5;
const DAY_MS = 24 * 60 * 60_000;
/** Somebody has to find the next ones before these are over. */
const SOON_MS = 90 * DAY_MS;

/** A day that is not understood would be one on which people are called: like a wrong configuration it ends the start. */
export function holidaysAt(now: number): readonly Holiday[] {
  const year = new Date(now).getUTCFullYear();
  const { holidays, problems } = readCalendars(CALENDAR_FOLDER, { from: year - 1, to: year + YEARS_AHEAD });
  if (problems.length > 0) throw new Error(problems.map((one) => `templates/calendars/${one}`).join('\n'));
  return holidays;
}

/** Said before the last known holiday is over: after it nobody would be spared any more. */
export function calendarFinding(holidays: readonly Holiday[], now: number): Finding {
  const lastOf = (days: readonly Holiday[]): string =>
    days
      .map((one) => one.date)
      .toSorted()
      .at(-1) ?? '';
  const countries = Map.groupBy(
    holidays.filter((one) => one.region !== undefined),
    (one) => one.region ?? '',
  );
  const ending = [...countries]
    .filter(([, days]) => Date.parse(lastOf(days)) < now + SOON_MS)
    .map(([region]) => region);
  if (countries.size === 0)
    return { what: 'Holidays', ok: false, sentence: 'No holidays are known. Put a calendar into templates/calendars.' };
  if (ending.length > 0)
    return {
      what: 'Holidays',
      ok: false,
      sentence: `The calendar of ${ending.toSorted().join(', ')} ends soon or is over. Add the coming days to templates/calendars, or people are called on them.`,
    };
  return { what: 'Holidays', ok: true, sentence: `${countries.size} countries, known until ${lastOf(holidays)}.` };
}
