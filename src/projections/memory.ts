/**
 * What the seeds call a mission's memory: everything it knows, under the keys and in the shapes the playbook names (R45, R48,
 * R216, R228, R246, R254, R264). Derived from the journal and kept nowhere: changing one thing can lose no other (P26). Notes of
 * people stand beside it under their own keys.
 */
import { slugOf } from '../lib/slug.ts';
import type { MissionEvent } from '../missions/event.ts';
import { heldNumbers, partsOf } from '../missions/provision.ts';
import { type MissionState, nameOf, type RoundState } from '../missions/state.ts';
import type { TargetId } from '../missions/target.ts';
import { callTracker } from './call-tracker.ts';
import {
  bestQuoteOf,
  currentBatch,
  iso,
  leadsOf,
  type MemoryRecord,
  quotesOf,
  resultsOf,
  scheduledCalls,
  scheduledEvents,
} from './memory-calls.ts';

export type Memory = Readonly<Record<string, unknown>>;

const phonesOf = (state: MissionState, targets: Iterable<TargetId>): readonly string[] =>
  [...targets].flatMap((id) => state.people.get(id)?.details?.phone ?? []);

function roundMemory(state: MissionState, round: RoundState, isLast: boolean): object {
  const candidates = phonesOf(state, round.progress.keys());
  const gate = [...state.gates.values()].findLast((one) => one.kind === 'shortlist' && one.round === round.id);
  if (!isLast && gate?.status === 'approved') return { candidates, advanced: phonesOf(state, gate.proposed) };
  const results = round.ranking.map(({ target, score }) => ({
    name: nameOf(state, target),
    phone: state.people.get(target)?.details?.phone ?? null,
    score: score ?? null,
    ...round.progress.get(target)?.values,
  }));
  return isLast ? { candidates, results } : { candidates, advanced: [] };
}

/** R228: `{round_1: {candidates, advanced}, round_2: {candidates, results}}`. */
const roundsMemory = (state: MissionState): Memory =>
  Object.fromEntries(
    state.rounds.map((round) => [
      round.id.replaceAll('-', '_'),
      roundMemory(state, round, round.id === state.brief.rounds.at(-1)?.id),
    ]),
  );

/** R246: what was asked, and whether it still waits. */
function approvalMemory(state: MissionState, records: readonly MemoryRecord[]): Memory {
  const gate = [...state.gates.values()].at(-1);
  const asked = events(records).findLast(({ event }) => event.type === 'GateOpened' && event.gate === gate?.id)?.event;
  if (gate === undefined || asked?.type !== 'GateOpened') return {};
  const names = gate.proposed.map((id) => nameOf(state, id)).join(', ');
  return {
    awaiting_approval: gate.status === 'open' && state.stage.kind === 'deciding',
    approval_summary: `${asked.question} Proposed: ${names}`,
  };
}

const events = (records: readonly MemoryRecord[]): readonly { readonly at: number; readonly event: MissionEvent }[] =>
  records.flatMap(({ at, events: told }) => told.map((event) => ({ at, event })));

/** R56: each decision with who, for which list, and the reason. */
function decisionsOf(state: MissionState, records: readonly MemoryRecord[]): readonly object[] {
  const names = (targets: readonly TargetId[]): readonly string[] => targets.map((id) => nameOf(state, id));
  return events(records).flatMap(({ at, event }): object[] => {
    switch (event.type) {
      case 'GateApproved':
        return [{ at: iso(at), approved: names(event.targets), list: event.list, by: event.by.map((one) => one.name) }];
      case 'GateRejected':
        return [{ at: iso(at), rejected: event.gate, by: [event.by.name], reason: event.reason?.private ?? null }];
      case 'GateReopened':
        return [{ at: iso(at), taken_back: event.gate, by: [event.by.name], reason: event.because }];
      case 'ActionChosen':
        return [{ at: iso(at), chosen: nameOf(state, event.target), purpose: event.purpose }];
      default:
        return [];
    }
  });
}

/** R32, R60: each error under a key of its own; a step that failed is over, a hold can be cured. */
const errorsOf = (records: readonly MemoryRecord[]): Memory =>
  Object.fromEntries(
    events(records).flatMap(({ at, event }): (readonly [string, object])[] => {
      if (event.type === 'StepFailed')
        return [[`error_${event.step}`, { error: event.reason, recoverable: false, at: iso(at) }]];
      if (event.type === 'MissionHeld')
        return [[`error_hold_${event.what}`, { error: event.reason, recoverable: true, at: iso(at) }]];
      if (event.type === 'CallNotPlaced')
        return [[`error_${event.call}`, { error: event.reason, recoverable: true, at: iso(at) }]];
      return [];
    }),
  );

/** R32: `{status, reason, failed_step}` of a mission that failed; else what the run was closed with. */
function resultOf(records: readonly MemoryRecord[]): Memory {
  const all = events(records);
  const end = all.findLast(({ event }) => event.type === 'MissionFinished');
  if (end?.event.type !== 'MissionFinished') return {};
  const failed = all.findLast(({ event }) => event.type === 'StepFailed')?.event;
  const { status, reason, summary, payload } = end.event;
  const step = status === 'failed' && failed?.type === 'StepFailed' ? { failed_step: failed.step } : {};
  const told = { summary: summary.private ?? null, ...payload.private };
  return { result: { status, reason, ...step, ...told, at: iso(end.at) } };
}

/** R51, R52: of the newest assistant and number. */
function setupMemory(state: MissionState): Memory {
  const assistant = [...state.provisioned].findLast(([what]) => partsOf(what)?.part === 'assistant')?.[1].id;
  const number = heldNumbers(state).at(-1);
  return {
    ...(assistant === undefined ? {} : { assistant_id: assistant }),
    ...(number === undefined ? {} : { phone_number: number.phone, phone_number_id: number.numberId }),
  };
}

const remarksOf = (records: readonly MemoryRecord[]): readonly object[] =>
  events(records).flatMap(({ at, event }) =>
    event.type === 'NoteAdded' ? [{ at: iso(at), by: event.by.name, note: event.note.private ?? null }] : [],
  );

const unlessEmpty = (key: string, value: object | undefined): Memory =>
  value === undefined || Object.keys(value).length === 0 ? {} : { [key]: value };

/** `records`: all of the mission's, oldest first; `state` is their fold. */
export function memoryOf(state: MissionState, records: readonly MemoryRecord[]): Memory {
  const notes = [...(state.memory ?? [])].filter(([, value]) => value !== undefined);
  return {
    mission: state.id,
    slug: slugOf(state.brief.name),
    ...setupMemory(state),
    ...unlessEmpty('contractors_found', leadsOf(records)),
    ...unlessEmpty('calls_scheduled', scheduledCalls(state)),
    ...unlessEmpty('scheduled_events', scheduledEvents(state)),
    call_tracker: callTracker(state),
    ...unlessEmpty('current_batch', currentBatch(state)),
    ...unlessEmpty('call_results', resultsOf(state)),
    ...unlessEmpty('quotes', quotesOf(state)),
    ...unlessEmpty('best_quote', bestQuoteOf(state)),
    ...unlessEmpty('rounds', roundsMemory(state)),
    ...approvalMemory(state, records),
    ...unlessEmpty('decisions', decisionsOf(state, records)),
    ...errorsOf(records),
    ...resultOf(records),
    ...unlessEmpty('remarks', remarksOf(records)),
    ...Object.fromEntries(notes),
  };
}
