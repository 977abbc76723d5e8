/** Folds the events of this folder; `undefined` when the event is another's. */
import { withEntry } from '../../lib/with-entry.ts';
import type { MissionEvent } from '../event.ts';
import { digestOf } from '../gate.ts';
import { freshProgress, type GateState, type MissionState, type Progress, type RoundState } from '../state.ts';
import type { EventMeta } from '../terms.ts';
import { editedBrief } from './change.ts';

type Edited = Extract<MissionEvent, { type: 'MissionEdited' }>;

/** Once more, by a person's word: what was learnt stays until something newer is learnt. */
const calledAgain = ({ unknownSince: _, purpose: __, ...progress }: Progress, at: number): Progress => ({
  ...progress,
  ...(progress.status === 'answered' ? { again: true } : {}),
  status: 'open',
  notBefore: at,
  reason: 'called once more, with what was changed',
  facts: {},
});

/** The round that is being called, also while it waits for a person's word. */
function inRound(round: RoundState, event: Edited, at: number): RoundState {
  let { progress } = round;
  for (const target of event.change.callAgain ?? []) {
    const before = progress.get(target);
    if (before !== undefined) progress = withEntry(progress, target, calledAgain(before, at));
  }
  for (const { id } of event.added) progress = withEntry(progress, id, freshProgress(id));
  return { ...round, progress };
}

/** Who decides, and whose votes still count. */
function decidedBy(state: MissionState, gate: GateState): GateState {
  const { approvers, quorum } = state.brief.approval;
  const deciders = approvers.length > 0 ? approvers : [state.owner.id];
  const votes = gate.votes.filter((vote) => deciders.includes(vote.by.id));
  const pending = gate.pending !== undefined && deciders.includes(gate.pending.by.id) ? { pending: gate.pending } : {};
  const { pending: _, ...rest } = gate;
  return { ...rest, ...pending, deciders, votes, quorum: Math.min(Math.max(quorum, 1), deciders.length) };
}

/** The decision that stands: other deciders, fewer people, the digest of what it is about by now. */
function changedGate(state: MissionState, event: Edited): MissionState {
  const gate = state.stage.kind === 'deciding' ? state.gates.get(state.stage.gate) : undefined;
  if (gate === undefined) return state;
  const asked = event.change.approval === undefined ? gate : decidedBy(state, gate);
  const gone = new Set(event.change.remove);
  const proposed = asked.proposed.filter((id) => !gone.has(id));
  const round = state.brief.rounds.findIndex((one) => one.id === gate.round);
  const changed: GateState = {
    ...asked,
    proposed,
    reserve: [...asked.reserve.filter((id) => !gone.has(id)), ...event.added.map((one) => one.id)],
    digest: digestOf(state, gate.kind, round, proposed),
  };
  return { ...state, gates: withEntry(state.gates, gate.id, changed) };
}

function edited(before: MissionState, event: Edited, at: number): MissionState {
  let people = before.people;
  for (const { id, person, details } of event.added)
    people = withEntry(people, id, { id, person, details: details.private, voicemails: 0 });
  const state = { ...before, people, brief: editedBrief(before.brief, event.change) };
  if (state.stage.kind === 'preparing')
    return { ...state, upcoming: [...state.upcoming, ...event.added.map((one) => one.id)] };
  const last = state.rounds.at(-1);
  const rounds =
    last === undefined || last.finished ? state.rounds : [...state.rounds.slice(0, -1), inRound(last, event, at)];
  return changedGate({ ...state, rounds }, event);
}

export function evolveEdit(state: MissionState, event: MissionEvent, meta: EventMeta): MissionState | undefined {
  if (event.type === 'MissionEdited') return edited(state, event, meta.at);
  if (event.type === 'MemorySaved')
    return { ...state, memory: withEntry(state.memory ?? new Map(), event.key, event.value.private) };
  return undefined;
}
