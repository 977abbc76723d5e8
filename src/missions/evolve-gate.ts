/** The gate's part of `evolve`: lists, votes, decisions, re-opening. */
import type { MissionEvent } from './event.ts';
import type { GateState, MissionState } from './state.ts';

function changeGate(state: MissionState, id: string, change: (gate: GateState) => GateState): MissionState {
  const gate = state.gates.get(id);
  return gate === undefined ? state : { ...state, gates: new Map(state.gates).set(id, change(gate)) };
}

const settledWithout = ({ pending: _, ...gate }: GateState): GateState => gate;

function opened(state: MissionState, event: Extract<MissionEvent, { type: 'GateOpened' }>): MissionState {
  const { gate: id, round, proposed, reserve, deciders, quorum, digest, remindAt } = event;
  const gate: GateState = {
    id,
    round,
    proposed,
    reserve,
    deciders,
    quorum,
    digest,
    remindAt,
    status: 'open',
    list: 1,
    votes: [],
    reminded: false,
  };
  return { ...state, gates: new Map(state.gates).set(id, gate), stage: { kind: 'deciding', gate: id } };
}

/** The rounds after the gate's never happened; what was handed over for them is being taken back. */
function reopened(state: MissionState, event: Extract<MissionEvent, { type: 'GateReopened' }>): MissionState {
  const next = changeGate(state, event.gate, (gate) => ({ ...settledWithout(gate), status: 'open', votes: [] }));
  const round = state.gates.get(event.gate)?.round;
  const kept = state.rounds.findIndex((one) => one.id === round) + 1;
  return { ...next, rounds: state.rounds.slice(0, kept), stage: { kind: 'deciding', gate: event.gate }, upcoming: [] };
}

/** `undefined` when the event is not about a gate. */
export function evolveGate(state: MissionState, event: MissionEvent): MissionState | undefined {
  switch (event.type) {
    case 'GateOpened':
      return opened(state, event);
    case 'ListChangeProposed':
      return changeGate(state, event.gate, (gate) => ({
        ...gate,
        pending: { by: event.by, base: event.base, targets: event.targets },
      }));
    case 'ListChangeDropped':
      return changeGate(state, event.gate, settledWithout);
    case 'ListChanged':
      return changeGate(state, event.gate, (gate) => {
        const all = [...gate.proposed, ...gate.reserve];
        return {
          ...settledWithout(gate),
          status: 'open',
          list: event.list,
          digest: event.digest,
          proposed: event.targets,
          reserve: all.filter((id) => !event.targets.includes(id)),
        };
      });
    case 'VoteCast':
      return changeGate(state, event.gate, (gate) => ({
        ...gate,
        votes: [
          ...gate.votes.filter((vote) => vote.by.id !== event.by.id),
          { by: event.by, list: event.list, verdict: event.verdict },
        ],
      }));
    case 'GateReminded':
      return changeGate(state, event.gate, (gate) => ({ ...gate, reminded: true }));
    case 'GateApproved': {
      const decided = changeGate(state, event.gate, (gate) => ({ ...settledWithout(gate), status: 'approved' }));
      return { ...decided, stage: { kind: 'preparing', round: state.rounds.length }, upcoming: event.targets };
    }
    case 'GateRejected':
      return changeGate(state, event.gate, (gate) => ({ ...settledWithout(gate), status: 'rejected' }));
    case 'GateReopened':
      return reopened(state, event);
    default:
      return undefined;
  }
}
