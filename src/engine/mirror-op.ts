/** One thing Telnyx is told: a step moves, an event is logged, the run changes. Vocabulary of mirror-ops.ts and its parts. */
import type { EventType, RunStatus, StepStatus } from './ports.ts';

export type Payload = Readonly<Record<string, unknown>>;

export type MirrorOp =
  | { readonly kind: 'step'; readonly step: string; readonly status: StepStatus }
  | {
      readonly kind: 'event';
      readonly type: EventType;
      readonly summary: string;
      readonly step?: string;
      readonly payload?: Payload;
    }
  | {
      readonly kind: 'run';
      readonly status?: RunStatus;
      readonly summary?: string;
      readonly payload?: Payload;
      readonly error?: string;
    };
