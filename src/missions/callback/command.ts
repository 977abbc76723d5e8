/** From polling the conversations that come in on our numbers (playbook P36, U15). */
import type { TargetId } from '../target.ts';

export type CallbackCommand = {
  readonly type: 'RecordCallback';
  readonly target: TargetId;
  readonly conversationId: string;
  /** Our number that was called. */
  readonly number: string;
  readonly at: number;
};
