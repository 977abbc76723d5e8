/** What can have happened to the one text of somebody who was not reached. */
import type { TargetId } from '../target.ts';
import type { Private } from '../terms.ts';

export type TextEvent =
  /** They get it, not before then; also once more after a failure, or after it was taken back. */
  | {
      readonly type: 'TextPlanned';
      readonly target: TargetId;
      readonly notBefore: number;
      readonly reason: string;
      /** The try before was taken back. */
      readonly takenBack?: true;
      /** The phone service could not deliver the try before. */
      readonly failed?: true;
    }
  | {
      readonly type: 'TextIntended';
      readonly target: TargetId;
      readonly round: string;
      readonly attempt: number;
      /** Mission time, epoch ms. */
      readonly dueAt: number;
      /** Idempotency key of the request and its exact bytes. */
      readonly key: string;
      readonly body: Private<string>;
      /** As the person reads it. */
      readonly message: Private<string>;
      readonly from: string;
      /** Of the assistant's words; absent = they were never changed. */
      readonly revision?: number;
    }
  | { readonly type: 'TextHandedOver'; readonly target: TargetId; readonly eventId: string }
  | { readonly type: 'TextSent'; readonly target: TargetId }
  /** Surely not sent, and not tried again. `stop`: they had answered STOP to a text before. */
  | { readonly type: 'TextNotSent'; readonly target: TargetId; readonly reason: string; readonly stop?: true }
  /** Nobody can say whether they have it, so they never get it again. */
  | { readonly type: 'TextBecameUnknown'; readonly target: TargetId; readonly reason: string }
  /** Our own side cannot send texts: nobody gets one any more. One sentence with the cure. */
  | { readonly type: 'TextsStopped'; readonly reason: string };
