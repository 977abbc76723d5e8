/**
 * What a change does to a decision (playbook R245-R248). More people, other words or wider hours than were shown need a new
 * yes; less never does. What was approved stays what is called: nothing goes beyond it without the people who decide.
 */
import type { CommandMeta, Rejection } from '../command.ts';
import { reject } from '../decision.ts';
import type { MissionEvent } from '../event.ts';
import { callsAfter, digestOf, undoable } from '../gate.ts';
import { takeBackAll } from '../settle.ts';
import type { GateState, MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';
import { editedBrief, isWider } from './change.ts';
import type { MissionChange } from './event.ts';

/** The round whose calls a yes to this decision places. */
function roundOf(state: MissionState, gate: GateState): number {
  const round = state.brief.rounds.findIndex((one) => one.id === gate.round);
  return gate.kind === 'shortlist' ? round + 1 : round;
}

/** It goes beyond what the decision shows, or showed. */
export function goesBeyond(
  state: MissionState,
  gate: GateState,
  change: MissionChange,
  added: readonly TargetId[],
): boolean {
  if (gate.kind === 'double-booking') return false;
  const spec = state.brief.rounds[roundOf(state, gate)];
  const otherWords = change.words !== undefined && change.words.round === spec?.id;
  const wider = change.hours !== undefined && isWider(state.brief.hours, change.hours);
  // Whoever is called again at the first N must be on the list, or a yes would leave them out.
  const again = gate.kind === 'trial' && change.callAgain !== undefined;
  return added.length > 0 || otherWords || wider || again;
}

/** The last shortlist, or the yes after the first N, when that round is being prepared or called: it approved what is called now. */
function approvedGate(state: MissionState): GateState | undefined {
  const { stage } = state;
  if (stage.kind !== 'preparing' && stage.kind !== 'calling') return undefined;
  const before = state.brief.rounds[stage.round - 1]?.id;
  const now = state.brief.rounds[stage.round]?.id;
  return [...state.gates.values()].findLast(
    (gate) =>
      (gate.kind === 'shortlist' && gate.round === before) ||
      (gate.kind === 'trial' && gate.status === 'approved' && gate.round === now),
  );
}

/** After the first ring a decision cannot be asked anew: then only somebody whose yes alone would do can go beyond it. */
export function barredByGate(
  state: MissionState,
  change: MissionChange,
  added: readonly TargetId[],
  meta: CommandMeta,
): Rejection | undefined {
  const gate = approvedGate(state);
  if (gate === undefined || !goesBeyond(state, gate, change, added) || undoable(state)?.id === gate.id)
    return undefined;
  if (gate.quorum === 1 && gate.deciders.includes(meta.by.id)) return undefined;
  return reject(
    'too-late',
    `List ${gate.list} was approved as it was, and phones have rung. Only less can be changed now: fewer people, shorter hours, fewer calls at once.`,
  );
}

/** A proposed list on which nobody would be left can neither be approved nor stand. */
export function emptiesList(
  state: MissionState,
  change: MissionChange,
  added: readonly TargetId[],
): Rejection | undefined {
  const gate = state.stage.kind === 'deciding' ? state.gates.get(state.stage.gate) : undefined;
  if (gate?.status !== 'open' || gate.kind === 'double-booking' || added.length > 0) return undefined;
  const gone = (id: TargetId): boolean =>
    change.remove?.includes(id) === true || state.people.get(id)?.removed !== undefined;
  if (change.remove === undefined || !gate.proposed.every(gone)) return undefined;
  return reject('invalid', `Nobody would be left on list ${gate.list}. Change the list, or reject it.`);
}

function newList(
  state: MissionState,
  gate: GateState,
  change: MissionChange,
  added: readonly TargetId[],
  meta: CommandMeta,
): MissionEvent {
  const kept = gate.proposed.filter(
    (id) => change.remove?.includes(id) !== true && state.people.get(id)?.removed === undefined,
  );
  const targets = [...new Set([...kept, ...(change.callAgain ?? []), ...added])];
  const round = state.brief.rounds.findIndex((one) => one.id === gate.round);
  const digest = digestOf({ ...state, brief: editedBrief(state.brief, change) }, gate.kind, round, targets);
  return { type: 'ListChanged', gate: gate.id, by: meta.by, list: gate.list + 1, targets, digest, because: 'edited' };
}

/** An open decision gets a new list number; an approved one whose phones have not rung yet is asked anew. */
export function askedAnew(
  state: MissionState,
  change: MissionChange,
  added: readonly TargetId[],
  meta: CommandMeta,
): readonly MissionEvent[] {
  const open = state.stage.kind === 'deciding' ? state.gates.get(state.stage.gate) : undefined;
  if (open?.status === 'open' && goesBeyond(state, open, change, added))
    return [newList(state, open, change, added, meta)];
  const approved = approvedGate(state);
  if (approved === undefined || undoable(state)?.id !== approved.id || !goesBeyond(state, approved, change, added))
    return [];
  return [
    ...takeBackAll(callsAfter(state, approved), meta.now, 'the mission was changed'),
    { type: 'GateReopened', gate: approved.id, by: meta.by, because: 'the mission was changed' },
    newList(state, approved, change, added, meta),
  ];
}
