// /ai/missions: the missions themselves, and the lists of runs and events across all of them.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { jsonObject, paged, readBody } from '../reading.ts';
import type { MissionRow } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { matchesEventQuery } from './events.ts';
import { missionOf } from './lookup.ts';

const FIELDS = z.object({
  name: z.string(),
  description: z.string().nullish(),
  instructions: z.string().nullish(),
  model: z.string().nullish(),
  execution_mode: z.enum(['external', 'managed']).default('external'),
  metadata: jsonObject.nullish(),
});

export function missionRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const save = (mission: MissionRow) => {
    store.put('missions', mission.mission_id, mission);
    return { data: mission };
  };

  app.get('/ai/missions', (c) => c.json(paged(c, store.list('missions').toReversed(), (mission) => mission)));
  app.post('/ai/missions', async (c) => {
    const fields = await readBody(c, FIELDS, 'telnyx');
    const at = nowIso(sim);
    return c.json(save({ mission_id: randomUUID(), ...fields, created_at: at, updated_at: at }), 201);
  });
  app.get('/ai/missions/events', (c) => {
    const events = store.list('events').filter((event) => matchesEventQuery(event, c));
    return c.json(paged(c, events, (event) => event, 50));
  });
  app.get('/ai/missions/runs', (c) => {
    const status = c.req.query('status');
    const runs = store.list('runs').filter((run) => status === undefined || run.status === status);
    return c.json(paged(c, runs.toReversed(), (run) => run));
  });
  app.get('/ai/missions/:mission', (c) => c.json({ data: missionOf(sim, c.req.param('mission')) }));
  app.put('/ai/missions/:mission', async (c) => {
    const old = missionOf(sim, c.req.param('mission'));
    const fields = await readBody(c, FIELDS.partial({ name: true }), 'telnyx');
    const { mission_id, name, created_at } = old;
    return c.json(save({ mission_id, created_at, ...fields, name: fields.name ?? name, updated_at: nowIso(sim) }));
  });
  app.delete('/ai/missions/:mission', (c) => {
    const { mission_id } = missionOf(sim, c.req.param('mission'));
    store.remove('missions', mission_id);
    return c.body(null, 204);
  });
  app.post('/ai/missions/:mission/clone', (c) => {
    const at = nowIso(sim);
    const { name, ...mission } = missionOf(sim, c.req.param('mission'));
    return c.json(
      save({ ...mission, name: `${name} (copy)`, mission_id: randomUUID(), created_at: at, updated_at: at }),
      201,
    );
  });
  return app;
}
