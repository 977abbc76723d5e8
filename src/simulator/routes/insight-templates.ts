// /ai/conversations/insights: what is read out of a conversation. The newest come first, the stock ones last.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../api-error.ts';
import { jsonObject, paged, readBody } from '../reading.ts';
import type { TemplateRow } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';

const FIELDS = z.object({
  name: z.string(),
  instructions: z.string(),
  json_schema: z.union([jsonObject, z.string()]).optional(),
  webhook: z.string().default(''),
});

export function insightTemplateRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const save = (template: TemplateRow) => {
    store.put('templates', template.id, template);
    return { data: template };
  };

  app.get('/ai/conversations/insights', (c) => c.json(paged(c, newestFirst(store.list('templates')), (row) => row)));
  app.post('/ai/conversations/insights', async (c) => {
    const fields = await readBody(c, FIELDS, 'fastapi');
    return c.json(save({ ...fields, id: randomUUID(), insight_type: 'custom', created_at: nowIso(sim) }), 201);
  });
  app.get('/ai/conversations/insights/:id', (c) => c.json({ data: templateOf(sim, c.req.param('id')) }));
  app.put('/ai/conversations/insights/:id', async (c) => {
    const old = templateOf(sim, c.req.param('id'));
    const sent = await readBody(c, FIELDS.partial(), 'fastapi');
    const {
      name = old.name,
      instructions = old.instructions,
      json_schema = old.json_schema,
      webhook = old.webhook,
    } = sent;
    return c.json(save({ ...old, name, instructions, json_schema, webhook }));
  });
  app.delete('/ai/conversations/insights/:id', (c) => {
    store.remove('templates', templateOf(sim, c.req.param('id')).id);
    return c.body(null, 204);
  });
  return app;
}

export function templateOf(sim: Simulation, id: string): TemplateRow {
  const template = sim.store.get('templates', id);
  if (template === undefined) throw notFound('insight', id);
  return template;
}

export function newestFirst<Row extends { readonly created_at: string }>(rows: readonly Row[]): readonly Row[] {
  return rows
    .toReversed()
    .toSorted((a, b) => (a.created_at === b.created_at ? 0 : a.created_at < b.created_at ? 1 : -1));
}
