// caught: chat-imports-only-inward
import type { Port } from '../engine/ports.ts';

export type Used = Port;
