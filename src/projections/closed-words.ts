/** Why a call waits for somebody's hours, for a card. Reads nothing but the hours. */
import type { CallingHours } from '../missions/brief.ts';
import { whyNotBefore } from '../missions/policies/why-closed.ts';
import type { Target } from '../missions/target.ts';

const WORDS = {
  hours: 'their calling hours begin then',
  day: 'nobody is called on the days before',
  peak: 'not during their busy hours',
} as const;

/** `opens` is the first moment after `from` at which they may be rung. */
export function closedWords(from: number, opens: number, hours: CallingHours, who: Target | undefined): string {
  const closed = whyNotBefore(from, opens, who?.zones ?? [], hours, who?.region);
  if (closed === undefined) return WORDS.hours;
  return closed.why === 'holiday' ? `not on ${closed.name}` : WORDS[closed.why];
}
