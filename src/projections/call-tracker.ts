/**
 * Everybody's state under their number, in the shape the playbook names (17.1): what a script, a note or the report reads. A view
 * of the mission's state and nothing that is kept: a change of one person can lose no other (P26, R272).
 */
import type { CallState, MissionState, Progress, RoundState } from '../missions/state.ts';
import type { TargetId } from '../missions/target.ts';

/** R266; P10 allows `in_progress`. */
export type TrackerStatus =
  | 'pending'
  | 'scheduled'
  | 'in_progress'
  | 'succeeded'
  | 'failed'
  | 'no_answer'
  | 'busy'
  | 'abandoned';

/** R265, in the words of the wire: whoever reads it compares with Telnyx. */
export interface TrackerEntry {
  readonly status: TrackerStatus;
  /** Dials that counted, over all rounds. */
  readonly attempts: number;
  readonly name: string;
  /** Final or present state of the last call on the line; null before the first. */
  readonly call_status: string | null;
  /** ISO 8601. */
  readonly last_attempt: string | null;
  readonly next_retry: string | null;
  readonly voicemail_left: boolean;
  /** What a state of the line does not tell: `empty_insights` (R193), `voicemail`, `asked_to_call_back` … */
  readonly reason?: string;
}

export type CallTracker = Readonly<Record<string, TrackerEntry>>;

const REASONS: Readonly<Partial<Record<string, string>>> = {
  NothingLearnt: 'empty_insights',
  MenuNotPassed: 'menu_not_passed',
  VoicemailReached: 'voicemail',
  CalleeAskedForCallback: 'asked_to_call_back',
  WrongPersonReached: 'wrong_person',
  CalleeRefused: 'refused',
  CalleeOptedOut: 'opted_out',
  CallNeverRang: 'our_side',
  CallBecameUnknown: 'unknown',
};

/** R267: the state of the line decides; `completed` is a success only where the insight says so (P43). */
const STATUS_OF_LINE: Readonly<Partial<Record<string, TrackerStatus>>> = {
  'no-answer': 'no_answer',
  busy: 'busy',
  failed: 'failed',
  canceled: 'abandoned',
};

const iso = (at: number): string => new Date(at).toISOString();

const rang = (call: CallState): boolean =>
  call.inbound !== true && call.phase !== 'taken-back' && call.phase !== 'not-placed';

function statusOf(progress: Progress | undefined, last: CallState | undefined): TrackerStatus {
  if (progress?.status === 'answered') return 'succeeded';
  if (progress?.status === 'given-up' || progress?.status === 'removed') return 'abandoned';
  if (progress?.status === 'unknown') return 'failed';
  switch (last?.phase) {
    case undefined:
      return 'pending';
    case 'intended':
    case 'handed-over':
      return 'scheduled';
    case 'ringing':
    case 'in-progress':
    case 'ended':
      return 'in_progress';
    default:
      return STATUS_OF_LINE[last?.endStatus ?? ''] ?? 'failed';
  }
}

function lineOf(last: CallState | undefined): string | null {
  if (last === undefined || last.phase === 'intended' || last.phase === 'handed-over') return null;
  return last.endStatus ?? (last.phase === 'ringing' || last.phase === 'in-progress' ? last.phase : null);
}

function entryOf(state: MissionState, target: TargetId, calls: readonly CallState[]): TrackerEntry {
  const person = state.people.get(target);
  const mine = (round: RoundState): Progress | undefined => round.progress.get(target);
  const round = state.rounds.findLast((one) => one.progress.has(target));
  const progress = round === undefined ? undefined : mine(round);
  const dials = calls.filter((call) => call.target === target && rang(call));
  const last = dials.filter((call) => call.round === round?.id).at(-1);
  const status = person?.removed === undefined || progress !== undefined ? statusOf(progress, last) : 'abandoned';
  const reason = status === 'succeeded' ? undefined : REASONS[last?.fact?.type ?? ''];
  const waits = progress?.status === 'open' && last?.phase === 'settled' && progress.notBefore > 0;
  return {
    status,
    attempts: state.rounds.reduce((sum, one) => sum + (mine(one)?.attempts ?? 0), 0),
    name: person?.details?.name ?? 'a forgotten person',
    call_status: lineOf(last),
    last_attempt: last === undefined ? null : iso(last.dueAt),
    next_retry: waits ? iso(progress.notBefore) : null,
    voicemail_left: (person?.voicemails ?? 0) > 0,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Nobody is missing from the first moment on (R264); who was forgotten has no number any more. */
export function callTracker(state: MissionState): CallTracker {
  const calls = [...state.calls.values()];
  return Object.fromEntries(
    [...state.people.values()].flatMap(({ id, details }) =>
      details === undefined ? [] : [[details.phone, entryOf(state, id, calls)] as const],
    ),
  );
}
