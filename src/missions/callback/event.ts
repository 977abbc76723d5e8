/** Somebody called one of our numbers back. */
import type { TargetId } from '../target.ts';
import type { CallId } from '../terms.ts';

export type CallbackEvent = {
  readonly type: 'CallbackReceived';
  /** `round-1/t3:in-<conversation>`: a call of its own, whose insight is read like that of any other. */
  readonly call: CallId;
  readonly target: TargetId;
  readonly round: string;
  readonly conversationId: string;
  /** Our number that was called. */
  readonly number: string;
  /** Mission time at which it came in. */
  readonly at: number;
};
