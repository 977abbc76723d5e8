// A timer, socket, server or child process that a test file leaves open fails that file: what is left open in a test is
// left open in the product. Vitest's own detectAsyncLeaks would only print it, and makes each awaited promise hundreds
// of times slower; `LEAKS=1` turns it on where the place of a leak is hard to find.
import { afterAll, beforeAll } from 'vitest';
import { forgetTimers, openTimers } from './watched-timers.ts';

/** How long a file has for what is already closing, e.g. sockets whose other end hangs up. */
const GRACE_MS = 2_000;
/** A server that was just told to listen needs a few turns until it counts as open. */
const LEAST_TURNS = 20;

const HANDLES = /Socket|Server|Pipe|Process|UDP|Watcher|FSEvent|Worker/;

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
  const open = left();
  forgetTimers();
  if (open.length > 0) throw new Error(`Left open: ${open.join('; ')}`);
});
