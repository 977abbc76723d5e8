/**
 * What is to be done in the world, derived from the state and never remembered: `openWork(state, look)`. The worker asks
 * again after every change, so a crash loses nothing. Each piece has a key (the same piece has the same key) and the
 * mission time at which it is due.
 */
import { strategyFor } from './classes/index.ts';
import type { CallId } from './event.ts';
import { HORIZON_MS, LEAD_MS, nextDue } from './policies/pacing.ts';
import { HANGING_MS, INSIGHT_EVERY_MS, nextLook, UNKNOWN_FOR_MS } from './policies/polling.ts';
import { MISSION, nextResource, resource } from './provision.ts';
import { type CallState, currentRound, isInTheDark, isOut, isSettled, type MissionState, openGate } from './state.ts';
import type { TargetId } from './target.ts';

export type Work = { readonly key: string; readonly at: number } & (
  | { readonly kind: 'provision'; readonly what: string }
  /** Ask the ledger, write the intent, hand over. */
  | {
      readonly kind: 'place';
      readonly target: TargetId;
      readonly call: CallId;
      readonly attempt: number;
      readonly dueAt: number;
    }
  /** An intent whose answer is not known: send it again with the same bytes, or find out (what must hold, 3). */
  | { readonly kind: 'hand-over'; readonly call: CallId }
  | { readonly kind: 'take-back'; readonly call: CallId }
  /** One list request for all calls of an assistant that are due for a look (P40). */
  | { readonly kind: 'look'; readonly round: string; readonly calls: readonly CallId[] }
  | { readonly kind: 'hang-up'; readonly call: CallId }
  | { readonly kind: 'insights'; readonly call: CallId }
  /** The sandbox shows each talk as bubbles; with real people nothing is read without a person's tap (R181). */
  | { readonly kind: 'talk'; readonly call: CallId }
  | { readonly kind: 'lift-hold'; readonly what: string }
  | { readonly kind: 'release-number'; readonly round: string }
  /** Only time has to pass: a reminder, a retry. */
  | { readonly kind: 'wake' }
);

/** Looks at a call's insights are remembered apart from looks at its line. */
export const insightsKey = (call: CallId): string => `insights ${call}`;

export interface Look {
  /** Mission time, epoch ms. */
  readonly now: number;
  /** Last journal record the Telnyx mirror has passed. */
  readonly mirrored: number;
  /** Lines of the account that are free for this mission. */
  readonly freeLines: number;
  /** Mission time of this process's last look at a call, at its line or its insights. */
  readonly lastLook: (call: CallId) => number | undefined;
}

/** Held because the audit trail is refused: lifted by the mirror alone, when it is through again. */
export const AUDIT = 'audit';

/** A call that began has a conversation by then. */
const SURELY_BEGUN_MS = 60_000;

/** Mission time after which a held mission looks again by itself. */
export const LOOK_AGAIN_MS = 15 * 60_000;

export const stepOfRound = (state: MissionState, round: string): string => {
  const index = state.brief.rounds.findIndex((one) => one.id === round);
  return strategyFor(state.brief.class).steps(state.brief, Math.max(index, 0)).calls;
};

function placing(state: MissionState, look: Look): readonly Work[] {
  const round = currentRound(state);
  if (round === undefined || round.finished || state.paused || state.cancelled || state.holds.size > 0) return [];
  const openedIn = state.stepOpenedIn.get(stepOfRound(state, round.id));
  if (openedIn === undefined || look.mirrored < openedIn) return [];
  const inFlight = state.calls.values().reduce((sum, call) => sum + (holdsLine(call) ? 1 : 0), 0);
  const lines = Math.min(look.freeLines, state.brief.batchSize - inFlight);
  if (lines <= 0) return [];
  const spacingMs = state.brief.spacingSecs * 1000;
  const callsOf = Map.groupBy(state.calls.values(), (call) => call.target);
  const candidates = earliestFirst(state, look.now, spacingMs, callsOf);
  const work: Work[] = [];
  let lastDueAt = state.lastDueAt;
  for (const { target, notBefore, zones } of candidates.slice(0, lines)) {
    const dueAt = nextDue({ now: look.now, notBefore, lastDueAt, spacingMs, zones, hours: state.brief.hours });
    if (dueAt === undefined) continue;
    lastDueAt = dueAt;
    const attempt = (round.progress.get(target)?.attempts ?? 0) + 1;
    const dial = (callsOf.get(target) ?? []).filter((call) => call.round === round.id).length + 1;
    const call = `${round.id}/${target}:${dial}`;
    work.push({
      kind: 'place',
      key: `hand-over ${call}`,
      at: Math.max(look.now, dueAt - LEAD_MS),
      target,
      call,
      attempt,
      dueAt,
    });
  }
  return work;
}

const holdsLine = (call: CallState): boolean => !isSettled(call) && call.phase !== 'ended';

type CallsOf = ReadonlyMap<TargetId, readonly CallState[]>;

/** A call that was taken back could have begun all the same; its time must be over before one can tell (what must hold, 4). */
const afterTakeBack = (calls: readonly CallState[] = []): number =>
  Math.max(
    0,
    ...calls.filter((call) => call.phase === 'taken-back').map((call) => call.dueAt + SURELY_BEGUN_MS + LEAD_MS),
  );

interface Candidate {
  readonly target: TargetId;
  readonly notBefore: number;
  readonly zones: readonly string[];
  readonly dueAt: number;
}

