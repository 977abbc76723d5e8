/** Which try comes next for somebody who is to be called again, of how many, and how the last one went. Reads a view only. */
import type { Brief } from '../missions/brief.ts';
import type { Outcome } from '../missions/event.ts';
import { triesAtMost } from '../missions/policies/retry.ts';
import type { CallView, RowView } from './mission-view.ts';

export interface NextTryView {
  readonly nth: number;
  readonly of: number;
  readonly after: Outcome;
  /** When the last call rang, mission ms. */
  readonly lastAt: number;
}

/** `undefined` for whoever was not called in this round yet, or whose last call was nobody's try. */
export function nextTryOf(row: RowView, brief: Brief, people: number): NextTryView | undefined {
  const standing = row.byRound?.at(-1);
  const calls = row.calls.filter((call) => call.round === standing?.round && call.outcome !== undefined);
  const last: CallView | undefined = calls.at(-1);
  if (standing === undefined || last?.outcome === undefined || standing.attempts === 0) return undefined;
  const fact = last.outcome;
  const seen = calls.filter((call) => call.outcome === fact).length;
  const { recipients, maxRetries } = brief;
  const of = triesAtMost({ recipients, fact, seen, attempts: standing.attempts, maxRetries, people });
  const nth = standing.attempts + 1;
  return { nth, of: Math.max(nth, of), after: fact, lastAt: last.dueAt };
}
