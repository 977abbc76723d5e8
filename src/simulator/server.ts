// The HTTP side: each request first lets mission time catch up, then meets an ordered fault, the key check, the
// idempotency key and its route; log entry and changed rows are on disk before the answer leaves.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { ApiError, errorBody, unauthorized } from './api-error.ts';
import { faultAnswer, strikesAfter, takeFault } from './faults.ts';
import { createIdempotencyKeys } from './idempotency.ts';
import type { FaultRow } from './orders.ts';
import { type RequestLog, readable } from './request-log.ts';
import { accountRoutes } from './routes/account.ts';
import { assistantRoutes } from './routes/assistants.ts';
import { callRoutes } from './routes/calls.ts';
import { controlRoutes } from './routes/control.ts';
import { conversationPartRoutes, conversationRoutes } from './routes/conversations.ts';
import { eventRoutes } from './routes/events.ts';
import { insightGroupRoutes } from './routes/insight-groups.ts';
import { insightTemplateRoutes } from './routes/insight-templates.ts';
import { missionRoutes } from './routes/missions.ts';
import { phoneNumberRoutes } from './routes/phone-numbers.ts';
import { planRoutes } from './routes/plan.ts';
import { runRoutes } from './routes/runs.ts';
import { scheduledEventRoutes } from './routes/scheduled-events.ts';
import { telnyxAgentRoutes } from './routes/telnyx-agents.ts';
import type { Simulation } from './simulation.ts';

export type ServerEnv = { Bindings: HttpBindings };
type Ctx = Context<ServerEnv>;

export interface ServerOptions {
  readonly sim: Simulation;
  readonly log: RequestLog;
  /** Writes what has changed to the state file. */
  readonly commit: () => void;
  /** Aborts when the simulator stops: what hangs lets go. */
  readonly stopping: AbortSignal;
}

/** In this order: fixed words such as `insights` before the ids of the same place. */
const TELNYX_ROUTES = [
  missionRoutes,
  runRoutes,
  planRoutes,
  eventRoutes,
  telnyxAgentRoutes,
  assistantRoutes,
  scheduledEventRoutes,
  insightTemplateRoutes,
  insightGroupRoutes,
  conversationRoutes,
  conversationPartRoutes,
  phoneNumberRoutes,
  callRoutes,
  accountRoutes,
] as const;

export function createServerApp({ sim, log, commit, stopping }: ServerOptions): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  const keys = createIdempotencyKeys(sim.store, sim.clock.now);

  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.body, error.status);
    process.stderr.write(`${error.stack ?? error.message}\n`);
    return c.json(errorBody([{ code: '10007', title: 'Unexpected error', detail: error.message }]), 500);
  });
  app.notFound((c) =>
    c.json(errorBody([{ code: '10005', title: 'Resource not found', detail: `No ${c.req.path}` }]), 404),
  );

  app.use('/_sim/*', async (c, next) => {
    sim.dialer.advance(sim.clock.read(c.req.path === '/_sim/clock'));
    await next();
    commit();
  });
  app.use('/v2/*', async (c, next) => {
    sim.dialer.advance(sim.clock.read(true));
    const body = await c.req.text();
    const fault = takeFault(sim.store, c.req.method, c.req.path + new URL(c.req.url).search);
    if (fault === undefined || strikesAfter(fault)) await answer(c, next, body, fault);
    const instead = fault === undefined ? undefined : faultAnswer(fault);
    if (instead !== undefined) c.res = new Response(instead.text, { status: instead.status, headers: instead.headers });
    const cut = fault !== undefined && /^(drop|hang)/.test(fault.kind);
    if (cut) c.res = new Response(null, { status: 502 });
    const text = await c.res.clone().text();
    const { method, path } = c.req;
    const request = { method, path, query: c.req.query(), headers: c.req.header(), body: readable(body) };
    log.request(sim.clock.now(), { ...request, status: cut ? 0 : c.res.status, response: readable(text) });
    commit();
    if (fault?.kind.startsWith('hang')) await released(c, stopping);
    if (cut) c.env.incoming.socket.destroy();
    if (fault?.kind === 'slow-body') c.res = slowly(c.res, text, fault.ms, stopping);
    c.res.headers.set('x-request-id', randomUUID());
  });

  async function answer(c: Ctx, next: () => Promise<void>, body: string, fault: FaultRow | undefined): Promise<void> {
    try {
      if (!/^Bearer \S+/.test(c.req.header('authorization') ?? '')) throw unauthorized();
      const keyed = keys.begin(c.req.method, c.req.path, c.req.header('idempotency-key'), body);
      if (fault?.kind === 'delay') await sleep(fault.ms, undefined, { signal: stopping });
      if (keyed?.replay !== undefined) {
        c.res = Response.json(keyed.replay.response, { status: keyed.replay.status });
        return;
      }
      await next();
      keyed?.finish(c.res.status, readable(await c.res.clone().text()));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      c.res = Response.json(error.body, { status: error.status });
    }
  }

  app.route('/_sim', controlRoutes(sim));
  for (const routes of TELNYX_ROUTES) app.route('/v2', routes(sim));
  return app;
}

/** Waits until the client goes away or the simulator stops. */
async function released(c: Ctx, stopping: AbortSignal): Promise<void> {
  const { socket } = c.env.incoming;
  if (socket.destroyed || stopping.aborted) return;
  await new Promise<void>((resolve) => {
    socket.once('close', resolve);
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The headers at once, then the body in ten pieces over `ms`. */
function slowly(response: Response, text: string, ms: number, stopping: AbortSignal): Response {
  const bytes = new TextEncoder().encode(text);
  const size = Math.max(1, Math.ceil(bytes.length / 10));
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      for (let from = 0; from < bytes.length && !stopping.aborted; from += size) {
        await sleep(ms / 10, undefined, { signal: stopping }).catch(() => undefined);
        controller.enqueue(bytes.slice(from, from + size));
      }
      controller.close();
    },
  });
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(body, { status: response.status, headers });
}
