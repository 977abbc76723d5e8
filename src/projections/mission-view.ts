/**
 * One mission as a person sees it: a pure fold of its journal, read by cards, lists, results and the announcer.
 * The fold itself is `viewOf` in view-fold.ts; this file is the shape.
 */
import type { Brief, Field } from '../missions/brief.ts';
import type { Outcome } from '../missions/event.ts';
import type { Target, TargetId } from '../missions/target.ts';
import type {
  Actor,
  CallId,
  EndReason,
  Evidence,
  GateKind,
  Place,
  RankedRow,
  Turn,
  Value,
  Values,
} from '../missions/terms.ts';

export type MissionStatus =
  | 'starting'
  | 'running'
  | 'waiting'
  | 'deciding'
  | 'held'
  | 'paused'
  | 'ending'
  | 'done'
  | 'failed'
  | 'cancelled';

export type RowStatus =
  | 'planned'
  /** Handed over, not ringing yet. */
  | 'scheduled'
  | 'on-the-phone'
  | 'retry'
  | 'answered'
  | 'not-reached'
  | 'refused'
  | 'opted-out'
  | 'wrong-person'
  | 'nothing-learnt'
  | 'unknown'
  | 'not-called';

/** Something a person said about a result: who, why, when (mission ms). */
export interface PersonsWord {
  readonly by: Actor;
  readonly reason: string;
  readonly at: number;
}

export interface CorrectionView extends PersonsWord {
  readonly field: string;
  /** Absent = it was empty. The same before and after = it was confirmed. */
  readonly before?: Value;
  readonly after?: Value;
}

/** Unlikely answers by hand, each with the reason in words; the same again is taken. */
export interface Questioned extends PersonsWord {
  readonly values: Values;
  readonly doubts: Readonly<Record<string, string>>;
}

/** Where one person stands in one round; a re-opened decision drops the rounds after it. */
export interface RoundStanding {
  readonly round: string;
  readonly status: RowStatus;
  readonly attempts: number;
  readonly lastOutcome?: Outcome;
  readonly reason?: string;
  readonly nextCallAt?: number;
  readonly values: Values;
  readonly words?: string;
  /** Had answered, and is called once more by a person's word. */
  readonly again?: true;
  /** Fields that a person confirmed or corrected. */
  readonly checked?: readonly string[];
  /** What a person told last and was asked about; nothing was changed by it. */
  readonly questioned?: Questioned;
  readonly corrections?: readonly CorrectionView[];
  /** Left out of ranking and report. */
  readonly excluded?: PersonsWord;
  /** Told by a person, not by a call. */
  readonly byHand?: PersonsWord;
}

export interface RowView {
  readonly target: TargetId;
  /** `undefined` once forgotten. */
  readonly details: Target | undefined;
  readonly name: string;
  readonly status: RowStatus;
  /** Dials that counted. */
  readonly attempts: number;
  readonly lastOutcome?: Outcome;
  /** Why it stands as it does, in words for a card, without times: "no answer". The time is `nextCallAt`. */
  readonly reason?: string;
  readonly nextCallAt?: number;
  /** By field name, merged over the rounds this person was in. */
  readonly values: Values;
  readonly words?: string;
  readonly score?: number;
  /** Fields whose value is to be checked, each with the reason in words. */
  readonly doubts?: Readonly<Record<string, string>>;
  readonly voicemailLeft: boolean;
  readonly calls: readonly CallView[];
  readonly text?: TextView;
  /** Oldest round first; the fields above are the newest of these. */
  readonly byRound?: readonly RoundStanding[];
  /** Taken off the list, with the reason. */
  readonly removed?: string;
}

/** The one text to somebody who was not reached. */
export interface TextView {
  readonly state: 'planned' | 'scheduled' | 'sent' | 'not-sent' | 'unknown';
  /** When it is due or was, mission ms. */
  readonly at: number;
  /** As they read it. */
  readonly message?: string;
  readonly reason?: string;
}

export interface CallView {
  readonly call: CallId;
  readonly round: string;
  readonly attempt: number;
  readonly dueAt: number;
  readonly state: 'intended' | 'handed-over' | 'ringing' | 'in-progress' | 'ended' | 'taken-back' | 'not-placed';
  readonly outcome?: Outcome;
  /** What decided the outcome. */
  readonly evidence?: Evidence;
  readonly conversationId?: string;
  /** They called us. */
  readonly inbound?: true;
  readonly seconds?: number;
  readonly talk?: readonly Turn[];
  /** Of what was said in this call, the sentence that says most. */
  readonly words?: string;
  readonly couldNotBeTakenBack: boolean;
}

