/**
 * What the five classes differ in. Everything else (calls, retries, gates, taking back) is the same for all of them and
 * lives in settle.ts and work.ts. Why the interface looks like this stands in docs/adr/002.
 */
import type { Brief } from '../brief.ts';
import type { CallFact } from '../event.ts';
import type { CallState, MissionState, Progress } from '../state.ts';
import type { Target, TargetId } from '../target.ts';
import type { PlanStep, Purpose } from '../terms.ts';

/** Somebody who may be called now, for what, and the plan step it belongs to. */
export interface Dial {
  readonly target: TargetId;
  readonly purpose: Purpose;
  readonly step: string;
}

/** What follows from the state of the round that is being called. */
export type Next =
  | { readonly kind: 'go-on' }
  /** The round is over; a gate proposes who goes on to the next round. */
  | { readonly kind: 'gate'; readonly shortlist: number }
  /** Class 5: `target` holds a second booking; a person says whether it is cancelled. */
  | { readonly kind: 'double-booking'; readonly first: TargetId; readonly target: TargetId }
  /** Class 5: this person is called again to act. */
  | { readonly kind: 'choose'; readonly target: TargetId }
  /** What has not rung is taken back, of calls that only ask or of `all`; asked again it changes nothing. */
  | { readonly kind: 'stop'; readonly because: string; readonly all: boolean }
  | { readonly kind: 'finish'; readonly status: 'succeeded' | 'failed'; readonly reason: 'goal' | 'all-called' };

export interface StepNames {
  readonly setup: string;
  /** Begins with the round. */
  readonly calls: string;
  /** Steps that are worked through once the calls are over, in order. */
  readonly analysis: readonly string[];
  readonly approval?: string;
}

/** A step of the calls whose work is over; `failed` says why it brought nothing. */
export interface ClosedStep {
  readonly step: string;
  readonly failed?: string;
}

export interface Strategy {
  /** One sentence when this class cannot work with the brief. */
  fault?(brief: Brief): string | undefined;
  /** The brief with the questions that the class asks for itself. */
  withOwnFields?(brief: Brief): Brief;
  plan(brief: Brief, targets: readonly Target[]): readonly Omit<PlanStep, 'sequence'>[];
  /** The plan steps of the round with this index. */
  steps(brief: Brief, round: number): StepNames;
  /** The plan step that calls to this person with this purpose belong to; absent = the round's calls step. */
  step?(state: MissionState, target: TargetId, purpose: Purpose): string;
  /** Who may be called now, in order; a serial class names one at most. Open people only. */
  callable(state: MissionState): readonly Dial[];
  /** Variables beyond the row's own, for example the best quote so far (class 3). */
  variables(state: MissionState, dial: Dial): Readonly<Record<string, string>>;
  /** Asked after every change while a round is being called. */
  next(state: MissionState): Next;
  /** Steps of the calls that are over before the round is. */
  closed?(state: MissionState): readonly ClosedStep[];
  /** What a call came to, as far as this class may take it for known. */
  heard?(state: MissionState, call: CallState, fact: CallFact): CallFact;
  /** Nobody can say how their call ended, and the clock is no answer: a word of a person or of the phone service is. */
  waitsForWord?(state: MissionState, one: Progress): boolean;
  /** Who has what the mission is for: first in the ranking, and alone recommended. Absent = the ranking says who. */
  holders?(state: MissionState): readonly TargetId[];
  /** The report's sentence on what it came to; `undefined` = the same as for every class. */
  cameTo?(state: MissionState): string | undefined;
}
