/**
 * Scores 1 to 10 from a round's values by its rank rules: each field is scaled between the worst and the best answer of
 * this round, weighted, missing values count nothing and are named by the cards. Ties keep the order of the list.
 */
import type { RankRule, RoundSpec } from './brief.ts';
import type { RankedRow, Value, Values } from './event.ts';
import type { TargetId } from './target.ts';

export interface Candidate {
  readonly target: TargetId;
  readonly values: Values | undefined;
}

const YES = new Set(['yes', 'true', 'ja', 'oui', 'sí', 'si']);

function toNumber(value: Value | undefined, rule: RankRule): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (rule.better === 'yes') return YES.has(value.trim().toLowerCase()) ? 1 : 0;
  const parsed = Number(value.replace(/[^0-9.,-]/g, '').replace(',', '.'));
  return value.trim() === '' || Number.isNaN(parsed) ? undefined : parsed;
}

/** 0 = worst of the round, 1 = best; everybody the same = 1. */
function share(value: number, all: readonly number[], rule: RankRule): number {
  const low = Math.min(...all);
  const high = Math.max(...all);
  if (rule.better === 'yes') return value;
  if (high === low) return 1;
  const up = (value - low) / (high - low);
  return rule.better === 'higher' ? up : 1 - up;
}

export function rank(spec: RoundSpec, candidates: readonly Candidate[]): readonly RankedRow[] {
  const total = spec.ranking.reduce((sum, rule) => sum + rule.weight, 0);
  const columns = spec.ranking.map((rule) => ({
    rule,
    all: candidates.flatMap((one) => toNumber(one.values?.[rule.field], rule) ?? []),
  }));
  const scored = candidates.map((one): RankedRow => {
    if (one.values === undefined) return { target: one.target };
    if (total === 0) return { target: one.target, score: 10 };
    const points = columns.reduce((sum, { rule, all }) => {
      const value = toNumber(one.values?.[rule.field], rule);
      return value === undefined ? sum : sum + rule.weight * share(value, all, rule);
    }, 0);
    return { target: one.target, score: Math.round((1 + (9 * points) / total) * 10) / 10 };
  });
  return scored.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1));
}
