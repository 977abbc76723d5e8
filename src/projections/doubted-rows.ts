/** Marks the rows whose values are to be checked, each with the reason in words; asked anew after every record. */
import { doubts } from '../missions/results/doubts.ts';
import type { TargetId } from '../missions/target.ts';
import type { MissionView, RowView } from './mission-view.ts';

/** What is said of a field last is what counts: a later round's value takes the place of an earlier doubt. */
function doubtsByPerson(view: MissionView): ReadonlyMap<TargetId, Readonly<Record<string, string>>> {
  const found = new Map<TargetId, Record<string, string>>();
  for (const round of view.brief.rounds) {
    const standings = view.rows.flatMap((row) => {
      const one = row.byRound?.find((standing) => standing.round === round.id);
      return one === undefined || one.status !== 'answered' ? [] : [{ target: row.target, one }];
    });
    const rows = standings.map(({ target, one }) => ({
      target,
      values: one.values,
      ...(one.checked === undefined ? {} : { checked: one.checked }),
      ...(one.excluded === undefined ? {} : { excluded: one.excluded.reason }),
      ...(one.byHand === undefined ? {} : { byHand: true as const }),
      ...(one.words === undefined ? {} : { words: one.words }),
    }));
    const inRound = doubts(view.brief, round, rows);
    for (const { target, one } of standings) {
      const known = found.get(target) ?? {};
      for (const field of Object.keys(one.values)) delete known[field];
      found.set(target, { ...known, ...Object.fromEntries(inRound.get(target) ?? []) });
    }
  }
  return found;
}

const sameDoubts = (one: RowView['doubts'], other: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(one ?? {}) === JSON.stringify(other);

export function withDoubts(view: MissionView): MissionView {
  const found = doubtsByPerson(view);
  const isKnown = view.rows.every((row) => sameDoubts(row.doubts, found.get(row.target) ?? {}));
  if (isKnown) return view;
  const rows = view.rows.map((row): RowView => {
    const its = found.get(row.target) ?? {};
    if (sameDoubts(row.doubts, its)) return row;
    const { doubts: _, ...kept } = row;
    return Object.keys(its).length === 0 ? kept : { ...kept, doubts: its };
  });
  return { ...view, rows };
}
