/**
 * The journal of one mission, folded to what a person sees. `viewOf` reads all of it, `foldView` adds one record; both
 * give the same view. Station: between the journal and every card, list and result; knows no platform and no clock.
 */
import type { MissionEvent } from '../missions/event.ts';
import { isFact } from '../missions/evolve.ts';
import { asTheBriefSays, backToSpeedAt } from '../missions/pace/pace.ts';
import type { Actor } from '../missions/terms.ts';
import { freshStanding, showNewest } from './change-row.ts';
import { deriveView } from './derive-view.ts';
import { foldCallback } from './fold-callbacks.ts';
import { foldCall, foldFact, foldPlans, giveUp } from './fold-calls.ts';
import { foldEdit } from './fold-edit.ts';
import { foldGate, foldShownLists } from './fold-gates.ts';
import { announcementKey, type EventPlace } from './fold-meta.ts';
import { foldResult } from './fold-results.ts';
import { foldText } from './fold-texts.ts';
import { recommendedOf } from './merge-ranking.ts';
import type { MissionView, RoundStanding, RowView } from './mission-view.ts';
import { plainWords } from './plain-words.ts';

/** What the fold needs of a journal record. */
export interface ViewRecord {
  readonly seq: number;
  /** Mission time, epoch ms. */
  readonly at: number;
  readonly events: readonly MissionEvent[];
}

/** Undefined for an empty journal. Of a long one only the facts are folded; what follows from them is asked once. */
export function viewOf(records: readonly ViewRecord[]): MissionView | undefined {
  const folded = records.reduce<MissionView | undefined>(foldRecord, undefined);
  return folded === undefined ? undefined : deriveView(folded);
}

/** One record more. Throws when the first event of a mission is not its start. */
export const foldView = (view: MissionView | undefined, record: ViewRecord): MissionView =>
  deriveView(foldRecord(view, record));

/** The facts alone; what follows from them stays as it was. */
function foldRecord(view: MissionView | undefined, record: ViewRecord): MissionView {
  let next = view;
  for (const [index, event] of record.events.entries()) {
    next = foldEvent(next, event, { seq: record.seq, at: record.at, index });
  }
  if (next === undefined) throw new Error(`Record ${record.seq} holds no event and there is no mission before it.`);
  return foldShownLists({ ...next, seq: record.seq, changedAt: record.at }, record);
}

function foldEvent(view: MissionView | undefined, event: MissionEvent, place: EventPlace): MissionView {
  if (event.type === 'MissionStarted') return begin(event, place);
  if (view === undefined) throw new Error(`A mission begins with MissionStarted, not with ${event.type}.`);
  const seen = 'by' in event ? remember(view, Array.isArray(event.by) ? event.by : [event.by]) : view;
  if (isFact(event)) return foldFact(seen, event);
  return (
    foldCall(seen, event) ??
    foldCallback(seen, event) ??
    foldText(seen, event, place) ??
    foldPlans(seen, event) ??
    foldGate(seen, event, place) ??
    foldEdit(seen, event, place.at) ??
    foldResult(seen, event, place) ??
    foldRounds(seen, event) ??
    foldCourse(seen, event, place)
  );
}

function remember(view: MissionView, people: readonly Actor[]): MissionView {
  const names = Object.fromEntries(people.map((one) => [one.id, one.name]));
  return { ...view, names: { ...view.names, ...names } };
}

function begin(event: Extract<MissionEvent, { type: 'MissionStarted' }>, place: EventPlace): MissionView {
  const rows = event.targets.map((one): RowView => {
    const details = one.details.private;
    return {
      target: one.id,
      details,
      name: details?.name ?? 'a forgotten person',
      status: 'planned',
      attempts: 0,
      values: {},
      voicemailLeft: false,
      calls: [],
      byRound: [],
    };
  });
  return {
    id: event.id,
    status: 'starting',
    sandbox: event.origin.sandbox,
    brief: event.brief,
    owner: event.owner,
    names: { [event.owner.id]: event.owner.name },
    place: event.place,
    source: event.source,
    startedAt: place.at,
    changedAt: place.at,
    rows,
    rounds: event.brief.rounds.map((round) => ({
      id: round.id,
      purpose: round.purpose,
      fields: round.fields,
      targets: [],
      status: 'waiting',
      ranking: [],
    })),
    round: 0,
    gates: [],
    counts: { total: rows.length, asked: 0, onThePhone: 0, scheduled: 0, answered: 0, byStatus: {} },
    calls: 0,
    talkSeconds: 0,
    stillOut: [],
    takenBack: 0,
    seq: place.seq,
  };
}

