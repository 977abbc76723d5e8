/**
 * `decide(state, command, meta)`: the events a command leads to, with all that follows from them, or one sentence why not.
 * Total and pure: time and ids come with the command. The engine appends what is returned as one journal record.
 */

import { strategyFor } from './classes/index.ts';
import type { CommandMeta, MissionCommand, PersonCommand } from './command.ts';
import { decideGate } from './decide-gate.ts';
import { decideWorld } from './decide-world.ts';
import { type Decision, isRejection, reject } from './decision.ts';
import { decideEdit } from './edit/decide.ts';
import type { MissionEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { decideResult } from './results/decide.ts';
import { settle, takeBackAll } from './settle.ts';
import { type MissionState, nameOf } from './state.ts';

/** A fixpoint that did not come is a defect; better one loud error than an endless record. */
const MAX_ROUNDS_OF_SETTLING = 50;

function startMission(
  state: MissionState | undefined,
  command: Extract<PersonCommand, { type: 'StartMission' }>,
  meta: CommandMeta,
): Decision {
  if (state !== undefined) return reject('already-exists', `${command.id} was started already.`);
  if (command.targets.length === 0) return reject('invalid', 'Nobody is on the list. Add at least one number.');
  if (command.brief.rounds.length === 0)
    return reject('invalid', 'The mission does not say what to find out. Add at least one question.');
  const strategy = strategyFor(command.brief.class);
  const fault = strategy.fault?.(command.brief);
  if (fault !== undefined) return reject('invalid', fault);
  const targets = command.targets.flatMap((one) => one.details.private ?? []);
  const brief = strategy.withOwnFields?.(command.brief) ?? command.brief;
  return [
    {
      type: 'MissionStarted',
      id: command.id,
      brief,
      targets: command.targets,
      owner: meta.by,
      place: command.place,
      origin: command.origin,
      plan: strategy.plan(brief, targets).map((step, index) => ({ ...step, sequence: index + 1 })),
      source: command.source,
    },
  ];
}

/** What nobody could say: a person settles it. */
function settleCall(
  state: MissionState,
  command: Extract<PersonCommand, { type: 'SettleCall' }>,
  meta: CommandMeta,
): Decision {
  const call = state.calls.get(command.call);
  const progress = call && state.rounds.find((one) => one.id === call.round)?.progress.get(call.target);
  if (call === undefined || progress?.status !== 'unknown')
    return reject('no-change', 'Nothing is unclear about that call any more.');
  if (state.rounds.at(-1)?.id !== call.round || state.rounds.at(-1)?.finished === true)
    return reject('too-late', 'That round is over. Start a new mission for the people that were not reached.');
  if (command.retry && state.people.get(call.target)?.removed !== undefined)
    return reject('invalid', `${nameOf(state, call.target)} is off the list and is not called again.`);
  if (!command.retry)
    return [{ type: 'TargetGivenUp', target: call.target, reason: `${meta.by.name} said not to call again` }];
  return [
    {
      type: 'RetryPlanned',
      target: call.target,
      attempt: progress.attempts + 1,
      notBefore: meta.now,
      reason: `${meta.by.name} said to call again`,
    },
  ];
}

function decidePerson(
  state: MissionState,
  command: Exclude<PersonCommand, { type: 'StartMission' }>,
  meta: CommandMeta,
): Decision {
  switch (command.type) {
    case 'PauseMission':
      if (state.cancelled) return reject('no-change', `${state.id} is being cancelled; nothing new is called.`);
      if (state.paused) return reject('no-change', `${state.id} is paused already.`);
      return [
        {
          type: 'MissionPaused',
          by: meta.by,
          ...(command.because === undefined ? {} : { because: { private: command.because } }),
        },
        ...takeBackAll(state.calls.values(), meta.now, 'paused'),
      ];
    case 'ResumeMission':
      if (state.cancelled) return reject('no-change', `${state.id} is being cancelled and cannot go on.`);
      if (!state.paused) return reject('no-change', `${state.id} is not paused.`);
      return [{ type: 'MissionResumed', by: meta.by }];
    case 'CancelMission':
      if (state.cancelled) return reject('no-change', `${state.id} is being cancelled already.`);
      return [
        {
          type: 'MissionCancelled',
          by: meta.by,
          ...(command.because === undefined ? {} : { because: { private: command.because } }),
        },
        ...takeBackAll(state.calls.values(), meta.now, 'cancelled'),
      ];
    case 'LookAgain':
      return [...state.holds.keys()].map((what) => ({ type: 'HoldLifted', what }));
    case 'SettleCall':
      return settleCall(state, command, meta);
    case 'AddNote':
      return [{ type: 'NoteAdded', by: meta.by, note: { private: command.note } }];
    case 'CorrectValue':
    case 'ExcludeResult':
    case 'IncludeResult':
    case 'AddResult':
      return decideResult(state, command, meta);
    case 'EditMission':
    case 'SaveMemory':
    case 'AppendMemory':
      return decideEdit(state, command, meta);
    default:
      return decideGate(state, command, meta);
  }
}

const PERSON_COMMANDS: ReadonlySet<string> = new Set<PersonCommand['type']>([
  'StartMission',
  'PauseMission',
  'ResumeMission',
  'CancelMission',
  'Approve',
  'Reject',
  'ProposeList',
  'ConfirmList',
  'DropList',
  'UndoDecision',
  'NoteObjection',
  'LookAgain',
  'SettleCall',
  'AddNote',
  'EndHere',
  'CorrectValue',
  'ExcludeResult',
  'IncludeResult',
  'AddResult',
  'EditMission',
  'SaveMemory',
  'AppendMemory',
]);

/** Results are put right and notes are kept also after the end: nobody is called by it. */
const AFTER_THE_END: ReadonlySet<MissionCommand['type']> = new Set([
  'AddNote',
  'CorrectValue',
  'ExcludeResult',
  'IncludeResult',
  'AddResult',
  'SaveMemory',
  'AppendMemory',
] as const);

const isPersonCommand = (command: MissionCommand): command is PersonCommand => PERSON_COMMANDS.has(command.type);

function decideFirst(state: MissionState | undefined, command: MissionCommand, meta: CommandMeta): Decision {
  if (command.type === 'StartMission') return startMission(state, command, meta);
  if (state === undefined) return reject('no-such-mission', 'There is no such mission.');
  if (!isPersonCommand(command)) return decideWorld(state, command, meta);
  if (state.stage.kind === 'finished' && !AFTER_THE_END.has(command.type))
    return reject('ended', `${state.id} has ended. Nothing more is called.`);
  return decidePerson(state, command, meta);
}

/** Folds the events over the state as a record with the next seq would be. */
function apply(
  state: MissionState | undefined,
  events: readonly MissionEvent[],
  meta: CommandMeta,
  seq: number,
): MissionState | undefined {
  let next = state;
  for (const event of events) next = evolve(next, event, { seq, at: meta.now });
  return next;
}

export function decide(state: MissionState | undefined, command: MissionCommand, meta: CommandMeta): Decision {
  const first = decideFirst(state, command, meta);
  if (isRejection(first)) return first;
  const seq = (state?.seq ?? -1) + 1;
  const events: MissionEvent[] = [...first];
  let current = apply(state, first, meta, seq);
  for (let round = 0; current !== undefined && round < MAX_ROUNDS_OF_SETTLING; round += 1) {
    const more = settle(current, meta.now);
    if (more.length === 0) return events;
    events.push(...more);
    current = apply(current, more, meta, seq);
  }
  if (current === undefined) return events;
  throw new Error(`Settling ${current.id} does not come to rest.`);
}
