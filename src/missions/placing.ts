/**
 * Which calls are to be handed over and when they ring: who may be called now (the class), on the lines that are free, a
 * spacing apart, in the person's own hours (playbook R124, R129, R250-R256). Part of the derived work.
 */
import { dialsOf } from './classes/dials.ts';
import type { Dial } from './classes/strategy.ts';
import { hoursOfDial } from './next-try.ts';
import { lastRingOf } from './policies/deadline.ts';
import { mayRingAt } from './policies/hours.ts';
import { nextProbeAt, OUR_SIDE, probing } from './policies/own-side.ts';
import { LEAD_MS, nextDue } from './policies/pacing.ts';
import { nextResource } from './provision.ts';
import { type CallState, currentRound, isSettled, type MissionState } from './state.ts';
import type { TargetId } from './target.ts';
import type { CallId, Purpose } from './terms.ts';

/** Ask the ledger, write the intent, hand over. */
export interface Placing {
  readonly kind: 'place';
  readonly key: string;
  readonly at: number;
  readonly target: TargetId;
  readonly purpose: Purpose;
  readonly step: string;
  readonly call: CallId;
  readonly attempt: number;
  readonly dueAt: number;
}

/** A call that began has a conversation by then. */
const SURELY_BEGUN_MS = 60_000;

/** While our own side fails, one call is enough to see whether it still does. */
export const batchSizeOf = (state: MissionState): number =>
  probing(state) ? 1 : Math.min(state.brief.batchSize, state.pace?.batchSize ?? state.brief.batchSize);
/** The brief may have been made stricter since it was slowed down. */
export const spacingMsOf = (state: MissionState): number =>
  Math.max(state.brief.spacingSecs, state.pace?.spacingSecs ?? 0) * 1000;

const holdsLine = (call: CallState): boolean => !isSettled(call) && call.phase !== 'ended' && call.inbound !== true;

/** How many more may be out (R251); asked again when a call is intended, as the limit may have changed meanwhile. */
export const linesLeft = (state: MissionState): number =>
  batchSizeOf(state) - state.calls.values().reduce((sum, call) => sum + (holdsLine(call) ? 1 : 0), 0);

/** Held for anything but our own side, which one call at a time finds out about. */
const isHeld = (state: MissionState): boolean => state.holds.keys().some((what) => what !== OUR_SIDE);

export function placing(
  state: MissionState,
  look: { readonly now: number; readonly mirrored: number; readonly freeLines: number },
): readonly Placing[] {
  const round = currentRound(state);
  if (round === undefined || round.finished || state.paused || state.cancelled || isHeld(state)) return [];
  // New words have no assistant yet.
  if (nextResource(state) !== undefined) return [];
  const lines = Math.min(look.freeLines, linesLeft(state));
  if (lines <= 0) return [];
  const callsOf = Map.groupBy(state.calls.values(), (call) => call.target);
  const work: Placing[] = [];
  let lastDueAt = state.lastDueAt;
  for (const { dial, notBefore, dueAt: soonest } of earliestFirst(state, look, callsOf).slice(0, lines)) {
    const dueAt = dueOf(state, dial.target, notBefore, lastDueAt, look.now);
    // Behind the others their hours would close: the ones after them do not wait until they open again.
    if (dueAt === undefined || dueAt > soonest + lines * spacingMsOf(state)) continue;
    lastDueAt = dueAt;
    const earlier = (callsOf.get(dial.target) ?? []).filter((call) => call.round === round.id && !call.inbound);
    const call = `${round.id}/${dial.target}:${earlier.length + 1}`;
    const attempt = (round.progress.get(dial.target)?.attempts ?? 0) + 1;
    const at = Math.max(look.now, dueAt - LEAD_MS);
    work.push({ kind: 'place', key: `hand-over ${call}`, at, ...dial, call, attempt, dueAt });
  }
  return work;
}

type CallsOf = ReadonlyMap<TargetId, readonly CallState[]>;

/** A call that was taken back could have begun all the same; its time must be over before one can tell (what must hold, 4). */
const afterTakeBack = (calls: readonly CallState[] = []): number =>
  Math.max(
    0,
    ...calls.filter((call) => call.phase === 'taken-back').map((call) => call.dueAt + SURELY_BEGUN_MS + LEAD_MS),
  );

interface Candidate {
  readonly dial: Dial;
  readonly notBefore: number;
  readonly dueAt: number;
}

function dueOf(
  state: MissionState,
  target: TargetId,
  notBefore: number,
  lastDueAt: number,
  now: number,
): number | undefined {
  const details = state.people.get(target)?.details;
  if (details === undefined || details.zones.length === 0) return undefined;
  return nextDue({
    now,
    notBefore,
    lastDueAt,
    spacingMs: spacingMsOf(state),
    zones: details.zones,
    region: details.region,
    hours: hoursOfDial(state, target),
    until: lastRingOf(state, target),
  });
}

/** Asked once more right before a call is handed over: hours, holidays, the legal window and the deadline as they are now. */
export function mayStillRing(state: MissionState, target: TargetId, dueAt: number): boolean {
  const details = state.people.get(target)?.details;
  if (details === undefined || dueAt > (lastRingOf(state, target) ?? dueAt)) return false;
  return mayRingAt(dueAt, details.zones, hoursOfDial(state, target), details.region);
}

/** Who can be rung soonest comes first; equal ones in the order of the class. People of the same zones share one look at the clock. */
function earliestFirst(
  state: MissionState,
  look: { readonly now: number; readonly mirrored: number },
  callsOf: CallsOf,
): readonly Candidate[] {
  const { now, mirrored } = look;
  const round = currentRound(state);
  const start = Math.max(state.brief.startAtMs ?? 0, nextProbeAt(state) ?? 0);
  const known = new Map<string, number | undefined>();
  const candidates = dialsOf(state).flatMap((dial): Candidate[] => {
    // The portal knows that the step began before the phone rings (what must hold, 10).
    const openedIn = state.stepOpenedIn.get(dial.step);
    if (openedIn === undefined || mirrored < openedIn) return [];
    const details = state.people.get(dial.target)?.details;
    const notBefore = Math.max(
      round?.progress.get(dial.target)?.notBefore ?? 0,
      start,
      afterTakeBack(callsOf.get(dial.target)),
    );
    const first = hoursOfDial(state, dial.target) === state.brief.hours;
    const key = `${Math.max(notBefore, now)} ${details?.zones.join()} ${details?.region} ${first}`;
    if (!known.has(key)) known.set(key, dueOf(state, dial.target, notBefore, state.lastDueAt, now));
    const dueAt = known.get(key);
    return dueAt === undefined ? [] : [{ dial, notBefore, dueAt }];
  });
  return candidates.toSorted((a, b) => a.dueAt - b.dueAt);
}
