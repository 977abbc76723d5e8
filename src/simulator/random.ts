// Chance that depends on nothing but its key. Every outcome, duration and insight of the simulated world is drawn from
// here, so that two runs with one seed tell the same story whatever the order and the hour of the requests.
import { createHash } from 'node:crypto';

/** A number in [0, 1) that is a pure function of the parts. */
export function chance(...parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join('\u0000')).digest().readUInt32BE(0) / 2 ** 32;
}

/** A whole number in [from, to], both included. */
export function between(from: number, to: number, ...key: readonly (string | number)[]): number {
  return from + Math.floor(chance(...key) * (to - from + 1));
}

/** One entry of a list that is not empty. */
export function pick<T>(list: readonly [T, ...T[]], ...key: readonly (string | number)[]): T {
  return list[Math.floor(chance(...key) * list.length)] ?? list[0];
}
