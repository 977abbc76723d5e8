/**
 * A mission that is being written: `D-7`. Durable after every answer, belongs to its author, becomes a brief when it is
 * started. Pure data; what a step asks stands in steps.ts, what it needs before it may start in preview/checks.ts.
 */
import type {
  Action,
  CallingHours,
  CallOrder,
  Mandate,
  MissionClass,
  RecipientType,
  RoundSpec,
} from '../../missions/brief.ts';
import type { Target } from '../../missions/target.ts';
import type { Actor, Place } from '../../missions/terms.ts';
import type { Template } from '../templates/template.ts';

/** The people of the draft, read from a file, a paste or an example. */
export interface DraftList {
  readonly name: string;
  readonly rows: number;
  readonly targets: readonly Target[];
  readonly refused: readonly { readonly row: number; readonly reason: string; readonly cells: readonly string[] }[];
  readonly merged: readonly { readonly rows: readonly number[]; readonly names: readonly string[] }[];
  /** Further columns, by the name their variable has. */
  readonly variables: readonly string[];
  /** What the columns that can be spoken of are headed in the file; absent on lists of an older version. */
  readonly headings?: readonly { readonly header: string; readonly variable: string }[];
}

export type DraftClass = MissionClass;

/** How much somebody of the list is wanted: best first as it stands, or by a column in which 1 is wanted most. */
export type Preference = { readonly by: 'list' } | { readonly by: 'column'; readonly column: string };

/** `Name`: `Sommer`. What the other side will ask for before it books. */
export interface Need {
  readonly label: string;
  readonly value: string;
}

export interface Draft {
  readonly v: 1;
  /** `D-7`. */
  readonly id: string;
  readonly author: Actor;
  readonly place: Place;
  /** Mission time, epoch ms. */
  readonly createdAt: number;
  /** Wall time of the last change, epoch ms; absent on drafts of an older version. */
  readonly changedAtWall?: number;
  readonly class: DraftClass;
  readonly template?: string;
  /** That template as it was when the draft began; texts that nobody rewrote follow language and organisation. */
  readonly source?: Template;
  /** The person's own words, byte for byte. */
  readonly request: string;
  readonly name: string;
  readonly onBehalfOf: string;
  readonly recipients: RecipientType;
  readonly rounds: readonly RoundSpec[];
  readonly list?: DraftList;
  /** BCP 47 and the backend's voice id; guessed from the list until somebody chooses. */
  readonly language: string;
  readonly voice: string;
  readonly languageChosen: boolean;
  readonly hours: CallingHours;
  /** Epoch ms of mission time; absent = now. */
  readonly startAtMs?: number;
  /** "Done by": epoch ms of mission time. */
  readonly deadlineAt?: number;
  /** Only so many of the list are called, the first ones; the others would not fit before the deadline. */
  readonly only?: number;
  readonly batchSize: number;
  readonly spacingSecs: number;
  /** Actor ids; empty = the author. */
  readonly approvers: readonly string[];
  /** Votes that a decision needs. */
  readonly quorum: number;
  /** After so many people somebody looks before the others are called. */
  readonly tryFirst?: number;
  /** What the template asks for, by the name of the ask, as it was typed. */
  readonly answers?: Readonly<Record<string, string>>;
  /** The same for a booking of one's own, which no template knows. */
  readonly needs?: readonly Need[];
  readonly mandate?: Mandate;
  readonly action?: Action;
  /** Serial classes only, as are the two after it. */
  readonly order?: CallOrder;
  readonly preference?: Preference;
  /** Target id of the one who is called first, for a price to start from. */
  readonly baseline?: string;
  /** From a template or a mission that had them; no page asks for these. */
  readonly maxRetries?: number;
  readonly noiseSuppression?: true;
  /** Sent once to whoever could not be reached; absent = nobody is texted. */
  readonly text?: string;
  /** Why these people may be called; empty until somebody said so. */
  readonly basis: string;
  /** Steps of the guided flow that were answered. */
  readonly answered: readonly string[];
  readonly status: 'open' | 'started' | 'discarded';
  /** Set before the mission is sent for, so that a second tap or a restart starts the same one. */
  readonly missionId?: string;
}
