/**
 * What must hold whatever happens, over random missions of all classes on a virtual clock: the real decider, open work and
 * ledger; phones that answer, ring out, hang, refuse, opt out or book although they were only asked.
 */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Brief, RecipientType } from '../../src/missions/brief.ts';
import { holders } from '../../src/missions/classes/action.ts';
import { countsAsTry } from '../../src/missions/evolve.ts';
import { type CallState, isSettled, type MissionState } from '../../src/missions/state.ts';
import type { EnlistedTarget, Values } from '../../src/missions/terms.ts';
import { isTextOut, textsOf } from '../../src/missions/texts/state.ts';
import { counts } from '../support/counts.ts';
import { actionBrief, negotiationBrief, people, roundsBrief, screeningBrief, sweepBrief } from '../support/sandbox.ts';
import { BEST_PRICE, type Told, tellsMeanwhile, told } from '../support/told-meanwhile.ts';
import { type Dialled, type VirtualRun, virtualRun } from '../support/virtual-run.ts';

const MINUTE = 60_000;
const MAKE = {
  sweep: sweepBrief,
  screening: screeningBrief,
  negotiation: negotiationBrief,
  rounds: roundsBrief,
  action: actionBrief,
} as const;
const ZONES = [['America/Chicago'], ['Europe/Berlin'], ['America/New_York', 'America/Los_Angeles'], ['Asia/Kolkata']];

interface World {
  readonly kind: Brief['class'];
  readonly count: number;
  readonly zones: readonly number[];
  readonly change: Partial<Brief>;
  readonly lines: number;
  readonly startHour: number;
  /** One entry a dial, taken in turn. */
  readonly fates: readonly number[];
  readonly told: Told | undefined;
}

const recipients: fc.Arbitrary<RecipientType> = fc.constantFrom('automated', 'service', 'professional', 'general');
const world: fc.Arbitrary<World> = fc.record({
  kind: fc.constantFrom('sweep', 'screening', 'negotiation', 'rounds', 'action'),
  count: fc.integer({ min: 1, max: 9 }),
  zones: fc.array(fc.nat(ZONES.length - 1), { minLength: 9, maxLength: 9 }),
  change: fc
    .record({
      recipients,
      batchSize: fc.integer({ min: 1, max: 6 }),
      spacingSecs: fc.integer({ min: 60, max: 120 }),
      maxRetries: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      tryFirst: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      withText: fc.boolean(),
      deadlineHours: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
    })
    .map(({ maxRetries, tryFirst, deadlineHours, withText, ...rest }) => ({
      ...rest,
      ...(withText ? { text: 'Please call us back.' } : {}),
      ...(maxRetries === undefined ? {} : { maxRetries }),
      ...(tryFirst === undefined ? {} : { tryFirst }),
      ...(deadlineHours === undefined ? {} : { deadlineAt: START + deadlineHours * 60 * MINUTE }),
    })),
  lines: fc.integer({ min: 1, max: 4 }),
  startHour: fc.integer({ min: 0, max: 160 }),
  fates: fc.array(fc.nat(99), { minLength: 8, maxLength: 40 }),
  told: fc.option(told, { nil: undefined }),
});

/** Monday, midnight in Greenwich. */
const START = Date.parse('2026-11-23T00:00:00Z');

const talk = (insight: Values | undefined, minutes = 2): Dialled => ({
  ringMs: 9000,
  end: { talkMs: minutes * MINUTE, insight },
});

/** What becomes of a dial: about half are answered. */
function fateOf(kind: Brief['class'], fate: number): Dialled {
  if (fate < 12) return { ringMs: 30_000, end: 'no-answer' };
  if (fate < 18) return { ringMs: 2000, end: 'busy' };
  if (fate < 22) return { ringMs: 1000, end: 'failed' };
  if (fate < 27) return talk({ call_outcome: 'voicemail', reached_voicemail: true }, 1);
  if (fate < 30) return talk({ call_outcome: 'menu' });
  if (fate < 33) return talk(undefined);
  if (fate < 36) return talk({ call_outcome: 'wrong_person' });
  if (fate < 39) return talk({ call_outcome: 'refused' });
  if (fate < 41) return talk({ call_outcome: 'opted_out', do_not_call: true });
  if (fate < 44) return talk({ call_outcome: 'call_back', callback_time: 'tomorrow at 10' });
  // A call that hangs: nobody can say what became of it.
  if (fate < 46) return talk({ call_outcome: 'answered', price: 9 }, 90);
  if (kind !== 'action') return talk({ call_outcome: 'answered', price: 5 + (fate % 15) });
  const available = fate % 3 === 0;
  // Some book although they were only asked.
  const booked = available && fate % 2 === 0;
  const cancelled = fate % 4 !== 0;
  return talk({
    call_outcome: 'answered',
    has_availability: available,
    reservation_confirmed: booked,
    cancellation_confirmed: cancelled,
  });
}

