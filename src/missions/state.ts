/**
 * What a mission is right now, folded from its events by evolve.ts. Immutable; a union by stage says what is being done.
 * Nothing here is remembered work: work.ts derives it.
 */
import type { Brief } from './brief.ts';
import type { CallFact, MissionEvent } from './event.ts';
import type { Target, TargetId } from './target.ts';
import type {
  Actor,
  ActorId,
  CallId,
  EndReason,
  GateKind,
  Origin,
  PersonId,
  Place,
  PlanStep,
  Purpose,
  RankedRow,
  Values,
} from './terms.ts';
import type { Texts } from './texts/terms.ts';

/** What became of a call is known within hours or never. */
const LOOK_FOR_MS = 4 * 60 * 60_000;

export type CallPhase =
  /** Written down, perhaps sent: only the backend knows. */
  | 'intended'
  | 'handed-over'
  | 'ringing'
  | 'in-progress'
  /** Final on the line, what was learnt is not known yet. */
  | 'ended'
  /** A fact is known. */
  | 'settled'
  | 'taken-back'
  | 'not-placed';

export interface CallState {
  readonly call: CallId;
  readonly target: TargetId;
  readonly round: string;
  readonly attempt: number;
  readonly dueAt: number;
  readonly intendedAt: number;
  readonly key: string;
  readonly body: string | undefined;
  readonly from: string;
  /** Of the words it was made with: which assistant calls. Absent = they had never been changed. */
  readonly revision?: number;
  readonly phase: CallPhase;
  readonly eventId?: string;
  readonly controlId?: string;
  readonly conversationId?: string;
  /** Since when it is in progress, for the 30-minute rule (R158). */
  readonly inProgressAt?: number;
  readonly endedAt?: number;
  readonly endStatus?: string;
  readonly seconds?: number;
  /** Why it was not placed. */
  readonly notPlaced?: string;
  readonly takeBack?: string;
  readonly couldNotBeTakenBack: boolean;
  readonly fact?: CallFact;
  /** Mission time at which it was recorded. */
  readonly knownAt?: number;
  readonly hasTalk: boolean;
  /** Plan step of this dial, where it is not the round's calls step. */
  readonly step?: string;
  readonly purpose?: Purpose;
  /** They called us: it holds no line and is nobody's try. */
  readonly inbound?: true;
}

export interface Progress {
  readonly target: TargetId;
  /** `unknown`: nobody can say what became of a call; not called again before it is known or a person says so. */
  readonly status: 'open' | 'answered' | 'given-up' | 'removed' | 'unknown';
  /** Mission time at which it became unknown. */
  readonly unknownSince?: number;
  /** Dials that counted as tries. */
  readonly attempts: number;
  readonly notBefore: number;
  readonly reason: string;
  /** Counted facts so far, by type, for the retry tables. */
  readonly facts: Readonly<Partial<Record<CallFact['type'], number>>>;
  readonly values?: Values;
  readonly words?: string;
  /** Had answered, and a person had them called once more: in vain, the earlier answer stands. */
  readonly again?: true;
  /** Class 5: what the next dial to them is for. Absent = asking. */
  readonly purpose?: 'act' | 'cancel';
  /** Fields that a person confirmed or corrected: no longer doubted. */
  readonly checked?: readonly string[];
  /** Unlikely answers that a person told and was asked about: the same again is taken. */
  readonly questioned?: Values;
  /** Left out of ranking and report by a person, with the reason. */
  readonly excluded?: string;
  /** The result was told by a person, not by a call. */
  readonly byHand?: true;
}

export interface RoundState {
  readonly id: string;
  readonly progress: ReadonlyMap<TargetId, Progress>;
  readonly finished: boolean;
  readonly ranking: readonly RankedRow[];
}

export interface Vote {
  readonly by: Actor;
  readonly list: number;
  readonly verdict: 'approve' | 'reject';
}

export interface GateState {
  readonly id: string;
  readonly kind: GateKind;
  readonly round: string;
  readonly status: 'open' | 'approved' | 'rejected';
  readonly list: number;
  readonly proposed: readonly TargetId[];
  readonly reserve: readonly TargetId[];
  readonly deciders: readonly ActorId[];
  readonly quorum: number;
  readonly digest: string;
  readonly votes: readonly Vote[];
  readonly pending?: { readonly by: Actor; readonly base: number; readonly targets: readonly TargetId[] };
  readonly remindAt: number;
  readonly reminded: boolean;
  /** Somebody confirmed a list of their own: it no longer follows the ranking. */
  readonly byHand?: true;
}

