/** A running mission was changed by a person. Absent parts stay as they were. */
import type { Approval, CallingHours, Field, RankRule } from '../brief.ts';
import type { TargetId } from '../target.ts';
import type { Actor, EnlistedTarget } from '../terms.ts';

/** New words of a round: they mean a new assistant, never a change of the one that calls (playbook R85). */
export interface NewWords {
  readonly round: string;
  readonly say?: string;
  readonly opening?: string;
  readonly fields?: readonly Field[];
  readonly ranking?: readonly RankRule[];
}

export interface MissionChange {
  readonly hours?: CallingHours;
  /** `null` = no deadline any more. */
  readonly deadlineAt?: number | null;
  readonly approval?: Approval;
  /** Calls at once. */
  readonly batchSize?: number;
  readonly spacingSecs?: number;
  readonly maxRetries?: number;
  readonly words?: NewWords;
  readonly remove?: readonly TargetId[];
  /** Ticked by a person: called again although they were called. */
  readonly callAgain?: readonly TargetId[];
}

export type EditEvent =
  /** `change` names only what is different from before. */
  | {
      readonly type: 'MissionEdited';
      readonly by: Actor;
      readonly change: MissionChange;
      readonly added: readonly EnlistedTarget[];
    }
  /** A note kept under a key (playbook R45), with all items of an appended key in order. */
  | {
      readonly type: 'MemorySaved';
      readonly by: Actor;
      readonly key: string;
      readonly value: { readonly private: unknown };
    };
