// Slack over HTTP: signed or refused, acknowledged after it was accepted or not at all.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack-stand-in/slack-stand-in.ts';
import { prepare, type Running } from './desk-double.ts';

const SECRET = 'shhh';
let slack: SlackStandIn;
let bot: Running;

beforeEach(async () => {
  slack = await startSlackStandIn();
  bot = prepare(slack, { mode: 'http', signingSecret: SECRET, appToken: undefined });
});

afterEach(async () => {
  await bot.surface.stop();
  await slack.stop();
});

interface Sending {
  readonly type?: string;
  readonly secret?: string;
  readonly atMs?: number;
}

async function send(
  body: string,
  { type = 'application/json', secret = SECRET, atMs = Date.now() }: Sending = {},
): Promise<Response> {
  const at = String(Math.floor(atMs / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': signature };
  const { events } = bot.surface;
  if (events === undefined) throw new Error('no endpoint');
  return events(new Request('http://localhost/slack/events', { method: 'POST', headers, body }));
}

const event = (ts: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'Ev1',
    event: { type: 'message', user: 'U1', channel: 'DU1', ts, text: 'hello' },
  });

describe('POST /slack/events', () => {
  it('refuses what is not signed, wrongly signed or old', async () => {
    await bot.surface.start(bot.desk);
    expect((await send(event('1.1'), { secret: 'other' })).status).toBe(401);
    expect((await send(event('1.1'), { atMs: Date.now() - 6 * 60_000 })).status).toBe(401);
    expect((await send('{', {})).status).toBe(400);
    expect(bot.desk.offered).toEqual([]);
  });

  it('answers the challenge, and says before the start that it is not ready', async () => {
    const challenged = await send(JSON.stringify({ type: 'url_verification', challenge: 'abc' }));
    expect(await challenged.json()).toEqual({ challenge: 'abc' });
    expect((await send(event('1.1'))).status).toBe(503);
  });

  it('acknowledges an event once it was accepted, and not otherwise', async () => {
    await bot.surface.start(bot.desk);
    bot.desk.refuse = 1;
    expect((await send(event('1.1'))).status).toBe(500);
    expect((await send(event('1.1'))).status).toBe(200);
    expect((await send(event('1.1'))).status).toBe(200);
    expect(bot.desk.inbounds).toMatchObject([{ id: 'slack:T1/DU1/1.1', text: 'hello' }]);
    expect((await send(JSON.stringify({ type: 'app_rate_limited', team_id: 'T1' }))).status).toBe(200);
  });

  it.each(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-8'])(
    'takes a slash command as %s',
    async (type) => {
      await bot.surface.start(bot.desk);
      const body = new URLSearchParams({
        command: '/mission',
        text: 'list',
        team_id: 'T1',
        user_id: 'U1',
        user_name: 'ana',
        channel_id: 'C1',
        trigger_id: 't1',
        response_url: `${slack.url}none`,
      }).toString();
      expect((await send(body, { type })).status).toBe(200);
      expect(bot.desk.inbounds).toMatchObject([{ text: '/mission list' }]);
    },
  );
});
