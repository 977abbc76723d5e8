/**
 * What follows from the folded facts: counts, the mission's status, what happens next, whether a decision can be taken
 * back. Run once after what was read, be it the whole journal or one record; reads nothing but the view.
 */
import { isAfterDeadline } from '../missions/policies/deadline.ts';
import { isOut, isTalking } from './change-row.ts';
import { withDoubts } from './doubted-rows.ts';
import { textIsOpen } from './fold-texts.ts';
import { goesOnByItself } from './holds.ts';
import type { CallView, GateView, MissionStatus, MissionView, RowStatus, RowView } from './mission-view.ts';
import { whenDue, whyAgain } from './when-due.ts';
import { isAsked, peopleOfRound, questionOf } from './who-counts.ts';

/** Waiting, not running, when nothing is due for longer than this. */
const SOON_MS = 10 * 60_000;

export function deriveView(folded: MissionView): MissionView {
  const { hold: _, nextAt: __, nextBecause: ___, ...kept } = withDoubts(folded);
  const first = kept.holds?.[0];
  const held = first === undefined ? {} : { hold: { what: first.what, reason: first.reason } };
  const counted: MissionView = { ...kept, ...held, counts: countsOf(kept), calls: dialsOf(kept.rows) };
  const gated = { ...counted, gates: counted.gates.map((gate) => gateNow(counted, gate)) };
  const timed = { ...gated, ...nextDueOf(gated, kept.changedAt) };
  const status = statusOf(timed, kept.changedAt);
  return { ...timed, status, stillOut: stillOutOf(timed, status) };
}

function countsOf(view: MissionView): MissionView['counts'] {
  const rows = peopleOfRound(view);
  const byStatus: Partial<Record<RowStatus, number>> = {};
  for (const row of rows) byStatus[row.status] = (byStatus[row.status] ?? 0) + 1;
  const calls = rows.flatMap((row) => row.calls);
  return {
    total: rows.length,
    asked: rows.filter(isAsked).length,
    onThePhone: calls.filter(isTalking).length,
    scheduled: calls.filter((call) => call.state === 'handed-over').length,
    answered: byStatus.answered ?? 0,
    byStatus,
  };
}

/** Dials that really went out. */
const dialsOf = (rows: readonly RowView[]): number =>
  rows.flatMap((row) => row.calls).filter((call) => !call.inbound && (isTalking(call) || call.state === 'ended'))
    .length;

const gateNow = (view: MissionView, gate: GateView): GateView => ({
  ...gate,
  question: questionOf(view, gate),
  canUndo: canUndo(view, gate),
});

/** Nothing of the rounds after the decision has rung or can no longer be kept from ringing. */
function canUndo(view: MissionView, gate: GateView): boolean {
  if (gate.status === 'open' || view.endedAt !== undefined || view.cancelledBy !== undefined) return false;
  if (gate.kind === 'double-booking' && gate.status === 'rejected') return false;
  const calls = callsAfter(view, gate);
  return !calls.some(
    (call) => !call.inbound && (isTalking(call) || call.state === 'ended' || call.couldNotBeTakenBack),
  );
}

/** The calls that a yes led to. */
function callsAfter(view: MissionView, gate: GateView): readonly CallView[] {
  if (gate.kind !== 'shortlist') {
    const rows = view.rows.filter((row) => gate.proposed.includes(row.target));
    const since = gate.decidedAt ?? Number.POSITIVE_INFINITY;
    return rows.flatMap((row) => row.calls).filter((call) => call.round === gate.round && call.dueAt > since);
  }
  const decided = view.rounds.findIndex((round) => round.id === gate.round);
  const later = new Set(view.rounds.slice(decided + 1).map((round) => round.id));
  return view.rows.flatMap((row) => row.calls).filter((call) => later.has(call.round));
}

/** A person is being waited for; a second booking that is kept waits for nobody. */
export const isUndecided = (gate: GateView): boolean =>
  gate.status === 'open' || (gate.status === 'rejected' && gate.kind !== 'double-booking');

