// caught: http-imports-only-inward, only-app-imports-its-parts
import { part } from '../app/part.ts';

export const used = part;
