/**
 * The rankings of all rounds as one: who was scored later stands before who was scored earlier, who was called again in
 * vain keeps a place behind the scored ones of that round in the earlier order, who was left out or is off the list stands behind
 * them without a score, and nobody stands twice. A round that brought no score leaves the order as it was.
 */
import type { TargetId } from '../missions/target.ts';
import type { RankedRow } from '../missions/terms.ts';
import type { GateView, MissionView, PersonsWord, RoundView, RowView } from './mission-view.ts';

export interface RankedPerson {
  readonly rank: number;
  readonly row: RowView;
  /** The round whose ranking gave this place. */
  readonly round: string;
  /** Absent where that round gave no score. */
  readonly score?: number;
  /** The row of that ranking, with what counted as the worst and what is to be checked. */
  readonly ranked?: RankedRow;
}

export function mergedRanking(view: Pick<MissionView, 'rounds' | 'rows'>): readonly RankedPerson[] {
  const byId = new Map(view.rows.map((row) => [row.target, row]));
  const placed = new Set<TargetId>();
  const merged: RankedPerson[] = [];
  for (const round of roundsThatCount(view).toReversed()) {
    for (const one of rankedIn(view, round, byId)) {
      const row = byId.get(one.target);
      if (row === undefined || placed.has(one.target)) continue;
      placed.add(one.target);
      const score = one.score === undefined ? {} : { score: one.score };
      const before = merged.at(-1);
      // Equal scores of one round share a place.
      const shares = before?.round === round.id && one.rank !== undefined && before.ranked?.rank === one.rank;
      const rank = shares ? before.rank : merged.length + 1;
      merged.push({ rank, row, round: round.id, ranked: one, ...score });
    }
  }
  return merged;
}

/** Over, and somebody has a score; where there is none at all, all that are over. */
function roundsThatCount({ rounds }: Pick<MissionView, 'rounds'>): readonly RoundView[] {
  const over = rounds.filter((one) => one.status === 'finished');
  const scored = over.filter((round) => round.ranking.some((one) => one.score !== undefined));
  return scored.length === 0 ? over : scored;
}

/** Everybody of a round: the scored, then who has no score, in the order of the round before, last who no longer counts. */
function rankedIn(
  { rounds }: Pick<MissionView, 'rounds'>,
  round: RoundView,
  rows: ReadonlyMap<TargetId, RowView>,
): readonly RankedRow[] {
  const isOut = ({ target }: RankedRow) => {
    const row = rows.get(target);
    return row?.removed !== undefined || excludedOf(row) !== undefined;
  };
  const ranked = new Set(round.ranking.map((one) => one.target));
  const silent = round.targets.filter((id) => !ranked.has(id)).map((target): RankedRow => ({ target }));
  const [scored, unscored] = [round.ranking.filter(hasScore), round.ranking.filter((one) => !hasScore(one))];
  const before = rounds.slice(0, rounds.indexOf(round)).findLast((one) => one.ranking.some(hasScore))?.ranking ?? [];
  const place = ({ target }: RankedRow): number => {
    const at = before.findIndex((one) => one.target === target && hasScore(one));
    return at < 0 ? before.length : at;
  };
  const others = [...unscored, ...silent].toSorted((a, b) => place(a) - place(b));
  const all = [...scored, ...others];
  return [...all.filter((one) => !isOut(one)), ...all.filter(isOut).map(({ target }): RankedRow => ({ target }))];
}

const hasScore = ({ score }: RankedRow): boolean => score !== undefined;

/** Left out of ranking and report: by whom and why. It is said of the last round in which they answered. */
export const excludedOf = (row: RowView | undefined): PersonsWord | undefined =>
  row?.byRound?.findLast((one) => one.status === 'answered')?.excluded;

export interface Candidate {
  /** The number people use in replies ("5 instead of 2"); the same for every list of one decision. */
  readonly rank: number;
  readonly row: RowView;
  readonly proposed: boolean;
}

/** Everybody a decision is about, numbered by the round's ranking: numbers stay when the list changes. */
export function candidatesOf(view: MissionView, gate: GateView): readonly Candidate[] {
  const ranking = view.rounds.find((one) => one.id === gate.round)?.ranking ?? [];
  const everybody = new Set([...gate.proposed, ...gate.reserve]);
  const proposed = new Set(gate.proposed);
  const byId = new Map(view.rows.map((row) => [row.target, row]));
  // A set keeps the order in which its members came: the ranked ones first, then whoever the ranking does not name.
  const inOrder = new Set([...ranking.map((one) => one.target).filter((id) => everybody.has(id)), ...everybody]);
  return [...inOrder].flatMap((id, index) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ rank: index + 1, row, proposed: proposed.has(id) }];
  });
}

/** Who is recommended: what the result names, as `{id}`, id or name; where it names nobody, nobody. An old one says nothing of it: then the first of the merged ranking that has a score. */
export function recommendedOf(
  view: Pick<MissionView, 'rounds' | 'rows'>,
  result: Readonly<Record<string, unknown>> | undefined,
): readonly TargetId[] {
  if (Array.isArray(result?.recommended))
    return result.recommended.flatMap((one: unknown) => {
      const row = view.rows.find((candidate) => candidate.target === idOf(one) || candidate.name === one);
      return row === undefined ? [] : [row.target];
    });
  const best = mergedRanking(view).find((one) => one.score !== undefined && one.ranked?.toCheck === undefined);
  return best === undefined ? [] : [best.row.target];
}

const idOf = (one: unknown): unknown => (typeof one === 'object' && one !== null && 'id' in one ? one.id : one);
