/**
 * Which people would hear a gap: the preview stops on them before anything is started.
 */
import type { Target } from '../missions/target.ts';

export interface EmptyVariables {
  readonly targetId: string;
  readonly name: string;
  readonly rows: readonly number[];
  /** Those of the asked names that are empty or missing, in the order asked. */
  readonly variables: readonly string[];
}

/** `names` are those used in the spoken texts: `name`, `phone`, `notes` or the variable of a column. */
export function emptyVariables(targets: readonly Target[], names: readonly string[]): readonly EmptyVariables[] {
  return targets.flatMap((target) => {
    const variables = names.filter((name) => variableOf(target, name).trim() === '');
    return variables.length === 0 ? [] : [{ targetId: target.id, name: target.name, rows: target.rows, variables }];
  });
}

function variableOf(target: Target, name: string): string {
  if (name === 'name') return target.name;
  if (name === 'phone') return target.phone;
  if (name === 'notes') return target.notes ?? '';
  return Object.hasOwn(target.variables, name) ? (target.variables[name] ?? '') : '';
}
