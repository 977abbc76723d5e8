/**
 * What is to be done in the world, derived from the state and never remembered: `openWork(state, look)`. The worker asks
 * again after every change, so a crash loses nothing. Each piece has a key (the same piece has the same key) and the
 * mission time at which it is due.
 */

import { lastRangOfHeld, returning } from './callback/kept.ts';
import { CALLBACK_INSIGHT_EVERY_MS, nextCallbackLook } from './callback/times.ts';
import { strategyFor } from './classes/index.ts';
import { paceGrowsAt } from './pace/decide.ts';
import { type Placing, placing } from './placing.ts';
import { wakesForDeadline } from './policies/deadline.ts';
import { OUR_SIDE } from './policies/own-side.ts';
import { HORIZON_MS } from './policies/pacing.ts';
import {
  HANGING_MS,
  nextInsightLook,
  nextSharedLook,
  onLineSince,
  UNKNOWN_FOR_MS,
  usualTalkMs,
} from './policies/polling.ts';
import { MISSION, nextResource } from './provision.ts';
import { type CallState, currentRound, isInTheDark, isOut, type MissionState, openGate } from './state.ts';
import type { CallId } from './terms.ts';
import { type TextWork, textWork } from './texts/work.ts';

export type Work = { readonly key: string; readonly at: number } & (
  | Placing
  | TextWork
  | { readonly kind: 'provision'; readonly what: string }
  /** An intent whose answer is not known: send it again with the same bytes, or find out (what must hold, 3). */
  | { readonly kind: 'hand-over'; readonly call: CallId }
  | { readonly kind: 'take-back'; readonly call: CallId }
  /** One list request for all calls of an assistant that are due for a look (P40). */
  | { readonly kind: 'look'; readonly calls: readonly CallId[] }
  | { readonly kind: 'hang-up'; readonly call: CallId }
  | { readonly kind: 'insights'; readonly call: CallId }
  /** The sandbox shows each talk as bubbles; with real people nothing is read without a person's tap (R181). */
  | { readonly kind: 'talk'; readonly call: CallId }
  | { readonly kind: 'lift-hold'; readonly what: string }
  /** `what`: the resource it was taken as. */
  | { readonly kind: 'release-number'; readonly what: string }
  /** One list request for all our numbers: who called back (P36). */
  | { readonly kind: 'callers' }
  /** Only time has to pass: a reminder, a retry. */
  | { readonly kind: 'wake' }
);

/** Looks at a call's insights are remembered apart from looks at its line. */
export const insightsKey = (call: CallId): string => `insights ${call}`;

export interface Look {
  /** Mission time, epoch ms. */
  readonly now: number;
  /** Last journal record the mirror has passed. */
  readonly mirrored: number;
  /** Lines of the account that are free for this mission. */
  readonly freeLines: number;
  /** Mission time of this process's last look at a call, at its line or its insights. */
  readonly lastLook: (key: string) => number | undefined;
  /** The same of its last look for people who called back, over all missions. */
  readonly callersSeen?: number | undefined;
}

/** Held because the audit trail is refused: lifted by the mirror alone, when it is through again. */
export const AUDIT = 'audit';

/** Mission time after which a held mission looks again by itself. */
const LOOK_AGAIN_MS = 15 * 60_000;

function followingOne(state: MissionState, call: CallState, look: Look): readonly Work[] {
  const work: Work[] = [];
  if (call.phase === 'intended' && call.takeBack === undefined)
    work.push({ kind: 'hand-over', key: `hand-over ${call.call}`, at: look.now, call: call.call });
  if (call.takeBack !== undefined && isOut(call))
    work.push({ kind: 'take-back', key: `take-back ${call.call}`, at: look.now, call: call.call });
  if (isOut(call) && call.phase !== 'intended') {
    work.push({ kind: 'hang-up', key: `hang-up ${call.call}`, at: onLineSince(call) + HANGING_MS, call: call.call });
  }
  if (call.phase === 'ended') {
    const seen = look.lastLook(insightsKey(call.call));
    const again = (last: number): number =>
      call.inbound === true ? last + CALLBACK_INSIGHT_EVERY_MS : nextInsightLook(call.endedAt ?? last, last);
    const at = seen === undefined ? look.now : again(seen);
    work.push({ kind: 'insights', key: `insights ${call.call}`, at, call: call.call });
  }
  if (state.origin.sandbox && call.phase === 'settled' && call.conversationId !== undefined && !call.hasTalk)
    work.push({ kind: 'talk', key: `talk ${call.call}`, at: look.now, call: call.call });
  return work;
}

