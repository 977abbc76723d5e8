// caught: projections-uses-no-node
import { setTimeout } from 'node:timers';

export const used = setTimeout;
