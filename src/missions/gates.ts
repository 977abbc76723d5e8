/**
 * The three gates there are: who goes on to the next round, whether to go on after the first N, and what becomes of a
 * second booking. What is decided there and how stands in gate.ts.
 */

import { doubleBookingGate } from './classes/action.ts';
import { TRIAL_GATE } from './classes/dials.ts';
import type { MissionEvent } from './event.ts';
import { digestOf } from './gate.ts';
import { type MissionState, nameOf } from './state.ts';
import type { TargetId } from './target.ts';
import type { GateKind, GateOption, RankedRow } from './terms.ts';

interface Opening {
  readonly gate: string;
  readonly kind: GateKind;
  readonly question: string;
  readonly options: readonly GateOption[];
  readonly proposed: readonly TargetId[];
  readonly reserve: readonly TargetId[];
}

function open(state: MissionState, round: number, gate: Opening, now: number): readonly MissionEvent[] {
  const { approvers, quorum, remindAfterMs } = state.brief.approval;
  const deciders = approvers.length > 0 ? approvers : [state.owner.id];
  const { kind, ...shown } = gate;
  return [
    {
      type: 'GateOpened',
      ...shown,
      ...(kind === 'shortlist' ? {} : { kind }),
      round: state.brief.rounds[round]?.id ?? '',
      deciders,
      quorum: Math.min(Math.max(quorum, 1), deciders.length),
      remindAt: now + remindAfterMs,
      digest: digestOf(state, kind, round, gate.proposed),
    },
  ];
}

/** Class 4: the best of the round are proposed, the others who answered stand by (R226, R233). */
export function openShortlistGate(
  state: MissionState,
  round: number,
  ranking: readonly RankedRow[],
  shortlist: number,
  now: number,
): readonly MissionEvent[] {
  const answered = ranking.filter(
    (row) => row.score !== undefined && state.people.get(row.target)?.removed === undefined,
  );
  const next = state.brief.rounds[round + 1];
  const gate: Opening = {
    gate: `gate-${round + 1}`,
    kind: 'shortlist',
    question: `Who goes on to the next round: ${next?.purpose ?? 'the next calls'}?`,
    options: [
      { id: 'approve', label: 'Approve the list' },
      { id: 'change', label: 'Change the list' },
      { id: 'reject', label: 'Reject' },
    ],
    proposed: answered.slice(0, shortlist).map((row) => row.target),
    reserve: answered.slice(shortlist).map((row) => row.target),
  };
  return open(state, round, gate, now);
}

/** `The first one is done.`, `The first 3 are done.` */
export const firstAreDone = (done: number): string =>
  done === 1 ? 'The first one is done.' : `The first ${done} are done.`;

export const trialQuestion = (done: number, others: number): string =>
  `${firstAreDone(done)} Call the other ${others === 1 ? 'one' : others} as well?`;

/** "First N, then ask me": nobody else is called before somebody looked. */
export function openTrialGate(
  state: MissionState,
  round: number,
  others: readonly TargetId[],
  now: number,
): readonly MissionEvent[] {
  const people = [...(state.rounds[round]?.progress.values() ?? [])];
  const done = people.filter((one) => one.status !== 'removed' || one.attempts > 0).length - others.length;
  const gate: Opening = {
    gate: TRIAL_GATE,
    kind: 'trial',
    question: trialQuestion(done, others.length),
    options: [
      { id: 'approve', label: others.length === 1 ? 'Call the other one' : `Call the other ${others.length}` },
      { id: 'change', label: 'Call only some' },
      { id: 'reject', label: 'Do not go on' },
    ],
    proposed: others,
    reserve: [],
  };
  return open(state, round, gate, now);
}

/** Class 5: two hold what one was wanted for; nobody is called about it without a yes. */
export function openDoubleBookingGate(
  state: MissionState,
  round: number,
  found: { readonly first: TargetId; readonly target: TargetId },
  now: number,
): readonly MissionEvent[] {
  const [first, second] = [nameOf(state, found.first), nameOf(state, found.target)];
  const gate: Opening = {
    gate: doubleBookingGate(found.target),
    kind: 'double-booking',
    question: `${first} and ${second} are both booked. Call ${second} to cancel?`,
    options: [
      { id: 'approve', label: `Call ${second} to cancel` },
      { id: 'reject', label: 'Keep both' },
    ],
    proposed: [found.target],
    reserve: [],
  };
  return open(state, round, gate, now);
}
