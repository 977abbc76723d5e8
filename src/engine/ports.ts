/**
 * What the engine needs of the world: journal, small stores, backend, clocks. Adapters in store/ and gateways/ implement
 * these; nothing here knows a vendor. All times are epoch ms; `at` is mission time, `wallAt` wall time.
 */
import type { Actor, BackendWords, Origin, PlanStep, Turn, Values } from '../missions/terms.ts';

/** One decision: all its events are durable together or not at all. */
export interface JournalRecord<E> {
  readonly v: 1;
  readonly stream: string;
  /** 0-based, gapless inside its stream. */
  readonly seq: number;
  /** Which holder of the writer's lock wrote it; rises with each start. */
  readonly epoch: number;
  readonly at: number;
  readonly wallAt: number;
  readonly actor: Actor;
  /** The id of the message, press or poll that caused it; recognises a redelivery. */
  readonly cause: string;
  /** Hash of the record before it in this stream; `''` for the first. */
  readonly prev: string;
  readonly events: readonly E[];
}

export type NewRecord<E> = Omit<JournalRecord<E>, 'v' | 'stream' | 'seq' | 'epoch' | 'prev'>;

/** Durable when the promise resolves. Values under `{private: …}` are kept beside the chain and can be forgotten. */
export interface Journal<E> {
  /** A plain insert: throws `ConflictError` when `seq` is taken. Answers the record as stored. */
  append(stream: string, seq: number, record: NewRecord<E>): Promise<JournalRecord<E>>;
  read(stream: string, fromSeq?: number): Promise<readonly JournalRecord<E>[]>;
  /** Streams that are not closed, in the order they were begun; the ledger is not among them. */
  openStreams(): Promise<readonly string[]>;
  allStreams(): Promise<readonly string[]>;
  close(stream: string): Promise<void>;
  /** Deletes the private values of the given stream for which `match` holds; answers how many. */
  forget(stream: string, match: (value: unknown) => boolean): Promise<number>;
}

/** One table a namespace: cursors, inbox, drafts, surface message ids, settings. Values are JSON. */
export interface Table<V> {
  get(key: string): Promise<V | undefined>;
  set(key: string, value: V): Promise<void>;
  /** False when the key existed already: a plain insert. */
  add(key: string, value: V): Promise<boolean>;
  delete(key: string): Promise<void>;
  entries(): Promise<readonly (readonly [string, V])[]>;
}

export interface Store {
  journal<E>(): Journal<E>;
  table<V>(name: string): Table<V>;
  close(): Promise<void>;
}

/** Mission time for rules, wall time for timeouts; `wait` ends early with `signal`. */
export interface Clock {
  /** Mission time, epoch ms. */
  now(): number;
  wall(): number;
  /** Tells a simulated world that nothing is due before `until` (mission ms; undefined = a person is being waited for). True when it jumped. */
  idle(until: number | undefined): Promise<boolean>;
  /** Wall milliseconds that `ms` of mission time take. */
  toWall(ms: number): number;
}

/** Thrown by adapters; `retryable` says whether the same request may be sent again without harm. */
export interface Failure {
  readonly code: string;
  readonly status?: number;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  /** One sentence for a person, with the cure where there is one. */
  readonly sentence: string;
  /** True when the request may have taken effect although no answer came. */
  readonly uncertain: boolean;
  /** As the other side gave them. */
  readonly codes?: readonly string[];
}

export type RunStatus = 'pending' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled';
export type StepStatus = 'pending' | 'in_progress' | 'completed' | 'skipped' | 'failed';
export type EventType = 'tool_call' | 'custom' | 'message' | 'error' | 'step_started' | 'step_completed';

export interface RunRef {
  readonly missionId: string;
  readonly runId: string;
}

