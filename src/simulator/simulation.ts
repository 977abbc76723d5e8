// The simulated account as the routes see it: its tables, its time, its calls. Built by startSimulator.
import type { MissionClock } from './clock.ts';
import type { Dialer } from './dialer.ts';
import type { Store } from './store.ts';

export interface Simulation {
  readonly store: Store;
  readonly clock: MissionClock;
  readonly dialer: Dialer;
}

/** Mission time as the wire writes it. */
export function nowIso(sim: Simulation): string {
  return new Date(sim.clock.now()).toISOString();
}
