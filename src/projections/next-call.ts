/**
 * When somebody is called next, and why not sooner: for every person of a list that still waits. Asked with the present
 * time by whoever shows it, so that it is never stale. Reads nothing but the view.
 */

import { isAfterDeadline } from '../missions/policies/deadline.ts';
import type { TargetId } from '../missions/target.ts';
import { isOut, isTalking } from './change-row.ts';
import { goesOnByItself, isForNumber } from './holds.ts';
import type { MissionView, RowStatus, RowView } from './mission-view.ts';
import { whenDue, whyAgain } from './when-due.ts';
import { peopleOfRound } from './who-counts.ts';

export interface NextCall {
  /** Mission ms; absent where it depends on something that has no time. */
  readonly at?: number;
  /** A line is all they wait for; `at` is foretold, not planned. */
  readonly about?: true;
  /** For a card: "no answer", "their calling hours begin then". */
  readonly because: string;
}

export type NextCalls = ReadonlyMap<TargetId, NextCall>;

const WAITING: ReadonlySet<RowStatus> = new Set(['planned', 'scheduled', 'retry']);

/** Everybody who would still be called, in the order of the list. `turns`: when whose turn is foretold to come. */
export function nextCalls(view: MissionView, now: number, turns: ReadonlyMap<TargetId, number> = new Map()): NextCalls {
  if (view.endedAt !== undefined) return new Map();
  const waiting = peopleOfRound(view).filter(
    (row) => row.removed === undefined && WAITING.has(row.status) && !row.calls.some(isTalking),
  );
  const all = standstill(view);
  const line: Line = { ...lineOf(view), now, turns, before: 0, after: undefined };
  return new Map(
    waiting.map((row): [TargetId, NextCall] => {
      const next = all === undefined ? nextOf(view, row, line) : { because: all };
      line.after = row.name;
      return [row.target, next];
    }),
  );
}

/** What keeps all of them waiting. */
function standstill(view: MissionView): string | undefined {
  if (view.cancelledBy !== undefined) return 'the mission is being stopped';
  if (view.pausedBy !== undefined) return `paused by ${view.pausedBy.name}`;
  if (view.hold !== undefined) return isForNumber(view.hold) ? 'waiting for a free number' : heldWords(view);
  if (view.gates.some((gate) => gate.status === 'open')) return 'waiting for a decision';
  if (!view.rounds.some((round) => round.status === 'calling')) return 'the calls are being set up';
  return undefined;
}

const heldWords = (view: MissionView): string =>
  goesOnByItself(view) ? 'slowed down by the phone service for a while' : 'held until somebody has cured it';

/** What the ones before in the list leave to the next. */
interface Line {
  /** Where in the list somebody stands, those taken off it left out. */
  readonly places: ReadonlyMap<TargetId, number>;
  /** The place of the first who is not through. */
  readonly first: number;
  readonly isBusy: boolean;
  readonly now: number;
  readonly turns: ReadonlyMap<TargetId, number>;
  /** Of those who only wait for their turn, so many come before. */
  before: number;
  /** Who stands before in the list. */
  after: string | undefined;
}

function lineOf(view: MissionView): Pick<Line, 'places' | 'first' | 'isBusy'> {
  const listed = view.rows.filter((one) => one.removed === undefined);
  return {
    places: new Map(listed.map((one, place) => [one.target, place])),
    first: listed.findIndex((one) => WAITING.has(one.status) || one.calls.some(isOut)),
    isBusy: view.rows.some((one) => one.calls.some(isTalking)),
  };
}

function nextOf(view: MissionView, row: RowView, line: Line): NextCall {
  const call = row.calls.findLast(isOut);
  if (call !== undefined) return { at: call.dueAt, because: whyAgain(row) ?? 'it is their turn' };
  const due = whenDue(view, row, line.now);
  if (due === undefined) return { because: 'their hours never open' };
  const { at, because } = due;
  if (isAfterDeadline(view.brief, at)) return { because: 'not any more: that would be after the deadline' };
  const waits = waitsForOthers(view, row, line);
  if (waits !== undefined) return { because: waits };
  return because === undefined ? itsTurn(view, row, line) : { at, because };
}

/** Some are called only once somebody has looked, or by how the calls before them go. */
function waitsForOthers(view: MissionView, row: RowView, line: Line): string | undefined {
  const { tryFirst, action, class: kind } = view.brief;
  const place = line.places.get(row.target) ?? 0;
  const isTrial = tryFirst !== undefined && view.round === 0 && !view.gates.some((gate) => gate.kind === 'trial');
  if (isTrial && place >= tryFirst) return `after somebody has looked at the first ${tryFirst}`;
  if (kind === 'negotiation') {
    if (line.after !== undefined) return `one after the other, after ${line.after}`;
    return line.isBusy ? 'one after the other' : undefined;
  }
  if (kind !== 'action' || action === undefined) return undefined;
  const batchOf = (at: number): number => Math.floor(Math.max(0, at) / Math.max(1, action.width));
  return batchOf(place) > batchOf(line.first) ? 'only if nobody before them can' : undefined;
}

function itsTurn({ brief }: MissionView, row: RowView, line: Line): NextCall {
  const at = line.turns.get(row.target);
  if (at !== undefined && isAfterDeadline(brief, at))
    return { because: 'probably not any more: their turn would come after the deadline' };
  const ahead = line.before === 0 ? '' : `, ${line.before} before them`;
  line.before += 1;
  return { ...(at === undefined ? {} : { at }), about: true, because: `as soon as a line is free${ahead}` };
}
