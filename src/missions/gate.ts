/**
 * A gate as data: who is proposed, who may decide, what a yes does, and the digest of what is being approved. Votes count
 * for the same list only; never a silent yes (playbook section 14; R226, R230, R245-R248).
 */

import { fingerprint } from '../lib/fingerprint.ts';
import type { MissionEvent, RankedRow } from './event.ts';
import { LEAD_MS } from './policies/pacing.ts';
import { type GateState, type MissionState, openGate } from './state.ts';
import type { TargetId } from './target.ts';

/** Longest a call of ours can last: the assistant's time limit (what must hold, 5). */
export const MAX_CALL_MINUTES = 25;

export interface Effect {
  readonly calls: number;
  readonly firstRingAt: number;
  readonly maxMinutes: number;
}

/** What a yes to `list` does, as the card says it. */
export const effectOf = (list: readonly TargetId[], now: number): Effect => ({
  calls: list.length,
  firstRingAt: now + LEAD_MS,
  maxMinutes: list.length * MAX_CALL_MINUTES,
});

/** Digest of what is approved: the people, the next round's words and questions, the hours. */
export function digestOf(state: MissionState, round: number, list: readonly TargetId[]): string {
  const next = state.brief.rounds[round + 1];
  return fingerprint(
    JSON.stringify({ list: [...list].toSorted(), next, hours: state.brief.hours, language: state.brief.language }),
  );
}

export function openGateEvents(
  state: MissionState,
  round: number,
  ranking: readonly RankedRow[],
  shortlist: number,
  now: number,
): readonly MissionEvent[] {
  const answered = ranking.filter(
    (row) => row.score !== undefined && state.people.get(row.target)?.removed === undefined,
  );
  const proposed = answered.slice(0, shortlist).map((row) => row.target);
  const { approvers, quorum, remindAfterMs } = state.brief.approval;
  const deciders = approvers.length > 0 ? approvers : [state.owner.id];
  const next = state.brief.rounds[round + 1];
  return [
    {
      type: 'GateOpened',
      gate: `gate-${round + 1}`,
      round: state.brief.rounds[round]?.id ?? '',
      question: `Who goes on to the next round: ${next?.purpose ?? 'the next calls'}?`,
      options: [
        { id: 'approve', label: 'Approve the list' },
        { id: 'change', label: 'Change the list' },
        { id: 'reject', label: 'Reject' },
      ],
      proposed,
      reserve: answered.slice(shortlist).map((row) => row.target),
      deciders,
      quorum: Math.min(Math.max(quorum, 1), deciders.length),
      remindAt: now + remindAfterMs,
      digest: digestOf(state, round, proposed),
    },
  ];
}

/** Enough votes for the list as it stands. */
export function decideApproved(state: MissionState, gate: GateState): readonly MissionEvent[] {
  if (state.paused) return [];
  const yes = gate.votes.filter((vote) => vote.verdict === 'approve' && vote.list === gate.list);
  const list = gate.proposed.filter((id) => state.people.get(id)?.removed === undefined);
  if (yes.length < gate.quorum || list.length === 0) return [];
  return [{ type: 'GateApproved', gate: gate.id, list: gate.list, targets: list, by: yes.map((vote) => vote.by) }];
}

/** The gate a command speaks of: the named one, else the one that is open. */
export const gateFor = (state: MissionState, id: string | undefined): GateState | undefined =>
  id === undefined ? openGate(state) : state.gates.get(id);

/** The gate whose decision could be taken back: approved, and nothing of its next round has rung. */
export function undoable(state: MissionState): GateState | undefined {
  const last = [...state.gates.values()].at(-1);
  if (last === undefined || state.stage.kind === 'finished') return undefined;
  if (last.status === 'rejected') return last;
  if (last.status !== 'approved') return undefined;
  const round = state.brief.rounds.findIndex((one) => one.id === last.round);
  const nextId = state.brief.rounds[round + 1]?.id;
  const rang = [...state.calls.values()].some(
    (call) =>
      call.round === nextId &&
      (call.couldNotBeTakenBack || ['ringing', 'in-progress', 'ended', 'settled'].includes(call.phase)),
  );
  return rang ? undefined : last;
}
