import { clean } from '../lib/clean.ts';

export const part = clean;
