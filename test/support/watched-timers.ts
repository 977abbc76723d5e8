// Timers that are still to fire, each with the place it was made at. A module of its own, because it changes what the process
// has once and for all, and setup files run anew for every test file.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';

/** Timers that code under test made, each with the place it was made at; the runner keeps the original functions. */
const made = new Map<NodeJS.Timeout, string>();

function noted<Args extends unknown[]>(make: (...args: Args) => NodeJS.Timeout) {
  const noting = (...args: Args): NodeJS.Timeout => {
    const timer = make(...args);
    if (made.size % 1_000 === 999) forgetOver();
    made.set(timer, new Error('made here').stack?.split('\n')[2]?.trim() ?? 'at an unknown place');
    return timer;
  };
  // Carries over the symbol by which util.promisify knows the promise form.
  return Object.defineProperties(noting, Object.getOwnPropertyDescriptors(make));
}

export function openTimers(): readonly string[] {
  forgetOver();
  return [...made].filter(([timer]) => timer.hasRef()).map(([, place]) => `a timer made ${place}`);
}

/** The next file of this process is not blamed for them. */
export const forgetTimers = (): void => made.clear();

function forgetOver(): void {
  for (const timer of made.keys()) if (isOver(timer)) made.delete(timer);
}

/** Fired or cleared. Node has no public word for it. */
function isOver(timer: NodeJS.Timeout): boolean {
  return '_destroyed' in timer && timer._destroyed === true;
}

const watched = { setTimeout: noted(timers.setTimeout), setInterval: noted(timers.setInterval) };
Object.assign(timers, watched);
Object.assign(globalThis, watched);
syncBuiltinESMExports();
