/** A way out where the deadline does not fit, as it stands in the value of its button. */
import type { WayOut } from '../../missions/policies/fits.ts';
import { LEGAL_WINDOW } from '../../missions/policies/hours.ts';
import { MOST_RETRIES } from '../../missions/policies/retry.ts';

/** What stands in the value of its button. */
export function wayOutPart(out: WayOut): string {
  switch (out.way) {
    case 'first':
      return `first-${out.people}`;
    case 'by':
      return `by-${out.at}`;
    case 'lines':
      return `lines-${out.calls}`;
    case 'tries':
      return `tries-${out.retries}`;
    case 'hours':
      return `hours-${out.hours.open.from}-${out.hours.open.to}-${out.hours.days.join('')}`;
  }
}

export function readWayOut(part: string): WayOut | undefined {
  const hours = /^hours-(\d{1,4})-(\d{1,4})-([1-7]{1,7})$/.exec(part);
  if (hours !== null) return longerHours(Number(hours[1]), Number(hours[2]), hours[3] ?? '');
  const [, way, digits] = /^(first|by|lines|tries)-(\d{1,15})$/.exec(part) ?? [];
  const number = Number(digits);
  if (way === 'tries') return { way, retries: Math.min(number, MOST_RETRIES) };
  if (way === undefined || !(number > 0)) return undefined;
  if (way === 'first') return { way, people: number };
  return way === 'by' ? { way, at: number } : { way: 'lines', calls: number };
}

/** Inside the legal window, whatever stands on an old button. */
function longerHours(from: number, to: number, days: string): WayOut | undefined {
  if (from < LEGAL_WINDOW.from || to > LEGAL_WINDOW.to || from >= to) return undefined;
  return { way: 'hours', hours: { open: { from, to }, days: [...new Set(days)].map(Number) } };
}
