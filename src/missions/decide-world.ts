/**
 * What the backend answered, as events: progress, outcomes, retries, taking back. Repeats and late answers change nothing,
 * so the worker may report the same thing twice (R132, R167).
 */
import { afterCallback, decideCallback, withLateAnswer } from './callback/decide.ts';
import { dialsOf } from './classes/dials.ts';
import { strategyFor } from './classes/index.ts';
import type { CommandMeta, WorldCommand } from './command.ts';
import { type Decision, isRejection } from './decision.ts';
import type { CallFact, MissionEvent } from './event.ts';
import { countsAsTry } from './evolve.ts';
import { nextTry } from './next-try.ts';
import { factOfEnd } from './outcome/line.ts';
import { decidePace } from './pace/decide.ts';
import { linesLeft, spacingMsOf } from './placing.ts';
import { heldForOwnSide } from './policies/own-side.ts';
import { inWords } from './policies/retry.ts';
import { revisionOf } from './provision.ts';
import { takeBackAll } from './settle.ts';
import { type CallState, isInTheDark, isOut, isSettled, type MissionState } from './state.ts';
import { decideText } from './texts/decide.ts';

const NOTHING: readonly MissionEvent[] = [];

/** It rings or rang although it was to be taken back: named, whoever looked first (what must hold, 4). */
const tooLate = (call: CallState): readonly MissionEvent[] =>
  call.takeBack === undefined ? [] : [{ type: 'CallCouldNotBeTakenBack', call: call.call }];

/** They called back about an earlier round, and do not want to talk or are somebody else: this round does not call them. */
function notInThisRound(state: MissionState, call: CallState, fact: CallFact): readonly MissionEvent[] {
  const isOpen = state.rounds.at(-1)?.progress.get(call.target)?.status === 'open';
  const isOver = fact.type === 'CalleeRefused' || fact.type === 'WrongPersonReached';
  if (call.inbound !== true || !isOpen || !isOver) return [];
  return [{ type: 'TargetGivenUp', target: call.target, reason: inWords(fact.type) }];
}

/** One more dial to the person of this call, or giving up; the hours of the mission decide the exact minute. */
function afterFact(state: MissionState, call: CallState, fact: CallFact, now: number): readonly MissionEvent[] {
  if (fact.type === 'PersonAnswered' || fact.type === 'CallBecameUnknown') return [];
  const person = state.people.get(call.target);
  const progress = state.rounds.find((one) => one.id === call.round)?.progress.get(call.target);
  if (person === undefined || progress === undefined) return [];
  // Heard at any time, also when the call was already given up for lost.
  if (fact.type === 'CalleeOptedOut')
    return person.removed === undefined
      ? [{ type: 'TargetRemoved', target: call.target, because: 'asked not to be called again' }]
      : [];
  const calledBack = afterCallback(state, call, fact, now);
  if (calledBack !== undefined) return calledBack;
  if (progress.status === 'unknown')
    return [{ type: 'TargetGivenUp', target: call.target, reason: inWords(fact.type) }];
  if (progress.status !== 'open') return notInThisRound(state, call, fact);
  const over = state.cancelled || state.stage.kind === 'finished' || state.rounds.at(-1)?.id !== call.round;
  const next = nextTry(state, call, fact, now);
  if (over || 'giveUp' in next)
    return [
      { type: 'TargetGivenUp', target: call.target, reason: 'giveUp' in next ? next.giveUp : inWords(fact.type) },
    ];
  const attempt = progress.attempts + (countsAsTry(fact) ? 1 : 0) + 1;
  return [{ type: 'RetryPlanned', target: call.target, attempt, notBefore: next.at, reason: next.reason }];
}

/** Their answer came late, and a person had them called once more meanwhile. */
const SETTLES: ReadonlySet<CallFact['type']> = new Set([
  'PersonAnswered',
  'CalleeOptedOut',
  'CalleeRefused',
  'WrongPersonReached',
] as const);

const othersTakenBack = (state: MissionState, call: CallState, now: number): readonly MissionEvent[] =>
  takeBackAll(
    [...state.calls.values()].filter((one) => one.target === call.target && one.call !== call.call),
    now,
    'an earlier call reached them',
  );

