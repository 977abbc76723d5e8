// How often a repeated test repeats: the quick set is for every change, the full one for `npm run test:full` and CI.

/** True under `npm run test:full`. */
export const isFullRun: boolean = process.env.FULL === '1';

/** `counts(5, 50)`: 5 kills in the quick set, 50 in the full one. */
export function counts(quick: number, full: number): number {
  return isFullRun ? full : quick;
}
