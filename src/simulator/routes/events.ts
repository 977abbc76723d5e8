// …/runs/{run}/events: the append-only record of a run. A repeated idempotency_key answers with the event there is.
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../api-error.ts';
import { jsonObject, paged, readBody } from '../reading.ts';
import { EVENT_TYPE, type EventRow } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { runOf } from './lookup.ts';

const CREATE = z.object({
  type: EVENT_TYPE,
  summary: z.string(),
  step_id: z.string().nullish(),
  agent_id: z.string().nullish(),
  payload: jsonObject.nullish(),
  idempotency_key: z.string().nullish(),
});

export function eventRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const base = '/ai/missions/:mission/runs/:run/events';
  const eventsOf = (runId: string) => store.list('events').filter((event) => event.run_id === runId);

  app.get(base, (c) => {
    const { run_id } = runOf(sim, c.req.param('mission'), c.req.param('run'));
    return c.json(
      paged(
        c,
        eventsOf(run_id).filter((event) => matchesEventQuery(event, c)),
        (event) => event,
        50,
      ),
    );
  });
  app.post(base, async (c) => {
    const { run_id } = runOf(sim, c.req.param('mission'), c.req.param('run'));
    const sent = await readBody(c, CREATE, 'telnyx');
    const known = eventsOf(run_id).find(
      (event) => typeof sent.idempotency_key === 'string' && event.idempotency_key === sent.idempotency_key,
    );
    if (known !== undefined) return c.json({ data: known });
    const event: EventRow = { event_id: randomUUID(), run_id, ...sent, timestamp: nowIso(sim) };
    store.put('events', event.event_id, event);
    return c.json({ data: event }, 201);
  });
  app.get(`${base}/:event`, (c) => {
    const { run_id } = runOf(sim, c.req.param('mission'), c.req.param('run'));
    const event = store.get('events', c.req.param('event'));
    if (event === undefined || event.run_id !== run_id) throw notFound('event', c.req.param('event'));
    return c.json({ data: event });
  });
  return app;
}

/** The filters of the event lists: type, step_id, agent_id. */
export function matchesEventQuery(event: EventRow, c: Context): boolean {
  const wanted = [
    [c.req.query('type'), event.type],
    [c.req.query('step_id'), event.step_id],
    [c.req.query('agent_id'), event.agent_id],
  ] as const;
  return wanted.every(([asked, has]) => asked === undefined || asked === has);
}
