// /phone_numbers: the account's numbers. A number is found by its id or by itself in E.164; some refuse HD voice.
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { notFound, refuse } from '../api-error.ts';
import { paged, readBody } from '../reading.ts';
import type { Json, NumberRow } from '../rows.ts';
import type { Simulation } from '../simulation.ts';

const VOICE = z.object({
  connection_id: z.string().nullish(),
  hd_voice_enabled: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  customer_reference: z.string().nullish(),
});
const MESSAGING = z.object({ messaging_profile_id: z.string().nullish(), tags: z.array(z.string()).optional() });

export function phoneNumberRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();
  const save = (number: NumberRow) => {
    store.put('numbers', number.id, number);
    return number;
  };
  const numberOf = (idOrNumber: string) => {
    const found = store.list('numbers').find((row) => row.id === idOrNumber || row.phone_number === idOrNumber);
    if (found === undefined) throw notFound('phone number', idOrNumber);
    return found;
  };
  const filtered = (c: Context) => store.list('numbers').filter((row) => matches(row, c));

  app.get('/phone_numbers', (c) => c.json(paged(c, filtered(c), onWire)));
  app.get('/phone_numbers/slim', (c) => c.json(paged(c, filtered(c), slim)));
  app.get('/phone_numbers/messaging', (c) => c.json(paged(c, filtered(c), messaging)));
  app.get('/phone_numbers/:id', (c) => c.json({ data: onWire(numberOf(c.req.param('id'))) }));
  app.patch('/phone_numbers/:id', async (c) => {
    const old = numberOf(c.req.param('id'));
    const sent = await readBody(c, VOICE, 'telnyx');
    if (sent.hd_voice_enabled === true && old.noHd) {
      const detail = `HD voice cannot be enabled for ${old.phone_number}`;
      throw refuse(422, '10015', 'Bad Request', detail, '/body/hd_voice_enabled');
    }
    const connection_id = sent.connection_id === undefined ? old.connection_id : sent.connection_id || null;
    const connection = connection_id === null ? undefined : store.get('texmlApps', connection_id);
    if (connection_id !== null && connection === undefined) {
      throw refuse(
        422,
        '10017',
        'Associated resource does not exist',
        `Connection ${connection_id} does not exist`,
        '/body/connection_id',
      );
    }
    const {
      hd_voice_enabled = old.hd_voice_enabled,
      tags = old.tags,
      customer_reference = old.customer_reference,
    } = sent;
    const connection_name = connection?.friendly_name ?? null;
    const number = { ...old, connection_id, connection_name, hd_voice_enabled, tags, customer_reference };
    return c.json({ data: onWire(save(number)) });
  });
  app.get('/phone_numbers/:id/messaging', (c) => c.json({ data: messaging(numberOf(c.req.param('id'))) }));
  app.patch('/phone_numbers/:id/messaging', async (c) => {
    const old = numberOf(c.req.param('id'));
    const { messaging_profile_id: profile, tags = old.tags } = await readBody(c, MESSAGING, 'telnyx');
    // Absent and null keep it, the empty string takes it away.
    const messaging_profile_id = profile === undefined || profile === null ? old.messaging_profile_id : profile || null;
    return c.json({ data: messaging(save({ ...old, messaging_profile_id, tags })) });
  });
  return app;
}

function matches(row: NumberRow, c: Context): boolean {
  const wanted = (name: string) => c.req.query(`filter[${name}]`);
  const same = (name: string, value: string | null) => wanted(name) === undefined || wanted(name) === value;
  const digits = wanted('phone_number')?.replaceAll(/\D/g, '');
  const tag = wanted('tag');
  return (
    same('status', row.status) &&
    same('connection_id', row.connection_id) &&
    same('country_iso_alpha2', row.country_iso_alpha2) &&
    (digits === undefined || row.phone_number.includes(digits)) &&
    (tag === undefined || row.tags.includes(tag))
  );
}

function onWire({ noHd: _noHd, ...number }: NumberRow): Json {
  return { record_type: 'phone_number', ...number, messaging_campaign_id: null };
}

function slim({
  id,
  phone_number,
  status,
  connection_id,
  country_iso_alpha2,
  phone_number_type,
  purchased_at,
}: NumberRow): Json {
  return {
    record_type: 'phone_number',
    id,
    phone_number,
    status,
    connection_id,
    country_iso_alpha2,
    phone_number_type,
    purchased_at,
  };
}

function messaging({ id, phone_number, messaging_profile_id, country_iso_alpha2, tags }: NumberRow): Json {
  return {
    record_type: 'messaging_settings',
    id,
    phone_number,
    messaging_profile_id,
    messaging_product: 'A2P',
    country_code: country_iso_alpha2,
    tags,
  };
}
