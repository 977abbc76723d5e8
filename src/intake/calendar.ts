/**
 * Calendar files to holidays: a CSV with `date,name,region`, or an .ics that another program exported. Whatever is wrong
 * is said with file, line and field; a day that is not understood would be a day on which people are called.
 */
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { isSupportedCountry } from 'libphonenumber-js/max';
import type { Holiday } from '../missions/brief.ts';
import { decodeText } from './decode.ts';

export interface CalendarRead {
  readonly holidays: readonly Holiday[];
  /** One sentence each; empty = all of the file was understood. */
  readonly problems: readonly string[];
}

/** Yearly events of an .ics are written out between these years. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

export function readCalendar(name: string, bytes: Uint8Array, years: Years): CalendarRead {
  const { text } = decodeText(bytes, 'US');
  return /\.ics$/i.test(name) ? readIcs(name, text, years) : readCsv(name, text);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A day that exists: 2026-02-30 does not. */
function isDay(date: string): boolean {
  const at = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date);
}

function readCsv(name: string, text: string): CalendarRead {
  const rows = rowsOf(text);
  if ('problem' in rows) return { holidays: [], problems: [`${name}${rows.problem}`] };
  const [head, ...lines] = rows;
  const columns = (head?.cells ?? []).map((cell) => cell.toLowerCase());
  const missing = ['date', 'name'].filter((column) => !columns.includes(column));
  if (missing.length > 0)
    return {
      holidays: [],
      problems: [`${name}, line 1: it has no column ${missing.join(' and ')}. Begin with date,name,region.`],
    };
  const read = lines.map(({ line, cells }) => rowOf(columns, cells, `${name}, line ${line}`));
  return {
    holidays: read.flatMap((one) => ('problem' in one ? [] : [one])),
    problems: read.flatMap((one) => ('problem' in one ? [one.problem] : [])),
  };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function rowsOf(text: string): readonly Line[] | { readonly problem: string } {
  const lines: Line[] = [];
  try {
    parse(text, {
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      on_record: (cells: string[], context) => {
        lines.push({ line: context.lines, cells });
        return null;
      },
    });
    return lines;
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? `, line ${error.lines}` : '';
    return { problem: `${line}: a quote is opened and never closed. Close it, or leave the quotes out.` };
  }
}

function rowOf(
  columns: readonly string[],
  cells: readonly string[],
  where: string,
): Holiday | { readonly problem: string } {
  const cell = (column: string): string => cells[columns.indexOf(column)] ?? '';
  const date = cell('date');
  const region = cell('region').toUpperCase();
  if (!isDay(date))
    return { problem: `${where}, date: "${date}" is no day of the calendar. Write it like 2026-12-25.` };
  if (cell('name') === '')
    return { problem: `${where}, name: it is empty. Say what day it is, for example Christmas.` };
  if (region !== '' && !isSupportedCountry(region))
    return {
      problem: `${where}, region: "${cell('region')}" is no country in two letters. Write for example US, GB or DE, or leave it empty for everybody.`,
    };
  return { date, name: cell('name'), ...(region === '' ? {} : { region }) };
}

/** `DE.ics`, `company.DE.ics`: the country is in the file's name, because a calendar does not say it. */
const REGION_IN_NAME = /(?:^|\.)([A-Z]{2})\.ics$/;

function readIcs(name: string, text: string, years: Years): CalendarRead {
  const region = REGION_IN_NAME.exec(name)?.[1];
  if (region !== undefined && !isSupportedCountry(region))
    return {
      holidays: [],
      problems: [
        `${name}: "${region}" is no country in two letters. Call the file for example DE.ics, or company.ics for everybody.`,
      ],
    };
  try {
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    const days = events.flatMap((event) => daysOf(new ICAL.Event(event), years));
    return { holidays: days.map((day) => ({ ...day, ...(region === undefined ? {} : { region }) })), problems: [] };
  } catch (error) {
    const detail = error instanceof Error ? ` (${error.message})` : '';
    return {
      holidays: [],
      problems: [`${name}: it is no calendar that can be read${detail}. Export it once more as .ics.`],
    };
  }
}

/** Only events of whole days: a meeting is no holiday. */
function daysOf(event: ICAL.Event, { from, to }: Years): readonly Pick<Holiday, 'date' | 'name'>[] {
  const isOff = event.startDate?.isDate === true && event.component.getFirstPropertyValue('status') !== 'CANCELLED';
  if (!isOff || event.isRecurrenceException()) return [];
  const days: Pick<Holiday, 'date' | 'name'>[] = [];
  const add = (first: ICAL.Time, end: ICAL.Time, name: string) => {
    const day = first.clone();
    do {
      if (day.year >= from && day.year <= to) days.push({ date: day.toString(), name: name.trim() || 'Holiday' });
      day.addDuration(new ICAL.Duration({ days: 1 }));
    } while (day.compare(end) < 0);
  };
  if (!event.isRecurring()) {
    add(event.startDate, event.endDate, event.summary ?? '');
    return days;
  }
  const all = event.iterator();
  for (let next = all.next(); next != null && next.year <= to; next = all.next()) {
    const { startDate, endDate, item } = event.getOccurrenceDetails(next);
    add(startDate, endDate, item.summary ?? '');
  }
  return days;
}