export interface GateView {
  readonly gate: string;
  readonly kind: GateKind;
  readonly round: string;
  readonly status: 'open' | 'approved' | 'rejected';
  readonly question: string;
  readonly list: number;
  readonly proposed: readonly TargetId[];
  readonly reserve: readonly TargetId[];
  readonly votes: readonly {
    readonly by: Actor;
    readonly list: number;
    readonly verdict: 'approve' | 'reject';
    readonly reason?: string;
  }[];
  readonly objections: readonly { readonly by: Actor; readonly said: string }[];
  readonly deciders: readonly string[];
  readonly quorum: number;
  readonly remindAt: number;
  readonly pendingChange?: {
    readonly by: Actor;
    readonly base: number;
    readonly targets: readonly TargetId[];
    readonly said: string;
    readonly postedAs?: string;
  };
  /** What a yes does: number of calls, earliest first ring (mission ms), minutes at most. */
  readonly effect: { readonly calls: number; readonly firstRingAt: number; readonly maxMinutes: number };
  readonly decidedBy?: readonly Actor[];
  readonly rejectReason?: string;
  /** A decision can be taken back until the first ring. */
  readonly canUndo: boolean;
  readonly openedAt?: number;
  readonly decidedAt?: number;
  /** Key of the announcement that shows the standing list (`seq:index`), so that it can be edited later. */
  readonly postedAs?: string;
  /** Key of the announcement that said how it was decided. */
  readonly decidedAs?: string;
}

export interface HoldView {
  readonly what: string;
  readonly reason: string;
  readonly since: number;
  /** About when it ends by itself; absent = it needs a person. */
  readonly until?: number;
  readonly postedAs: string;
}

export interface RoundView {
  readonly id: string;
  readonly purpose: string;
  readonly fields: readonly Field[];
  readonly targets: readonly TargetId[];
  readonly status: 'waiting' | 'calling' | 'finished';
  readonly ranking: readonly RankedRow[];
}

export interface MissionView {
  /** `M-104`. */
  readonly id: string;
  readonly status: MissionStatus;
  readonly sandbox: boolean;
  readonly brief: Brief;
  readonly owner: Actor;
  readonly place: Place;
  readonly source: { readonly name: string; readonly rows: number };
  readonly startedAt: number;
  readonly changedAt: number;
  readonly endedAt?: number;
  readonly rows: readonly RowView[];
  readonly rounds: readonly RoundView[];
  /** Index into `rounds`. */
  readonly round: number;
  readonly gates: readonly GateView[];
  readonly counts: {
    /** People of the current round, those taken off the list left out; so are all counts here. */
    readonly total: number;
    /** People with whom something final is known in the current round. */
    readonly asked: number;
    readonly onThePhone: number;
    readonly scheduled: number;
    readonly answered: number;
    readonly byStatus: Readonly<Partial<Record<RowStatus, number>>>;
  };
  readonly calls: number;
  readonly talkSeconds: number;
  /** The oldest of `holds`. */
  readonly hold?: { readonly what: string; readonly reason: string };
  readonly holds?: readonly HoldView[];
  /** Slower than the brief says, and until when if nothing more is refused (mission ms). */
  readonly pace?: { readonly batchSize: number; readonly spacingSecs: number; readonly until: number };
  /** Our own side cannot send texts. */
  readonly textsStopped?: { readonly reason: string; readonly postedAs: string };
  readonly pausedBy?: Actor;
  readonly pausedAt?: number;
  readonly pausedBecause?: string;
  readonly cancelledBy?: Actor;
  readonly cancelledBecause?: string;
  /** Names of everybody seen so far, by actor id: approvers are asked by id. */
  readonly names?: Readonly<Record<string, string>>;
  /** Calls that a pause, cancel or re-opened gate could not take back: named on the card. */
  readonly stillOut: readonly { readonly call: CallId; readonly name: string }[];
  readonly takenBack: number;
  /** Next thing that happens without a person, mission ms. */
  readonly nextAt?: number;
  readonly nextBecause?: string;
  readonly fromNumber?: string;
  readonly downtime?: {
    readonly from: number;
    readonly to: number;
    readonly rang: readonly string[];
    readonly moved: number;
    readonly resumeFrom: number;
  };
  readonly result?: {
    readonly status: 'succeeded' | 'failed' | 'cancelled';
    readonly summary: string;
    readonly recommended: readonly TargetId[];
    readonly reason?: EndReason;
    /** Key of the announcement that showed it. */
    readonly postedAs?: string;
  };
  readonly seq: number;
}