function listOf({ count, zones }: World): readonly EnlistedTarget[] {
  return people(count).map((one, index) => {
    const details = one.details.private;
    if (details === undefined) throw new Error('nobody');
    return { ...one, details: { private: { ...details, zones: ZONES[zones[index] ?? 0] ?? [] } } };
  });
}

function briefOf({ kind, change }: World): Brief {
  const brief = MAKE[kind](change);
  return brief.mandate === undefined ? brief : { ...brief, mandate: { ...brief.mandate, goodEnough: BEST_PRICE } };
}

function run(one: World): VirtualRun {
  let turn = 0;
  const fates = new Map<string, Dialled>();
  return virtualRun({
    brief: briefOf(one),
    targets: listOf(one),
    lines: one.lines,
    startAt: START + one.startHour * 60 * MINUTE,
    decisionMs: 20 * MINUTE,
    meanwhile: tellsMeanwhile(one.kind, one.told),
    textError: (target, attempt) => textEnds(one, target, attempt),
    dial: (target, dial, round) => {
      const key = `${round}/${target}:${dial}`;
      const known = fates.get(key) ?? fateOf(one.kind, one.fates[turn++ % one.fates.length] ?? 50);
      fates.set(key, known);
      return known;
    },
  });
}

/** Most are delivered. */
const TEXT_ERRORS: Readonly<Record<number, string>> = {
  60: '40300',
  70: '40001',
  80: '40010',
  90: '40008',
  95: 'lost',
};

const textEnds = ({ fates }: World, target: string, attempt: number): string | undefined =>
  TEXT_ERRORS[(fates[0] ?? 0) + target.charCodeAt(1) + attempt];

const IN_VAIN = new Set(['CallWentUnanswered', 'LineWasBusy', 'VoicemailReached']);
const TELLS_NOTHING = new Set(['CallFailed', 'CallNeverRang', 'CallCanceled']);

/** Told anew: nobody who was reached, nobody twice but where it surely failed, in hours, before the deadline. */
function textFaults(one: World, { state, texts }: VirtualRun): readonly string[] {
  const { change, kind } = one;
  const byTarget = Map.groupBy(texts, (text) => text.target);
  // Once more only after one that was surely not delivered.
  const twice = [...byTarget].filter(([target, all]) =>
    all.slice(0, -1).some(({ attempt }) => textEnds(one, target, attempt) !== '40008'),
  );
  const reached = texts.filter(({ target, at }) => {
    // Nothing is taken back within the last minute; in a later round they may be reached.
    const facts = [...state.calls.values()]
      .filter((call) => call.target === target && (call.knownAt ?? 0) < at - MINUTE)
      .flatMap((call) => call.fact?.type ?? []);
    return (
      !facts.some((fact) => IN_VAIN.has(fact)) || !facts.every((fact) => IN_VAIN.has(fact) || TELLS_NOTHING.has(fact))
    );
  });
  // Somebody who told that they can do it is called after texts that are sent.
  const early =
    told === undefined ? texts.filter(({ at }) => [...state.calls.values()].some((call) => call.intendedAt > at)) : [];
  const closed = texts.filter(({ target, at }) =>
    (state.people.get(target)?.details?.zones ?? []).some((zone) => {
      const local = DateTime.fromMillis(at, { zone });
      return local.weekday > 5 || local.hour < 9 || local.hour >= 17;
    }),
  );
  return [
    ...twice.map(([target]) => `${target} was texted twice`),
    ...reached.map(({ target }) => `${target} was texted and had been reached`),
    ...early.map(({ target }) => `${target} was texted before everybody was through`),
    ...closed.map(({ target, at }) => `${target} was texted at ${new Date(at).toISOString()}`),
    ...texts.filter(({ at }) => at > (change.deadlineAt ?? at)).map(({ target }) => `${target} after the deadline`),
    ...(texts.length > 0 &&
    (change.text === undefined || (state.ended === 'goal' && kind !== 'rounds' && one.told === undefined))
      ? ['a text too many']
      : []),
  ];
}

const rang = (state: MissionState): readonly CallState[] =>
  [...state.calls.values()].filter(
    ({ phase, inbound }) => phase !== 'taken-back' && phase !== 'not-placed' && inbound !== true,
  );
/** A talk of more than 30 minutes is hung up (R158). */
const endOf = (call: CallState): number => Math.min(call.endedAt ?? Number.POSITIVE_INFINITY, call.dueAt + 30 * MINUTE);
const overlap = (a: CallState, b: CallState): boolean => a.dueAt < endOf(b) && b.dueAt < endOf(a);

function oncePerPerson(calls: readonly CallState[]): readonly string[] {
  return calls.flatMap((call, index) =>
    calls
      .slice(index + 1)
      .filter((other) => other.target === call.target && overlap(call, other))
      .map((other) => `${call.call} and ${other.call} at once`),
  );
}

