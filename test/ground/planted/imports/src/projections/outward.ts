// caught: projections-imports-only-inward
import { intake } from '../intake/intake.ts';

export const used = intake;
