/** Everything the one server answers: health for machines, the page and its files, the console for those who may. */
import { Hono } from 'hono';
import type { Access } from './access.ts';
import type { ConnectInfo, ConsoleDoor, Readiness } from './console-door.ts';
import { consoleRoutes } from './console-routes.ts';
import type { PageFile } from './pages.ts';

export interface RoutesOptions {
  readonly door: ConsoleDoor;
  readonly access: Access;
  readonly connect: ConnectInfo;
  readonly pages: ReadonlyMap<string, PageFile>;
  readonly ready: Readiness;
  readonly slackEvents: ((request: Request) => Promise<Response>) | undefined;
  readonly wall: () => number;
  readonly stopping: AbortSignal;
  readonly secureCookie: boolean;
  readonly log: { error(facts: Readonly<Record<string, unknown>>, message: string): void };
}

/** Nothing of elsewhere, nothing inline, nobody frames the page. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

export function createRoutes(options: RoutesOptions): Hono {
  const { access, pages, ready, slackEvents, log } = options;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  app.onError((error, c) => {
    log.error({ error, path: c.req.path }, 'a request failed');
    return c.json({ ok: false, error: 'Something on my side failed. Please try it again.', messages: [] }, 500);
  });
  app.notFound((c) => c.json({ ok: false, error: `There is nothing at ${c.req.path}.`, messages: [] }, 404));

  // Probes come by address and carry no token; they learn nothing but this.
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const missing = await ready();
    return missing === undefined ? c.json({ ok: true }) : c.json({ ok: false, error: missing }, 503);
  });

  // Slack comes under the public name and shows its signature instead.
  if (slackEvents !== undefined) app.post('/slack/events', (c) => slackEvents(c.req.raw));

  app.use(async (c, next) => {
    const refusal = access.stranger(c.req.header('host'), c.req.header('origin'));
    return refusal === undefined ? next() : c.json({ ok: false, error: refusal, messages: [] }, 403);
  });
  for (const [path, { type, body }] of pages) app.get(path, (c) => c.body(body, 200, { 'content-type': type }));
  app.route('/', consoleRoutes(options));
  return app;
}
