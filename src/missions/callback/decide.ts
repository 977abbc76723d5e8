/** Somebody called back: it is noted, and nobody dials them while it is read what they said. */
import type { CommandMeta } from '../command.ts';
import type { Decision } from '../decision.ts';
import type { CallFact, MissionEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import { nextOpen } from '../policies/hours.ts';
import { inWords } from '../policies/retry.ts';
import { afterLateAnswer } from '../results/follow.ts';
import { takeBackAll } from '../settle.ts';
import type { CallState, MissionState } from '../state.ts';
import type { TargetId } from '../target.ts';
import type { CallbackCommand } from './command.ts';

/** A talk that brought nothing leaves them alone at least this long (mission ms). */
const LEFT_ALONE_MS = 60 * 60_000;

/** The last round in which they are called; before the first one began, that one. */
const roundOf = (state: MissionState, target: TargetId): string | undefined =>
  (state.rounds.findLast((round) => round.progress.has(target)) ?? state.brief.rounds[0])?.id;

export function decideCallback(state: MissionState, command: CallbackCommand, meta: CommandMeta): Decision {
  const { target, conversationId, number, at } = command;
  const round = roundOf(state, target);
  const known = [...state.calls.values()].some((call) => call.conversationId === conversationId);
  if (known || round === undefined || !state.people.has(target)) return [];
  const theirs = [...state.calls.values()].filter((call) => call.target === target);
  const call = `${round}/${target}:in-${conversationId}`;
  return [
    { type: 'CallbackReceived', call, target, round, conversationId, number, at },
    ...takeBackAll(theirs, meta.now, 'they called back'),
  ];
}

/** What settles nothing: they are waited for, or called again, as if they had not rung. */
const INCONCLUSIVE: ReadonlySet<CallFact['type']> = new Set([
  'NothingLearnt',
  'VoicemailReached',
  'MenuNotPassed',
  'CallWentUnanswered',
  'LineWasBusy',
  'CallFailed',
  'CallNeverRang',
  'CallCanceled',
  'CallBecameUnknown',
]);

/** What follows from an inbound call that brought nothing; `undefined`: the same as from any other call. */
export function afterCallback(
  state: MissionState,
  call: CallState,
  fact: CallFact,
  now: number,
): readonly MissionEvent[] | undefined {
  if (call.inbound !== true || !INCONCLUSIVE.has(fact.type)) return undefined;
  const progress = state.rounds.at(-1)?.progress.get(call.target);
  const person = state.people.get(call.target)?.details;
  if (state.stage.kind === 'finished' || progress?.status !== 'open' || person === undefined) return [];
  const earliest = Math.max(progress.notBefore, now + LEFT_ALONE_MS);
  const notBefore = nextOpen(earliest, person.zones, state.brief.hours, person.region);
  if (notBefore === undefined) return [];
  const reason = `they called back: ${inWords(fact.type)}`;
  return [{ type: 'RetryPlanned', target: call.target, attempt: progress.attempts + 1, notBefore, reason }];
}

/** Told when its round was ranked already: ranking, an open list and the report follow, as after a correction. */
export function withLateAnswer(
  state: MissionState,
  call: CallState,
  events: readonly MissionEvent[],
  meta: CommandMeta,
): readonly MissionEvent[] {
  const over = state.rounds.find((round) => round.id === call.round)?.finished === true;
  const answered = events.some((event) => event.type === 'PersonAnswered');
  if (call.inbound !== true || !over || !answered) return events;
  let after = state;
  for (const event of events) after = evolve(after, event, { seq: state.seq, at: meta.now });
  return [...events, ...afterLateAnswer(after, meta)];
}
