/** A round's ranking as it is shown: who has what the mission is for comes before everybody who only could. */
import { strategyFor } from './classes/index.ts';
import { rankingIn } from './ranking.ts';
import type { MissionState } from './state.ts';
import type { RankedRow } from './terms.ts';

export function rankingOf(state: MissionState, roundId: string): readonly RankedRow[] {
  const rows = rankingIn(state, roundId);
  const held = strategyFor(state.brief.class).holders?.(state) ?? [];
  if (held.length === 0) return rows;
  const place = ({ target }: RankedRow): number => (held.includes(target) ? held.indexOf(target) : held.length);
  return rows
    .toSorted((a, b) => place(a) - place(b))
    .map((row, index) => (row.rank === undefined ? row : { ...row, rank: index + 1 }));
}
