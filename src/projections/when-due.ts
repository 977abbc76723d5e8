/**
 * When somebody who waits may be rung, and the one reason that decides it: every card tells the same of the same person.
 * Reads nothing but the view.
 */
import { localDate, nextOpen } from '../missions/policies/hours.ts';
import { retryHours } from '../missions/policies/retry.ts';
import { closedWords } from './closed-words.ts';
import type { MissionView, RowView } from './mission-view.ts';

export interface WhenDue {
  /** Mission ms. */
  readonly at: number;
  /** Absent: they could be rung at once. */
  readonly because?: string;
}

/** Why somebody is called once more. */
export const whyAgain = (row: RowView): string | undefined =>
  row.reason ?? (row.attempts > 0 ? 'once more' : undefined);

function hoursFor({ brief }: MissionView, row: RowView): MissionView['brief']['hours'] {
  const asked = row.calls.some((call) => call.outcome === 'CalleeAskedForCallback');
  return row.attempts === 0 ? brief.hours : retryHours(brief, asked);
}

/** `undefined`: their hours never open. */
export function whenDue(view: MissionView, row: RowView, now: number): WhenDue | undefined {
  const { zones = [], region } = row.details ?? {};
  const hours = hoursFor(view, row);
  const wished = Math.max(now, view.brief.startAtMs ?? 0, row.nextCallAt ?? 0, view.downtime?.resumeFrom ?? 0);
  const at = nextOpen(wished, zones, hours, region);
  if (at === undefined) return undefined;
  if (at === now) return { at };
  const wishDecides = at === wished || (isForTheDay(wished, at, zones) && nextOpen(now, zones, hours, region) !== at);
  return { at, because: wishDecides ? whyLater(view, row, wished) : closedWords(wished, at, hours, row.details) };
}

/** "Not today" ends at midnight; that their hours begin some hours later is no reason of its own. */
function isForTheDay(wished: number, at: number, [zone]: readonly string[]): boolean {
  if (zone === undefined) return false;
  const day = localDate(wished, zone);
  return localDate(wished - 1, zone) !== day && localDate(at, zone) === day;
}

/** A time that somebody or some table set. */
function whyLater(view: MissionView, row: RowView, wished: number): string {
  const start = 'that is when it may begin';
  if (wished === row.nextCallAt) return whyAgain(row) ?? start;
  return wished === view.downtime?.resumeFrom ? 'Callsheet was not running' : start;
}
