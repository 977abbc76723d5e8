/**
 * The two clocks of design 9: with real people mission time is wall time; on a loopback simulator the simulator owns it,
 * and this client follows. Jumps happen only inside `idle`, so nobody here is ever surprised by one.
 */
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';
import type { Clock } from '../engine/ports.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  wall: () => Date.now(),
  idle: async () => false,
  toWall: (ms) => ms,
};

const reading = z.object({ now: z.iso.datetime({ offset: true }), speed: z.number().nonnegative() });

const TIMEOUT_MS = 5000;
/** Mission ms that no delay of an exchange explains. */
const JUMP_MS = 10_000;

/**
 * Follows the clock at `url` (`http://127.0.0.1:4010`). Rejects when nobody answers there.
 * `speed` asks the simulator for another speed first.
 */
export async function followSimulatedClock(url: string, speed?: number, dispatcher?: Dispatcher): Promise<Clock> {
  const address = `${url}/_sim/clock`;
  let anchor = { mission: 0, wall: 0, speed: 1 };

  /** Answers whether mission time went further than the wall alone would have taken it. */
  async function exchange(body?: object): Promise<boolean> {
    const before = now();
    const answer = await request(address, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    const seen = reading.parse(await answer.body.json());
    const mission = Date.parse(seen.now);
    const wall = Date.now();
    const jumped = seen.speed === 0 ? mission > before : mission - now() > JUMP_MS;
    // Time never runs backwards here, whatever the exchange itself cost.
    anchor = { mission: Math.max(mission, seen.speed === 0 ? mission : now()), wall, speed: seen.speed };
    return jumped;
  }

  const now = (): number => (anchor.wall === 0 ? 0 : anchor.mission + (Date.now() - anchor.wall) * anchor.speed);

  await exchange(speed === undefined ? undefined : { idleUntil: null, speed });
  return {
    now: () => Math.floor(now()),
    wall: () => Date.now(),
    idle: (until) => exchange({ idleUntil: until === undefined ? null : new Date(until).toISOString() }),
    toWall: (ms) => (anchor.speed === 0 ? Number.POSITIVE_INFINITY : ms / anchor.speed),
  };
}

/** On loopback: the simulator's time when there is one; without it an error for the sandbox, real time for the rest. */
export async function simulatedOrReal(baseUrl: string, speed: number | undefined, required: boolean): Promise<Clock> {
  try {
    return await followSimulatedClock(new URL(baseUrl).origin, speed);
  } catch (cause) {
    if (!required) return realClock;
    throw new Error(`Nothing answers at ${baseUrl}. Start the simulator there, or remove TELNYX_BASE_URL.`, { cause });
  }
}
