/**
 * Scores 1 to 10 from a round's values by its rank rules (playbook R209, R212): each field is scaled between the worst and the
 * best answer of this round and weighted. What is missing or to be checked counts as the worst and is named; who has a value
 * to be checked is never first. Equal scores share a place and keep the order of the list.
 */
import type { Field, RankRule, RoundSpec } from './brief.ts';
import { doubtsIn } from './results/doubts.ts';
import { plainNumberIn } from './results/said.ts';
import type { MissionState } from './state.ts';
import type { TargetId } from './target.ts';
import type { RankedRow, Value, Values } from './terms.ts';

export interface Candidate {
  readonly target: TargetId;
  /** Absent = no answer. */
  readonly values: Values | undefined;
  /** Fields whose value is to be checked. */
  readonly doubted?: ReadonlySet<string>;
  readonly excluded?: boolean;
}

const YES = new Set(['yes', 'true', 'ja', 'oui', 'sí', 'si']);

function toNumber(value: Value | undefined, rule: RankRule, field: Field | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (rule.better === 'first') return placeFromEnd(String(value), field?.options ?? []);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (rule.better === 'yes') return YES.has(value.trim().toLowerCase()) ? 1 : 0;
  return field === undefined ? undefined : plainNumberIn(field, value);
}

/** The last of the options is 0; an answer that is none of them counts as none. */
function placeFromEnd(value: string, options: readonly string[]): number | undefined {
  const wanted = value.trim().toLowerCase();
  const place = options.findIndex((option) => option.trim().toLowerCase() === wanted);
  return place < 0 ? undefined : options.length - 1 - place;
}

/** 0 = worst of the round, 1 = best; everybody the same = 1. */
function share(value: number, all: readonly number[], rule: RankRule): number {
  const low = Math.min(...all);
  const high = Math.max(...all);
  if (rule.better === 'yes') return value;
  if (high === low) return 1;
  const up = (value - low) / (high - low);
  return rule.better === 'lower' ? 1 - up : up;
}

/** One rule with the values it compares. */
interface Column {
  readonly rule: RankRule;
  readonly numberOf: (one: Candidate) => number | undefined;
  readonly isDoubted: (one: Candidate) => boolean;
  readonly all: readonly number[];
}

function columnOf(spec: RoundSpec, rule: RankRule, compared: readonly Candidate[]): Column {
  const field = spec.fields.find((one) => one.name === rule.field);
  const isDoubted = (one: Candidate) => one.doubted?.has(rule.field) === true;
  const numberOf = (one: Candidate) => (isDoubted(one) ? undefined : toNumber(one.values?.[rule.field], rule, field));
  return { rule, numberOf, isDoubted, all: compared.flatMap((one) => numberOf(one) ?? []) };
}

const namesOf = (columns: readonly Column[]): readonly string[] => [...new Set(columns.map(({ rule }) => rule.field))];

function scoredRow(one: Candidate, columns: readonly Column[], total: number): RankedRow {
  const doubted = columns.filter((column) => column.isDoubted(one));
  const missing = columns.filter((column) => !column.isDoubted(one) && column.numberOf(one) === undefined);
  const points = columns.reduce((sum, { rule, numberOf, all }) => {
    const value = numberOf(one);
    return value === undefined ? sum : sum + rule.weight * share(value, all, rule);
  }, 0);
  return {
    target: one.target,
    score: total === 0 ? 10 : Math.round((1 + (9 * points) / total) * 10) / 10,
    ...(missing.length === 0 ? {} : { missing: namesOf(missing) }),
    ...(doubted.length === 0 ? {} : { toCheck: namesOf(doubted) }),
  };
}

const isSure = (row: RankedRow): boolean => row.toCheck === undefined;

/** Nobody with a value to be checked stands before the best of the others. */
function withoutDoubtedFirst(rows: readonly RankedRow[]): readonly RankedRow[] {
  const best = Math.max(...rows.filter(isSure).map((row) => row.score ?? 0));
  const capped = rows.map((row) =>
    isSure(row) || row.score === undefined || best < 1 ? row : { ...row, score: Math.min(row.score, best) },
  );
  return capped.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0) || Number(isSure(b)) - Number(isSure(a)));
}

/** Equal scores share a place; where every one is to be checked there is no first, and so no place at all. */
function withRanks(rows: readonly RankedRow[]): readonly RankedRow[] {
  if (!rows.some(isSure)) return rows;
  let rank = 0;
  return rows.map((row, index) => {
    const before = rows[index - 1];
    if (before?.score !== row.score || (before !== undefined && isSure(before) !== isSure(row))) rank = index + 1;
    return { ...row, rank };
  });
}

/** Best first, then who has no answer, last who was left out. */
export function rank(spec: RoundSpec, candidates: readonly Candidate[]): readonly RankedRow[] {
  const total = spec.ranking.reduce((sum, rule) => sum + rule.weight, 0);
  const compared = candidates.filter((one) => one.excluded !== true && one.values !== undefined);
  const columns = spec.ranking.map((rule) => columnOf(spec, rule, compared));
  const scored = compared.map((one) => scoredRow(one, columns, total));
  const silent = candidates.filter((one) => one.excluded !== true && one.values === undefined);
  const excluded = candidates.filter((one) => one.excluded === true);
  return [
    ...withRanks(withoutDoubtedFirst(scored)),
    ...silent.map(({ target }): RankedRow => ({ target })),
    ...excluded.map(({ target }): RankedRow => ({ target, excluded: true })),
  ];
}

/** By points alone, with what people corrected and left out; what stands first besides is in standing.ts. */
export function rankingIn(state: MissionState, roundId: string): readonly RankedRow[] {
  const round = state.rounds.find((one) => one.id === roundId);
  const spec = state.brief.rounds.find((one) => one.id === roundId);
  if (round === undefined || spec === undefined) return [];
  const doubts = doubtsIn(state, roundId);
  return rank(
    spec,
    [...round.progress.values()].map((one): Candidate => {
      const doubted = doubts.get(one.target);
      return {
        target: one.target,
        values: one.status === 'answered' ? one.values : undefined,
        excluded: one.excluded !== undefined,
        ...(doubted === undefined ? {} : { doubted: new Set(doubted.keys()) }),
      };
    }),
  );
}
