/**
 * Everything the desk needs of the world, handed in by app.ts: commands go out through `send`, views come in, small
 * tables are durable, time is a function. Nothing here knows the engine, the store or a platform.
 */
import type { Brief, Holiday } from '../missions/brief.ts';
import type { PersonCommand, Rejection } from '../missions/command.ts';
import type { MissionEvent } from '../missions/event.ts';
import type { Target } from '../missions/target.ts';
import type { Actor, Origin, Place, Turn } from '../missions/terms.ts';
import type { Memory } from '../projections/memory.ts';
import type { MissionView } from '../projections/mission-view.ts';
import type { PendingEdit } from './edit/pending.ts';
import type { Draft } from './flow/draft.ts';
import type { SavedTemplate } from './flow/saved.ts';
import type { NumbersDesk } from './numbers-desk.ts';
import type { FileIn, Finding, Inbound, Reply } from './surface.ts';
import type { Templates } from './templates/template.ts';

/** A durable namespace; the shape of the store's tables. Values are JSON. */
export interface DeskTable<V> {
  get(key: string): Promise<V | undefined>;
  set(key: string, value: V): Promise<void>;
  /** False when the key existed already: a plain insert. */
  add(key: string, value: V): Promise<boolean>;
  delete(key: string): Promise<void>;
  entries(): Promise<readonly (readonly [string, V])[]>;
}

/** What was accepted; `inbound` is there until it was carried out. `at` is wall time, epoch ms. */
export type InboxEntry =
  | { readonly at: number; readonly inbound: Inbound }
  | { readonly at: number; readonly done: true };

/** Roles given, places admitted, counters and pointers: keys by prefix, see desk/settings.ts. */
export type Setting = string | number;

/** Who else spoke in a mission's thread since the decision (or its echo) that stands there now. */
export interface ThreadNote {
  /** Gate, list number and the author of a pending change: when it differs from the present one, the note is old. */
  readonly about: string;
  readonly speakers: readonly string[];
  /** The lists that the buttons of the bot's last question lead to, as target ids. */
  readonly readings?: readonly (readonly string[])[];
}

/** Same shape as intake's report, so that app.ts hands `readTargets` over as it is. */
export interface TargetList {
  readonly targets: readonly Target[];
  readonly refused: readonly { readonly row: number; readonly reason: string; readonly cells: readonly string[] }[];
  readonly merged: readonly {
    readonly phone: string;
    readonly rows: readonly number[];
    readonly names: readonly string[];
  }[];
  readonly columns: readonly { readonly header: string; readonly use: string; readonly variable?: string }[];
  readonly totalRows: number;
  /** Nothing could be read: one sentence that names the file and the cure. */
  readonly fatal?: string;
}

export type ListSource =
  | { readonly kind: 'file'; readonly name: string; readonly base64: string }
  | { readonly kind: 'paste'; readonly text: string };

/** What is known of the calling account; undefined parts were not to be had. */
export interface AccountFacts {
  /** Address where it is looked after. */
  readonly portal: string;
  /** `free`: a new mission could take it at once; `until` when not, about. */
  readonly numbers: readonly { readonly phone: string; readonly free: boolean; readonly until?: number }[];
  readonly balance?: { readonly amount: number; readonly currency: string };
  /** ISO 3166 alpha-2; absent = unknown. */
  readonly countries?: readonly string[];
  readonly concurrentCalls?: number;
  /** Nobody has said how many calls at once the account allows. */
  readonly limitGuessed?: boolean;
}

/** What a message of the bot was, as the announcer keeps it: recognises an explicit reply to a decision. */
export interface PostedReference {
  readonly mission: string;
  readonly kind: 'live' | 'decision' | 'echo' | 'result' | 'other';
  readonly gate?: string;
  /** The list number that stood on it. */
  readonly list?: number;
}

export interface RoleSeeds {
  /** Actor ids of ADMINS, OPERATORS, APPROVERS. */
  readonly admins: readonly string[];
  readonly operators: readonly string[];
  readonly approvers: readonly string[];
}

