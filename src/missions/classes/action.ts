/**
 * Class 5, gather then act: many may be asked, one may act (playbook 13.6). The lease is not remembered: it is any call
 * with the purpose `act` whose end is not known. What is found, a second booking too, is read from the answers alone.
 */
import type { Action, Brief, Condition, Field } from '../brief.ts';
import type { CallFact } from '../event.ts';
import { rankingIn } from '../ranking.ts';
import { doubtOfAction } from '../results/action-doubts.ts';
import { believable, believableYes } from '../results/doubts.ts';
import {
  type CallState,
  currentRound,
  isFinal,
  isSettled,
  type MissionState,
  nameOf,
  type Progress,
} from '../state.ts';
import type { TargetId } from '../target.ts';
import type { Value } from '../terms.ts';
import { idlePeople, nothingIsOut } from './round.ts';
import type { ClosedStep, Dial, Next, Strategy } from './strategy.ts';

const NO_ACTION: Action = { what: '', available: '', done: '', conditions: [], bestOf: 1, width: 1 };

const actionOf = (state: MissionState): Action => state.brief.action ?? NO_ACTION;

const progressOf = (state: MissionState): readonly Progress[] => [...(state.rounds.at(-1)?.progress.values() ?? [])];

/** Nobody of them is called twice a day (R292), and one at a time has nothing to compare: who is asked acts at once. */
export const inOneCall = ({ action, recipients }: Pick<Brief, 'action' | 'recipients'>): boolean =>
  action?.bestOf === 1 && (recipients === 'professional' || action.width === 1);

const equals = (value: Value | undefined, wanted: Value): boolean =>
  typeof value === 'string' && typeof wanted === 'string'
    ? value.trim().toLowerCase() === wanted.trim().toLowerCase()
    : value === wanted;

function holds(state: MissionState, one: Progress, condition: Condition): boolean {
  if ('is' in condition) return equals(one.values?.[condition.field], condition.is);
  const value = believable(state, one.target, condition.field);
  if (value === undefined) return false;
  return 'atLeast' in condition ? value >= condition.atLeast : value <= condition.atMost;
}

/** Who holds what the mission is for, the earliest first; nobody whose booking was cancelled. */
export function holders(state: MissionState): readonly TargetId[] {
  const { done } = actionOf(state);
  const held = progressOf(state).filter(
    (one) => one.values?.[done] === true && one.values?.[CANCELLED] !== true && one.excluded === undefined,
  );
  const since = new Map<TargetId, number>();
  for (const [index, call] of [...state.calls.values()].entries())
    if (call.fact?.type === 'PersonAnswered' && call.fact.values.private?.[done] === true && !since.has(call.target))
      since.set(call.target, call.endedAt ?? index);
  return held
    .map((one) => one.target)
    .toSorted((a, b) => (since.get(a) ?? Number.POSITIVE_INFINITY) - (since.get(b) ?? Number.POSITIVE_INFINITY));
}

/** A field of ours beside those of the brief: whether a second booking was given back. */
export const CANCELLED = 'cancellation_confirmed';

const actedWith = (state: MissionState, target: TargetId): boolean =>
  state.calls
    .values()
    .some((call) => call.target === target && call.purpose === 'act' && isSettled(call) && isTry(call));

const isTry = (call: CallState): boolean => call.phase === 'settled' && call.fact?.type !== 'CallNeverRang';

/** It could be done there, on every condition, and has not been tried yet. */
const could = (state: MissionState, one: Progress): boolean =>
  one.status === 'answered' &&
  believableYes(state, one.target, actionOf(state).available) &&
  actionOf(state).conditions.every((condition) => holds(state, one, condition)) &&
  !actedWith(state, one.target);

const mayBeDone = (call: CallState): boolean =>
  call.purpose === 'act' || (call.fact?.type === 'CallBecameUnknown' && call.fact.perhapsDone === true);

/** Perhaps it is done with them and nobody can say: only the phone service or a person can, never the clock. */
export const mayHaveActed = (state: MissionState, one: Progress | undefined): boolean =>
  one?.status === 'unknown' && state.calls.values().some((call) => call.target === one.target && mayBeDone(call));

/** A call that acts and whose end is not known. */
export function leaseTaken(state: MissionState): boolean {
  if (state.calls.values().some((call) => call.purpose === 'act' && !isSettled(call))) return true;
  return progressOf(state).some((one) => mayHaveActed(state, one));
}

