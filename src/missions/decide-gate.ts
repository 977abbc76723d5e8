/** Votes, changed lists, decisions and taking them back. Only deciders decide; only the author confirms a changed list. */
import { holders } from './classes/action.ts';
import type { CommandMeta, PersonCommand, Rejection } from './command.ts';
import { type Decision, reject } from './decision.ts';
import type { MissionEvent } from './event.ts';
import { callsAfter, digestOf, gateFor, undoable } from './gate.ts';
import { finishEvent } from './report.ts';
import { closeAllSteps, takeBackAll } from './settle.ts';
import { type GateState, type MissionState, nameOf, openGate } from './state.ts';
import type { TargetId } from './target.ts';
import { letAllGo } from './texts/decide.ts';

export type GateCommand = Extract<
  PersonCommand,
  {
    type:
      | 'Approve'
      | 'Reject'
      | 'ProposeList'
      | 'ConfirmList'
      | 'DropList'
      | 'UndoDecision'
      | 'EndHere'
      | 'NoteObjection';
  }
>;

const maySettle = (gate: GateState, meta: CommandMeta): Rejection | undefined =>
  gate.deciders.includes(meta.by.id)
    ? undefined
    : reject('not-allowed', 'Only the people who were asked can decide this. Your remark was kept.');

const names = (state: MissionState, list: readonly TargetId[]): string =>
  list.map((id) => nameOf(state, id)).join(', ');