/** Calls of one assistant are looked at together when the first of them is due. */
function looking(state: MissionState, look: Look): readonly Work[] {
  const byAssistant = Map.groupBy(
    state.calls.values().filter((call) => (isOut(call) && call.phase !== 'intended') || isInTheDark(call, look.now)),
    (call) => `${call.round} ${call.revision ?? 0}`,
  );
  const usual = byAssistant.size === 0 ? undefined : usualTalkMs([...state.calls.values()]);
  return [...byAssistant].map(([assistant, calls]): Work => {
    const at = nextSharedLook(calls, (call) => look.lastLook(call.call), usual);
    return { kind: 'look', key: `look ${state.id} ${assistant}`, at, calls: calls.map((call) => call.call) };
  });
}

function waiting(state: MissionState, now: number): readonly Work[] {
  const unknown = [...(currentRound(state)?.progress.values() ?? [])].flatMap((one) =>
    one.status === 'unknown' &&
    one.unknownSince !== undefined &&
    strategyFor(state.brief.class).waitsForWord?.(state, one) !== true
      ? [one.unknownSince + UNKNOWN_FOR_MS]
      : [],
  );
  const work: Work[] = [];
  if (unknown.length > 0) work.push({ kind: 'wake', key: 'unknown', at: Math.min(...unknown) });
  const gate = openGate(state);
  if (gate?.status === 'open' && !gate.reminded)
    work.push({ kind: 'wake', key: `remind ${gate.id}`, at: gate.remindAt });
  const deadline = wakesForDeadline(state, now);
  if (deadline !== undefined) work.push({ kind: 'wake', key: 'deadline', at: deadline });
  const grows = state.stage.kind === 'calling' ? paceGrowsAt(state) : undefined;
  if (grows !== undefined) work.push({ kind: 'wake', key: 'pace', at: grows });
  return work;
}

/** Stopped while it was being set up: the run is completed so far that it can be closed, or it would look abandoned (R33). */
function closing(state: MissionState, now: number): readonly Work[] {
  const what = state.provisioned.has(MISSION) ? nextResource(state) : undefined;
  return what === undefined ? [] : [{ kind: 'provision', key: `provision ${what}`, at: now, what }];
}

/** Our own numbers go back once nothing more is called from them and nobody is expected to call back. */
const releasing = (state: MissionState): readonly Work[] =>
  returning(state).map(({ what, at }): Work => ({ kind: 'release-number', key: `release ${what}`, at, what }));

/** From the first ring until the number returns, also after the mission's end. */
function answering(state: MissionState, look: Look): readonly Work[] {
  const last = lastRangOfHeld(state);
  if (last === undefined || state.brief.rehearsal === true) return [];
  return [{ kind: 'callers', key: 'callers', at: nextCallbackLook(look.now, last, look.callersSeen) }];
}

export function openWork(state: MissionState, look: Look): readonly Work[] {
  const calls = [...state.calls.values()].flatMap((call) => followingOne(state, call, look));
  // A call that was out when the mission ended rings all the same: what was said on it is still heard.
  if (state.stage.kind === 'finished')
    return [
      ...calls,
      ...looking(state, look),
      // So is what becomes of a text.
      ...textWork(state, look),
      ...closing(state, look.now),
      ...releasing(state),
      ...answering(state, look),
    ];
  const what = state.cancelled ? undefined : nextResource(state);
  return [
    ...calls,
    ...looking(state, look),
    ...(what === undefined ? [] : [{ kind: 'provision' as const, key: `provision ${what}`, at: look.now, what }]),
    ...[...state.holds]
      .filter(([held]) => held !== what && held !== AUDIT && held !== OUR_SIDE)
      .map(([held, { at }]): Work => ({ kind: 'lift-hold', key: `lift ${held}`, at: at + LOOK_AGAIN_MS, what: held })),
    ...placing(state, look),
    ...textWork(state, look),
    ...waiting(state, look.now),
    ...releasing(state),
    ...answering(state, look),
  ];
}

/** Done when its time has passed, and never worth a jump of a simulated clock. */
export const inPassing = (state: MissionState, work: Work): boolean =>
  work.kind === 'callers' || (work.kind === 'release-number' && state.stage.kind === 'finished');

/** A person is being waited for, so a simulated clock must not jump (what must hold, 9). */
export const waitsForPerson = (state: MissionState): boolean =>
  !state.cancelled && state.stage.kind !== 'finished' && (openGate(state) !== undefined || state.paused);

/** Handed over at most this long before it rings (what must hold, 2). */
export const mayHandOver = (dueAt: number, now: number): boolean => dueAt - now <= HORIZON_MS;
