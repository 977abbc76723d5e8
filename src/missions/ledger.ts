/**
 * The ledger: one stream for all missions, asked before any call is handed over (what must hold, 2). It knows people, not
 * rows: who is blocked, who was called today, who has a voicemail, which lines are taken. Pure, like a mission's decider.
 */
import { DateTime } from 'luxon';
import type { LedgerCommand, LedgerEvent, LedgerState, ReserveAnswer } from './ledger-terms.ts';
import { blockedBy, merged, type PersonRecord, unblocked, unknownPerson, withCall, withText } from './person-record.ts';
import { DAILY_LIMIT } from './policies/retry.ts';
import type { PersonId } from './terms.ts';

const DAY_MS = 24 * 60 * 60_000;
/** R287: after a voicemail a professional is left alone for two days. */
const VOICEMAIL_REST_MS = 2 * DAY_MS;
const VOICEMAIL_KEPT_MS = 14 * DAY_MS;

export const emptyLedger: LedgerState = { people: new Map(), same: new Map(), reservations: new Map(), seq: -1 };

/** The one under whom all numbers of a person are kept. */
export const headOf = (state: LedgerState, id: PersonId): PersonId => state.same.get(id) ?? id;

const personOf = (state: LedgerState, id: PersonId): PersonRecord =>
  state.people.get(headOf(state, id)) ?? unknownPerson;

/** One message at most, whichever mission left it (R294). After this long it is another matter. */
export const hasVoicemail = (state: LedgerState, person: PersonId, at: number): boolean =>
  at < (personOf(state, person).voicemailAt ?? Number.NEGATIVE_INFINITY) + VOICEMAIL_KEPT_MS;

export const isBlocked = (state: LedgerState, person: PersonId): boolean => personOf(state, person).blocked;

export function lineLimit(state: LedgerState, configured: number, now: number): number {
  const fresh = state.learnedAt !== undefined && now < state.learnedAt + DAY_MS;
  return Math.max(1, Math.min(configured, fresh ? (state.learnedLimit ?? configured) : configured));
}

export const freeLines = (state: LedgerState, configured: number, now: number): number =>
  Math.max(0, lineLimit(state, configured, now) - state.reservations.size);

const startOfNextDay = (at: number, zone: string): number =>
  DateTime.fromMillis(at, { zone }).startOf('day').plus({ days: 1 }).toMillis();

const dateOf = (at: number, zone: string): string => DateTime.fromMillis(at, { zone }).toISODate() ?? '';

type Reserve = Extract<LedgerCommand, { type: 'Reserve' }>;

/** Whether this call may be handed over; refusals say why and, where it is only a matter of time, until when. */
export function mayReserve(state: LedgerState, command: Reserve): ReserveAnswer {
  if (state.reservations.has(command.id)) return { granted: true };
  const person = personOf(state, command.person);
  const active = [...state.reservations.values()];
  const date = dateOf(command.dueAt, command.zone);
  if (person.blocked) return { granted: false, why: 'blocked', reason: 'on the do-not-call list' };
  const head = headOf(state, command.person);
  if (active.some((one) => headOf(state, one.person) === head))
    return {
      granted: false,
      why: 'busy',
      reason: 'another call to this person is under way',
      until: command.dueAt + 10 * 60_000,
    };
  if (!command.askedFor && (person.calls[date] ?? 0) >= DAILY_LIMIT[command.recipients])
    return {
      granted: false,
      why: 'daily',
      reason: 'was called today already',
      until: startOfNextDay(command.dueAt, command.zone),
    };
  const rest = (person.voicemailAt ?? Number.NEGATIVE_INFINITY) + VOICEMAIL_REST_MS;
  if (!command.askedFor && command.recipients === 'professional' && command.dueAt < rest)
    return { granted: false, why: 'voicemail', reason: 'has a voicemail from us', until: rest };
  if (active.length >= lineLimit(state, command.limit, command.dueAt))
    return { granted: false, why: 'lines', reason: 'all lines are taken' };
  return { granted: true };
}

type ReserveText = Extract<LedgerCommand, { type: 'ReserveText' }>;

/** One text a mission, on whichever of their numbers, and one a day over all missions; none to the do-not-call list. */
export function mayReserveText(state: LedgerState, { id, mission, person, dueAt, zone }: ReserveText): ReserveAnswer {
  const { blocked, texts = [] } = personOf(state, person);
  const date = dateOf(dueAt, zone);
  if (blocked) return { granted: false, why: 'blocked', reason: 'on the do-not-call list' };
  if (hasText(state, person, id, date)) return { granted: true };
  // The same text on another day than was reserved is asked about anew.
  const others = texts.filter((one) => one.id !== id);
  if (others.some((one) => one.mission === mission))
    return { granted: false, why: 'texted', reason: 'had it under another number' };
  if (!others.some((one) => one.date === date)) return { granted: true };
  const until = startOfNextDay(dueAt, zone);
  return { granted: false, why: 'texted', reason: 'had a text of another mission that day', until };
}