function statusOf(view: MissionView, at: number): MissionStatus {
  if (view.result !== undefined) {
    if (view.result.status === 'succeeded') return 'done';
    return view.result.status === 'failed' ? 'failed' : 'cancelled';
  }
  if (view.cancelledBy !== undefined) return 'ending';
  if (view.pausedBy !== undefined) return 'paused';
  const isDeciding = view.gates.some(isUndecided);
  // What goes on by itself hides no decision.
  if (view.hold !== undefined && !(isDeciding && goesOnByItself(view))) return 'held';
  if (isDeciding) return 'deciding';
  if (!view.rounds.some((round) => round.status !== 'waiting')) return 'starting';
  if (view.rounds.every((round) => round.status === 'finished')) return 'ending';
  const out = view.rows.some((row) => row.calls.some(isTalking));
  return !out && view.nextAt !== undefined && view.nextAt - at > SOON_MS ? 'waiting' : 'running';
}

interface Due {
  readonly row: RowView;
  readonly at: number;
  readonly because?: string;
}

/** The next call, as well as events tell it; nothing when it only waits for a free line, or for a person. */
export function nextDueOf(view: MissionView, at: number): Pick<MissionView, 'nextAt' | 'nextBecause'> {
  const stopped = view.endedAt !== undefined || view.cancelledBy !== undefined || view.pausedBy !== undefined;
  if (stopped || view.hold !== undefined || view.gates.some(isUndecided)) return {};
  const rows = peopleOfRound(view).filter((row) => row.removed === undefined);
  const out = placed(rows);
  const due = out.length > 0 ? out : [...retried(view, rows, at), ...firstCalls(view, rows, at)];
  const inTime = due.filter((one) => !isAfterDeadline(view.brief, one.at));
  const soonest = inTime.toSorted((one, other) => one.at - other.at)[0];
  if (soonest === undefined) return due.length === 0 ? nextText(view.rows, at) : {};
  if (soonest.at <= at && soonest.because === undefined) return {};
  const nextBecause = soonest.because === undefined ? {} : { nextBecause: soonest.because };
  return { nextAt: Math.max(soonest.at, view.downtime?.resumeFrom ?? 0), ...nextBecause };
}

/** Everybody was called: who was not reached waits for the text. */
function nextText(rows: readonly RowView[], at: number): Pick<MissionView, 'nextAt'> {
  const times = rows.filter(textIsOpen).flatMap((row) => row.text?.at ?? []);
  return times.length === 0 ? {} : { nextAt: Math.max(at, Math.min(...times)) };
}

/** Handed over or about to be. */
const placed = (rows: readonly RowView[]): readonly Due[] =>
  rows.flatMap((row) =>
    row.calls.filter((call) => isOut(call) && !isTalking(call)).map((call) => ({ row, at: call.dueAt })),
  );

/** The soonest retry, in that person's hours. A later one cannot be due before its own time. */
function retried(view: MissionView, rows: readonly RowView[], at: number): readonly Due[] {
  const waiting = rows.filter((row) => row.nextCallAt !== undefined && !row.calls.some(isOut));
  let soonest: Due | undefined;
  for (const row of waiting.toSorted((one, other) => (one.nextCallAt ?? 0) - (other.nextCallAt ?? 0))) {
    if (soonest !== undefined && (row.nextCallAt ?? 0) >= soonest.at) break;
    const due = whenDue(view, row, at) ?? { at: Math.max(at, row.nextCallAt ?? 0) };
    if (soonest === undefined || due.at < soonest.at)
      soonest = { row, at: due.at, because: `${row.name}: ${due.because ?? whyAgain(row) ?? 'once more'}` };
  }
  return soonest === undefined ? [] : [soonest];
}

/** Who was not called yet: at once, or when the mission may begin or their hours do. One look a set of zones. */
function firstCalls(view: MissionView, rows: readonly RowView[], at: number): readonly Due[] {
  const byZones = new Map<string, RowView>();
  for (const row of rows) {
    const fresh = row.status === 'planned' && row.nextCallAt === undefined && !row.calls.some(isOut);
    const key = `${(row.details?.zones ?? []).join()} ${row.details?.region}`;
    if (fresh && !byZones.has(key)) byZones.set(key, row);
  }
  return [...byZones.values()].map((row): Due => ({ row, at, ...whenDue(view, row, at) }));
}

/** While nothing more may ring: who is still on the phone, or can no longer be kept from it. */
function stillOutOf(view: MissionView, status: MissionStatus): MissionView['stillOut'] {
  const stopped = status === 'paused' || status === 'ending' || status === 'deciding' || status === 'cancelled';
  return view.rows.flatMap((row) =>
    row.calls
      .filter((call) => isOut(call) && (call.couldNotBeTakenBack || (stopped && isTalking(call))))
      .map((call) => ({ call: call.call, name: row.name })),
  );
}
