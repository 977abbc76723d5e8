/**
 * Calls that failed on our own side: account limit, balance, profile, country, outage. Nobody's try and no day's limit; after
 * several in a row the mission is held with one sentence that names the cure, and then tries one call at a time. Pure.
 */
import { withEntry } from '../../lib/with-entry.ts';
import type { MissionEvent } from '../event.ts';
import { type OwnSideCause, ownSideCause } from '../outcome/own-side-signs.ts';
import { type CallState, isOut, type MissionState } from '../state.ts';

/** So many in a row are no accident. */
export const REPEATED = 3;
/** The name of the hold. */
export const OUR_SIDE = 'our-side';

const FIRST_PROBE_MS = 15 * 60_000;
const LAST_PROBE_MS = 4 * 60 * 60_000;

const SLOWER =
  'The phone service asks for fewer requests. It goes on by itself, more slowly; nobody has to do anything, and nobody was disturbed.';
const GOES_ON = 'Nobody was disturbed. It tries again by itself, one call at a time.';
const CURES: Readonly<Record<OwnSideCause, string>> = {
  rate: SLOWER,
  limit:
    'The account allows fewer calls at once than are in use, perhaps by somebody else. Wait for the others, lower MAX_CONCURRENT_CALLS, or have the limit raised.',
  balance: 'The balance of the account is used up. Add funds in its portal, under Billing.',
  country:
    'The account may not call this country. Allow it in the outbound voice profile, in the portal of the account, under Voice.',
  profile:
    'The number to call from has no outbound voice profile. Choose one in the portal of the account, under Voice.',
  account: 'The account is blocked or is to be verified. See to it in its portal, under Account.',
  unreached:
    'Several calls in a row did not get through to the phone service. Check the network and the status page of the service.',
};

export const causeOf = (detail: string): OwnSideCause => ownSideCause(detail) ?? 'unreached';

export const cureOf = (detail: string): string => CURES[causeOf(detail)];

/** Why a call was not placed when the phone service was asked and has never heard of it. */
export const NEVER_REACHED = 'it never reached the phone service';

const failedHere = (call: CallState): boolean =>
  call.fact?.type === 'CallNeverRang' || (call.phase === 'not-placed' && call.notPlaced === NEVER_REACHED);

/** What is still out, taken back, came in, or was given up for its own number says nothing about our side. */
function saysNothing(state: MissionState, call: CallState): boolean {
  const progress = state.rounds.find((one) => one.id === call.round)?.progress.get(call.target);
  const withdrawn = call.phase === 'taken-back' || call.takeBack !== undefined || call.inbound === true;
  return (
    isOut(call) || withdrawn || (!failedHere(call) && call.phase === 'not-placed') || progress?.status === 'given-up'
  );
}

/**
 * How many calls in a row failed on our side, the newest ones first. Too many at once are one failure as long as the next
 * was on its way before the first was heard of: the limit learnt then is what keeps it from coming back.
 */
export function ownSideStreak(state: MissionState): number {
  let streak = 0;
  let followedAt = Number.POSITIVE_INFINITY;
  for (const call of [...state.calls.values()].toReversed()) {
    if (saysNothing(state, call)) continue;
    if (!failedHere(call)) return streak;
    const atOnce = call.fact?.type === 'CallNeverRang' && call.fact.limit && (call.endedAt ?? 0) > followedAt;
    if (!atOnce) streak += 1;
    followedAt = call.intendedAt;
  }
  return streak;
}

/** The hold that follows from a call that has just failed on our side; nothing while it may have been an accident. */
export function heldForOwnSide(before: MissionState, failed: CallState, detail: string): readonly MissionEvent[] {
  const state = { ...before, calls: withEntry(before.calls, failed.call, failed) };
  if (!failedHere(failed) || before.cancelled || !probing(state)) return [];
  const held = before.holds.get(OUR_SIDE);
  if (isSlowedDown(before, detail)) {
    const until = (failed.endedAt ?? failed.dueAt) + probePause(state);
    return [{ type: 'MissionHeld', what: OUR_SIDE, reason: SLOWER, until }];
  }
  // What ends by itself may turn out to need somebody.
  if (held !== undefined && held.until === undefined) return [];
  return [{ type: 'MissionHeld', what: OUR_SIDE, reason: `${cureOf(detail)} ${GOES_ON}` }];
}

/** Refused for too many requests; a call that got lost while that lasted was lost to it. */
const isSlowedDown = (state: MissionState, detail: string): boolean =>
  causeOf(detail) === 'rate' || (detail === NEVER_REACHED && state.pace !== undefined);

/** While our side fails, one call is enough to see whether it still does. */
export const probing = (state: MissionState): boolean => ownSideStreak(state) >= REPEATED;

/** A call got through since: the hold ends by itself. */
export const isHealed = (state: MissionState): boolean => state.holds.has(OUR_SIDE) && ownSideStreak(state) === 0;

/** Held for our side, the mission tries one call by itself: soon at first, later less often. `undefined` = not held for that. */
export function nextProbeAt(state: MissionState): number | undefined {
  const hold = state.holds.get(OUR_SIDE);
  if (hold === undefined) return undefined;
  const failedAt = [...state.calls.values()].findLast(failedHere);
  return Math.max(hold.at, failedAt?.endedAt ?? failedAt?.intendedAt ?? 0) + probePause(state);
}

const probePause = (state: MissionState): number =>
  Math.min(LAST_PROBE_MS, FIRST_PROBE_MS * 2 ** Math.max(0, ownSideStreak(state) - REPEATED));
