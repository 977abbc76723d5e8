/** All calendars of a folder: the public holidays that come with Callsheet, and what a team adds beside them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CalendarRead, readCalendar, type Years } from './calendar.ts';

/** As it lies beside the sources. */
export const CALENDAR_FOLDER: string = fileURLToPath(new URL('../../templates/calendars/', import.meta.url));

/** In the order of their names; a folder that is not there has none. */
export function readCalendars(folder: string, years: Years): CalendarRead {
  const read = namesIn(folder).map((name) => readCalendar(name, readFileSync(join(folder, name)), years));
  return { holidays: read.flatMap((one) => one.holidays), problems: read.flatMap((one) => one.problems) };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:csv|ics)$/i.test(name))
      .toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
