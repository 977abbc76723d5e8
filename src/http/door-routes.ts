/** What somebody may ask before they are let in: where they are, and whether this is the token. */
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { type Access, COOKIE } from './access.ts';
import { fail } from './answer.ts';
import type { ConsoleDoor } from './console-door.ts';
import { createTries } from './tries.ts';

export interface DoorRoutesOptions {
  readonly door: ConsoleDoor;
  readonly access: Access;
  /** Epoch ms. */
  readonly wall: () => number;
  /** PUBLIC_URL is https: the cookie then never travels in the open. */
  readonly secureCookie: boolean;
}

const enterBody = z.object({ token: z.string().max(1_000) });

export function doorRoutes({ door, access, wall, secureCookie }: DoorRoutesOptions): Hono {
  const routes = new Hono();
  const tries = createTries(wall);

  routes.get('/api/about', (c) => {
    const entry = access.enter(c.req.header('authorization'), getCookie(c, COOKIE));
    const { sandbox, zone } = door;
    const about = { ok: true, sandbox, zone, clock: new Date(door.now()).toISOString() };
    return c.json(
      entry.may ? { ...about, door: 'open', user: entry.user } : { ...about, door: access.door, error: entry.error },
    );
  });

  routes.post('/api/enter', async (c) => {
    const body = enterBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return fail(c, 400, 'Send {"token": "…"}.');
    if (!tries.mayTry()) return fail(c, 429, 'Too many wrong tokens; wait a minute and try again.');
    const session = access.cookieFor(body.data.token);
    if (session === undefined) {
      tries.failed();
      return fail(c, 401, 'That is not the token. It is the value of CONSOLE_TOKEN where the bot was started.');
    }
    setCookie(c, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/', secure: secureCookie });
    return c.json({ ok: true, messages: [] });
  });
  return routes;
}