export interface AssistantSpec {
  /** Ends with our client reference so that it can be found again. */
  readonly name: string;
  readonly instructions: string;
  readonly greeting: string;
  readonly language: string;
  readonly voice: string;
  readonly insightGroupId: string;
  /** `leave`: what the message is to say, as a prompt. */
  readonly voicemail: 'continue' | 'hang-up' | { readonly leave: string };
  /** Only for people in a known noisy place (playbook R103). */
  readonly noiseSuppression?: true;
  /** It sends texts besides (playbook R95). */
  readonly texts?: true;
  /** Seconds; 1500 for ours (what must hold, 5). */
  readonly timeLimitSecs: number;
  readonly key: string;
}

export interface AssistantInfo {
  readonly id: string;
  readonly name: string;
  /** Voice connection of the assistant; absent when telephony is not ready. */
  readonly voiceConnectionId?: string;
  /** Messaging profile of the assistant; absent when it sends no texts. */
  readonly messagingProfileId?: string;
  /** What it was made with; compared before it is used again (playbook R86). */
  readonly instructions?: string;
  readonly greeting?: string;
  /** Chosen by the account where none is sent. */
  readonly model?: string;
}

export interface NumberInfo {
  readonly id: string;
  /** E.164. */
  readonly phone: string;
  readonly active: boolean;
  readonly voiceConnectionId?: string;
  readonly hd: boolean;
  readonly region?: string;
}

export interface InsightTemplate {
  readonly id: string;
  readonly name: string;
  readonly instructions: string;
  readonly schema?: Readonly<Record<string, unknown>>;
  /** Results are sent there as well: somebody else's business. */
  readonly webhook?: string;
}

export interface InsightGroup {
  readonly id: string;
  readonly name: string;
  readonly insightIds: readonly string[];
  readonly webhook?: string;
}