/** Who is called to act as long as nobody holds it; then only who is to be cancelled, as long as there are two. */
function appointed(state: MissionState): Progress | undefined {
  const held = holders(state).length;
  const purpose = held === 0 ? 'act' : held > 1 ? 'cancel' : undefined;
  return progressOf(state).find((one) => one.status === 'open' && one.purpose !== undefined && one.purpose === purpose);
}

/** The people asked so far: whole batches, the next one only when all before are final and none could (R238, R241). */
function batch(state: MissionState): readonly Progress[] {
  const all = progressOf(state);
  const width = Math.max(1, actionOf(state).width);
  let end = width;
  while (end < all.length && all.slice(0, end).every((one) => isFinal(one) && !could(state, one))) end += width;
  return all.slice(0, end);
}

/** Who is to act now: the first who could, or the best once enough could or nobody of the batch is left to ask. */
function chosen(state: MissionState): TargetId | undefined {
  const able = progressOf(state).filter((one) => could(state, one));
  const [first] = able;
  if (first === undefined) return undefined;
  const { bestOf } = actionOf(state);
  if (bestOf <= 1) return first.target;
  const nobodyLeft = batch(state).every(isFinal) && nothingIsOut(state);
  if (able.length < bestOf && !nobodyLeft) return undefined;
  return best(state, able);
}

/** The first of the ranking; of equal ones the first of the list. */
function best(state: MissionState, able: readonly Progress[]): TargetId | undefined {
  const targets = new Set(able.map((one) => one.target));
  return rankingIn(state, state.rounds.at(-1)?.id ?? '').find((row) => targets.has(row.target))?.target;
}

function callable(state: MissionState): readonly Dial[] {
  if (currentRound(state) === undefined || leaseTaken(state)) return [];
  const idle = new Set(idlePeople(state));
  const next = appointed(state);
  if (next !== undefined)
    return idle.has(next.target) ? [{ target: next.target, purpose: next.purpose ?? 'act', step: 'book' }] : [];
  if (holders(state).length > 0 || chosen(state) !== undefined) return [];
  const purpose = inOneCall(state.brief) ? 'act' : 'ask';
  const open = batch(state)
    .filter((one) => idle.has(one.target))
    .map((one): Dial => ({ target: one.target, purpose, step: purpose === 'act' ? 'book' : 'screen' }));
  return purpose === 'act' ? open.slice(0, 1) : open;
}

function next(state: MissionState): Next {
  const held = holders(state);
  const [first, second] = held;
  const cancelling = second !== undefined && progressOf(state).some((one) => one.purpose === 'cancel' && !isFinal(one));
  if (first !== undefined) {
    const asked = (target: TargetId): boolean => state.gates.has(doubleBookingGate(target));
    if (second !== undefined) {
      const unasked = held.slice(1).find((target) => !asked(target));
      if (unasked !== undefined) return { kind: 'double-booking', first, target: unasked };
    }
    if (cancelling) return { kind: 'go-on' };
    if (!nothingIsOut(state)) return { kind: 'stop', because: 'it is done, nobody else is needed', all: true };
    return { kind: 'finish', status: 'succeeded', reason: 'goal' };
  }
  if (leaseTaken(state) || appointed(state) !== undefined)
    return { kind: 'stop', because: 'somebody can do it and is called about it', all: false };
  const target = chosen(state);
  if (target !== undefined) return { kind: 'choose', target };
  const over = progressOf(state).every(isFinal) && nothingIsOut(state);
  return over ? { kind: 'finish', status: 'failed', reason: 'all-called' } : { kind: 'go-on' };
}

export const doubleBookingGate = (target: TargetId): string => `gate-second-${target}`;

/** Booked, by a call that acted or by one that only asked: either way the step was done. */
function closed(state: MissionState): readonly ClosedStep[] {
  if (holders(state).length === 0 || !nothingIsOut(state) || appointed(state) !== undefined) return [];
  return ['screen', 'book']
    .filter((step) => ['pending', 'in_progress'].includes(state.steps.get(step) ?? ''))
    .map((step) => ({ step }));
}

