// caught: surfaces-imports-only-inward
import { mission } from '../missions/mission.ts';

export const used = mission;
