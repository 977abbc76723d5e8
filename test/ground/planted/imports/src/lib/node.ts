// caught: lib-uses-no-node
import { readFileSync } from 'node:fs';

export const used = readFileSync;