export interface DeskLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** Who may not be called by any mission. Numbers are E.164; a person stands on the list once, whoever entered them. */
export interface DoNotCall {
  /** Also takes the person's planned calls back, in all missions. `reason` may be empty. */
  block(phone: string, actor: Actor, reason: string): Promise<void>;
  unblock(phone: string, actor: Actor, reason: string): Promise<void>;
  /** Asked for everybody on a list at each preview, so it must answer out of memory. */
  isBlocked(phone: string): Promise<boolean>;
  /** Oldest first; number and words are absent once they were deleted. */
  list(): Promise<readonly BlockedEntry[]>;
  /** Marks two numbers as one person; false when they are that already. */
  join(phone: string, other: string, actor: Actor): Promise<boolean>;
  /** False when the number belongs to nobody else. */
  part(phone: string, actor: Actor): Promise<boolean>;
}

export interface BlockedEntry {
  /** Mission time, epoch ms. */
  readonly since: number;
  /** Of the call in which they asked; empty when it was entered by hand. */
  readonly mission: string;
  readonly phone?: string;
  readonly words?: string;
}

export interface DeskDeps {
  /** Through the engine, as one command; `cause` is the inbound id, so that a second delivery is recognised there too. */
  send(
    missionId: string,
    actor: Actor,
    cause: string,
    command: PersonCommand,
  ): Promise<{ readonly view: MissionView } | Rejection>;
  /** What this command would lead to, without doing it; or why it would be refused. */
  tryOut(missionId: string, actor: Actor, command: PersonCommand): Promise<readonly MissionEvent[] | Rejection>;
  /** What a mission knows, in the shapes of the playbook; `undefined` when there is none. */
  memory(missionId: string): Promise<Memory | undefined>;
  readonly views: {
    get(missionId: string): Promise<MissionView | undefined>;
    /** Newest first. */
    list(): Promise<readonly MissionView[]>;
    /** The mission whose card or thread stands at this place. */
    byThread(place: Place): Promise<MissionView | undefined>;
    /** What the message with this platform id is, when the bot posted it for a mission. */
    posted(place: Place, messageId: string): Promise<PostedReference | undefined>;
  };
  /** `M-104`; never the same twice, also over restarts. */
  nextMissionId(): Promise<string>;
  /** Keyed fingerprint of an E.164 number. */
  personId(phone: string): string;
  readonly tables: {
    readonly inbox: DeskTable<InboxEntry>;
    readonly drafts: DeskTable<Draft>;
    readonly settings: DeskTable<Setting>;
    readonly threads: DeskTable<ThreadNote>;
    readonly edits: DeskTable<PendingEdit>;
    /** Missions kept as templates from chat, by their id. */
    readonly templates: DeskTable<SavedTemplate>;
  };
  readTargets(source: ListSource, options: { readonly defaultRegion: string }): Promise<TargetList> | TargetList;
  /** Mission time, epoch ms. */
  now(): number;
  /** Wall time, epoch ms. */
  wall(): number;
  /** Rejects when `work` takes longer than `ms` of wall time; the work itself goes on. */
  within<T>(ms: number, work: Promise<T>): Promise<T>;
  /** IANA zone that times without an owner are in. */
  readonly zone: string;
  readonly defaultRegion: string;
  /** ORGANISATION; the previews ask for it when it is not set. */
  readonly organisation?: string;
  readonly origin: Origin;
  readonly roles: RoleSeeds;
  /** Calls at once that the account allows, as far as is known by now. */
  lines(): number;
  /** The last known facts; must answer fast. */
  account(): Promise<AccountFacts | undefined>;
  doctor(): Promise<readonly Finding[]>;
  /**
   * Rings one phone with this mission's own assistant and this person's variables; enters no result and no limit. Answers
   * what to say. `cause` is the inbound id.
   */
  callMe?(brief: Brief, row: Target, phone: string, place: Place, actor: Actor, cause: string): Promise<string>;
  /**
   * The words of one call as the backend keeps them, oldest first; asked only when a person taps (playbook R181). Rejects
   * when the backend refuses.
   */
  readTalk?(missionId: string, conversationId: string): Promise<readonly Turn[]>;
  /** Absent = no entry can be made or taken away by hand here. */
  readonly doNotCall?: DoNotCall;
  /** Absent = our numbers cannot be looked at here. */
  readonly numbers?: NumbersDesk;
  /** Shows answers that no surface waits for any more: what recovery carried out. */
  deliver(replies: readonly Reply[]): Promise<void>;
  /** What was read from `templates/calendars/` at the start. */
  readonly holidays: readonly Holiday[];
  /** What was read from `templates/` at the start. */
  readonly templates: Templates;
  /** The file behind a tap: `examples/vendors.csv`. */
  example(name: string): FileIn | undefined;
  readonly log: DeskLog;
}