const same = (a: readonly TargetId[], b: readonly TargetId[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

function outdated(state: MissionState, gate: GateState, list: number | undefined): Rejection | undefined {
  if (list === undefined || list === gate.list) return undefined;
  return reject(
    'outdated-list',
    `Your answer was to list ${list}. By now it is list ${gate.list}: ${names(state, gate.proposed)}. Please answer that one.`,
  );
}

function vote(
  state: MissionState,
  gate: GateState,
  verdict: 'approve' | 'reject',
  command: { list?: number; reason?: string },
  meta: CommandMeta,
): Decision {
  const refused = maySettle(gate, meta) ?? outdated(state, gate, command.list);
  if (refused !== undefined) return refused;
  if (verdict === 'approve' && gate.pending !== undefined)
    return reject(
      'nothing-to-confirm',
      `${gate.pending.by.name} proposed a change that is not settled yet. Confirm or drop it first.`,
    );
  if (
    verdict === 'approve' &&
    gate.votes.some((one) => one.by.id === meta.by.id && one.list === gate.list && one.verdict === 'approve')
  )
    return reject('no-change', `Your yes to list ${gate.list} is counted already.`);
  if (
    verdict === 'approve' &&
    gate.kind === 'shortlist' &&
    gate.proposed.every((id) => state.people.get(id)?.removed !== undefined)
  )
    return reject('invalid', 'Nobody on that list may be called any more. Change the list, or reject it.');
  const held = gate.kind === 'double-booking' && verdict === 'approve' ? holders(state) : undefined;
  if (held !== undefined && (held.length < 2 || !gate.proposed.every((id) => held.includes(id))))
    return reject(
      'invalid',
      'There are not two bookings any more: a result was corrected since you were asked. Answer no, and nobody is called.',
    );
  const reason = command.reason === undefined ? {} : { reason: { private: command.reason } };
  const cast: MissionEvent = { type: 'VoteCast', gate: gate.id, by: meta.by, list: gate.list, verdict, ...reason };
  return verdict === 'approve' ? [cast] : [cast, { type: 'GateRejected', gate: gate.id, by: meta.by, ...reason }];
}

function proposeList(
  state: MissionState,
  gate: GateState,
  command: Extract<GateCommand, { type: 'ProposeList' }>,
  meta: CommandMeta,
): Decision {
  const refused = maySettle(gate, meta) ?? outdated(state, gate, command.list);
  if (refused !== undefined) return refused;
  const known = new Set([...gate.proposed, ...gate.reserve]);
  const list = [...new Set(command.targets)].filter(
    (id) => known.has(id) && state.people.get(id)?.removed === undefined,
  );
  if (list.length === 0)
    return reject('invalid', 'That would leave nobody on the list. Name at least one person, or reject the list.');
  if (gate.kind === 'double-booking')
    return reject('invalid', 'This is a yes or a no: cancel the second booking, or keep both.');
  if (same(list, gate.proposed) && gate.status === 'open')
    return reject('no-change', `That is list ${gate.list} as it stands. Approve it if you agree.`);
  return [
    {
      type: 'ListChangeProposed',
      gate: gate.id,
      by: meta.by,
      base: gate.list,
      targets: list,
      said: { private: command.said },
    },
  ];
}

/** The change is counted now: a new list, and its author's yes with it (he said yes to exactly this). */
function confirmList(state: MissionState, gate: GateState, meta: CommandMeta): Decision {
  const { pending } = gate;
  if (pending === undefined) return reject('nothing-to-confirm', 'There is no change to confirm.');
  if (pending.by.id !== meta.by.id) return reject('not-yours', `Only ${pending.by.name} can confirm this change.`);
  const list = gate.list + 1;
  // Somebody may have asked not to be called since it was proposed.
  const targets = pending.targets.filter((id) => state.people.get(id)?.removed === undefined);
  if (targets.length === 0)
    return reject('invalid', 'Nobody on that list may be called any more. Change the list again.');
  const round = state.brief.rounds.findIndex((one) => one.id === gate.round);
  return [
    {
      type: 'ListChanged',
      gate: gate.id,
      by: meta.by,
      list,
      targets,
      digest: digestOf(state, gate.kind, round, targets),
    },
    { type: 'VoteCast', gate: gate.id, by: meta.by, list, verdict: 'approve' },
  ];
}

function undo(state: MissionState, meta: CommandMeta): Decision {
  if (openGate(state)?.status === 'open')
    return reject('no-change', 'That decision is open: there is nothing to take back.');
  const gate = undoable(state);
  if (state.gates.size === 0)
    return reject('no-change', 'Nothing was decided in this mission: there is nothing to take back.');
  if (gate === undefined)
    return reject(
      'too-late',
      'It is too late to take the decision back: a phone has rung. Pause or stop the mission instead.',
    );
  const refused = maySettle(gate, meta);
  if (refused !== undefined) return refused;
  return [
    ...takeBackAll(callsAfter(state, gate), meta.now, 'decision taken back'),
    { type: 'GateReopened', gate: gate.id, by: meta.by, because: 'taken back' },
  ];
}

export function decideGate(state: MissionState, command: GateCommand, meta: CommandMeta): Decision {
  if (command.type === 'UndoDecision') return undo(state, meta);
  const gate = gateFor(state, command.gate);
  if (gate === undefined || state.stage.kind !== 'deciding' || state.stage.gate !== gate.id)
    return reject('not-open', `${state.id} has no open decision.`);
  const reopening =
    command.type === 'ProposeList' ||
    command.type === 'ConfirmList' ||
    command.type === 'DropList' ||
    command.type === 'EndHere';
  if (gate.status !== 'open' && !reopening)
    return reject('not-open', 'This was decided already. Take the decision back first.');
  switch (command.type) {
    case 'Approve':
      return vote(state, gate, 'approve', command, meta);
    case 'Reject':
      return vote(state, gate, 'reject', command, meta);
    case 'ProposeList':
      return proposeList(state, gate, command, meta);
    case 'ConfirmList':
      return confirmList(state, gate, meta);
    case 'DropList':
      return gate.pending === undefined
        ? reject('nothing-to-confirm', 'There is no change to drop.')
        : gate.pending.by.id !== meta.by.id
          ? reject('not-yours', `Only ${gate.pending.by.name} can drop this change.`)
          : [{ type: 'ListChangeDropped', gate: gate.id, by: meta.by }];
    case 'NoteObjection':
      return [{ type: 'ObjectionNoted', gate: gate.id, by: meta.by, said: { private: command.said } }];
    case 'EndHere':
      return (
        maySettle(gate, meta) ?? [
          ...letAllGo(state, 'the mission was ended'),
          ...closeAllSteps(state, false),
          finishEvent(state, 'succeeded', 'rejected'),
        ]
      );
  }
}
