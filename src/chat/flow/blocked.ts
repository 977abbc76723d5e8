/**
 * The do-not-call list held against the people of a draft, at each preview and again at the start: whoever is on it counts
 * as refused, with the reason, and is not on the list that is started.
 */
import type { DeskDeps } from '../desk-deps.ts';
import type { Draft, DraftList } from './draft.ts';

const REASON = 'on the do-not-call list';

export async function withoutBlocked(deps: DeskDeps, draft: Draft): Promise<Draft> {
  const { list } = draft;
  if (deps.doNotCall === undefined || list === undefined) return draft;
  const { doNotCall } = deps;
  const barred = await Promise.all(list.targets.map((target) => doNotCall.isBlocked(target.phone)));
  return barred.includes(true) ? { ...draft, list: split(list, barred) } : draft;
}

function split(list: DraftList, barred: readonly boolean[]): DraftList {
  const blocked = list.targets.filter((_, index) => barred[index] === true);
  const refused = blocked.map((target) => ({
    row: target.rows[0] ?? 0,
    reason: REASON,
    cells: [target.name, target.phone],
  }));
  return {
    ...list,
    targets: list.targets.filter((_, index) => barred[index] !== true),
    // First, because the preview names only a few and nobody expects these.
    refused: [...refused, ...list.refused],
  };
}
