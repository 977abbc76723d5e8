/** The five strategies, by class. */
import type { MissionClass } from '../brief.ts';
import { action } from './action.ts';
import { negotiation } from './negotiation.ts';
import { rounds } from './rounds.ts';
import { screening } from './screening.ts';
import type { Strategy } from './strategy.ts';
import { sweep } from './sweep.ts';

const strategies: Readonly<Record<MissionClass, Strategy>> = { sweep, screening, negotiation, rounds, action };

export const strategyFor = (missionClass: MissionClass): Strategy => strategies[missionClass];
