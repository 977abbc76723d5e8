/** What a mission knows about leads, calls and their results, in the shapes the playbook names (R47, R48, R216). A part of memory.ts. */
import type { Field } from '../missions/brief.ts';
import { stepOfDial } from '../missions/classes/dials.ts';
import { bestQuote } from '../missions/classes/negotiation.ts';
import type { MissionEvent } from '../missions/event.ts';
import { doubtsIn } from '../missions/results/doubts.ts';
import { type CallState, type MissionState, nameOf, type Progress, valuesOf } from '../missions/state.ts';
import type { TargetId } from '../missions/target.ts';
import type { Value } from '../missions/terms.ts';
import { scheduledTexts } from '../missions/texts/state.ts';

export interface MemoryRecord {
  readonly seq: number;
  /** Mission time, epoch ms. */
  readonly at: number;
  readonly events: readonly MissionEvent[];
}

export const iso = (at: number): string => new Date(at).toISOString();

/** R48: `{name, phone, source}`, with the moment they came onto the list. */
export const leadsOf = (records: readonly MemoryRecord[]): readonly object[] =>
  records.flatMap(({ at, events }) =>
    events.flatMap((event) => {
      const [people, source] =
        event.type === 'MissionStarted'
          ? [event.targets, event.source.name]
          : event.type === 'MissionEdited'
            ? [event.added, event.by.name]
            : [[], ''];
      return people.flatMap(({ id, details }) =>
        details.private === undefined
          ? []
          : [{ id, name: details.private.name, phone: details.private.phone, source, found_at: iso(at) }],
      );
    }),
  );

const stepOf = (state: MissionState, call: CallState): string =>
  call.step ?? stepOfDial(state, call.round, call.target, call.purpose);

const handedOver = (state: MissionState): readonly (CallState & { readonly eventId: string })[] =>
  [...state.calls.values()].flatMap((call) =>
    call.eventId === undefined || call.inbound === true ? [] : [{ ...call, eventId: call.eventId }],
  );

/** R48: `{event_id, contractor, time}`. */
export const scheduledCalls = (state: MissionState): readonly object[] =>
  handedOver(state).map((call) => ({
    event_id: call.eventId,
    contractor: nameOf(state, call.target),
    time: iso(call.dueAt),
    step_id: stepOf(state, call),
  }));

/** R47: six keys, none of them empty. */
export const scheduledEvents = (state: MissionState): readonly object[] => [
  ...callEvents(state),
  ...scheduledTexts(state, ({ target }, round) => stepOfDial(state, round, target)),
];

const callEvents = (state: MissionState): readonly object[] =>
  handedOver(state).flatMap((call) => {
    const phone = state.people.get(call.target)?.details?.phone;
    const spec = state.brief.rounds.find((round) => round.id === call.round);
    if (phone === undefined || spec === undefined) return [];
    return [
      {
        event_id: call.eventId,
        type: 'call',
        to: phone,
        message: spec.opening,
        scheduled_at: iso(call.dueAt),
        step_id: stepOf(state, call),
      },
    ];
  });

const CURRENCY = /^[A-Z]{3}$/;

/** The number an offer is about: what is bargained for, else the first sum of money that is asked for. */
function quoteField(state: MissionState): Field | undefined {
  const fields = state.brief.rounds.flatMap((round) => round.fields);
  return (
    fields.find((field) => field.name === state.brief.mandate?.field) ??
    fields.find((field) => field.type === 'number' && CURRENCY.test(field.unit ?? ''))
  );
}

/** Whether they have it, or when: what class 5 goes by, else a question that is called so. */
function availabilityField(state: MissionState): Field | undefined {
  const fields = state.brief.rounds.flatMap((round) => round.fields);
  return (
    fields.find((field) => field.name === state.brief.action?.available) ??
    fields.find((field) => /availab|lead_time|deliver/.test(field.name))
  );
}

interface Answer {
  readonly target: TargetId;
  readonly name: string;
  readonly progress: Progress;
  readonly round: string;
}

/** The newest standing of everybody who was called; two of one name are told apart by their place on the list. */
function standings(state: MissionState): readonly Answer[] {
  const seen = new Set<string>();
  return [...state.people.keys()].flatMap((target): Answer[] => {
    const round = state.rounds.findLast((one) => one.progress.has(target));
    const progress = round?.progress.get(target);
    if (round === undefined || progress === undefined) return [];
    const plain = nameOf(state, target);
    const name = seen.has(plain) ? `${plain} (${target})` : plain;
    seen.add(plain);
    return [{ target, name, progress, round: round.id }];
  });
}

const answered = (state: MissionState): readonly Answer[] =>
  standings(state).filter(({ progress }) => progress.status === 'answered' && progress.excluded === undefined);

const value = (state: MissionState, target: TargetId, field: Field | undefined): Value | null =>
  field === undefined ? null : (valuesOf(state, target)[field.name] ?? null);

/** R48: `{<name>: {amount, available}}`; a value nobody has checked yet says so. */
export function quotesOf(state: MissionState): Readonly<Record<string, object>> {
  const price = quoteField(state);
  if (price === undefined) return {};
  const when = availabilityField(state);
  return Object.fromEntries(
    answered(state).flatMap(({ target, name, round }) => {
      const amount = value(state, target, price);
      if (amount === null) return [];
      const doubt = doubtsIn(state, round).get(target)?.get(price.name);
      const unit = price.unit === undefined ? {} : { unit: price.unit };
      const toCheck = doubt === undefined ? {} : { to_check: doubt };
      return [[name, { amount, ...unit, available: value(state, target, when), ...toCheck }]];
    }),
  );
}

/** R48, R55: `{status, conversation_id, quote, availability}` and whatever else was learnt. */
export function resultsOf(state: MissionState): Readonly<Record<string, object>> {
  const price = quoteField(state);
  const when = availabilityField(state);
  const calls = [...state.calls.values()];
  return Object.fromEntries(
    standings(state).flatMap(({ target, name, progress, round }) => {
      const last = calls.findLast((call) => call.target === target && call.round === round && call.phase === 'settled');
      if (last === undefined && progress.byHand !== true) return [];
      return [
        [
          name,
          {
            status: last?.endStatus ?? (progress.byHand === true ? 'told by a person' : null),
            outcome: progress.status,
            conversation_id: last?.conversationId ?? null,
            quote: value(state, target, price),
            availability: value(state, target, when),
            ...valuesOf(state, target),
            at: last?.endedAt === undefined ? null : iso(last.endedAt),
          },
        ],
      ];
    }),
  );
}

/** R216, R219: `{amount, company}` of the best offer that can be believed; nothing where nobody bargains. */
export function bestQuoteOf(state: MissionState): object | undefined {
  const best = state.brief.class === 'negotiation' ? bestQuote(state) : undefined;
  return best === undefined ? undefined : { amount: best.amount, company: nameOf(state, best.target) };
}

/** R254, P31: which batch the round is in, counted in people that were called for the first time. */
export function currentBatch(state: MissionState): object | undefined {
  const round = state.rounds.at(-1);
  if (round === undefined) return undefined;
  const size = state.pace?.batchSize ?? state.brief.batchSize;
  const calls = [...state.calls.values()].filter((call) => call.round === round.id && call.inbound !== true);
  const called = new Set(calls.map((call) => call.target)).size;
  return {
    round: round.id,
    number: Math.max(1, Math.ceil(called / size)),
    of: Math.max(1, Math.ceil(round.progress.size / size)),
    size,
    people_called: called,
    people: round.progress.size,
  };
}