function factEvents(state: MissionState, call: CallState, heard: CallFact, now: number): readonly MissionEvent[] {
  const fact = strategyFor(state.brief.class).heard?.(state, call, heard) ?? heard;
  return [
    { ...fact, call: call.call, target: call.target },
    ...afterFact(state, call, fact, now),
    ...(SETTLES.has(fact.type) ? othersTakenBack(state, call, now) : []),
    ...(fact.type === 'CallNeverRang'
      ? heldForOwnSide(state, { ...call, phase: 'settled', fact, endedAt: now }, fact.detail)
      : []),
  ];
}

/** Taken back, and a conversation of it was found later. */
const rangAfterAll = (call: CallState, fact: CallFact): boolean =>
  call.phase === 'taken-back' && fact.type === 'CallBecameUnknown';

function ended(
  state: MissionState,
  call: CallState,
  command: Extract<WorldCommand, { type: 'RecordEnded' }>,
  now: number,
): Decision {
  if (!isOut(call) && !isInTheDark(call, now)) return NOTHING;
  const end: MissionEvent = {
    type: 'CallEnded',
    call: call.call,
    status: command.status,
    ...(command.conversationId === undefined ? {} : { conversationId: command.conversationId }),
    ...(command.seconds === undefined ? {} : { seconds: command.seconds }),
  };
  const fact = factOfEnd(command.status, command.errors ?? []);
  // They were talked to: nobody dials them while it is read what they said.
  const after = fact === undefined ? othersTakenBack(state, call, now) : factEvents(state, call, fact, now);
  return [...tooLate(call), end, ...after];
}

function intend(state: MissionState, command: Extract<WorldCommand, { type: 'IntendCall' }>): Decision {
  const [round, rest] = command.call.split('/');
  const target = rest?.split(':')[0];
  const progress =
    state.rounds.at(-1)?.id === round && target !== undefined ? state.rounds.at(-1)?.progress.get(target) : undefined;
  const blocked = state.paused || state.cancelled || state.stage.kind !== 'calling' || state.calls.has(command.call);
  const busy = [...state.calls.values()].some((call) => call.target === target && !isSettled(call));
  // Serial order and the lease to act are kept where decisions are serial: here.
  const purpose = command.purpose ?? 'ask';
  const mayDial = dialsOf(state).some((dial) => dial.target === target && dial.purpose === purpose);
  // Two that were prepared at once: the later one is derived anew behind the other (R129).
  const crowded = command.dueAt < state.lastDueAt + spacingMsOf(state);
  // Its words were changed while it was being prepared.
  const outdated = round !== undefined && (command.revision ?? 0) !== revisionOf(state, round);
  if (
    blocked ||
    busy ||
    !mayDial ||
    crowded ||
    linesLeft(state) <= 0 ||
    outdated ||
    progress?.status !== 'open' ||
    round === undefined ||
    target === undefined
  )
    return NOTHING;
  const { call, dueAt, key, body, from, revision, step } = command;
  return [
    {
      type: 'CallIntended',
      call,
      target,
      round,
      attempt: progress.attempts + 1,
      dueAt,
      key,
      body: { private: body },
      from,
      ...(revision === undefined ? {} : { revision }),
      ...(step === undefined ? {} : { step }),
      ...(purpose === 'ask' ? {} : { purpose }),
    },
  ];
}

const notPlaced = (state: MissionState, call: CallState, reason: string): readonly MissionEvent[] => [
  { type: 'CallNotPlaced', call: call.call, reason },
  ...heldForOwnSide(state, { ...call, phase: 'not-placed', notPlaced: reason }, reason),
];

function dropPerson(state: MissionState, target: string, because: string, now: number): Decision {
  if (state.people.get(target)?.removed !== undefined) return NOTHING;
  const calls = [...state.calls.values()].filter((call) => call.target === target);
  return [{ type: 'TargetRemoved', target, because }, ...takeBackAll(calls, now, because)];
}

