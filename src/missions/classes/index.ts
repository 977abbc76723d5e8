/** The strategy of a mission's class. A class that is not built yet is refused before anything starts. */
import type { MissionClass } from '../brief.ts';
import { rounds } from './rounds.ts';
import type { Strategy } from './strategy.ts';
import { sweep } from './sweep.ts';

const strategies: Readonly<Partial<Record<MissionClass, Strategy>>> = { sweep, rounds };

export const strategyOf = (missionClass: MissionClass): Strategy | undefined => strategies[missionClass];

/** For missions that were started, so whose class is known to exist. */
export function strategyFor(missionClass: MissionClass): Strategy {
  const strategy = strategies[missionClass];
  if (strategy === undefined) throw new Error(`No strategy for the class ${missionClass}.`);
  return strategy;
}
