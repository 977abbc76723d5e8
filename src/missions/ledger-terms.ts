/** The terms of the ledger: what can have happened to a person over all missions, what it is asked, what it knows. */
import type { RecipientType } from './brief.ts';
import type { PersonRecord } from './person-record.ts';
import type { Actor, PersonId, Private } from './terms.ts';

export type LedgerEvent =
  | {
      readonly type: 'CallReserved';
      readonly id: string;
      readonly mission: string;
      readonly person: PersonId;
      readonly dueAt: number;
      readonly date: string;
    }
  /** `counted`: the phone rang, so it counts for the day. */
  | { readonly type: 'ReservationReleased'; readonly id: string; readonly counted: boolean }
  | { readonly type: 'VoicemailNoted'; readonly person: PersonId }
  | {
      readonly type: 'PersonBlocked';
      readonly person: PersonId;
      readonly mission: string;
      readonly words?: Private<string>;
      /** For the list that admins can download; the block itself holds without it. */
      readonly phone?: Private<string>;
    }
  /** Two numbers of one person: one daily limit, one voicemail, one do-not-call entry. */
  | { readonly type: 'PeopleJoined'; readonly people: readonly [PersonId, PersonId]; readonly by: Actor }
  | { readonly type: 'PersonParted'; readonly person: PersonId; readonly by: Actor }
  | { readonly type: 'PersonUnblocked'; readonly person: PersonId; readonly by: Actor; readonly reason: string }
  /** Before a text is sent, and never counted twice: one a day, one a mission. */
  | {
      readonly type: 'TextReserved';
      readonly id: string;
      readonly mission: string;
      readonly person: PersonId;
      readonly date: string;
    }
  /** Surely not sent. */
  | { readonly type: 'TextReleased'; readonly id: string; readonly person: PersonId }
  | { readonly type: 'LimitLearned'; readonly limit: number };

export interface Reservation {
  readonly id: string;
  readonly mission: string;
  readonly person: PersonId;
  readonly dueAt: number;
  /** The person's local date of the call. */
  readonly date: string;
}

export interface LedgerState {
  readonly people: ReadonlyMap<PersonId, PersonRecord>;
  /** Numbers that belong to a person who is known by another number. */
  readonly same: ReadonlyMap<PersonId, PersonId>;
  readonly reservations: ReadonlyMap<string, Reservation>;
  /** Smallest number of calls at once the account was seen to allow. */
  readonly learnedLimit?: number;
  /** Mission time of it: after a day it is tried anew. */
  readonly learnedAt?: number;
  readonly seq: number;
}

export type LedgerCommand =
  | {
      readonly type: 'Reserve';
      /** Mission and call id; asking twice gives the same answer. */
      readonly id: string;
      readonly mission: string;
      readonly person: PersonId;
      readonly recipients: RecipientType;
      readonly dueAt: number;
      readonly zone: string;
      /** Calls at once: the account's limit as configured or asked for. */
      readonly limit: number;
      /** The person asked for this call, so the daily limit does not hold (R292). */
      readonly askedFor: boolean;
    }
  | { readonly type: 'Release'; readonly id: string; readonly counted: boolean }
  /** A voicemail was left by the call that was due at `dueAt`; noting it again changes nothing. */
  | { readonly type: 'NoteVoicemail'; readonly person: PersonId; readonly dueAt: number }
  /** `heardAt`: when it was known that they asked for it; noting it again changes nothing. Absent = put there by hand. */
  | {
      readonly type: 'Block';
      readonly person: PersonId;
      readonly mission: string;
      readonly heardAt?: number;
      readonly words?: string;
      readonly phone?: string;
    }
  | { readonly type: 'Join'; readonly people: readonly [PersonId, PersonId]; readonly by: Actor }
  | { readonly type: 'Part'; readonly person: PersonId; readonly by: Actor }
  | { readonly type: 'Unblock'; readonly person: PersonId; readonly by: Actor; readonly reason: string }
  | {
      readonly type: 'ReserveText';
      /** Mission and row; asking twice gives the same answer. */
      readonly id: string;
      readonly mission: string;
      readonly person: PersonId;
      readonly dueAt: number;
      readonly zone: string;
    }
  | { readonly type: 'ReleaseText'; readonly id: string; readonly person: PersonId }
  | { readonly type: 'LearnLimit'; readonly limit: number };

export type ReserveAnswer =
  | { readonly granted: true }
  | {
      readonly granted: false;
      readonly why: 'blocked' | 'daily' | 'voicemail' | 'busy' | 'lines' | 'texted';
      readonly reason: string;
      readonly until?: number;
    };
