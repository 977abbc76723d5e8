/** The terms that events, commands and states are written in. */
import type { Target, TargetId } from './target.ts';

/** The store moves the value to a table that can be deleted from; `undefined` = forgotten. */
export interface Private<T> {
  readonly private: T | undefined;
}

/** Keyed fingerprint of a phone number, the same in all missions: `p_…`. */
export type PersonId = string;

/** `t3:2` = second dial to t3 in round 1; `round-2/t3:1` in later rounds. Unique in its mission. */
export type CallId = string;

/** `slack:T1/U1`, `telegram:123`, `console:name`, `bot`. */
export type ActorId = string;

export interface Actor {
  readonly id: ActorId;
  readonly name: string;
}

/** Where a mission talks: surface, channel and the thread that began with its live card. */
export interface Place {
  readonly surface: 'console' | 'slack' | 'telegram';
  readonly channel: string;
  readonly thread?: string;
}

/** Which backend and account a stream was born on; it is never driven by another (what must hold, 7). */
export interface Origin {
  readonly backend: 'telnyx' | 'clawdtalk';
  /** `sandbox` or a fingerprint of the account. */
  readonly account: string;
  readonly sandbox: boolean;
}

export interface EnlistedTarget {
  readonly id: TargetId;
  readonly person: PersonId;
  readonly details: Private<Target>;
}

/** How people know a backend: sentences take its words from here. */
export interface BackendWords {
  readonly name: string;
  /** Address where its account is looked after. */
  readonly portal: string;
}

/** A plan step as the backend keeps it. */
export interface PlanStep {
  readonly id: string;
  readonly description: string;
  readonly sequence: number;
}

/** What a dial is for: asking is the rule; only the holder of the lease acts, only after a yes of a person one cancels. */
export type Purpose = 'ask' | 'act' | 'cancel';

/** What a gate decides: who goes on; whether to go on after the first N; what to do about a second booking. */
export type GateKind = 'shortlist' | 'trial' | 'double-booking';

export type Value = string | number | boolean;

export type Values = Readonly<Record<string, Value>>;

/** What decided how a call went, for whoever asks why. */
export interface Evidence {
  /** One sentence: which sign was taken, and which others said otherwise. */
  readonly because: string;
  /** What the line reported: `failed: SIP 503`. */
  readonly line?: string;
  /** The fields that tell how the call went, as they were filled in; with them the callee's words. */
  readonly fields?: Values;
  /** The standard summary of the talk, which comes with the answers (playbook R185). */
  readonly summary?: string;
}

export type EndReason = 'goal' | 'all-called' | 'rejected' | 'cancelled' | 'failed' | 'deadline';

export interface RankedRow {
  readonly target: TargetId;
  /** 1 to 10, one decimal; absent when nothing was learnt. */
  readonly score?: number;
  /** Place by the score; equal ones share it and stand in the order of the list. Absent in older records. */
  readonly rank?: number;
  /** Ranking fields without an answer: counted as the worst. */
  readonly missing?: readonly string[];
  /** Ranking fields whose value is to be checked: counted as the worst, and never first. */
  readonly toCheck?: readonly string[];
  /** Left out by a person. */
  readonly excluded?: true;
}

export interface GateOption {
  readonly id: string;
  readonly label: string;
}

/** One line of a call's talk, shown as a bubble in the sandbox. */
export interface Turn {
  readonly who: 'assistant' | 'callee';
  readonly text: string;
}

/** The journal record an event stands in. */
export interface EventMeta {
  readonly seq: number;
  /** Mission time of the record, epoch ms. */
  readonly at: number;
}
