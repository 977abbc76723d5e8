// caught: missions-uses-no-node
import { randomUUID } from 'node:crypto';

export const used = randomUUID;
