// caught: adapters-see-only-the-ports
import { engine } from '../engine/engine.ts';

export const used = engine;
