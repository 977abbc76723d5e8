/** What every effect of the worker gets: the backend, the way back into the mission, the ledger, time and ids. */
import type { MissionCommand } from '../../missions/command.ts';
import { idOf, MISSION, RUN, resource, resourceNow } from '../../missions/provision.ts';
import type { CallState, MissionState } from '../../missions/state.ts';
import type { Ledger } from '../ledger.ts';
import type { NumberBook } from '../number-book.ts';
import type { CallBackend, Clock, Failure, RunRef } from '../ports.ts';

export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

export interface EffectContext {
  readonly backend: CallBackend;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly log: Log;
  /** The mission as it is this moment, after whatever else happened meanwhile. */
  readonly current: () => MissionState | undefined;
  /** The other open missions, for numbers that several share. */
  readonly others: () => readonly MissionState[];
  /** All open missions, this one among them. */
  readonly everybody: () => readonly MissionState[];
  readonly tell: (command: MissionCommand) => Promise<MissionState | undefined>;
  /** Tells another mission than this one. */
  readonly tellIn: (mission: string, command: MissionCommand) => Promise<void>;
  readonly book: NumberBook;
  /** Mission time of this process's last look for people who called back. */
  readonly callersSeen: () => number | undefined;
  readonly sawCallers: (at: number) => void;
  readonly newId: () => string;
  /** Calls at once as configured, or as the account said. */
  readonly limit: number;
  /** Remembers the moment of a look at a call in this process. */
  readonly looked: (call: string) => void;
  /** One at a time for this key, over all missions: numbers are handed out so. */
  readonly alone: <T>(key: string, task: () => Promise<T>) => Promise<T>;
  /** When this process first missed a call in the backend's list; the second miss a minute later settles it. */
  readonly missedSince: Map<string, number>;
}

export const isFailure = (error: unknown): error is Error & Failure =>
  error instanceof Error && 'sentence' in error && 'retryable' in error && 'uncertain' in error;

export function runRef(state: MissionState): RunRef | undefined {
  const missionId = idOf(state, MISSION);
  const runId = idOf(state, RUN);
  return missionId === undefined || runId === undefined ? undefined : { missionId, runId };
}

/** The assistant of a round's words as they are now. */
export const assistantOf = (state: MissionState, round: string): string | undefined =>
  idOf(state, resourceNow(state, round, 'assistant'));

/** The assistant that this call was made with. */
export const assistantOfCall = (state: MissionState, call: CallState): string | undefined =>
  idOf(state, resource(call.round, 'assistant', call.revision));

/** What finds a call's conversation and scheduled event again. */
export const callMetadata = (state: MissionState, call: CallState): Readonly<Record<string, string>> => ({
  callsheet_mission: `${state.origin.account}:${state.id}`,
  callsheet_call: call.call,
});
