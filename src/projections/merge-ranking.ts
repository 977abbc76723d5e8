/**
 * The rankings of all rounds as one: who was scored later stands before who was scored earlier, who was called again in
 * vain keeps a place behind the scored ones of that round, and nobody stands twice.
 */
import type { TargetId } from '../missions/target.ts';
import type { RankedRow } from '../missions/terms.ts';
import type { GateView, MissionView, RowView } from './mission-view.ts';

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
  for (const round of view.rounds.filter((one) => one.status === 'finished').toReversed()) {
    const scored = round.ranking.filter((one) => one.score !== undefined);
    const unscored = round.ranking.filter((one) => one.score === undefined);
    const ranked = new Set(round.ranking.map((one) => one.target));
    const silent = round.targets.filter((id) => !ranked.has(id));
    for (const one of [...scored, ...unscored, ...silent.map((target): RankedRow => ({ target }))]) {
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

/** Who is recommended: what the result names, as `{id}`, id or name; else the first of the merged ranking that has a score. */
export function recommendedOf(
  view: Pick<MissionView, 'rounds' | 'rows'>,
  result: Readonly<Record<string, unknown>> | undefined,
): readonly TargetId[] {
  const named: readonly unknown[] = Array.isArray(result?.recommended) ? result.recommended : [];
  const found = named.flatMap((one) => {
    const row = view.rows.find((candidate) => candidate.target === idOf(one) || candidate.name === one);
    return row === undefined ? [] : [row.target];
  });
  if (found.length > 0) return found;
  const best = mergedRanking(view).find((one) => one.score !== undefined && one.ranked?.toCheck === undefined);
  return best === undefined ? [] : [best.row.target];
}

const idOf = (one: unknown): unknown => (typeof one === 'object' && one !== null && 'id' in one ? one.id : one);
