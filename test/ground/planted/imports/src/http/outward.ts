// caught: http-imports-only-inward
import { journal } from '../store/journal.ts';

export const used = journal;
