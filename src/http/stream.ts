/** The messages as server-sent events: what was missed first, then each new one; a line now and then keeps proxies calm. */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { ConsoleDoor, DoorMessage } from './console-door.ts';

const KEEP_ALIVE_MS = 15_000;
/** Somebody who reads that slowly is better off to connect again. */
const MOST_WAITING = 2_000;

export function streamMessages(
  c: Context,
  door: ConsoleDoor,
  {
    user,
    after,
    stopping,
  }: { readonly user: string | undefined; readonly after: number; readonly stopping: AbortSignal },
): Response {
  return streamSSE(c, async (stream) => {
    const waiting: DoorMessage[] = [...door.since(after, user)];
    let wake = (): void => undefined;
    const unsubscribe = door.subscribe(user, (message) => {
      waiting.push(message);
      wake();
    });
    const end = (): void => wake();
    stream.onAbort(end);
    stopping.addEventListener('abort', end, { once: true });
    try {
      // Tells a page that it knows more than there is: the state was removed, so it has to begin anew.
      await stream.writeSSE({ event: 'hello', data: JSON.stringify({ last: door.last() }) });
      while (!stream.aborted && !stopping.aborted && waiting.length < MOST_WAITING) {
        const message = waiting.shift();
        if (message !== undefined) await stream.writeSSE({ id: String(message.seq), data: JSON.stringify(message) });
        else if (!(await woken((resolve) => (wake = resolve)))) await stream.write(': still here\n\n');
      }
    } finally {
      unsubscribe();
      stopping.removeEventListener('abort', end);
    }
  });
}

/** True when called for, false after a while. */
async function woken(listen: (resolve: () => void) => void): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), KEEP_ALIVE_MS);
  listen(() => resolve(true));
  const called = await promise;
  clearTimeout(timer);
  return called;
}