/** Who can be rung soonest comes first; equal ones in list order. People of the same zones share one look at the clock. */
function earliestFirst(state: MissionState, now: number, spacingMs: number, callsOf: CallsOf): readonly Candidate[] {
  const round = currentRound(state);
  const start = state.brief.startAtMs ?? 0;
  const known = new Map<string, number | undefined>();
  const candidates = strategyFor(state.brief.class)
    .callable(state)
    .flatMap((target): Candidate[] => {
      const zones = state.people.get(target)?.details?.zones ?? [];
      const notBefore = Math.max(
        round?.progress.get(target)?.notBefore ?? 0,
        start,
        afterTakeBack(callsOf.get(target)),
      );
      const key = `${Math.max(notBefore, now)} ${zones.join()}`;
      if (!known.has(key))
        known.set(
          key,
          nextDue({ now, notBefore, lastDueAt: state.lastDueAt, spacingMs, zones, hours: state.brief.hours }),
        );
      const dueAt = known.get(key);
      return dueAt === undefined || zones.length === 0 ? [] : [{ target, notBefore, zones, dueAt }];
    });
  return candidates.toSorted((a, b) => a.dueAt - b.dueAt);
}

function followingOne(state: MissionState, call: CallState, look: Look): readonly Work[] {
  const work: Work[] = [];
  if (call.phase === 'intended' && call.takeBack === undefined)
    work.push({ kind: 'hand-over', key: `hand-over ${call.call}`, at: look.now, call: call.call });
  if (call.takeBack !== undefined && isOut(call))
    work.push({ kind: 'take-back', key: `take-back ${call.call}`, at: look.now, call: call.call });
  if (isOut(call) && call.phase !== 'intended') {
    const since = call.inProgressAt ?? call.dueAt;
    work.push({ kind: 'hang-up', key: `hang-up ${call.call}`, at: since + HANGING_MS, call: call.call });
  }
  if (call.phase === 'ended') {
    const seen = look.lastLook(insightsKey(call.call));
    const at = seen === undefined ? look.now : seen + INSIGHT_EVERY_MS;
    work.push({ kind: 'insights', key: `insights ${call.call}`, at, call: call.call });
  }
  if (state.origin.sandbox && call.phase === 'settled' && call.conversationId !== undefined && !call.hasTalk)
    work.push({ kind: 'talk', key: `talk ${call.call}`, at: look.now, call: call.call });
  return work;
}

/** Calls of one round are looked at together when the first of them is due. */
function looking(state: MissionState, look: Look): readonly Work[] {
  const byRound = Map.groupBy(
    state.calls.values().filter((call) => (isOut(call) && call.phase !== 'intended') || isInTheDark(call, look.now)),
    (call) => call.round,
  );
  return [...byRound].map(([round, calls]): Work => {
    const at = Math.min(...calls.map((call) => nextLook(call, look.lastLook(call.call))));
    return { kind: 'look', key: `look ${state.id} ${round}`, at, round, calls: calls.map((call) => call.call) };
  });
}

function waiting(state: MissionState): readonly Work[] {
  const unknown = [...(currentRound(state)?.progress.values() ?? [])].flatMap((one) =>
    one.status === 'unknown' && one.unknownSince !== undefined ? [one.unknownSince + UNKNOWN_FOR_MS] : [],
  );
  if (unknown.length > 0) return [{ kind: 'wake', key: 'unknown', at: Math.min(...unknown) }];
  const gate = openGate(state);
  if (gate?.status === 'open' && !gate.reminded) return [{ kind: 'wake', key: `remind ${gate.id}`, at: gate.remindAt }];
  return [];
}

/** Stopped while it was being set up: the run is completed so far that it can be closed, or it would look abandoned (R33). */
function closing(state: MissionState, now: number): readonly Work[] {
  const what = state.provisioned.has(MISSION) ? nextResource(state) : undefined;
  return what === undefined ? [] : [{ kind: 'provision', key: `provision ${what}`, at: now, what }];
}

/** Our own numbers go back once the mission, or the round that used them, calls no more. */
function releasing(state: MissionState, now: number): readonly Work[] {
  if (state.stage.kind !== 'finished' || [...state.calls.values()].some(isOut)) return [];
  return state.brief.rounds.flatMap((round): Work[] => {
    const number = state.provisioned.get(resource(round.id, 'number'));
    const released = `${round.id}/released`;
    if (number === undefined || state.provisioned.has(released)) return [];
    return [{ kind: 'release-number', key: `release ${round.id}`, at: now, round: round.id }];
  });
}

export function openWork(state: MissionState, look: Look): readonly Work[] {
  const calls = [...state.calls.values()].flatMap((call) => followingOne(state, call, look));
  // A call that was out when the mission ended rings all the same: what was said on it is still heard.
  if (state.stage.kind === 'finished')
    return [...calls, ...looking(state, look), ...closing(state, look.now), ...releasing(state, look.now)];
  const what = state.cancelled ? undefined : nextResource(state);
  return [
    ...calls,
    ...looking(state, look),
    ...(what === undefined ? [] : [{ kind: 'provision' as const, key: `provision ${what}`, at: look.now, what }]),
    ...[...state.holds]
      .filter(([held]) => held !== what && held !== AUDIT)
      .map(([held, { at }]): Work => ({ kind: 'lift-hold', key: `lift ${held}`, at: at + LOOK_AGAIN_MS, what: held })),
    ...placing(state, look),
    ...waiting(state),
  ];
}

/** A person is being waited for, so a simulated clock must not jump (what must hold, 9). */
export const waitsForPerson = (state: MissionState): boolean =>
  !state.cancelled && state.stage.kind !== 'finished' && (openGate(state) !== undefined || state.paused);

/** Handed over at most this long before it rings (what must hold, 2). */
export const mayHandOver = (dueAt: number, now: number): boolean => dueAt - now <= HORIZON_MS;
