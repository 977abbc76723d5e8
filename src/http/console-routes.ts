/**
 * The console over HTTP, the same for its page and for scripts. Each request passes, in this order: a known address and
 * page, the token where there is one, JSON of a bearable size, the shape of its body; then the console answers.
 */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import type { z } from 'zod';
import { COOKIE } from './access.ts';
import { fail } from './answer.ts';
import { BODY_LIMIT, complaint, formBody, pressBody, sayBody, userName } from './bodies.ts';
import type { ConnectInfo, DoorAnswer, DoorMessage } from './console-door.ts';
import { type DoorRoutesOptions, doorRoutes } from './door-routes.ts';
import { streamMessages } from './stream.ts';

export interface ConsoleRoutesOptions extends DoorRoutesOptions {
  readonly connect: ConnectInfo;
  /** Aborts when the server stops: streams end. */
  readonly stopping: AbortSignal;
}

type Env = { Variables: { user: string | undefined } };
type Ctx = Context<Env>;

export function consoleRoutes(options: ConsoleRoutesOptions): Hono<Env> {
  const { door, access, connect, stopping } = options;
  const routes = new Hono<Env>();

  routes.use(async (c, next) => {
    const isPost = c.req.method === 'POST';
    if (isPost && !/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
      return fail(c, 415, 'Send JSON with the header "content-type: application/json".');
    return next();
  });
  routes.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (c) => fail(c, 413, 'That is more than 8 MB; split the file and send its parts one after the other.'),
    }),
  );

  routes.route('/', doorRoutes(options));
  routes.use(async (c, next) => {
    const entry = access.enter(c.req.header('authorization'), getCookie(c, COOKIE));
    if (!entry.may) return fail(c, entry.status, entry.error);
    c.set('user', entry.user);
    return next();
  });

  routes.post('/api/say', (c) => act(c, sayBody, (user, body) => door.say(user, body)));
  routes.post('/api/press', (c) => act(c, pressBody, (user, body) => door.press(user, body)));
  routes.post('/api/form', (c) => act(c, formBody, (user, body) => door.submit(user, body)));
  routes.get('/api/messages', (c) => {
    const viewer = viewerOf(c);
    const since = seqOf(c.req.query('since'));
    if (viewer.error !== undefined || since === undefined)
      return fail(c, 400, viewer.error ?? '"since" must be the seq of a message, a whole number.');
    return c.json({ ok: true, messages: door.since(since, viewer.user), last: door.last() });
  });
  routes.get('/api/stream', (c) => {
    const viewer = viewerOf(c);
    const after = seqOf(c.req.header('last-event-id') ?? c.req.query('since'));
    if (viewer.error !== undefined || after === undefined)
      return fail(c, 400, viewer.error ?? '"since" must be the seq of a message, a whole number.');
    return streamMessages(c, door, { user: viewer.user, after, stopping });
  });
  routes.get('/api/doctor', async (c) => c.json({ ok: true, findings: await connect.doctor() }));
  routes.get('/api/connect', (c) => c.json({ ok: true, slackManifest: connect.slackManifest }));
  routes.get('/files/:id/:name', async (c) => {
    const file = await door.file(c.req.param('id'));
    if (file === undefined) return fail(c, 404, 'This file is not kept any more; ask for it again in the chat.');
    c.header('content-type', `${file.mime}; charset=utf-8`);
    c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    return c.body(file.text);
  });
  return routes;
}

async function act<T extends { readonly user: string }>(
  c: Ctx,
  schema: z.ZodType<T>,
  what: (user: string, body: T) => Promise<DoorAnswer<DoorMessage>>,
): Promise<Response> {
  const json: unknown = await c.req.json().catch(() => undefined);
  if (json === undefined) return fail(c, 400, 'The body is no JSON.');
  const admin = c.get('user');
  // Behind a token there is one user, whoever the request says it is.
  const named = admin !== undefined && typeof json === 'object' ? { ...json, user: admin } : json;
  const body = schema.safeParse(named);
  if (!body.success) return fail(c, 400, complaint(body.error));
  const answer = await what(body.data.user, body.data);
  if (answer.ok) return c.json(answer);
  const { status, ...rest } = answer;
  return c.json(rest, status);
}

/** Whose view is asked for; on an open console everybody's where no name is given. */
function viewerOf(c: Ctx): { readonly user?: string; readonly error?: string } {
  const admin = c.get('user');
  if (admin !== undefined) return { user: admin };
  const asked = c.req.query('user');
  if (asked === undefined) return {};
  const user = userName.safeParse(asked);
  return user.success ? { user: user.data } : { error: `"user" ${user.error.issues[0]?.message ?? 'does not fit'}.` };
}

function seqOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return 0;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