export function decideLedger(state: LedgerState, command: LedgerCommand): readonly LedgerEvent[] {
  switch (command.type) {
    case 'Reserve': {
      if (state.reservations.has(command.id) || !mayReserve(state, command).granted) return [];
      const { id, mission, person, dueAt, zone } = command;
      return [{ type: 'CallReserved', id, mission, person, dueAt, date: dateOf(dueAt, zone) }];
    }
    case 'Release':
      return state.reservations.has(command.id)
        ? [{ type: 'ReservationReleased', id: command.id, counted: command.counted }]
        : [];
    case 'NoteVoicemail':
      return (personOf(state, command.person).voicemailAt ?? 0) >= command.dueAt
        ? []
        : [{ type: 'VoicemailNoted', person: command.person }];
    case 'Block': {
      const { blocked, unblockedAt = Number.NEGATIVE_INFINITY } = personOf(state, command.person);
      if (blocked || (command.heardAt ?? Number.POSITIVE_INFINITY) <= unblockedAt) return [];
      const words = command.words === undefined ? {} : { words: { private: command.words } };
      const phone = command.phone === undefined ? {} : { phone: { private: command.phone } };
      return [{ type: 'PersonBlocked', person: command.person, mission: command.mission, ...words, ...phone }];
    }
    case 'Unblock':
      return isBlocked(state, command.person)
        ? [{ type: 'PersonUnblocked', person: command.person, by: command.by, reason: command.reason }]
        : [];
    case 'Join': {
      const [a, b] = command.people;
      return headOf(state, a) === headOf(state, b) ? [] : [{ type: 'PeopleJoined', people: [a, b], by: command.by }];
    }
    case 'Part':
      return state.same.has(command.person) || [...state.same.values()].includes(command.person)
        ? [{ type: 'PersonParted', person: command.person, by: command.by }]
        : [];
    case 'ReserveText': {
      const { id, mission, person, dueAt, zone } = command;
      const date = dateOf(dueAt, zone);
      if (hasText(state, person, id, date) || !mayReserveText(state, command).granted) return [];
      return [{ type: 'TextReserved', id, mission, person, date }];
    }
    case 'ReleaseText':
      return hasText(state, command.person, command.id)
        ? [{ type: 'TextReleased', id: command.id, person: command.person }]
        : [];
    case 'LearnLimit':
      return command.limit >= 1 ? [{ type: 'LimitLearned', limit: command.limit }] : [];
  }
}

/** Without `date`: on whichever day. */
export const hasText = (state: LedgerState, person: PersonId, id: string, date?: string): boolean =>
  personOf(state, person).texts?.some((one) => one.id === id && (date === undefined || one.date === date)) === true;

const changePerson = (state: LedgerState, id: PersonId, change: (one: PersonRecord) => PersonRecord): LedgerState => ({
  ...state,
  people: new Map(state.people).set(headOf(state, id), change(personOf(state, id))),
});

/** All that is known of either counts for both: blocks, calls of the day, a voicemail. */
function joined(state: LedgerState, [a, b]: readonly [PersonId, PersonId]): LedgerState {
  const [head, other] = [headOf(state, a), headOf(state, b)];
  const same = new Map([...state.same].map(([id, under]) => [id, under === other ? head : under]));
  const person = merged(personOf(state, head), personOf(state, other));
  const people = new Map(state.people).set(head, person);
  people.delete(other);
  return { ...state, people, same: same.set(other, head) };
}

/** Each number for itself again, with what was known of all of them: nobody is called more for being parted. */
function parted(state: LedgerState, id: PersonId): LedgerState {
  const head = headOf(state, id);
  const numbers = [...state.same].flatMap(([other, under]) => (under === head ? [other] : []));
  const known = personOf(state, head);
  const people = new Map(state.people);
  for (const one of numbers) people.set(one, known);
  return { ...state, people, same: new Map([...state.same].filter(([, under]) => under !== head)) };
}

export function evolveLedger(
  before: LedgerState,
  event: LedgerEvent,
  meta: { readonly seq: number; readonly at: number },
): LedgerState {
  const state = { ...before, seq: meta.seq };
  switch (event.type) {
    case 'CallReserved': {
      const { type: _, ...reservation } = event;
      return { ...state, reservations: new Map(state.reservations).set(event.id, reservation) };
    }
    case 'ReservationReleased': {
      const reservation = state.reservations.get(event.id);
      const reservations = new Map(state.reservations);
      reservations.delete(event.id);
      const left = { ...state, reservations };
      if (reservation === undefined || !event.counted) return left;
      return changePerson(left, reservation.person, (one) => ({
        ...one,
        calls: withCall(one.calls, reservation.date),
      }));
    }
    case 'VoicemailNoted':
      return changePerson(state, event.person, (one) => ({ ...one, voicemailAt: meta.at }));
    case 'PersonBlocked':
      return changePerson(state, event.person, (one) => blockedBy(one, event, meta.at));
    case 'PersonUnblocked':
      return changePerson(state, event.person, (one) => unblocked(one, meta.at));
    case 'PeopleJoined':
      return joined(state, event.people);
    case 'PersonParted':
      return parted(state, event.person);
    case 'TextReserved': {
      const { id, mission, date } = event;
      return changePerson(state, event.person, (one) => withText(one, { id, mission, date }));
    }
    case 'TextReleased':
      return changePerson(state, event.person, (one) => ({
        ...one,
        texts: (one.texts ?? []).filter(({ id }) => id !== event.id),
      }));
    case 'LimitLearned':
      return { ...state, learnedLimit: event.limit, learnedAt: meta.at };
  }
}
