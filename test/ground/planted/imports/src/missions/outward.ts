// caught: missions-imports-only-inward
import { engine } from '../engine/engine.ts';

export const used = engine;