export type Stage =
  | { readonly kind: 'preparing'; readonly round: number }
  | { readonly kind: 'calling'; readonly round: number }
  | { readonly kind: 'deciding'; readonly gate: string }
  | { readonly kind: 'finished'; readonly status: 'succeeded' | 'failed' | 'cancelled' };

export interface Person {
  readonly id: TargetId;
  readonly person: PersonId;
  readonly details: Target | undefined;
  readonly voicemails: number;
  readonly removed?: string;
}

export interface Pace {
  readonly batchSize: number;
  readonly spacingSecs: number;
  /** Mission time of the last change, and of the last refusal. */
  readonly since: number;
  readonly refusedAt: number;
}

export interface MissionState {
  readonly id: string;
  readonly brief: Brief;
  readonly owner: Actor;
  readonly place: Place;
  readonly origin: Origin;
  readonly plan: readonly PlanStep[];
  readonly startedAt: number;
  readonly people: ReadonlyMap<TargetId, Person>;
  readonly provisioned: ReadonlyMap<string, { readonly id: string; readonly detail: Readonly<Record<string, string>> }>;
  readonly steps: ReadonlyMap<string, 'pending' | 'in_progress' | 'completed' | 'failed' | 'skipped'>;
  /** Journal record in which a step was opened: a dial waits until the mirror has passed it. */
  readonly stepOpenedIn: ReadonlyMap<string, number>;
  readonly stage: Stage;
  /** The rounds opened so far, in order. */
  readonly rounds: readonly RoundState[];
  /** Who is to be called in the round being prepared. */
  readonly upcoming: readonly TargetId[];
  readonly calls: ReadonlyMap<CallId, CallState>;
  readonly gates: ReadonlyMap<string, GateState>;
  /** Why it cannot go on without a person, and since when (mission ms). */
  readonly holds: ReadonlyMap<string, { readonly reason: string; readonly at: number; readonly until?: number }>;
  readonly paused: boolean;
  readonly cancelled: boolean;
  /** Why it ended. */
  readonly ended?: EndReason;
  readonly lastDueAt: number;
  /** Slower than the brief says, after the phone service refused for too many requests (R253). */
  readonly pace?: Pace;
  /** Who was not reached gets one. Absent = it was never time for them. */
  readonly texts?: Texts;
  /** Notes under keys; a forgotten one is `undefined`. Absent = none was ever kept. */
  readonly memory?: ReadonlyMap<string, unknown>;
  /** Seq of the last folded record; -1 before the first. */
  readonly seq: number;
}

export type Started = Extract<MissionEvent, { type: 'MissionStarted' }>;

/** Somebody of a round who was not called yet. */
export const freshProgress = (target: TargetId): Progress => ({
  target,
  status: 'open',
  attempts: 0,
  notBefore: 0,
  reason: '',
  facts: {},
});

export const isFinal = (progress: Progress): boolean => progress.status !== 'open' && progress.status !== 'unknown';

/** The call may still ring, rings, or is being talked on. */
export const isOut = (call: CallState): boolean =>
  call.phase === 'intended' || call.phase === 'handed-over' || call.phase === 'ringing' || call.phase === 'in-progress';

/** Holds a line: out, or nobody has said yet what became of it. */
export const isSettled = (call: CallState): boolean =>
  call.phase === 'settled' || call.phase === 'taken-back' || call.phase === 'not-placed';

/** Nobody knows how it ended, but the backend may still tell: it is looked at until it can. */
export const isInTheDark = (call: CallState, now: number): boolean =>
  call.phase === 'settled' &&
  call.fact?.type === 'CallBecameUnknown' &&
  call.eventId !== undefined &&
  now < call.dueAt + LOOK_FOR_MS;

export const currentRound = (state: MissionState): RoundState | undefined =>
  state.stage.kind === 'calling' ? state.rounds.at(-1) : undefined;

export const openGate = (state: MissionState): GateState | undefined =>
  state.stage.kind === 'deciding' ? state.gates.get(state.stage.gate) : undefined;

/** Values by field over all rounds, later rounds last. */
export const valuesOf = (state: MissionState, target: TargetId): Values =>
  Object.assign({}, ...state.rounds.map((round) => round.progress.get(target)?.values ?? {}));

export const nameOf = (state: MissionState, target: TargetId): string =>
  state.people.get(target)?.details?.name ?? 'a forgotten person';
