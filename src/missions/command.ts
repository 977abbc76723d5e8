/**
 * What people, polls and the clock ask of a mission, in the imperative. Time and new ids come with the command, so that
 * deciding stays pure. Everything a person can do is here; what comes back from the backend is here as well.
 */
import type { Brief } from './brief.ts';
import type { CallbackCommand } from './callback/command.ts';
import type { EditCommand } from './edit/command.ts';
import type { CallFact } from './event.ts';
import type { PaceCommand } from './pace/command.ts';
import type { ResultCommand } from './results/command.ts';
import type { TargetId } from './target.ts';
import type { Actor, CallId, EnlistedTarget, Origin, Place, Purpose, Turn } from './terms.ts';
import type { TextCommand } from './texts/command.ts';

export interface CommandMeta {
  /** Mission time, epoch ms. */
  readonly now: number;
  readonly by: Actor;
}

/** From people. `gate` may be left out where a mission has one open gate. */
export type PersonCommand =
  | ResultCommand
  | EditCommand
  | {
      readonly type: 'StartMission';
      readonly id: string;
      readonly brief: Brief;
      readonly targets: readonly EnlistedTarget[];
      readonly place: Place;
      readonly origin: Origin;
      readonly source: { readonly name: string; readonly rows: number };
    }
  | { readonly type: 'PauseMission'; readonly because?: string }
  | { readonly type: 'ResumeMission' }
  | { readonly type: 'CancelMission'; readonly because?: string }
  /** `list` is the list number the person saw; a vote for an older list is refused with the difference. */
  | { readonly type: 'Approve'; readonly gate?: string; readonly list?: number }
  | { readonly type: 'Reject'; readonly gate?: string; readonly list?: number; readonly reason?: string }
  | {
      readonly type: 'ProposeList';
      readonly gate?: string;
      readonly list?: number;
      readonly targets: readonly TargetId[];
      readonly said: string;
    }
  | { readonly type: 'ConfirmList'; readonly gate?: string }
  | { readonly type: 'DropList'; readonly gate?: string }
  | { readonly type: 'UndoDecision'; readonly gate?: string }
  /** After a reject: no further round, report what is known. */
  | { readonly type: 'EndHere'; readonly gate?: string }
  | { readonly type: 'NoteObjection'; readonly gate?: string; readonly said: string }
  /** Lifts a hold after the person cured it: "I topped up, look now". */
  | { readonly type: 'LookAgain' }
  | { readonly type: 'SettleCall'; readonly call: CallId; readonly retry: boolean }
  | { readonly type: 'AddNote'; readonly note: string };

/** From the worker: what the backend answered. */
export type WorldCommand =
  | CallbackCommand
  | PaceCommand
  | TextCommand
  | {
      readonly type: 'RecordProvisioned';
      readonly what: string;
      readonly id: string;
      readonly detail?: Readonly<Record<string, string>>;
    }
  /** `until`: mission time at which it ends by itself, about. */
  | { readonly type: 'HoldMission'; readonly what: string; readonly reason: string; readonly until?: number }
  | {
      readonly type: 'IntendCall';
      readonly call: CallId;
      readonly dueAt: number;
      readonly key: string;
      readonly body: string;
      readonly from: string;
      readonly revision?: number;
      readonly step?: string;
      readonly purpose?: Purpose;
    }
  | { readonly type: 'RecordHandedOver'; readonly call: CallId; readonly eventId: string }
  | { readonly type: 'RecordNotPlaced'; readonly call: CallId; readonly reason: string }
  | {
      readonly type: 'RecordProgress';
      readonly call: CallId;
      readonly status: 'ringing' | 'in-progress';
      readonly controlId?: string;
      readonly conversationId?: string;
    }
  | {
      readonly type: 'RecordEnded';
      readonly call: CallId;
      readonly status: string;
      readonly conversationId?: string;
      readonly seconds?: number;
      readonly errors?: readonly string[];
    }
  | { readonly type: 'RecordFact'; readonly call: CallId; readonly fact: CallFact }
  | { readonly type: 'RecordTalk'; readonly call: CallId; readonly turns: readonly Turn[] }
  | { readonly type: 'RecordTakenBack'; readonly call: CallId; readonly done: boolean }
  /** The ledger refused a reservation for good or until a time. */
  | { readonly type: 'RecordRefused'; readonly target: TargetId; readonly reason: string; readonly until?: number }
  /** An opt-out seen in another mission: take back whatever is planned for this person. */
  | { readonly type: 'DropPerson'; readonly target: TargetId; readonly because: string }
  | {
      readonly type: 'SpreadAfterDowntime';
      readonly downFrom: number;
      readonly downTo: number;
      readonly rang: readonly CallId[];
    }
  /** The cause of a hold is gone. */
  | { readonly type: 'LiftHold'; readonly what: string }
  /** Nothing happened but time: open and finish rounds, remind, time out. */
  | { readonly type: 'Wake' };

export type MissionCommand = PersonCommand | WorldCommand;

/** Why a command was not taken; `sentence` is shown to the person as it is. */
export interface Rejection {
  readonly rejected: true;
  readonly code:
    | 'no-such-mission'
    | 'already-exists'
    | 'ended'
    | 'not-open'
    | 'not-allowed'
    | 'outdated-list'
    | 'nothing-to-confirm'
    | 'not-yours'
    | 'too-late'
    | 'invalid'
    | 'no-change';
  readonly sentence: string;
}