function onCall(
  state: MissionState,
  command: Extract<WorldCommand, { call: string }>,
  call: CallState,
  now: number,
): Decision {
  switch (command.type) {
    case 'RecordHandedOver':
      return call.phase === 'intended'
        ? [{ type: 'CallHandedOver', call: call.call, eventId: command.eventId }]
        : NOTHING;
    case 'RecordNotPlaced':
      // Who looked for it in vain may have looked before it was taken on.
      return call.phase === 'intended' ? notPlaced(state, call, command.reason) : NOTHING;
    case 'RecordProgress': {
      if (
        !isOut(call) ||
        (call.phase === command.status && (command.controlId === undefined || call.controlId !== undefined))
      )
        return NOTHING;
      const { type: _, ...rest } = command;
      return [{ type: 'CallProgressed', ...rest }, ...tooLate(call)];
    }
    case 'RecordEnded':
      return ended(state, call, command, now);
    case 'RecordFact':
      return isSettled(call) && !rangAfterAll(call, command.fact)
        ? NOTHING
        : [...tooLate(call), ...factEvents(state, call, command.fact, now)];
    case 'RecordTalk':
      return call.hasTalk ? NOTHING : [{ type: 'TalkRecorded', call: call.call, turns: { private: command.turns } }];
    case 'RecordTakenBack':
      if (!isOut(call)) return NOTHING;
      return [
        command.done
          ? { type: 'CallTakenBack', call: call.call }
          : { type: 'CallCouldNotBeTakenBack', call: call.call },
      ];
    case 'IntendCall':
      return NOTHING;
  }
}

/** The same once more is no news, until the time that was told is over. */
function hold(state: MissionState, command: Extract<WorldCommand, { type: 'HoldMission' }>, now: number): Decision {
  const held = state.holds.get(command.what);
  if (held?.reason === command.reason && (held.until ?? Number.POSITIVE_INFINITY) > now) return NOTHING;
  const { what, reason, until } = command;
  return [{ type: 'MissionHeld', what, reason, ...(until === undefined ? {} : { until }) }];
}

export function decideWorld(state: MissionState, command: WorldCommand, meta: CommandMeta): Decision {
  switch (command.type) {
    case 'RecordProvisioned': {
      if (state.provisioned.has(command.what)) return NOTHING;
      const { what, id, detail } = command;
      const lifted: MissionEvent[] = state.holds.has(what) ? [{ type: 'HoldLifted', what }] : [];
      return [{ type: 'Provisioned', what, id, ...(detail === undefined ? {} : { detail }) }, ...lifted];
    }
    case 'HoldMission':
      return hold(state, command, meta.now);
    case 'LiftHold':
      return state.holds.has(command.what) ? [{ type: 'HoldLifted', what: command.what }] : NOTHING;
    case 'IntendCall':
      return intend(state, command);
    case 'RecordRefused': {
      const progress = state.rounds.at(-1)?.progress.get(command.target);
      if (progress?.status !== 'open') return NOTHING;
      if (command.until === undefined)
        return [{ type: 'TargetGivenUp', target: command.target, reason: command.reason }];
      if (progress.notBefore === command.until) return NOTHING;
      return [
        {
          type: 'RetryPlanned',
          target: command.target,
          attempt: progress.attempts + 1,
          notBefore: command.until,
          reason: command.reason,
        },
      ];
    }
    case 'DropPerson':
      return dropPerson(state, command.target, command.because, meta.now);
    case 'SpreadAfterDowntime': {
      const { downFrom, downTo, rang } = command;
      const waiting = [...(state.rounds.at(-1)?.progress.values() ?? [])].filter((one) => one.status === 'open');
      const moved = state.stage.kind === 'calling' ? waiting.map((one) => one.target) : [];
      return [{ type: 'CallsRescheduled', downFrom, downTo, rang, moved, resumeFrom: meta.now }];
    }
    case 'Wake':
      return NOTHING;
    case 'RecordCallback':
      return decideCallback(state, command, meta);
    case 'RecordThrottled':
      return decidePace(state, command, meta);
    case 'IntendText':
    case 'RecordText':
    case 'RefuseText':
    case 'StopTexts':
      return decideText(state, command, meta);
    default: {
      const call = state.calls.get(command.call);
      if (call === undefined) return NOTHING;
      const events = onCall(state, command, call, meta.now);
      return isRejection(events) ? events : withLateAnswer(state, call, events, meta);
    }
  }
}
