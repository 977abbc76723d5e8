/** How fast calls are handed over (playbook R124, R129, R250-R256; P31: a free line is used at once). */
import type { CallingHours } from '../brief.ts';
import { nextOpen } from './hours.ts';

/** A call is handed over this long before it rings: R124 asks for a minute, the rest is the request's own time. */
export const LEAD_MS = 75_000;
/** Under this a call is never placed, repeated or deleted (what must hold, 3 and 4). */
export const TOO_LATE_MS = 60_000;
/** Nothing is handed over earlier than this before it is due (what must hold, 2). */
export const HORIZON_MS = 10 * 60_000;

/** Calls at once: batches of up to ten (R251). */
export const MOST_AT_ONCE = 10;

/**
 * When the next call to somebody may ring: not before `notBefore`, a spacing after the last one, in their hours.
 * `undefined` when their hours never open, or not before the deadline.
 */
export function nextDue(input: {
  readonly now: number;
  readonly notBefore: number;
  readonly lastDueAt: number;
  readonly spacingMs: number;
  readonly zones: readonly string[];
  readonly hours: CallingHours;
  /** ISO 3166; decides about holidays. */
  readonly region?: string | undefined;
  /** The mission's deadline: nobody is rung after it. */
  readonly until?: number | undefined;
}): number | undefined {
  const earliest = Math.max(input.now + LEAD_MS, input.notBefore, input.lastDueAt + input.spacingMs);
  const due = nextOpen(earliest, input.zones, input.hours, input.region);
  return due === undefined || due > (input.until ?? due) ? undefined : due;
}