/** As the brief and the law have it, told anew: Monday to Friday, 9 to 17, in every zone the number may lie in. */
function inHours(state: MissionState, calls: readonly CallState[]): readonly string[] {
  return calls.flatMap((call) =>
    (state.people.get(call.target)?.details?.zones ?? []).flatMap((zone) => {
      const local = DateTime.fromMillis(call.dueAt, { zone });
      const open = local.weekday <= 5 && local.hour >= 9 && local.hour < 17;
      return open ? [] : [`${call.call} at ${local.toISO()}`];
    }),
  );
}

function withinLimits({ change, lines }: World, calls: readonly CallState[]): readonly string[] {
  const most = Math.min(change.batchSize ?? 5, lines);
  return calls.flatMap((call) => {
    const at = calls.filter((other) => other.dueAt <= call.dueAt && call.dueAt < endOf(other)).length;
    return at > most ? [`${at} calls at once at ${call.call}`] : [];
  });
}

/** All retry tables end after three retries; each callback that was asked for comes on top. */
function withinTables(world: World, calls: readonly CallState[]): readonly string[] {
  const limit = 1 + (world.change.maxRetries ?? 3);
  const tries = Map.groupBy(
    calls.filter((call) => call.fact === undefined || countsAsTry(call.fact)),
    (call) => `${call.round} ${call.target} ${call.purpose ?? 'ask'}`,
  );
  return [...tries].flatMap(([who, all]) => {
    const asked = all.filter((call) => call.fact?.type === 'CalleeAskedForCallback').length;
    return all.length > limit + asked ? [`${who}: ${all.length} tries`] : [];
  });
}

/** Professionals once a local day, but for a callback they asked for (R292). */
function oncePerDay({ change }: World, state: MissionState, calls: readonly CallState[]): readonly string[] {
  if (change.recipients !== 'professional') return [];
  const asked = new Set(
    calls.filter((call) => call.fact?.type === 'CalleeAskedForCallback').map((call) => call.target),
  );
  const days = Map.groupBy(
    calls.filter((call) => !asked.has(call.target) && (call.fact === undefined || countsAsTry(call.fact))),
    (call) => {
      const [zone = 'UTC'] = state.people.get(call.target)?.details?.zones ?? [];
      return `${call.target} ${DateTime.fromMillis(call.dueAt, { zone }).toISODate()}`;
    },
  );
  return [...days].flatMap(([day, all]) => (all.length > 1 ? [`${day}: ${all.length} calls`] : []));
}

/** Whoever holds a second booking was put before a person. */
const flagged = (state: MissionState): readonly string[] =>
  state.brief.class === 'action'
    ? holders(state)
        .slice(1)
        .filter((target) => !state.gates.has(`gate-second-${target}`))
        .map((target) => `${target} holds a second booking that nobody was asked about`)
    : [];

function closed(state: MissionState): readonly string[] {
  const open = [...state.steps].filter(([, status]) => status === 'pending' || status === 'in_progress');
  const out = [...state.calls.values()].filter((call) => !isSettled(call));
  const texts = textsOf(state).filter((text) => text.phase === 'planned' || isTextOut(text));
  return [
    ...texts.map(({ target, phase }) => `the text to ${target} was left ${phase}`),
    ...(state.stage.kind === 'finished' ? [] : ['it did not end']),
    ...open.map(([step, status]) => `step ${step} was left ${status}`),
    ...out.map((call) => `${call.call} was left ${call.phase}`),
  ];
}

function faults(one: World): readonly string[] {
  const ran = run(one);
  const { state } = ran;
  const calls = rang(state);
  const serial =
    one.kind === 'negotiation'
      ? calls.flatMap((call, index) =>
          calls
            .slice(index + 1)
            .filter((other) => overlap(call, other))
            .map((other) => `R214 ${call.call} beside ${other.call}`),
        )
      : [];
  return [
    ...closed(state),
    ...oncePerPerson(calls),
    ...inHours(state, calls),
    ...withinLimits(one, calls),
    ...withinTables(one, calls),
    ...oncePerDay(one, state, calls),
    ...flagged(state),
    ...textFaults(one, ran),
    ...serial,
    ...calls
      // A second booking is cancelled all the same (P47).
      .filter((call) => call.purpose !== 'cancel' && call.dueAt > (one.change.deadlineAt ?? call.dueAt))
      .map((call) => `${call.call} after the deadline`),
  ];
}

test(
  'R214 R251 R256 R292 R305 one call a person, in hours, within limits and tables; every mission ends with its steps closed; no unflagged second booking',
  () => {
    fc.assert(
      fc.property(world, (one) => {
        expect(faults(one)).toEqual([]);
      }),
      {
        numRuns: counts(500, 10_000),
        endOnFailure: true,
        ...(process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) }),
      },
    );
  },
  counts(60_000, 900_000),
);
