// /ai/conversations/insight-groups: which templates run together. Assigning takes no body and answers with none.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../api-error.ts';
import { paged, readBody } from '../reading.ts';
import type { GroupRow, Json } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { newestFirst, templateOf } from './insight-templates.ts';

const FIELDS = z.object({ name: z.string(), description: z.string().optional(), webhook: z.string().default('') });

export function insightGroupRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const base = '/ai/conversations/insight-groups';
  const onWire = ({ insightIds, ...group }: GroupRow): Json => ({
    ...group,
    insights: insightIds.flatMap((id) => store.get('templates', id) ?? []),
  });
  const save = (group: GroupRow) => {
    store.put('groups', group.id, group);
    return { data: onWire(group) };
  };
  const groupOf = (id: string) => {
    const group = store.get('groups', id);
    if (group === undefined) throw notFound('insight group', id);
    return group;
  };

  app.get(base, (c) => c.json(paged(c, newestFirst(store.list('groups')), onWire)));
  app.post(base, async (c) => {
    const fields = await readBody(c, FIELDS, 'fastapi');
    return c.json(save({ ...fields, id: randomUUID(), insightIds: [], created_at: nowIso(sim) }), 201);
  });
  app.get(`${base}/:group`, (c) => c.json({ data: onWire(groupOf(c.req.param('group'))) }));
  app.put(`${base}/:group`, async (c) => {
    const old = groupOf(c.req.param('group'));
    const sent = await readBody(c, FIELDS.partial(), 'fastapi');
    const { name = old.name, description = old.description, webhook = old.webhook } = sent;
    return c.json(save({ ...old, name, description, webhook }));
  });
  app.delete(`${base}/:group`, (c) => {
    store.remove('groups', groupOf(c.req.param('group')).id);
    return c.body(null, 204);
  });
  app.post(`${base}/:group/insights/:insight/assign`, (c) => {
    const group = groupOf(c.req.param('group'));
    const { id } = templateOf(sim, c.req.param('insight'));
    save({ ...group, insightIds: [...new Set([...group.insightIds, id])] });
    return c.body(null, 200);
  });
  app.delete(`${base}/:group/insights/:insight/unassign`, (c) => {
    const group = groupOf(c.req.param('group'));
    const insight = c.req.param('insight');
    if (!group.insightIds.includes(insight)) throw notFound('assigned insight', insight);
    save({ ...group, insightIds: group.insightIds.filter((id) => id !== insight) });
    return c.body(null, 204);
  });
  return app;
}
