/** Corrections by people. `round` may be left out: the last round in which the person has a result. */

import type { TargetId } from '../target.ts';
import type { Value, Values } from '../terms.ts';

export type ResultCommand =
  | {
      readonly type: 'CorrectValue';
      readonly round?: string;
      readonly target: TargetId;
      readonly field: string;
      /** `null` empties the field. */
      readonly value: Value | null;
      readonly reason: string;
    }
  | { readonly type: 'ExcludeResult'; readonly round?: string; readonly target: TargetId; readonly reason: string }
  | { readonly type: 'IncludeResult'; readonly round?: string; readonly target: TargetId }
  | {
      readonly type: 'AddResult';
      readonly round?: string;
      readonly target: TargetId;
      readonly values: Values;
      readonly reason: string;
    };
