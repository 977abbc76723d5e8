// /calls/{call_control_id}: a live leg, also of a scheduled event whose record is gone; it can be hung up.
import { Hono } from 'hono';
import { notFound, refuse } from '../api-error.ts';
import type { Simulation } from '../simulation.ts';

export function callRoutes(sim: Simulation): Hono {
  const { store, dialer, clock } = sim;
  const app = new Hono();
  const legOf = (id: string) => {
    const leg = store.get('legs', id);
    if (leg === undefined) throw notFound('call', id);
    return leg;
  };

  app.get('/calls/:call', (c) => {
    const leg = legOf(c.req.param('call'));
    const until = leg.endedMs ?? clock.now();
    const data = {
      record_type: 'call',
      call_control_id: leg.callControlId,
      call_leg_id: leg.callControlId,
      call_session_id: leg.eventId,
      is_alive: leg.stage !== 'ended',
      call_duration: leg.answeredMs === null ? 0 : Math.round((until - leg.answeredMs) / 1000),
      start_time: new Date(leg.startedMs).toISOString(),
      ...(leg.endedMs === null ? {} : { end_time: new Date(leg.endedMs).toISOString() }),
    };
    return c.json({ data });
  });
  app.post('/calls/:call/actions/hangup', (c) => {
    const leg = legOf(c.req.param('call'));
    if (leg.stage === 'ended') {
      throw refuse(
        422,
        '90018',
        'Call has already ended',
        'This call is no longer active and cannot receive commands.',
      );
    }
    dialer.hangUp(leg, clock.now());
    return c.json({ data: { result: 'ok' } });
  });
  return app;
}
