// …/runs/{run}/telnyx-agents: which assistants work for a run. Not paged.
import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../api-error.ts';
import { readBody } from '../reading.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { assistantOf, runOf } from './lookup.ts';

const LINK = z.object({ telnyx_agent_id: z.string() });

export function telnyxAgentRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const base = '/ai/missions/:mission/runs/:run/telnyx-agents';

  app.get(base, (c) => {
    const { run_id } = runOf(sim, c.req.param('mission'), c.req.param('run'));
    return c.json({ data: store.list('links').filter((link) => link.run_id === run_id) });
  });
  app.post(base, async (c) => {
    const { run_id } = runOf(sim, c.req.param('mission'), c.req.param('run'));
    const { telnyx_agent_id } = await readBody(c, LINK, 'telnyx');
    assistantOf(sim, telnyx_agent_id);
    const key = `${run_id}/${telnyx_agent_id}`;
    const link = store.get('links', key) ?? { telnyx_agent_id, run_id, created_at: nowIso(sim) };
    store.put('links', key, link);
    return c.json({ data: link }, 201);
  });
  app.delete(`${base}/:agent`, (c) => {
    const { run_id } = runOf(sim, c.req.param('mission'), c.req.param('run'));
    const key = `${run_id}/${c.req.param('agent')}`;
    if (store.get('links', key) === undefined) throw notFound('linked agent', c.req.param('agent'));
    store.remove('links', key);
    return c.body(null, 204);
  });
  return app;
}
