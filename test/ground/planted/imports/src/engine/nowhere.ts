// caught: resolvable
import { nothing } from './gone.ts';

export const used = nothing;
