/**
 * What a mission is told to do, fixed at the start and frozen in the first event. Pure data.
 * `rounds` holds one entry for classes that call once; class 4 (rounds) has two or more with a gate between them.
 */
export type MissionClass = 'sweep' | 'screening' | 'negotiation' | 'rounds' | 'action';

/** Decides retries, hours and voicemail (playbook 17.3). `general` is the default of 17.2. */
export type RecipientType = 'automated' | 'service' | 'professional' | 'general';

export type FieldType = 'text' | 'number' | 'boolean' | 'choice';

/** One thing to find out: a property of the round's insight schema and a column of the result. */
export interface Field {
  /** `[a-z][a-z0-9_]*`, unique in its round. */
  readonly name: string;
  /** As a person reads it on a card: "Price", "Lead time". */
  readonly label: string;
  readonly type: FieldType;
  readonly question: string;
  readonly options?: readonly string[];
  readonly required: boolean;
  /** Shown behind a number: "days", "USD". */
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
}

/**
 * How a field counts for the ranking; weights are relative, `better` says which end is good: of a choice the `first` of its
 * options is the best one and the last the worst.
 */
export interface RankRule {
  readonly field: string;
  readonly weight: number;
  readonly better: 'higher' | 'lower' | 'yes' | 'first';
}

export interface RoundSpec {
  /** `round-1`, `round-2` … */
  readonly id: string;
  /** What the calls of this round are for, in a few words: "first price enquiry". */
  readonly purpose: string;
  /** What the assistant should say and do, the person's own words; may hold {{variables}}. */
  readonly say: string;
  /** The first sentence that is heard; must say that it is an AI and for whom. May hold {{variables}}. */
  readonly opening: string;
  readonly fields: readonly Field[];
  readonly ranking: readonly RankRule[];
  /** How many the gate after this round proposes; absent where no gate follows. */
  readonly shortlist?: number;
  /** How often its words were changed while the mission ran; new words mean a new assistant. Absent = never. */
  readonly revision?: number;
}

/** Minutes since local midnight, end exclusive. */
export interface MinuteSpan {
  readonly from: number;
  readonly to: number;
}

/** A day on which nobody is called, from the calendar file; without a region it holds for everybody. */
export interface Holiday {
  /** ISO date, `2026-12-25`. */
  readonly date: string;
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly region?: string;
}

export interface CallingHours {
  /** ISO weekdays, 1 = Monday. */
  readonly days: readonly number[];
  readonly open: MinuteSpan;
  /** Peaks to stay out of, for example lunch. */
  readonly closed: readonly MinuteSpan[];
  /** Frozen with the brief, so that a changed file changes no running mission. */
  readonly holidays?: readonly Holiday[];
}

/** What a negotiation or a booking may reach for, say and promise. */
export interface Mandate {
  /** The number field that it is about. */
  readonly field: string;
  /** Normal range in the field's unit; a value outside of it is neither ranked first nor used in a call before somebody confirmed it. */
  readonly min?: number;
  readonly max?: number;
  /** Reached by a believable value: nobody further has to be called. */
  readonly goodEnough?: number;
  /** The person's own words. Absent = nothing. */
  readonly maySay?: string;
  readonly mayPromise?: string;
  /** Competitors are not named unless this is true. */
  readonly nameCompetitor: boolean;
}

/** What makes a yes count (class 5). */
export type Condition =
  | { readonly field: string; readonly is: string | number | boolean }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly atMost: number };

/** Class 5: many may be asked, one may act. */
export interface Action {
  /** "book a table for four", as the cards say it. */
  readonly what: string;
  /** Boolean field: it could be done there. */
  readonly available: string;
  /** Boolean field: it is done. */
  readonly done: string;
  /** The field that tells for when, in their words: shown beside what was asked for. */
  readonly when?: string;
  readonly conditions: readonly Condition[];
  /** 1 = the first yes; N = the best once N could. */
  readonly bestOf: number;
  /** How many are asked before the next ones of the list are (playbook P34). */
  readonly width: number;
  /** From the second batch on: "or the day after". */
  readonly alternative?: string;
}

/** In which order a serial class calls (playbook R221); the flow sorts the list before the start. */
export type CallOrder = 'as-listed' | 'weakest-first' | 'baseline-first';

export interface Approval {
  /** Actor ids (`slack:T1/U1`); empty means whoever started the mission. */
  readonly approvers: readonly string[];
  readonly quorum: number;
  /** Mission time after the gate opened, in ms. A reminder; never a silent yes. */
  readonly remindAfterMs: number;
}

export interface Brief {
  readonly name: string;
  readonly class: MissionClass;
  /** The template it came from, if any. */
  readonly template?: string;
  /** The person's words, byte for byte (playbook R74). */
  readonly request: string;
  readonly onBehalfOf: string;
  readonly recipients: RecipientType;
  /** BCP 47 language of the calls and the backend's voice id. */
  readonly language: string;
  readonly voice: string;
  readonly rounds: readonly RoundSpec[];
  readonly hours: CallingHours;
  /** Calls in flight of this mission; the account's limit applies besides. */
  readonly batchSize: number;
  readonly spacingSecs: number;
  /** Overrides the retry tables' count when given (playbook R273). */
  readonly maxRetries?: number;
  readonly approval: Approval;
  /** First call not before this moment, epoch ms of mission time; absent = at once. */
  readonly startAtMs?: number;
  /** Sent once as a text message to whoever was tried to the end and not reached; may hold {{variables}}. Absent = nobody is texted. */
  readonly text?: string;
  /** Classes 3 and 5. */
  readonly mandate?: Mandate;
  /** Class 5. */
  readonly action?: Action;
  /** Class 5: the day and time that were asked for, as the cards say them. */
  readonly askedFor?: string;
  readonly order?: CallOrder;
  /** "Done by": epoch ms of mission time. Nothing new is called after it. */
  readonly deadlineAt?: number;
  /** "First N, then ask me": after so many people a person looks before the others are called. */
  readonly tryFirst?: number;
  /** Only for people in a known noisy place (playbook R103). */
  readonly noiseSuppression?: true;
  /** "Call me first": rings the author's own phone, enters no result, no ranking and no limit. */
  readonly rehearsal?: true;
  /** Why these people may be called, asked once in the preview: "public business number". */
  readonly basis: string;
}