function fault(brief: Brief): string | undefined {
  const { action } = brief;
  if (action === undefined)
    return 'This kind of mission needs to know what to do. Say what is to be booked or ordered.';
  const fields = brief.rounds[0]?.fields ?? [];
  const yesNo = (name: string): boolean => fields.some((field) => field.name === name && field.type === 'boolean');
  if (!yesNo(action.available)) return 'Say which yes-or-no question tells that it can be done there.';
  if (!yesNo(action.done)) return 'Say which yes-or-no question tells that it is done.';
  const unknown = action.conditions.find((one) => !fields.some((field) => field.name === one.field));
  if (unknown !== undefined) return `The condition on "${unknown.field}" names a question that is not asked.`;
  if (action.width < 1 || action.bestOf < 1) return 'At least one has to be asked at a time, and one has to be enough.';
  return undefined;
}

/** It asks besides whether a second booking was given back. */
function withOwnFields(brief: Brief): Brief {
  const [round, ...others] = brief.rounds;
  if (round === undefined || round.fields.some((field) => field.name === CANCELLED)) return brief;
  const field: Field = {
    name: CANCELLED,
    label: 'Cancelled',
    type: 'boolean',
    question: 'Was an earlier booking of ours cancelled in this call?',
    required: false,
  };
  return { ...brief, rounds: [{ ...round, fields: [...round.fields, field] }, ...others] };
}

/** Why a talk leaves open whether it is done; `undefined` when it tells. */
function leftOpen(state: MissionState, call: CallState, fact: CallFact): string | undefined {
  const { done } = actionOf(state);
  const said = fact.type === 'PersonAnswered' ? fact.values.private : undefined;
  const words = fact.type === 'PersonAnswered' ? fact.words?.private : undefined;
  const row = { ...(said === undefined ? {} : { values: said }), ...(words === undefined ? {} : { words }) };
  const doubt = doubtOfAction(state.brief, row).find(([field]) => field === done);
  if (doubt !== undefined) return `perhaps it is done: ${doubt[1]}`;
  const progress = state.rounds.find((one) => one.id === call.round)?.progress.get(call.target);
  const asked = call.purpose === 'act' || (call.inbound === true && mayHaveActed(state, progress));
  const mute = fact.type === 'NothingLearnt' || (call.inbound === true && fact.type !== 'CalleeOptedOut');
  const silent = said === undefined ? mute : said[done] === undefined;
  return asked && silent ? 'the call does not say whether it was done' : undefined;
}

/**
 * Only a call that was made to cancel can have cancelled; and what a talk leaves open is nobody's guess, perhaps it is done:
 * nobody else is asked to do it before a person has said so.
 */
function heard(state: MissionState, call: CallState, fact: CallFact): CallFact {
  if (call.purpose === 'cancel') return fact;
  const open = leftOpen(state, call, fact);
  if (open !== undefined) return { type: 'CallBecameUnknown', detail: open, perhapsDone: true };
  if (fact.type !== 'PersonAnswered' || fact.values.private === undefined) return fact;
  const { [CANCELLED]: _, ...values } = fact.values.private;
  return { ...fact, values: { private: values } };
}

export const action: Strategy = {
  fault,
  withOwnFields,
  heard,
  waitsForWord: mayHaveActed,
  holders,
  cameTo(state) {
    const held = holders(state).map((id) => nameOf(state, id));
    return held.length > 0 ? `Done with ${held.join(', ')}.` : `Nobody could ${actionOf(state).what}.`;
  },
  plan: (brief) => [
    { id: 'setup', description: 'Set up the assistant, the questions and a number' },
    { id: 'screen', description: `Ask who can: ${brief.action?.what ?? ''}` },
    { id: 'book', description: `Do it with one: ${brief.action?.what ?? ''}` },
  ],
  steps: () => ({ setup: 'setup', calls: 'screen', analysis: [] }),
  step: (_state, _target, purpose) => (purpose === 'ask' ? 'screen' : 'book'),
  callable,
  variables(state, dial) {
    const place = progressOf(state).findIndex((one) => one.target === dial.target);
    const { alternative, width } = actionOf(state);
    const widened = place >= width && alternative !== undefined ? { alternative } : {};
    if (dial.purpose === 'act') return { may_book: 'yes', ...widened };
    return dial.purpose === 'cancel' ? { must_cancel: 'yes' } : widened;
  },
  next,
  closed,
};
