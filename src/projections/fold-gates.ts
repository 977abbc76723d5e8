/** What decisions change in the view: lists, votes, objections, re-opening. A part of view-fold.ts. */
import type { MissionEvent } from '../missions/event.ts';
import { changeStanding, showNewest } from './change-row.ts';
import { announcementKey, type EventPlace } from './fold-meta.ts';
import { effectOf } from './gate-effect.ts';
import type { GateView, MissionView, RowView } from './mission-view.ts';

const NO_EFFECT: GateView['effect'] = { calls: 0, firstRingAt: 0, maxMinutes: 0 };

function changeGate(view: MissionView, id: string, change: (gate: GateView) => GateView): MissionView {
  return { ...view, gates: view.gates.map((gate) => (gate.gate === id ? change(gate) : gate)) };
}

const withoutChange = ({ pendingChange: _, ...gate }: GateView): GateView => gate;

const undecided = ({
  decidedBy: _,
  decidedAt: __,
  decidedAs: ____,
  rejectReason: ___,
  ...gate
}: GateView): GateView => ({
  ...gate,
  status: 'open',
});

/** `undefined` when the event is not about a decision. */
export function foldGate(view: MissionView, event: MissionEvent, place: EventPlace): MissionView | undefined {
  switch (event.type) {
    case 'GateOpened':
      return { ...view, gates: [...view.gates.filter((one) => one.gate !== event.gate), opened(event, place)] };
    case 'ListChangeProposed': {
      const { by, base, targets } = event;
      const said = event.said.private ?? '';
      const pendingChange = { by, base, targets, said, postedAs: announcementKey(place) };
      return changeGate(view, event.gate, (gate) => ({ ...gate, pendingChange }));
    }
    case 'ListChangeDropped':
      return changeGate(view, event.gate, withoutChange);
    case 'ListChanged':
      return changeGate(view, event.gate, (gate) => listChanged(gate, event));
    case 'VoteCast': {
      const reason = event.reason?.private;
      const vote = { by: event.by, list: event.list, verdict: event.verdict };
      return changeGate(view, event.gate, (gate) => ({
        ...gate,
        votes: [
          ...gate.votes.filter((one) => one.by.id !== event.by.id),
          reason === undefined ? vote : { ...vote, reason },
        ],
      }));
    }
    case 'ObjectionNoted': {
      const objection = { by: event.by, said: event.said.private ?? '' };
      return changeGate(view, event.gate, (gate) => ({ ...gate, objections: [...gate.objections, objection] }));
    }
    default:
      return foldDecision(view, event, place);
  }
}

function foldDecision(view: MissionView, event: MissionEvent, place: EventPlace): MissionView | undefined {
  switch (event.type) {
    case 'GateApproved':
      return changeGate(view, event.gate, (gate) => ({
        ...withoutChange(gate),
        status: 'approved',
        list: event.list,
        proposed: event.targets,
        decidedBy: event.by,
        decidedAt: place.at,
        decidedAs: announcementKey(place),
      }));
    case 'GateRejected': {
      const reason = event.reason?.private;
      return changeGate(view, event.gate, (gate) => ({
        ...withoutChange(gate),
        status: 'rejected',
        decidedBy: [event.by],
        decidedAt: place.at,
        decidedAs: announcementKey(place),
        ...(reason === undefined ? {} : { rejectReason: reason }),
      }));
    }
    case 'GateReopened':
      return reopened(view, event.gate);
    default:
      return undefined;
  }
}

function opened(event: Extract<MissionEvent, { type: 'GateOpened' }>, place: EventPlace): GateView {
  const { gate, round, question, proposed, reserve, deciders, quorum, remindAt } = event;
  return {
    gate,
    kind: event.kind ?? 'shortlist',
    round,
    question,
    proposed,
    reserve,
    deciders,
    quorum,
    remindAt,
    status: 'open',
    list: 1,
    votes: [],
    objections: [],
    effect: NO_EFFECT,
    canUndo: false,
    openedAt: place.at,
    postedAs: announcementKey(place),
  };
}

function listChanged(gate: GateView, event: Extract<MissionEvent, { type: 'ListChanged' }>): GateView {
  const everybody = [...gate.proposed, ...gate.reserve];
  return {
    ...undecided(withoutChange(gate)),
    list: event.list,
    proposed: event.targets,
    reserve: event.reserve ?? everybody.filter((target) => !event.targets.includes(target)),
  };
}

/** What a decision inside a round led to has not happened: who was left out, or was to be cancelled, is back. */
function reopenedInside(view: MissionView, gate: GateView): MissionView {
  const back = (row: RowView): RowView =>
    changeStanding(row, gate.round, (standing) => {
      const { reason: _, ...kept } = standing;
      if (gate.kind === 'trial' && standing.status === 'not-called') return { ...kept, status: 'planned' };
      const appointed = gate.kind === 'double-booking' && gate.proposed.includes(row.target);
      return appointed ? { ...kept, status: 'answered' } : standing;
    });
  const open = changeGate(view, gate.gate, (one) => ({ ...undecided(withoutChange(one)), votes: [] }));
  return { ...open, takenBack: 0, rows: open.rows.map((row) => showNewest(back(row), false)) };
}

/** The rounds after the decision have not happened: nothing of them rang. */
function reopened(view: MissionView, id: string): MissionView {
  const gate = view.gates.find((one) => one.gate === id);
  if (gate !== undefined && gate.kind !== 'shortlist') return reopenedInside(view, gate);
  const round = gate?.round;
  const kept = view.rounds.findIndex((one) => one.id === round) + 1;
  const later = new Set(view.rounds.slice(kept).map((one) => one.id));
  const open = changeGate(view, id, (gate) => ({ ...undecided(withoutChange(gate)), votes: [] }));
  return {
    ...open,
    takenBack: 0,
    round: Math.max(0, kept - 1),
    gates: open.gates.filter((gate) => !later.has(gate.round)),
    rounds: open.rounds.map((one) =>
      later.has(one.id) ? { ...one, targets: [], status: 'waiting', ranking: [] } : one,
    ),
    rows: open.rows.map((row) =>
      showNewest({ ...row, byRound: (row.byRound ?? []).filter((one) => !later.has(one.round)) }, false),
    ),
  };
}

/** A list that a record shows anew says what a yes to it does, as things stand at the end of that record. */
export function foldShownLists(
  view: MissionView,
  record: { readonly seq: number; readonly at: number; readonly events: readonly MissionEvent[] },
): MissionView {
  return record.events.reduce((next, event, index) => {
    if (event.type !== 'GateOpened' && event.type !== 'ListChanged' && event.type !== 'GateReopened') return next;
    return changeGate(next, event.gate, (gate) =>
      gate.status === 'open'
        ? {
            ...gate,
            postedAs: announcementKey({ seq: record.seq, index }),
            effect: effectOf(next, gate.proposed, record.at),
          }
        : gate,
    );
  }, view);
}
