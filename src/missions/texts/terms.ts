/** What is known of the texts of a mission. */
import type { TargetId } from '../target.ts';

export interface TextRequest {
  readonly round: string;
  readonly attempt: number;
  readonly dueAt: number;
  /** Our number. */
  readonly from: string;
  readonly key: string;
  readonly body: string | undefined;
  readonly message: string | undefined;
  readonly revision?: number;
  readonly eventId?: string;
}

export interface TextState {
  readonly target: TargetId;
  readonly phase:
    | 'planned'
    /** Written down, perhaps sent: only the backend knows. */
    | 'intended'
    | 'handed-over'
    | 'sent'
    | 'not-sent'
    | 'unknown';
  readonly notBefore: number;
  /** The newest one; absent before the first. */
  readonly request?: TextRequest;
  /** Tries that could not be delivered. Absent = none. */
  readonly failures?: number;
  /** Tries that were taken back. */
  readonly takenBack?: readonly number[];
  readonly stop?: true;
  /** Mission time at which that was recorded. */
  readonly stopAt?: number;
}

export interface Texts {
  readonly byTarget: ReadonlyMap<TargetId, TextState>;
  /** Why no text is sent any more. */
  readonly stopped?: string;
}