export interface CallSpec {
  readonly to: string;
  readonly from: string;
  readonly dueAt: number;
  readonly variables: Readonly<Record<string, string>>;
  /** Ties the conversation to mission, run, step, call; strings only. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface TextSpec extends CallSpec {
  readonly text: string;
}

export type CallStatus = 'ringing' | 'in-progress' | 'completed' | 'no-answer' | 'busy' | 'canceled' | 'failed';

export interface ScheduledCall {
  readonly eventId: string;
  /** `unknown` keeps polling: a value nobody knows yet. */
  readonly state: 'pending' | 'in_progress' | 'completed' | 'failed' | 'unknown';
  readonly callStatus?: CallStatus | 'unknown';
  readonly dueAt: number;
  readonly to: string;
  readonly conversationId?: string;
  readonly seconds?: number;
  readonly controlId?: string;
  readonly errors: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Conversation {
  readonly id: string;
  readonly createdAt: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Somebody called one of our numbers. */
export interface InboundCall {
  readonly conversationId: string;
  /** Our number and theirs, E.164. */
  readonly number: string;
  readonly phone: string;
  readonly at: number;
}

export interface InsightRun {
  readonly status: 'pending' | 'in_progress' | 'completed' | 'failed' | 'unknown';
  /** By template id; text that is JSON is parsed into `values`. */
  readonly results: readonly { readonly insightId: string; readonly text: string; readonly values?: Values }[];
}

export interface Account {
  readonly balance: { readonly amount: number; readonly currency: string };
  readonly numbers: readonly NumberInfo[];
  readonly profiles: readonly {
    readonly name: string;
    readonly enabled: boolean;
    readonly countries: readonly string[];
    readonly concurrentLimit?: number;
  }[];
  /** Server's time from the Date header, wall ms, for the clock check. */
  readonly serverTime?: number;
}

/** Telnyx or ClawdTalk. Methods throw `Failure`s; creates without an idempotency key carry `clientRef` in their metadata. */
export interface CallBackend {
  readonly origin: Origin;
  readonly words: BackendWords;
  account(): Promise<Account>;

  createMission(input: { name: string; description: string; instructions: string; clientRef: string }): Promise<string>;
  findMission(clientRef: string): Promise<string | undefined>;
  createRun(
    missionId: string,
    input: { request: string; context: Readonly<Record<string, unknown>>; clientRef: string },
  ): Promise<string>;
  findRun(missionId: string, clientRef: string): Promise<string | undefined>;
  createPlan(run: RunRef, steps: readonly PlanStep[]): Promise<void>;
  readPlan(run: RunRef): Promise<readonly { readonly id: string; readonly status: StepStatus | 'unknown' }[]>;
  setRun(
    run: RunRef,
    change: { status?: RunStatus; summary?: string; payload?: Readonly<Record<string, unknown>>; error?: string },
  ): Promise<void>;
  setStep(run: RunRef, step: string, status: StepStatus): Promise<void>;
  logEvent(
    run: RunRef,
    event: {
      key: string;
      type: EventType;
      summary: string;
      step?: string;
      payload?: Readonly<Record<string, unknown>>;
    },
  ): Promise<void>;
  linkAssistant(run: RunRef, assistantId: string): Promise<void>;
  linkedAssistants(run: RunRef): Promise<readonly string[]>;

  listAssistants(): Promise<readonly AssistantInfo[]>;
  createAssistant(spec: AssistantSpec): Promise<AssistantInfo>;
  readAssistant(id: string): Promise<AssistantInfo>;
  /** Its full configuration is read; `undefined` when anything differs from what the spec would make (playbook R86). */
  fittingAssistant(id: string, spec: AssistantSpec): Promise<AssistantInfo | undefined>;
  listInsights(): Promise<readonly InsightTemplate[]>;
  createInsight(input: {
    name: string;
    instructions: string;
    schema?: Readonly<Record<string, unknown>>;
    key: string;
  }): Promise<string>;
  listInsightGroups(): Promise<readonly InsightGroup[]>;
  createInsightGroup(input: { name: string; key: string }): Promise<string>;
  readInsightGroup(id: string): Promise<InsightGroup>;
  assignInsight(groupId: string, insightId: string): Promise<void>;
  listNumbers(): Promise<readonly NumberInfo[]>;
  /** HD voice first, without when the number refuses it (playbook R110); `hd: false` never asks for it (R111). */
  assignNumber(numberId: string, connectionId: string, hd?: boolean): Promise<void>;
  /** Frees a number that this mission had assigned. */
  releaseNumber(numberId: string): Promise<void>;
  /** The messaging profile that sends texts from this number. */
  messagingOf(numberId: string): Promise<string | undefined>;
  /** `undefined` frees the number for others' texts; its voice side stays as it is (playbook R114). */
  setMessaging(numberId: string, profileId: string | undefined): Promise<void>;

  /** The exact bytes of the scheduling request, journaled before they are sent. Pure. */
  encodeCall(spec: CallSpec): string;
  /** The same for a text message; placed, read and deleted like a call (playbook R126). */
  encodeText(spec: TextSpec): string;
  placeCall(assistantId: string, body: string, key: string): Promise<{ readonly eventId: string }>;
  readCall(assistantId: string, eventId: string): Promise<ScheduledCall | undefined>;
  /** Calls of one assistant due between the two times, all pages. */
  listCalls(assistantId: string, from: number, to: number): Promise<readonly ScheduledCall[]>;
  /** The same of its texts. */
  listTexts(assistantId: string, from: number, to: number): Promise<readonly ScheduledCall[]>;
  deleteCall(assistantId: string, eventId: string): Promise<void>;
  hangUp(controlId: string): Promise<void>;
  findConversations(metadata: Readonly<Record<string, string>>): Promise<readonly Conversation[]>;
  /** Calls that came in on these numbers of ours since then; those we placed are not among them. */
  listCallers(numbers: readonly string[], since: number): Promise<readonly InboundCall[]>;
  readInsights(conversationId: string): Promise<readonly InsightRun[]>;
  readTalk(conversationId: string): Promise<readonly Turn[]>;
  close(): Promise<void>;
}
