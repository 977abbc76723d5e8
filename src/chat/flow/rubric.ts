/** What a class needs of its questions, and how its points are said. Pure. */
import type { Field, RankRule, RoundSpec } from '../../missions/brief.ts';
import type { DraftClass } from './draft.ts';

/** What this class needs and these questions do not have, with an example; undefined = nothing. */
export function lackOf(
  kind: DraftClass,
  { fields, ranking }: { readonly fields: readonly Field[]; readonly ranking: readonly RankRule[] },
): string | undefined {
  const numbers = new Set(fields.filter((field) => field.type === 'number').map((field) => field.name));
  const ranked = ranking.some((rule) => numbers.has(rule.field));
  switch (kind) {
    case 'sweep':
      return undefined;
    case 'screening':
      return ranked
        ? undefined
        : 'Points need at least one number that says which end is better, for example: How well it fits (1 to 10, higher is better)';
    case 'negotiation':
      return ranked
        ? undefined
        : 'Bargaining needs a number that says which end is better, for example: Price in EUR (number, needed, lower is better)';
    case 'rounds':
      return ranking.length > 0
        ? undefined
        : 'Say for at least one line which end is better, for example: Price in USD (number, lower is better)';
    case 'action':
      return fields.filter((field) => field.type === 'boolean').length > 1
        ? undefined
        : 'Two yes/no lines are needed: whether it could be done, and whether it is done. For example: Free table (yes/no), and: Booked (yes/no)';
  }
}

/** `Price 40 % + Lead time 30 % + Fit 30 %`; undefined where nothing gives points. */
export function pointsText({ fields, ranking }: Pick<RoundSpec, 'fields' | 'ranking'>): string | undefined {
  const total = ranking.reduce((sum, rule) => sum + rule.weight, 0);
  if (total <= 0) return undefined;
  return ranking
    .map((rule) => {
      const label = fields.find((field) => field.name === rule.field)?.label ?? rule.field;
      return `${label} ${Math.round((100 * rule.weight) / total)} %`;
    })
    .join(' + ');
}
