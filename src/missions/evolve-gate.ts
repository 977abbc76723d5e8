/** The gate's part of `evolve`: lists, votes, decisions, re-opening. */
import type { MissionEvent } from './event.ts';
import { LEFT_OUT } from './gate.ts';
import type { GateState, MissionState, Progress } from './state.ts';

function changeGate(state: MissionState, id: string, change: (gate: GateState) => GateState): MissionState {
  const gate = state.gates.get(id);
  return gate === undefined ? state : { ...state, gates: new Map(state.gates).set(id, change(gate)) };
}

const settledWithout = ({ pending: _, ...gate }: GateState): GateState => gate;

function opened(state: MissionState, event: Extract<MissionEvent, { type: 'GateOpened' }>): MissionState {
  const { gate: id, round, proposed, reserve, deciders, quorum, digest, remindAt } = event;
  const gate: GateState = {
    id,
    kind: event.kind ?? 'shortlist',
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

/** What a yes set in motion never happened; what was handed over for it is being taken back. */
function reopened(state: MissionState, event: Extract<MissionEvent, { type: 'GateReopened' }>): MissionState {
  const before = state.gates.get(event.gate);
  const next = changeGate(state, event.gate, (gate) => ({ ...settledWithout(gate), status: 'open', votes: [] }));
  const kept = state.rounds.findIndex((one) => one.id === before?.round) + 1;
  const rounds = state.rounds.slice(0, kept).map((round) => ({
    ...round,
    progress: new Map([...round.progress].map(([id, one]) => [id, backBefore(before?.kind, one)])),
  }));
  return {
    ...next,
    rounds: before?.kind === 'shortlist' ? state.rounds.slice(0, kept) : rounds,
    stage: { kind: 'deciding', gate: event.gate },
    upcoming: [],
  };
}

function backBefore(kind: GateState['kind'] | undefined, one: Progress): Progress {
  if (kind === 'trial' && one.status === 'given-up' && one.reason === LEFT_OUT)
    return { ...one, status: 'open', reason: '' };
  if (kind !== 'double-booking' || one.purpose !== 'cancel') return one;
  const { purpose: _, ...answered } = one;
  return { ...answered, status: 'answered', reason: 'answered' };
}

/** A decision inside a round: its calls go on. */
const backToCalling = (state: MissionState, gate: GateState): MissionState => ({
  ...state,
  stage: { kind: 'calling', round: state.brief.rounds.findIndex((one) => one.id === gate.round) },
});

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
          reserve: event.reserve ?? all.filter((id) => !event.targets.includes(id)),
          ...(event.because === undefined ? { byHand: true } : {}),
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
      const gate = state.gates.get(event.gate);
      if (gate !== undefined && gate.kind !== 'shortlist') return backToCalling(decided, gate);
      return { ...decided, stage: { kind: 'preparing', round: state.rounds.length }, upcoming: event.targets };
    }
    case 'GateRejected': {
      const gate = state.gates.get(event.gate);
      const rejected = changeGate(state, event.gate, (one) => ({ ...settledWithout(one), status: 'rejected' }));
      // Both are kept: there is nothing more to decide.
      return gate?.kind === 'double-booking' ? backToCalling(rejected, gate) : rejected;
    }
    case 'GateReopened':
      return reopened(state, event);
    default:
      return undefined;
  }
}
