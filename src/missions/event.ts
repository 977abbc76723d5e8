/**
 * Everything that can have happened to a mission, in the past tense. One journal record holds one decision's events.
 * People are named by ids; what is personal (names, numbers, bodies, words) sits in `Private` and can be deleted.
 */
import type { Brief } from './brief.ts';
import type { CallbackEvent } from './callback/event.ts';
import type { EditEvent } from './edit/event.ts';
import type { PaceEvent } from './pace/event.ts';
import type { ResultEvent } from './results/event.ts';
import type { TargetId } from './target.ts';
import type {
  Actor,
  ActorId,
  CallId,
  EndReason,
  EnlistedTarget,
  Evidence,
  GateKind,
  GateOption,
  Origin,
  Place,
  PlanStep,
  Private,
  Purpose,
  RankedRow,
  Turn,
  Values,
} from './terms.ts';
import type { TextEvent } from './texts/event.ts';

export type CallFact = { readonly evidence?: Private<Evidence> } & (
  | { readonly type: 'PersonAnswered'; readonly values: Private<Values>; readonly words?: Private<string> }
  | { readonly type: 'NothingLearnt' }
  | { readonly type: 'WrongPersonReached'; readonly words?: Private<string> }
  | { readonly type: 'VoicemailReached' }
  | { readonly type: 'MenuNotPassed' }
  | { readonly type: 'CalleeRefused'; readonly words?: Private<string> }
  | { readonly type: 'CalleeOptedOut'; readonly words?: Private<string> }
  | { readonly type: 'CalleeAskedForCallback'; readonly when?: string; readonly words?: Private<string> }
  | { readonly type: 'CallWentUnanswered' }
  | { readonly type: 'LineWasBusy' }
  /** The network or the far side failed; counts as a try. */
  | { readonly type: 'CallFailed'; readonly detail: string }
  /** Our own side's fault (account limit, balance, profile, country): nobody's try. */
  | { readonly type: 'CallNeverRang'; readonly detail: string; readonly limit: boolean }
  /** Hung up by us before it was answered. */
  | { readonly type: 'CallCanceled' }
  /** Nobody can say what became of it: no retry without a person's word. */
  | {
      readonly type: 'CallBecameUnknown';
      readonly detail: string;
      /** Class 5: what was to be done may be done. */
      readonly perhapsDone?: true;
    }
);

export type Outcome = CallFact['type'];

