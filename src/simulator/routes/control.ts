// /_sim: the strings behind the stage. Log, clock, scripts and faults; nothing of it exists at Telnyx.
import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../api-error.ts';
import { setFaults } from '../faults.ts';
import { FAULT, INBOUND, SCRIPT_ENTRY } from '../orders.ts';
import { readBody } from '../reading.ts';
import { nowIso, type Simulation } from '../simulation.ts';

const CLOCK = z.object({
  idleUntil: z.iso.datetime({ offset: true }).nullish(),
  speed: z.number().min(0).optional(),
});
const SCRIPT = z.record(z.string(), z.array(SCRIPT_ENTRY));

export function controlRoutes(sim: Simulation): Hono {
  const { store, clock, dialer } = sim;
  const app = new Hono();
  const time = () => ({ now: nowIso(sim), speed: clock.speed() });

  app.get('/log', (c) => c.json(store.log));
  app.get('/clock', (c) => c.json(time()));
  app.post('/clock', async (c) => {
    const { idleUntil, speed } = await readBody(c, CLOCK, 'telnyx');
    if (speed !== undefined) clock.setSpeed(speed);
    if (typeof idleUntil === 'string') {
      const target = Math.min(Date.parse(idleUntil), dialer.nextMs() ?? Number.POSITIVE_INFINITY);
      dialer.advance(clock.jump(target));
    }
    return c.json(time());
  });
  app.post('/script', async (c) => {
    const scripts = await readBody(c, SCRIPT, 'telnyx');
    for (const [number, script] of Object.entries(scripts)) {
      const old = store.get('dialCounts', number);
      // The same script sent again, say after a restart, goes on where it was.
      const same = JSON.stringify(old?.script) === JSON.stringify(script);
      const dials = old?.dials ?? 0;
      store.put('dialCounts', number, { number, dials, script, scriptFrom: same ? (old?.scriptFrom ?? 0) : dials });
    }
    return c.json({ ok: true });
  });
  app.post('/inbound', async (c) => {
    const call = await readBody(c, INBOUND, 'telnyx');
    if (!store.list('numbers').some((row) => row.phone_number === call.to)) throw notFound('phone number', call.to);
    dialer.callIn(call, clock.now());
    dialer.advance(clock.now());
    return c.json({ ok: true });
  });
  app.post('/faults', async (c) => {
    setFaults(store, await readBody(c, z.array(FAULT), 'telnyx'));
    return c.json({ ok: true });
  });
  return app;
}
