// /ai/assistants: bare objects, no `data`; update is a POST; the list gives everything and ignores paging and filters.
// With "telephony" a TeXML application is made, with "messaging" a messaging profile, and the settings name them.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest } from '../api-error.ts';
import { VOICE_PROFILE_ID } from '../default-world.ts';
import { jsonObject, readBody } from '../reading.ts';
import { type AssistantRow, asJson, type Json } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { assistantOf } from './lookup.ts';

const TOOL = z.looseObject({ type: z.string() });
const FIELDS = z.looseObject({
  name: z.string(),
  instructions: z.string(),
  model: z.string().optional(),
  greeting: z.string().optional(),
  description: z.string().optional(),
  enabled_features: z.array(z.enum(['telephony', 'messaging'])).optional(),
  tools: z.array(TOOL).optional(),
  telephony_settings: jsonObject.optional(),
  messaging_settings: jsonObject.optional(),
  insight_settings: z.looseObject({ insight_group_id: z.string().nullish() }).optional(),
  dynamic_variables: jsonObject.optional(),
  privacy_settings: z.looseObject({ data_retention: z.boolean().optional() }).optional(),
});

const UPDATE = FIELDS.partial();

/** Tools of which an assistant may have several. */
const SEVERAL: ReadonlySet<string> = new Set(['function', 'webhook', 'client_side_tool']);
const DEFAULT_MODEL = 'openai/gpt-4o';

export function assistantRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const save = (assistant: AssistantRow) => {
    store.put('assistants', assistant.id, assistant);
    return onWire(sim, assistant);
  };

  app.get('/ai/assistants', (c) =>
    c.json({
      data: store
        .list('assistants')
        .toReversed()
        .map((assistant) => onWire(sim, assistant)),
    }),
  );
  app.post('/ai/assistants', async (c) => {
    const fields = await readBody(c, FIELDS, 'fastapi');
    refuseDoubleTools(fields.tools ?? []);
    const id = `assistant-${randomUUID()}`;
    const assistant = {
      model: DEFAULT_MODEL,
      tools: [],
      dynamic_variables: {},
      ...fields,
      id,
      created_at: nowIso(sim),
    };
    return c.json(save(withFeatures(sim, assistant)), 201);
  });
  app.get('/ai/assistants/:assistant', (c) => c.json(onWire(sim, assistantOf(sim, c.req.param('assistant')))));
  app.post('/ai/assistants/:assistant', async (c) => {
    const old = assistantOf(sim, c.req.param('assistant'));
    const fields = await readBody(c, UPDATE, 'fastapi');
    refuseDoubleTools(fields.tools ?? []);
    return c.json(save(withFeatures(sim, updated(old, fields))));
  });
  app.delete('/ai/assistants/:assistant', (c) => {
    const { id } = assistantOf(sim, c.req.param('assistant'));
    store.remove('assistants', id);
    return c.json({ id, object: 'assistant', deleted: true });
  });
  app.post('/ai/assistants/:assistant/clone', (c) => {
    const {
      telephony_settings: _telephony,
      messaging_settings: _messaging,
      ...copied
    } = assistantOf(sim, c.req.param('assistant'));
    const { name, instructions } = copied;
    const id = `assistant-${randomUUID()}`;
    return c.json(save({ ...copied, name: `${name} (copy)`, instructions, id, created_at: nowIso(sim) }), 201);
  });
  return app;
}

/** Settings objects are merged, everything else is replaced; what only steers the update is not kept. */
function updated(old: AssistantRow, fields: z.infer<typeof UPDATE>): AssistantRow {
  const { promote_to_main: _main, version_name: _version, ...sent } = fields;
  return {
    ...old,
    ...sent,
    telephony_settings: { ...asJson(old.telephony_settings), ...sent.telephony_settings },
    messaging_settings: { ...asJson(old.messaging_settings), ...sent.messaging_settings },
    id: old.id,
    created_at: old.created_at,
    name: sent.name ?? old.name,
    instructions: sent.instructions ?? old.instructions,
  };
}

function onWire(sim: Simulation, assistant: AssistantRow): Json {
  const runs = sim.store.list('links').filter((link) => link.telnyx_agent_id === assistant.id);
  const missions = runs.flatMap((link) => sim.store.get('runs', link.run_id)?.mission_id ?? []);
  return { ...assistant, related_mission_ids: [...new Set(missions)] };
}

function withFeatures(sim: Simulation, assistant: AssistantRow): AssistantRow {
  const features = assistant.enabled_features;
  const has = (feature: string) => Array.isArray(features) && features.includes(feature);
  const telephony = asJson(assistant.telephony_settings);
  const messaging = asJson(assistant.messaging_settings);
  const needsApp = has('telephony') && typeof telephony.default_texml_app_id !== 'string';
  const needsProfile = has('messaging') && typeof messaging.default_messaging_profile_id !== 'string';
  return {
    ...assistant,
    telephony_settings: needsApp
      ? { ...telephony, default_texml_app_id: createTexmlApp(sim, assistant.name) }
      : telephony,
    messaging_settings: needsProfile ? { ...messaging, default_messaging_profile_id: randomUUID() } : messaging,
  };
}

function createTexmlApp(sim: Simulation, name: string): string {
  const id = String(BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 15)}`));
  sim.store.put('texmlApps', id, {
    id,
    friendly_name: name,
    outbound: { outbound_voice_profile_id: VOICE_PROFILE_ID, channel_limit: null },
    created_at: nowIso(sim),
  });
  return id;
}

function refuseDoubleTools(tools: readonly { readonly type: string }[]): void {
  const types = tools.map((tool) => tool.type).filter((type) => !SEVERAL.has(type));
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice !== undefined) throw badRequest(`Only one ${twice} tool is allowed per assistant`);
}
