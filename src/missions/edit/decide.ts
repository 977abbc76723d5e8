/** Decides the commands of this folder: a running mission is changed, a note is kept under a key. */
import type { CommandMeta } from '../command.ts';
import { type Decision, reject } from '../decision.ts';
import type { MissionEvent } from '../event.ts';
import { isOpen } from '../policies/hours.ts';
import { TOO_LATE_MS } from '../policies/pacing.ts';
import { takeBackAll } from '../settle.ts';
import { type CallState, isOut, type MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { EnlistedTarget } from '../terms.ts';
import { whatIsNew } from './change.ts';
import { refusalOf } from './checks.ts';
import type { EditCommand } from './command.ts';
import type { MissionChange } from './event.ts';
import { askedAnew, barredByGate, emptiesList } from './gate.ts';
import { decideMemory } from './memory.ts';

type Events = readonly MissionEvent[];

/** They get the next ids of the mission, whoever else added people meanwhile. */
function enlisted(state: MissionState, add: readonly EnlistedTarget[]): readonly EnlistedTarget[] {
  const last = Math.max(0, ...[...state.people.keys()].map((id) => Number(/^t(\d+)$/.exec(id)?.[1] ?? 0)));
  return add.map((one, index) => {
    const id = `t${last + 1 + index}`;
    const target = one.details.private;
    return { ...one, id, details: { private: target === undefined ? undefined : { ...target, id } } };
  });
}

const dropped = (state: MissionState, remove: readonly TargetId[], name: string): Events =>
  remove.flatMap((target): MissionEvent[] => {
    const because = `${name} took them off the list`;
    const unknown = state.rounds.at(-1)?.progress.get(target)?.status === 'unknown';
    return [
      ...(unknown ? [{ type: 'TargetGivenUp', target, reason: because } as const] : []),
      { type: 'TargetRemoved', target, because },
    ];
  });

/** They do not ring yet and could still be kept from it. */
const isPlanned = (call: CallState, now: number): boolean =>
  isOut(call) &&
  call.takeBack === undefined &&
  (call.phase === 'intended' || (call.phase === 'handed-over' && call.dueAt - now >= TOO_LATE_MS));

/** More are out than may be at once now: those that would ring last. */
function tooMany(state: MissionState, change: MissionChange, now: number): readonly CallState[] {
  const out = [...state.calls.values()].filter((call) => isOut(call) && call.takeBack === undefined);
  const planned = out.filter((call) => isPlanned(call, now)).toSorted((a, b) => b.dueAt - a.dueAt);
  const surplus = change.batchSize === undefined ? 0 : out.length - change.batchSize;
  return planned.slice(0, Math.max(0, surplus));
}

/** Calls that may not ring as they were planned: other words, closed hours, past the deadline, people who were taken off. */
function takenBack(state: MissionState, change: MissionChange, now: number): Events {
  const { words, hours, deadlineAt } = change;
  const removed = new Set(change.remove);
  const surplus = new Set(tooMany(state, change, now).map((call) => call.call));
  const closed = (call: CallState): boolean => {
    const details = state.people.get(call.target)?.details;
    return hours !== undefined && !isOpen(call.dueAt, details?.zones ?? [], hours, details?.region);
  };
  const late = (call: CallState): boolean => typeof deadlineAt === 'number' && call.dueAt > deadlineAt;
  const calls = [...state.calls.values()].filter(
    (call) =>
      removed.has(call.target) ||
      call.round === words?.round ||
      surplus.has(call.call) ||
      (isOut(call) && (closed(call) || late(call))),
  );
  return takeBackAll(calls, now, 'the mission was changed');
}

function editMission(
  state: MissionState,
  command: Extract<EditCommand, { type: 'EditMission' }>,
  meta: CommandMeta,
): Decision {
  if (state.brief.rehearsal === true)
    return reject('invalid', 'That is a call to your own phone. Change the draft it belongs to.');
  if (state.cancelled) return reject('no-change', `${state.id} is being cancelled; nothing new is called.`);
  const change = whatIsNew(state.brief, command.change);
  if (Object.keys(change).length === 0 && command.add.length === 0)
    return reject('no-change', `${state.id} is like that already. Nothing was changed.`);
  const refused = refusalOf(state, change, command.add, meta.now);
  if (refused !== undefined) return refused;
  const added = enlisted(state, command.add);
  const ids = added.map((one) => one.id);
  const barred = emptiesList(state, change, ids) ?? barredByGate(state, change, ids, meta);
  if (barred !== undefined) return barred;
  const anew = askedAnew(state, change, ids, meta);
  const named = new Set(anew.flatMap((event) => ('call' in event ? [event.call] : [])));
  return [
    { type: 'MissionEdited', by: meta.by, change, added },
    ...dropped(state, change.remove ?? [], meta.by.name),
    ...takenBack(state, change, meta.now).filter((event) => !('call' in event) || !named.has(event.call)),
    ...anew,
  ];
}

export function decideEdit(state: MissionState, command: EditCommand, meta: CommandMeta): Decision {
  return command.type === 'EditMission' ? editMission(state, command, meta) : decideMemory(state, command, meta);
}
