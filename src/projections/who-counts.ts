/**
 * Who is counted: on the list, called, answered. The one place for it, so that live card, decision, reminder and result
 * never tell different numbers. Somebody taken off the list before any call counts nowhere; who was called stays counted.
 */
import { trialQuestion } from '../missions/gates.ts';
import { isTalking } from './change-row.ts';
import type { GateView, MissionView, RowStatus, RowView } from './mission-view.ts';

const FINAL: ReadonlySet<RowStatus> = new Set([
  'answered',
  'not-reached',
  'refused',
  'opted-out',
  'wrong-person',
  'nothing-learnt',
  'unknown',
]);

/** Something final is known of them. */
export const isAsked = ({ status }: Pick<RowView, 'status'>): boolean => FINAL.has(status);

/** In any round, or in this one; also of somebody who is off the list since. */
export const hasAnswer = (row: RowView, round?: string): boolean =>
  row.byRound?.some((one) => one.status === 'answered' && (round === undefined || one.round === round)) === true;

/** A call that really went out; they called us is none. */
export const wasCalled = ({ calls }: Pick<RowView, 'calls'>): boolean =>
  calls.some((call) => !call.inbound && (isTalking(call) || call.state === 'ended'));

/** On the list, or heard of in this round before they were taken off. */
const countsIn = (row: RowView, round: string | undefined): boolean => {
  if (row.removed === undefined) return true;
  const standings = (row.byRound ?? []).filter((one) => round === undefined || one.round === round);
  const calls = row.calls.filter((call) => round === undefined || call.round === round);
  return standings.some((one) => isAsked(one) || one.status === 'on-the-phone') || calls.some(isTalking);
};

/** Everybody the mission is about. */
export const peopleOf = (view: Pick<MissionView, 'rows'>): readonly RowView[] =>
  view.rows.filter((row) => countsIn(row, undefined));

/** Everybody a round is about: all of the list before it is open. */
export function peopleIn(
  { rounds, rows }: Pick<MissionView, 'rounds' | 'rows'>,
  id: string | undefined,
): readonly RowView[] {
  const round = rounds.find((one) => one.id === id);
  if (round === undefined || round.targets.length === 0) return rows.filter((row) => countsIn(row, undefined));
  const inRound = new Set(round.targets);
  return rows.filter((row) => inRound.has(row.target) && countsIn(row, id));
}

export const peopleOfRound = (view: Pick<MissionView, 'rounds' | 'round' | 'rows'>): readonly RowView[] =>
  peopleIn(view, view.rounds[view.round]?.id);

export const answeredTotal = (view: Pick<MissionView, 'rows'>): number =>
  peopleOf(view).filter((row) => hasAnswer(row)).length;

export const calledTotal = (view: Pick<MissionView, 'rows'>): number => view.rows.filter(wasCalled).length;

/** "First N, then ask me": the ones who are done, whoever was taken off the list meanwhile. */
export function triedFirst(view: Pick<MissionView, 'rounds' | 'rows'>, gate: GateView): readonly RowView[] {
  const others = new Set([...gate.proposed, ...gate.reserve]);
  return peopleIn(view, gate.round).filter((row) => !others.has(row.target));
}

/** Proposed and not taken off the list since. */
export const proposedStill = (view: Pick<MissionView, 'rows'>, gate: GateView): readonly RowView[] =>
  view.rows.filter((row) => gate.proposed.includes(row.target) && row.removed === undefined);

/** Asked once, read often: meanwhile somebody may be off the list. */
export function questionOf(view: MissionView, gate: GateView): string {
  if (gate.kind !== 'trial' || gate.status !== 'open') return gate.question;
  return trialQuestion(triedFirst(view, gate).length, proposedStill(view, gate).length);
}