export type MissionEvent =
  | ResultEvent
  | EditEvent
  | CallbackEvent
  | PaceEvent
  | TextEvent
  | {
      readonly type: 'MissionStarted';
      readonly id: string;
      readonly brief: Brief;
      readonly targets: readonly EnlistedTarget[];
      readonly owner: Actor;
      readonly place: Place;
      readonly origin: Origin;
      readonly plan: readonly PlanStep[];
      /** Rows of the person's file, for "who" on the cards. */
      readonly source: { readonly name: string; readonly rows: number };
    }
  /** A resource exists on the backend: `mission`, `run`, `plan`, `running`, `round-1/assistant` … (see provision.ts). */
  | {
      readonly type: 'Provisioned';
      readonly what: string;
      readonly id: string;
      readonly detail?: Readonly<Record<string, string>>;
    }
  /** The mission cannot go on without a person: no number, key refused, balance used up. One sentence with the cure. */
  | {
      readonly type: 'MissionHeld';
      readonly what: string;
      readonly reason: string;
      /** Mission time at which it ends by itself, about; absent = somebody has to do something. */
      readonly until?: number;
    }
  | { readonly type: 'HoldLifted'; readonly what: string }
  | { readonly type: 'StepStarted'; readonly step: string }
  | { readonly type: 'StepCompleted'; readonly step: string }
  | { readonly type: 'StepFailed'; readonly step: string; readonly reason: string }
  | { readonly type: 'StepSkipped'; readonly step: string }
  | { readonly type: 'RoundOpened'; readonly round: string; readonly targets: readonly TargetId[] }
  | {
      readonly type: 'CallIntended';
      readonly call: CallId;
      readonly target: TargetId;
      readonly round: string;
      readonly attempt: number;
      /** Mission time, epoch ms. */
      readonly dueAt: number;
      /** Idempotency key of the request and its exact bytes. */
      readonly key: string;
      readonly body: Private<string>;
      readonly from: string;
      /** Of the words it is made with; absent = they were never changed. */
      readonly revision?: number;
      /** Absent = the round's calls step, and asking. */
      readonly step?: string;
      readonly purpose?: Purpose;
    }
  /** Class 5: this person is called again, to act or to cancel. */
  | { readonly type: 'ActionChosen'; readonly target: TargetId; readonly purpose: 'act' | 'cancel' }
  | { readonly type: 'CallHandedOver'; readonly call: CallId; readonly eventId: string }
  /** The backend refused it, or it was never sent in time: the same attempt may be tried anew. */
  | { readonly type: 'CallNotPlaced'; readonly call: CallId; readonly reason: string }
  | {
      readonly type: 'CallProgressed';
      readonly call: CallId;
      readonly status: 'ringing' | 'in-progress';
      readonly controlId?: string;
      readonly conversationId?: string;
    }
  /** Final on the line; what was learnt follows as a `CallFact`. */
  | {
      readonly type: 'CallEnded';
      readonly call: CallId;
      readonly status: string;
      readonly conversationId?: string;
      readonly seconds?: number;
    }
  | { readonly type: 'TakeBackStarted'; readonly call: CallId; readonly because: string }
  | { readonly type: 'CallTakenBack'; readonly call: CallId }
  /** Too late: it rings or is about to; it counts as out and is named on the card (what must hold, 4). */
  | { readonly type: 'CallCouldNotBeTakenBack'; readonly call: CallId }
  | (CallFact & { readonly call: CallId; readonly target: TargetId })
  | { readonly type: 'TalkRecorded'; readonly call: CallId; readonly turns: Private<readonly Turn[]> }
  | {
      readonly type: 'RetryPlanned';
      readonly target: TargetId;
      readonly attempt: number;
      readonly notBefore: number;
      readonly reason: string;
    }
  | { readonly type: 'TargetGivenUp'; readonly target: TargetId; readonly reason: string }
  | {
      readonly type: 'CallsRescheduled';
      readonly downFrom: number;
      readonly downTo: number;
      readonly rang: readonly CallId[];
      readonly moved: readonly TargetId[];
      readonly resumeFrom: number;
    }
  | { readonly type: 'RoundFinished'; readonly round: string; readonly ranking: readonly RankedRow[] }
  | {
      readonly type: 'GateOpened';
      readonly gate: string;
      /** Absent = a shortlist. */
      readonly kind?: GateKind;
      readonly round: string;
      readonly question: string;
      readonly options: readonly GateOption[];
      readonly proposed: readonly TargetId[];
      readonly reserve: readonly TargetId[];
      readonly deciders: readonly ActorId[];
      readonly quorum: number;
      readonly remindAt: number;
      /** Digest of what is being approved: list, script, calls, hours. */
      readonly digest: string;
    }
  /** Somebody's changed list, echoed and not counted before its author confirms it. */
  | {
      readonly type: 'ListChangeProposed';
      readonly gate: string;
      readonly by: Actor;
      readonly base: number;
      readonly targets: readonly TargetId[];
      readonly said: Private<string>;
    }
  | { readonly type: 'ListChangeDropped'; readonly gate: string; readonly by: Actor }
  /** Confirmed: list number `list` now stands; votes for older lists no longer count. */
  | {
      readonly type: 'ListChanged';
      readonly gate: string;
      readonly by: Actor;
      readonly list: number;
      readonly targets: readonly TargetId[];
      readonly digest: string;
      /**
       * `edited`: the mission was changed beyond what was shown. `corrected`: a result was, and the list follows it. Absent =
       * somebody confirmed a changed list.
       */
      readonly because?: 'edited' | 'corrected';
      /** Who stands by, where a result was corrected; absent = everybody else of the list before. */
      readonly reserve?: readonly TargetId[];
    }
  | {
      readonly type: 'VoteCast';
      readonly gate: string;
      readonly by: Actor;
      readonly list: number;
      readonly verdict: 'approve' | 'reject';
      readonly reason?: Private<string>;
    }
  | { readonly type: 'ObjectionNoted'; readonly gate: string; readonly by: Actor; readonly said: Private<string> }
  | { readonly type: 'GateReminded'; readonly gate: string }
  | {
      readonly type: 'GateApproved';
      readonly gate: string;
      readonly list: number;
      readonly targets: readonly TargetId[];
      readonly by: readonly Actor[];
    }
  | { readonly type: 'GateRejected'; readonly gate: string; readonly by: Actor; readonly reason?: Private<string> }
  /** Taken back before the first ring: the gate is open again, nothing of the next round may ring. */
  | { readonly type: 'GateReopened'; readonly gate: string; readonly by: Actor; readonly because: string }
  | { readonly type: 'MissionPaused'; readonly by: Actor; readonly because?: Private<string> }
  | { readonly type: 'MissionResumed'; readonly by: Actor }
  | { readonly type: 'MissionCancelled'; readonly by: Actor; readonly because?: Private<string> }
  | { readonly type: 'TargetRemoved'; readonly target: TargetId; readonly because: string }
  | { readonly type: 'NoteAdded'; readonly by: Actor; readonly note: Private<string> }
  | {
      readonly type: 'MissionFinished';
      readonly status: 'succeeded' | 'failed' | 'cancelled';
      readonly reason: EndReason;
      readonly summary: Private<string>;
      readonly payload: Private<Readonly<Record<string, unknown>>>;
    };
