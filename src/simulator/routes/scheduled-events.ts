// /ai/assistants/{assistant}/scheduled_events: calls and texts at a time. Bare objects; DELETE cancels a pending one and
// otherwise only destroys the record, and the call goes on.
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { badRequest, notFound, refuse, telephonyRefusal } from '../api-error.ts';
import { countryOf } from '../countries.ts';
import { nextScript } from '../new-leg.ts';
import { jsonObject, paged, readBody } from '../reading.ts';
import { type AssistantRow, asJson, type Json, type ScheduledRow } from '../rows.ts';
import { nowIso, type Simulation } from '../simulation.ts';
import { assistantOf } from './lookup.ts';

const CREATE = z.object({
  telnyx_conversation_channel: z.enum(['phone_call', 'sms_chat']),
  telnyx_end_user_target: z.string(),
  telnyx_agent_target: z.string(),
  scheduled_at_fixed_datetime: z.iso.datetime({ offset: true }),
  text: z.string().optional(),
  conversation_metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  dynamic_variables: z.record(z.string(), z.string()).default({}),
  max_retries_client_errors: z.number().int().min(0).max(10).default(0),
  retry_interval_secs: z.number().int().min(60).max(86_400).default(300),
  call_settings: jsonObject.optional(),
});
type Sent = z.infer<typeof CREATE>;

/** A DELETE that comes this late finds the call already under way. */
const RACE_SECONDS = 1;

export function scheduledEventRoutes(sim: Simulation): Hono {
  const { store, dialer, clock } = sim;
  const app = new Hono();
  const base = '/ai/assistants/:assistant/scheduled_events';
  const eventOf = (assistantId: string, eventId: string) => {
    assistantOf(sim, assistantId);
    const event = store.get('scheduled', eventId);
    if (event === undefined || event.assistant_id !== assistantId) throw notFound('scheduled event', eventId);
    return event;
  };

  app.get(base, (c) => {
    const { id } = assistantOf(sim, c.req.param('assistant'));
    const events = store.list('scheduled').filter((event) => event.assistant_id === id && matches(event, c));
    return c.json(paged(c, events, onWire));
  });
  app.post(base, async (c) => {
    const assistant = assistantOf(sim, c.req.param('assistant'));
    const sent = await readBody(c, CREATE, 'fastapi');
    refuseUnlessPossible(sim, assistant, sent);
    const event: ScheduledRow = {
      ...sent,
      scheduled_event_id: randomUUID(),
      assistant_id: assistant.id,
      created_at: nowIso(sim),
      status: 'pending',
      call_attempts: [],
      errors: [],
      dueMs: Date.parse(sent.scheduled_at_fixed_datetime),
    };
    dialer.schedule(event);
    return c.json(onWire(event), 201);
  });
  app.get(`${base}/:event`, (c) => c.json(onWire(eventOf(c.req.param('assistant'), c.req.param('event')))));
  app.delete(`${base}/:event`, (c) => {
    const event = eventOf(c.req.param('assistant'), c.req.param('event'));
    const script = nextScript(store, event.telnyx_end_user_target);
    const race = (script?.raceSeconds ?? RACE_SECONDS) * 1000;
    if (event.status === 'pending' && event.dueMs - clock.now() <= race) dialer.dispatch(event, clock.now());
    store.remove('scheduled', event.scheduled_event_id);
    return c.body(null, 204);
  });
  return app;
}

function matches(event: ScheduledRow, c: Context): boolean {
  const channel = c.req.query('conversation_channel');
  const from = c.req.query('from_date');
  const to = c.req.query('to_date');
  return (
    (channel === undefined || event.telnyx_conversation_channel === channel) &&
    (from === undefined || event.dueMs >= dateMs(from, 'from_date')) &&
    (to === undefined || event.dueMs <= dateMs(to, 'to_date'))
  );
}

/** A bare date includes its whole day. */
function dateMs(text: string, name: 'from_date' | 'to_date'): number {
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const ms = Date.parse(bare && name === 'to_date' ? `${text}T23:59:59.999Z` : text);
  if (Number.isNaN(ms)) throw badRequest(`${name} is not an ISO 8601 date`);
  return ms;
}

function refuseUnlessPossible(sim: Simulation, assistant: AssistantRow, sent: Sent): void {
  for (const field of ['telnyx_end_user_target', 'telnyx_agent_target'] as const) {
    if (/^\+[1-9]\d{6,14}$/.test(sent[field]) || (field === 'telnyx_end_user_target' && sent[field].startsWith('sip:')))
      continue;
    throw refuse(
      400,
      '10016',
      'Phone number must be in +E.164 format',
      `${field} ${sent[field]} is not valid`,
      `/body/${field}`,
    );
  }
  if (Date.parse(sent.scheduled_at_fixed_datetime) <= sim.clock.now()) {
    throw badRequest('scheduled_at_fixed_datetime must be in the future', '/body/scheduled_at_fixed_datetime');
  }
  if (sent.telnyx_conversation_channel === 'phone_call') refuseUnlessCallable(sim, assistant, sent);
  else refuseUnlessTextable(sim, assistant, sent);
}

function refuseUnlessCallable(sim: Simulation, assistant: AssistantRow, sent: Sent): void {
  const appId = asJson(assistant.telephony_settings).default_texml_app_id;
  if (typeof appId !== 'string') throw badRequest('Assistant does not have telephony settings configured');
  const number = sim.store.list('numbers').find((row) => row.phone_number === sent.telnyx_agent_target);
  if (number?.status !== 'active' || number.connection_id !== appId) throw notOurNumber(sent);
  const profileId = sim.store.get('texmlApps', appId)?.outbound.outbound_voice_profile_id;
  const profile = typeof profileId === 'string' ? sim.store.get('voiceProfiles', profileId) : undefined;
  if (profile === undefined) throw badRequest('Cannot make outbound call with no outbound voice profile');
  const country = countryOf(sent.telnyx_end_user_target);
  if (
    sent.telnyx_end_user_target.startsWith('+') &&
    (country === undefined || !profile.whitelisted_destinations.includes(country))
  ) {
    throw telephonyRefusal('D13', 'Dialed number is not included in whitelisted countries');
  }
}

function refuseUnlessTextable(sim: Simulation, assistant: AssistantRow, sent: Sent): void {
  const profile = asJson(assistant.messaging_settings).default_messaging_profile_id;
  const number = sim.store.list('numbers').find((row) => row.phone_number === sent.telnyx_agent_target);
  if (typeof profile !== 'string') throw badRequest('Assistant does not have messaging settings configured');
  if (number?.messaging_profile_id !== profile) throw notOurNumber(sent);
}

function notOurNumber(sent: Sent) {
  return badRequest(`telnyx_agent_target ${sent.telnyx_agent_target} does not belong to this assistant`);
}

function onWire(event: ScheduledRow): Json {
  const { dueMs: _due, call_attempts, ...shown } = event;
  if (event.telnyx_conversation_channel === 'sms_chat') return { ...shown, retry_count: 0 };
  const retry_count = Math.max(0, call_attempts.length - 1);
  return { ...shown, call_attempts, retry_count, retry_attempts: retry_count };
}
