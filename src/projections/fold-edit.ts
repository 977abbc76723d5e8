/** What a change of the running mission does to the view: its brief, people who join, people called again, who decides. A part of view-fold.ts. */
import { editedBrief } from '../missions/edit/change.ts';
import type { MissionEvent } from '../missions/event.ts';
import type { TargetId } from '../missions/target.ts';
import { changeRow, changeStanding, freshStanding, showNewest } from './change-row.ts';
import type { GateView, MissionView, RoundStanding, RoundView, RowView } from './mission-view.ts';

type Edited = Extract<MissionEvent, { type: 'MissionEdited' }>;

/** Somebody who stands on no call yet; in the round, when one is being called. */
function newRow(one: Edited['added'][number], round: string | undefined): RowView {
  const details = one.details.private;
  const row: RowView = {
    target: one.id,
    details,
    name: details?.name ?? 'a forgotten person',
    status: 'planned',
    attempts: 0,
    values: {},
    voicemailLeft: false,
    calls: [],
    byRound: round === undefined ? [] : [freshStanding(round)],
  };
  return showNewest(row, false);
}

const onceMore = (standing: RoundStanding, at: number): RoundStanding => ({
  ...standing,
  status: 'retry',
  nextCallAt: at,
  reason: 'called once more, with what was changed',
  ...(standing.status === 'answered' ? { again: true } : {}),
});

/** The decision that stands: its people and who decides it. */
function gateAfter(gate: GateView, view: MissionView, event: Edited): GateView {
  const standing = gate.status === 'open' || (gate.status === 'rejected' && gate.kind !== 'double-booking');
  if (!standing) return gate;
  const gone = new Set<TargetId>(event.change.remove);
  const kept = (targets: readonly TargetId[]): readonly TargetId[] => targets.filter((id) => !gone.has(id));
  const changed = {
    ...gate,
    proposed: kept(gate.proposed),
    reserve: [...kept(gate.reserve), ...event.added.map((one) => one.id)],
  };
  if (event.change.approval === undefined) return changed;
  const { approvers, quorum } = event.change.approval;
  const deciders = approvers.length > 0 ? approvers : [view.owner.id];
  const { pendingChange, ...rest } = changed;
  return {
    ...rest,
    ...(pendingChange !== undefined && deciders.includes(pendingChange.by.id) ? { pendingChange } : {}),
    deciders,
    quorum: Math.min(Math.max(quorum, 1), deciders.length),
    votes: gate.votes.filter((vote) => deciders.includes(vote.by.id)),
  };
}

export function foldEdit(view: MissionView, event: MissionEvent, at: number): MissionView | undefined {
  if (event.type === 'MemorySaved') return view;
  if (event.type !== 'MissionEdited') return undefined;
  const brief = editedBrief(view.brief, event.change);
  const current = view.rounds.find((one) => one.status === 'calling');
  const joined = event.added.map((one) => one.id);
  const rounds = view.rounds.map((round, index): RoundView => {
    const spec = brief.rounds[index];
    const worded = spec === undefined ? round : { ...round, purpose: spec.purpose, fields: spec.fields };
    return round.id === current?.id ? { ...worded, targets: [...round.targets, ...joined] } : worded;
  });
  const changed: MissionView = {
    ...view,
    brief,
    rounds,
    rows: [...view.rows, ...event.added.map((one) => newRow(one, current?.id))],
    takenBack: 0,
  };
  const called = (event.change.callAgain ?? []).reduce(
    (next, target) =>
      changeRow(next, target, (row) => changeStanding(row, current?.id, (standing) => onceMore(standing, at))),
    changed,
  );
  return { ...called, gates: called.gates.map((gate) => gateAfter(gate, called, event)) };
}
