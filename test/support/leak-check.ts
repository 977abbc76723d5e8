// A timer, socket, server or child process that a test file leaves open fails that file: what is left open in a test is
// left open in the product. Vitest's own detectAsyncLeaks would only print it, and makes each awaited promise hundreds
// of times slower; `LEAKS=1` turns it on where the place of a leak is hard to find.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import { afterAll, beforeAll } from 'vitest';

/** How long a file has for what is already closing, e.g. sockets whose other end hangs up. */
const GRACE_MS = 2_000;
/** A server that was just told to listen needs a few turns until it counts as open. */
const LEAST_TURNS = 20;

const HANDLES = /Socket|Server|Pipe|Process|UDP|Watcher|FSEvent|Worker/;

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

function openTimers(): readonly string[] {
  forgetOver();
  return [...made].filter(([timer]) => timer.hasRef()).map(([, place]) => `a timer made ${place}`);
}

function forgetOver(): void {
  for (const timer of made.keys()) if (isOver(timer)) made.delete(timer);
}

/** Fired or cleared. Node has no public word for it. */
function isOver(timer: NodeJS.Timeout): boolean {
  return '_destroyed' in timer && timer._destroyed === true;
}

function openHandles(): readonly string[] {
  return process.getActiveResourcesInfo().filter((kind) => HANDLES.test(kind));
}

/** What there is now beyond what there was. */
function beyond(before: readonly string[], now: readonly string[]): readonly string[] {
  return [...new Set(now)].flatMap((kind) => {
    const more = now.filter((one) => one === kind).length - before.filter((one) => one === kind).length;
    return more > 0 ? [`${more} ${kind}`] : [];
  });
}

const watched = { setTimeout: noted(timers.setTimeout), setInterval: noted(timers.setInterval) };
Object.assign(timers, watched);
Object.assign(globalThis, watched);
syncBuiltinESMExports();

let handlesAtStart: readonly string[] = [];

beforeAll(() => {
  handlesAtStart = openHandles();
});

afterAll(async () => {
  const left = () => [...openTimers(), ...beyond(handlesAtStart, openHandles())];
  const deadline = performance.now() + GRACE_MS;
  // Immediates, not timers: the wait itself must not be one of the things that are looked for.
  for (let turn = 0; turn < LEAST_TURNS || (left().length > 0 && performance.now() < deadline); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (left().length > 0) throw new Error(`Left open: ${left().join('; ')}`);
});
