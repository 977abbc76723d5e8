import type { TargetId } from '../target.ts';

/** What is heard of a text that was handed over, or tried to be. */
export type TextNews =
  | { readonly kind: 'handed-over'; readonly eventId: string }
  | { readonly kind: 'sent' }
  /** `refused`: the request itself was, with this sentence, so that nothing was sent. */
  | { readonly kind: 'failed'; readonly detail: string; readonly refused?: string }
  /** The phone service was asked and has never heard of it. */
  | { readonly kind: 'never-arrived' }
  | { readonly kind: 'taken-back' }
  | { readonly kind: 'unknown'; readonly reason: string };

export type TextCommand =
  | {
      readonly type: 'IntendText';
      readonly target: TargetId;
      readonly attempt: number;
      readonly dueAt: number;
      readonly key: string;
      readonly body: string;
      readonly message: string;
      readonly from: string;
      readonly revision?: number;
    }
  /** `attempt`: of which try it is news; what comes late about an earlier one changes nothing. */
  | { readonly type: 'RecordText'; readonly target: TargetId; readonly attempt: number; readonly news: TextNews }
  /** Not now, or never: until when the ledger refuses it. `wentOut`: an earlier one did go out, although it had been taken back. */
  | {
      readonly type: 'RefuseText';
      readonly target: TargetId;
      readonly reason: string;
      readonly until?: number;
      readonly wentOut?: true;
    }
  /** Texts cannot be set up. */
  | { readonly type: 'StopTexts'; readonly reason: string };
