// /ai/conversations: what was said. Lists take PostgREST filters; messages appear while the call goes on; insights some
// seconds after it.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../api-error.ts';
import { insightRunOnWire } from '../insight-run.ts';
import { type Column, parsePostgrest } from '../postgrest.ts';
import { paged, readBody } from '../reading.ts';
import type { ConversationRow, Json } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';

const METADATA = z.record(z.string(), z.coerce.string());
const FIELDS = z.object({ name: z.string().optional(), metadata: METADATA.optional() });
const MESSAGE = z.object({ role: z.enum(['user', 'assistant', 'tool']), content: z.string().default('') });
const MESSAGES_AT_MOST = 100;

export function conversationRoutes(sim: Simulation): Hono {
  const { store, clock } = sim;
  const app = new Hono();
  const onWire = (row: ConversationRow): Json => {
    const { messages, ...shown } = row;
    const said = messages.filter((message) => Date.parse(message.created_at) <= clock.now());
    return { ...shown, last_message_at: said.at(-1)?.created_at ?? row.created_at };
  };
  const save = (row: ConversationRow) => {
    store.put('conversations', row.id, row);
    return onWire(row);
  };

  app.get('/ai/conversations', (c) => {
    const query = parsePostgrest(new URL(c.req.url).searchParams);
    const found = store
      .list('conversations')
      .filter((row) => query.matches(columns(row)))
      .toSorted((a, b) => query.compare(columns(a), columns(b)));
    return c.json({ data: found.slice(0, query.limit).map(onWire) });
  });
  app.post('/ai/conversations', async (c) => {
    const { name, metadata = {} } = await readBody(c, FIELDS, 'fastapi');
    const at = nowIso(sim);
    return c.json(save({ id: randomUUID(), name, created_at: at, last_message_at: at, metadata, messages: [] }), 201);
  });
  app.get('/ai/conversations/:id', (c) => c.json({ data: onWire(conversationOf(sim, c.req.param('id'))) }));
  app.put('/ai/conversations/:id', async (c) => {
    const row = conversationOf(sim, c.req.param('id'));
    const { name = row.name, metadata = row.metadata } = await readBody(c, FIELDS, 'fastapi');
    return c.json({ data: save({ ...row, name, metadata }) });
  });
  app.delete('/ai/conversations/:id', (c) => {
    store.remove('conversations', conversationOf(sim, c.req.param('id')).id);
    return c.body(null, 204);
  });
  app.post('/ai/conversations/:id/message', async (c) => {
    const row = conversationOf(sim, c.req.param('id'));
    const { role, content } = await readBody(c, MESSAGE, 'fastapi');
    const at = nowIso(sim);
    save({ ...row, last_message_at: at, messages: [...row.messages, { role, text: content, created_at: at }] });
    return c.body(null, 204);
  });
  return app;
}

/** What belongs to one conversation: its messages and its insights. */
export function conversationPartRoutes(sim: Simulation): Hono {
  const { store, clock } = sim;
  const app = new Hono();
  app.get('/ai/conversations/:id/messages', (c) => {
    const { messages } = conversationOf(sim, c.req.param('id'));
    const said = messages.filter((message) => Date.parse(message.created_at) <= clock.now());
    return c.json(paged(c, said, (message) => ({ ...message, sent_at: message.created_at }), 20, MESSAGES_AT_MOST));
  });
  app.get('/ai/conversations/:id/conversations-insights', (c) => {
    const { id } = conversationOf(sim, c.req.param('id'));
    const runs = store.list('insightRuns').filter((run) => run.conversationId === id);
    return c.json(
      paged(
        c,
        runs.flatMap((run) => insightRunOnWire(run, clock.now()) ?? []),
        (run) => run,
      ),
    );
  });
  return app;
}

function conversationOf(sim: Simulation, id: string): ConversationRow {
  const row = sim.store.get('conversations', id);
  if (row === undefined) throw notFound('conversation', id);
  return row;
}

function columns(row: ConversationRow): Column {
  const own: Readonly<Record<string, string | undefined>> = {
    id: row.id,
    name: row.name,
    created_at: row.created_at,
    last_message_at: row.last_message_at,
  };
  return (name) => (name.startsWith('metadata->') ? row.metadata[name.slice('metadata->'.length)] : own[name]);
}