function foldRounds(view: MissionView, event: MissionEvent): MissionView | undefined {
  switch (event.type) {
    case 'RoundOpened': {
      const { round: id, targets } = event;
      const rounds = view.rounds.map((one) => (one.id === id ? { ...one, targets, status: 'calling' as const } : one));
      const called = new Set(targets);
      const rows = view.rows.map((row) =>
        called.has(row.target)
          ? showNewest({ ...row, byRound: [...(row.byRound ?? []), freshStanding(id)] }, false)
          : row,
      );
      return {
        ...view,
        rounds,
        rows,
        round: Math.max(
          0,
          rounds.findIndex((one) => one.id === id),
        ),
        takenBack: 0,
      };
    }
    case 'RoundFinished': {
      const { round: id, ranking } = event;
      const scores = new Map(ranking.map((one) => [one.target, one.score]));
      return {
        ...view,
        rounds: view.rounds.map((one) => (one.id === id ? { ...one, ranking, status: 'finished' as const } : one)),
        rows: view.rows.map((row) => {
          const score = scores.get(row.target);
          return score === undefined ? row : { ...row, score };
        }),
      };
    }
    default:
      return undefined;
  }
}

/** Pause, hold, cancel, end. What is left (steps, provisioning, notes) changes nothing that a card shows. */
function foldCourse(view: MissionView, event: MissionEvent, place: EventPlace): MissionView {
  switch (event.type) {
    case 'MissionHeld': {
      const held = view.holds ?? [];
      const was = held.find((one) => one.what === event.what);
      // Only what needs somebody is news a second time; the same wait with another time is the same card.
      const isUpdate = was !== undefined && event.until !== undefined;
      const hold = {
        what: event.what,
        reason: plainWords(event.reason),
        since: was?.since ?? place.at,
        ...(event.until === undefined ? {} : { until: event.until }),
        postedAs: isUpdate ? was.postedAs : announcementKey(place),
      };
      return { ...view, holds: was === undefined ? [...held, hold] : held.map((one) => (one === was ? hold : one)) };
    }
    case 'HoldLifted':
      return { ...view, holds: (view.holds ?? []).filter((one) => one.what !== event.what) };
    case 'PaceChanged':
      return slowed(view, event, place);
    case 'MissionPaused': {
      const because = event.because?.private === undefined ? {} : { pausedBecause: event.because.private };
      return { ...view, pausedBy: event.by, pausedAt: place.at, takenBack: 0, ...because };
    }
    case 'MissionResumed': {
      const { pausedBy: _, pausedAt: __, pausedBecause: ___, ...resumed } = view;
      return { ...resumed, takenBack: 0 };
    }
    case 'MissionCancelled': {
      const because = event.because?.private === undefined ? {} : { cancelledBecause: event.because.private };
      return { ...view, cancelledBy: event.by, takenBack: 0, ...because };
    }
    case 'MissionFinished':
      return finish(view, event, place);
    default:
      return view;
  }
}

function slowed(
  { pace: _, ...view }: MissionView,
  { batchSize, spacingSecs, because }: Extract<MissionEvent, { type: 'PaceChanged' }>,
  place: EventPlace,
): MissionView {
  const speed = { batchSize, spacingSecs };
  if (because === 'calm' && asTheBriefSays(speed, view.brief)) return view;
  return { ...view, pace: { ...speed, until: backToSpeedAt(speed, place.at, view.brief) } };
}

function finish(
  view: MissionView,
  event: Extract<MissionEvent, { type: 'MissionFinished' }>,
  place: EventPlace,
): MissionView {
  const rows = view.rows.map((row) => showNewest({ ...row, byRound: (row.byRound ?? []).map(closeStanding) }, true));
  const closed = { ...view, rows, endedAt: place.at };
  const summary = plainWords(event.summary.private ?? '');
  // A list that people said no to is nobody's recommendation.
  const recommended = event.reason === 'rejected' ? [] : recommendedOf(closed, event.payload.private);
  return {
    ...closed,
    result: { status: event.status, reason: event.reason, summary, recommended, postedAs: announcementKey(place) },
  };
}

/** What nobody could say at the end stays said so. */
const closeStanding = (standing: RoundStanding): RoundStanding =>
  standing.status === 'unknown' ? standing : giveUp(standing);
