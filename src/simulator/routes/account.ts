// What the bot only reads of the account: balance, outbound voice profiles, TeXML applications.
import { Hono } from 'hono';
import { notFound } from '../api-error.ts';
import { paged } from '../reading.ts';
import type { Simulation } from '../simulation.ts';

export function accountRoutes(sim: Simulation): Hono {
  const { store } = sim;
  const app = new Hono();

  app.get('/balance', (c) =>
    c.json({
      data: {
        record_type: 'balance',
        balance: '38.20',
        available_credit: '38.20',
        credit_limit: '0.00',
        pending: '0.00',
        currency: 'USD',
      },
    }),
  );
  app.get('/outbound_voice_profiles', (c) =>
    c.json(paged(c, store.list('voiceProfiles'), withType('outbound_voice_profile'))),
  );
  app.get('/outbound_voice_profiles/:id', (c) => {
    const profile = store.get('voiceProfiles', c.req.param('id'));
    if (profile === undefined) throw notFound('outbound voice profile', c.req.param('id'));
    return c.json({ data: withType('outbound_voice_profile')(profile) });
  });
  app.get('/texml_applications', (c) => c.json(paged(c, store.list('texmlApps'), withType('texml_application'))));
  app.get('/texml_applications/:id', (c) => {
    const application = store.get('texmlApps', c.req.param('id'));
    if (application === undefined) throw notFound('TeXML application', c.req.param('id'));
    return c.json({ data: withType('texml_application')(application) });
  });
  return app;
}

function withType(record_type: string) {
  return (row: object) => ({ record_type, ...row });
}
