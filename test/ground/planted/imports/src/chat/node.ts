// caught: chat-uses-no-node
import { join } from 'node:path';

export const used = join;
