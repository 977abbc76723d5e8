/**
 * A gate as data: who is proposed, who may decide, what a yes does, and the digest of what is being approved. Votes count
 * for the same list only; never a silent yes (playbook section 14; R226, R230, R245-R248).
 */

import { fingerprint } from '../lib/fingerprint.ts';
import type { RoundSpec } from './brief.ts';
import type { MissionEvent } from './event.ts';
import { LEAD_MS } from './policies/pacing.ts';
import { type CallState, type GateState, type MissionState, openGate } from './state.ts';
import type { TargetId } from './target.ts';
import type { GateKind } from './terms.ts';

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

/** The words a yes lets people hear: those of the next round, or of the round that goes on. */
const wordsAfter = (state: MissionState, kind: GateKind, round: number): RoundSpec | undefined =>
  state.brief.rounds[kind === 'shortlist' ? round + 1 : round];

/** Digest of what is approved: the people, the words and questions they will hear, the hours. */
export function digestOf(state: MissionState, kind: GateKind, round: number, list: readonly TargetId[]): string {
  const next = wordsAfter(state, kind, round);
  return fingerprint(
    JSON.stringify({ list: [...list].toSorted(), next, hours: state.brief.hours, language: state.brief.language }),
  );
}

/** Whom a yes to the first N left out, as the reason says it. */
export const LEFT_OUT = 'left out after the first calls';

/** What else follows from a yes: the others are called, or the second booking is cancelled. */
function consequences(state: MissionState, gate: GateState, list: readonly TargetId[]): readonly MissionEvent[] {
  if (gate.kind === 'double-booking')
    return list.map((target): MissionEvent => ({ type: 'ActionChosen', target, purpose: 'cancel' }));
  if (gate.kind === 'shortlist') return [];
  return [...(state.rounds.at(-1)?.progress.values() ?? [])].flatMap((one): MissionEvent[] =>
    one.status === 'open' && !list.includes(one.target)
      ? [{ type: 'TargetGivenUp', target: one.target, reason: LEFT_OUT }]
      : [],
  );
}

/** Enough votes for the list as it stands. */
export function decideApproved(state: MissionState, gate: GateState): readonly MissionEvent[] {
  if (state.paused) return [];
  const yes = gate.votes.filter((vote) => vote.verdict === 'approve' && vote.list === gate.list);
  const list = gate.proposed.filter((id) => state.people.get(id)?.removed === undefined);
  if (yes.length < gate.quorum || (list.length === 0 && gate.kind === 'shortlist')) return [];
  return [
    { type: 'GateApproved', gate: gate.id, list: gate.list, targets: list, by: yes.map((vote) => vote.by) },
    ...consequences(state, gate, list),
  ];
}

/** The gate a command speaks of: the named one, else the one that is open. */
export const gateFor = (state: MissionState, id: string | undefined): GateState | undefined =>
  id === undefined ? openGate(state) : state.gates.get(id);

/** Calls that a yes at this gate led to. */
export function callsAfter(state: MissionState, gate: GateState): readonly CallState[] {
  const round = state.brief.rounds.findIndex((one) => one.id === gate.round);
  const next = state.brief.rounds[round + 1]?.id;
  return [...state.calls.values()].filter((call) => {
    if (gate.kind === 'shortlist') return call.round === next;
    if (gate.kind === 'double-booking') return call.purpose === 'cancel' && gate.proposed.includes(call.target);
    return call.round === gate.round && gate.proposed.includes(call.target);
  });
}

/** The gate whose decision could be taken back: approved, and nothing that it led to has rung. */
export function undoable(state: MissionState): GateState | undefined {
  const last = [...state.gates.values()].at(-1);
  if (last === undefined || state.stage.kind === 'finished') return undefined;
  if (last.status === 'rejected') return last.kind === 'double-booking' ? undefined : last;
  if (last.status !== 'approved') return undefined;
  const rang = callsAfter(state, last).some(
    (call) =>
      (!call.inbound && call.couldNotBeTakenBack) ||
      ['ringing', 'in-progress', 'ended', 'settled'].includes(call.phase),
  );
  return rang ? undefined : last;
}
