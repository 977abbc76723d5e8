// caught: no-other-files-beside-main
import { clean } from './lib/clean.ts';

export const used = clean;
