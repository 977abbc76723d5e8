/** What people changed about results: every value can be corrected, left out or told by hand, with a reason. */

import type { TargetId } from '../target.ts';
import type { Actor, Private, RankedRow, Value, Values } from '../terms.ts';

interface Said {
  readonly by: Actor;
  readonly reason: Private<string>;
}

export type ResultEvent =
  /** `value` absent inside = the field is emptied. The same value again = it was looked at and is right. */
  | ({
      readonly type: 'ValueCorrected';
      readonly round: string;
      readonly target: TargetId;
      readonly field: string;
      readonly value: Private<Value | null>;
    } & Said)
  | ({ readonly type: 'ResultExcluded'; readonly round: string; readonly target: TargetId } & Said)
  | { readonly type: 'ResultIncluded'; readonly round: string; readonly target: TargetId; readonly by: Actor }
  /** Somebody of the list whose answers came another way. */
  | ({
      readonly type: 'ResultAdded';
      readonly round: string;
      readonly target: TargetId;
      readonly values: Private<Values>;
    } & Said)
  /** Told by a person and unlikely, by the reasons: nothing changed, and the same once more is taken. */
  | ({
      readonly type: 'AnswerQuestioned';
      readonly round: string;
      readonly target: TargetId;
      readonly values: Private<Values>;
      /** By field; the words may hold answers of others. */
      readonly doubts: Private<Readonly<Record<string, string>>>;
    } & Said)
  | { readonly type: 'RankingRevised'; readonly round: string; readonly ranking: readonly RankedRow[] }
  /** After the end: the report as it stands now. */
  | {
      readonly type: 'ReportRevised';
      readonly summary: Private<string>;
      readonly payload: Private<Readonly<Record<string, unknown>>>;
    };
