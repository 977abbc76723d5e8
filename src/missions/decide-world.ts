/**
 * What the backend answered, as events: progress, outcomes, retries, taking back. Repeats and late answers change nothing,
 * so the worker may report the same thing twice (R132, R167).
 */
import type { CommandMeta, WorldCommand } from './command.ts';
import type { Decision } from './decision.ts';
import type { CallFact, MissionEvent } from './event.ts';
import { countsAsTry } from './evolve.ts';
import { factOfEnd } from './outcome.ts';
import { callbackAt } from './policies/callback-time.ts';
import { businessDaysLater, nextOpen } from './policies/hours.ts';
import { inWords, retryAfter } from './policies/retry.ts';
import { takeBackAll } from './settle.ts';
import { type CallState, isInTheDark, isOut, isSettled, type MissionState } from './state.ts';

const NOTHING: readonly MissionEvent[] = [];

/** A callback further ahead than this is reported and not waited for: a mission has an end. */
const CALLBACK_WITHIN_MS = 14 * 24 * 60 * 60_000;

/** It rings or rang although it was to be taken back: named, whoever looked first (what must hold, 4). */
const tooLate = (call: CallState): readonly MissionEvent[] =>
  call.takeBack === undefined ? [] : [{ type: 'CallCouldNotBeTakenBack', call: call.call }];

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
  if (progress.status === 'unknown')
    return [{ type: 'TargetGivenUp', target: call.target, reason: inWords(fact.type) }];
  if (progress.status !== 'open') return [];
  const over = state.cancelled || state.rounds.at(-1)?.id !== call.round;
  const seen = (progress.facts[fact.type] ?? 0) + 1;
  const attempts = progress.attempts + (countsAsTry(fact) ? 1 : 0);
  const gap = retryAfter(state.brief.recipients, fact.type, seen, attempts, state.brief.maxRetries);
  const zones = person.details?.zones ?? [];
  const asked =
    fact.type === 'CalleeAskedForCallback' && zones[0] !== undefined
      ? callbackAt(fact.when, now, zones[0], state.brief.hours)
      : undefined;
  const wished = asked ?? now;
  if (over || gap === undefined || zones[0] === undefined || wished > now + CALLBACK_WITHIN_MS)
    return [{ type: 'TargetGivenUp', target: call.target, reason: inWords(fact.type) }];
  const earliest =
    wished > now
      ? wished
      : 'minutes' in gap
        ? now + gap.minutes * 60_000
        : businessDaysLater(now, zones[0], gap.businessDays, state.brief.hours);
  const notBefore = nextOpen(earliest, zones, state.brief.hours);
  if (notBefore === undefined)
    return [{ type: 'TargetGivenUp', target: call.target, reason: 'their hours never open' }];
  return [{ type: 'RetryPlanned', target: call.target, attempt: attempts + 1, notBefore, reason: inWords(fact.type) }];
}

const factEvents = (state: MissionState, call: CallState, fact: CallFact, now: number): readonly MissionEvent[] => [
  { ...fact, call: call.call, target: call.target },
  ...afterFact(state, call, fact, now),
];

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
  return [...tooLate(call), end, ...(fact === undefined ? [] : factEvents(state, call, fact, now))];
}

function intend(state: MissionState, command: Extract<WorldCommand, { type: 'IntendCall' }>): Decision {
  const [round, rest] = command.call.split('/');
  const target = rest?.split(':')[0];
  const progress =
    state.rounds.at(-1)?.id === round && target !== undefined ? state.rounds.at(-1)?.progress.get(target) : undefined;
  const blocked = state.paused || state.cancelled || state.stage.kind !== 'calling' || state.calls.has(command.call);
  const busy = [...state.calls.values()].some((call) => call.target === target && !isSettled(call));
  // Two that were prepared at once: the later one is derived anew behind the other (R129).
  const crowded = command.dueAt < state.lastDueAt + state.brief.spacingSecs * 1000;
  if (blocked || busy || crowded || progress?.status !== 'open' || round === undefined || target === undefined)
    return NOTHING;
  const { call, dueAt, key, body, from } = command;
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
    },
  ];
}

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
      return call.phase === 'intended' || call.phase === 'handed-over'
        ? [{ type: 'CallNotPlaced', call: call.call, reason: command.reason }]
        : NOTHING;
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

export function decideWorld(state: MissionState, command: WorldCommand, meta: CommandMeta): Decision {
  switch (command.type) {
    case 'RecordProvisioned': {
      if (state.provisioned.has(command.what)) return NOTHING;
      const { what, id, detail } = command;
      const lifted: MissionEvent[] = state.holds.has(what) ? [{ type: 'HoldLifted', what }] : [];
      return [{ type: 'Provisioned', what, id, ...(detail === undefined ? {} : { detail }) }, ...lifted];
    }
    case 'HoldMission':
      return state.holds.get(command.what)?.reason === command.reason
        ? NOTHING
        : [{ type: 'MissionHeld', what: command.what, reason: command.reason }];
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
    default: {
      const call = state.calls.get(command.call);
      return call === undefined ? NOTHING : onCall(state, command, call, meta.now);
    }
  }
}
