/**
 * What the five classes differ in. Everything else (calls, retries, gates, taking back) is the same for all of them and
 * lives in settle.ts and work.ts. How classes 3 and 5 fit is written down in docs/adr/002.
 */
import type { Brief } from '../brief.ts';
import type { PlanStep } from '../event.ts';
import type { MissionState } from '../state.ts';
import type { Target, TargetId } from '../target.ts';

/** What follows from the state of the round that is being called. */
export type Next =
  | { readonly kind: 'go-on' }
  /** The round is over; a gate proposes who goes on to `nextRound`. */
  | { readonly kind: 'gate'; readonly shortlist: number }
  | { readonly kind: 'finish'; readonly status: 'succeeded' | 'failed'; readonly reason: 'goal' | 'all-called' };

export interface StepNames {
  readonly setup: string;
  readonly calls: string;
  /** Steps that are worked through once the calls are over, in order. */
  readonly analysis: readonly string[];
  readonly approval?: string;
}

export interface Strategy {
  plan(brief: Brief, targets: readonly Target[]): readonly PlanStep[];
  /** The plan steps of the round with this index. */
  steps(brief: Brief, round: number): StepNames;
  /** Who may be called now, in order; a serial class names one at most. Open people only. */
  callable(state: MissionState): readonly TargetId[];
  /** Variables beyond the row's own, for example the best quote so far (class 3). */
  variables(state: MissionState, target: TargetId): Readonly<Record<string, string>>;
  /** Asked after every change while a round is being called. */
  next(state: MissionState): Next;
}
