// What hurts: sockets that end, hellos that do not come, rate limits, notices without events, tokens that are wrong.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Note } from '../../../src/chat/card.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack-stand-in/slack-stand-in.ts';
import { prepare, type Running } from './desk-double.ts';

let slack: SlackStandIn;
let bot: Running | undefined;

beforeEach(async () => {
  slack = await startSlackStandIn({ ackWithinMs: 200, retryAfterMs: [20] });
});

afterEach(async () => {
  await bot?.surface.stop();
  bot = undefined;
  await slack.stop();
});

const channel = { surface: 'slack', channel: 'C1' } as const;
const note = (text: string): Note => ({ kind: 'note', text: [text], sandbox: false });

async function started(
  change: Parameters<typeof prepare>[1] = {},
  cursors = new Map<string, string>(),
): Promise<Running> {
  const running = prepare(slack, change, cursors);
  bot = running;
  await running.surface.start(running.desk);
  return running;
}

const texts = (running: Running): readonly string[] =>
  running.desk.inbounds.flatMap((one) => (one.kind === 'said' ? [one.text] : []));

describe('the socket', () => {
  it.each(['warning', 'refresh_requested', 'link_disabled'])(
    'comes back after a disconnect for %s, and loses nothing said meanwhile',
    async (reason) => {
      const running = await started();
      const root = await running.surface.post(channel, note('decide'));
      running.open.push(root.place);
      slack.socket.send({ type: 'disconnect', reason });
      await vi.waitFor(() => expect(slack.socket.open()).toBe(0));
      await slack.say('approved', { thread: root.id, silently: true });
      await vi.waitFor(() => expect(texts(running)).toEqual(['approved']), { timeout: 5000 });
      await slack.say('and more', { thread: root.id });
      expect(texts(running)).toEqual(['approved', 'and more']);
    },
  );

  it('comes back when Slack cannot open one for a while', async () => {
    const running = await started();
    slack.fail({ method: 'apps.connections.open', status: 503, times: 2 });
    slack.socket.drop();
    await vi.waitFor(() => expect(slack.socket.opened()).toBe(2), { timeout: 10_000 });
    await vi.waitFor(() => expect(slack.socket.open()).toBe(1));
    await slack.say('still there?', { channel: 'DU1' });
    expect(texts(running)).toEqual(['still there?']);
  });

  it('is opened anew when no hello comes', async () => {
    slack.socket.saysHello = false;
    const running = prepare(slack, { helloWithinMs: 200 });
    bot = running;
    const start = running.surface.start(running.desk);
    await vi.waitFor(() => expect(slack.socket.opened()).toBe(1));
    slack.socket.saysHello = true;
    await start;
    expect(slack.socket.opened()).toBe(2);
  });

  it('survives a notice without an event', async () => {
    const running = await started();
    const told = await slack.socket.deliver('events_api', {
      type: 'app_rate_limited',
      team_id: 'T1',
      minute_rate_limited: 1_700_000_000,
      api_app_id: 'A1',
    });
    expect(told.acked).toBe(true);
    expect(running.log).toContainEqual(expect.objectContaining({ level: 'warn', facts: { type: 'app_rate_limited' } }));
    await slack.say('on we go', { channel: 'DU1' });
    expect(texts(running)).toEqual(['on we go']);
  });

  it('reports when it is closed for good while running', async () => {
    const running = await started();
    slack.fail({ method: 'apps.connections.open', error: 'account_inactive', times: 9 });
    slack.socket.drop();
    await vi.waitFor(() => expect(running.fatal).toEqual([expect.stringContaining('account_inactive')]), {
      timeout: 5000,
    });
  });
});

describe('reading after a gap', () => {
  it('reads what was said while the bot was down, once, over several pages, in order', async () => {
    const cursors = new Map<string, string>();
    const first = await started({}, cursors);
    const root = await first.surface.post(channel, note('decide'));
    await slack.say('heard live', { thread: root.id });
    await first.surface.stop();
    const said = Array.from({ length: 40 }, (_, index) => `while down ${index}`);
    for (const text of said) await slack.say(text, { thread: root.id, silently: true });

    const second = prepare(slack, {}, cursors);
    bot = second;
    second.open.push(root.place);
    await second.surface.start(second.desk);
    await vi.waitFor(() => expect(texts(second)).toEqual(['heard live', ...said]));
    expect(second.desk.inbounds[1]?.id).toMatch(/^slack:T1\/C1\/\d+\.\d+$/);
    await vi.waitFor(() => expect(cursors.has('floor')).toBe(true));
    // What Slack delivers late as well is the same message.
    const known = second.desk.inbounds.at(-1);
    await slack.sendEvent({
      type: 'message',
      user: 'U1',
      channel: 'C1',
      ts: known?.id.split('/').at(-1),
      thread_ts: root.id,
      text: said.at(-1),
    });
    expect(texts(second)).toHaveLength(41);
  });

  it('does not let what was said before a decision opened answer it', async () => {
    const cursors = new Map<string, string>([['floor', `${Math.floor(Date.now() / 1000) + 1}.000000`]]);
    const root = { channel: 'C1', thread: (await slack.say('root', { silently: true })).ts };
    await slack.say('yes', { thread: root.thread, silently: true });
    const running = prepare(slack, {}, cursors);
    bot = running;
    running.open.push({ surface: 'slack', ...root });
    await running.surface.start(running.desk);
    await vi.waitFor(() => expect(Number(cursors.get('floor'))).toBeLessThan(Date.now() / 1000));
    expect(running.desk.offered).toEqual([]);
  });

  it('tries again when the reading fails, and passes over a thread that is gone', async () => {
    const running = prepare(slack);
    bot = running;
    const thread = (await slack.say('root', { silently: true })).ts;
    await slack.say('approved', { thread, silently: true });
    running.open.push({ ...channel, thread: '1.000001' }, { ...channel, thread });
    slack.fail({ method: 'conversations.replies', retryAfter: 1 });
    running.desk.refuse = 0;
    await running.surface.start(running.desk);
    await vi.waitFor(() => expect(texts(running)).toEqual(['approved']), { timeout: 5000 });
  });
});

describe('the Web API', () => {
  it('waits for a short Retry-After and holds up no other call', async () => {
    const running = await started();
    slack.fail({ method: 'chat.postMessage', retryAfter: 1 });
    const slow = running.surface.post(channel, note('slow'));
    await vi.waitFor(() => expect(slack.calls('chat.postMessage')).toHaveLength(1));
    await running.surface.whisper(channel, { id: 'slack:T1/U1', name: 'Ana' }, note('quick'));
    expect(slack.posts().map((one) => one.text)).toEqual(['quick']);
    await slow;
    expect(slack.posts().map((one) => one.text)).toEqual(['quick', 'slow']);
  });

  it('hands a long Retry-After to the caller', async () => {
    const running = await started();
    slack.fail({ method: 'chat.update', retryAfter: 120 });
    await expect(running.surface.edit({ id: '1.1', place: channel }, note('x'))).rejects.toMatchObject({
      code: 'ratelimited',
      retryable: true,
      retryAfterMs: 120_000,
    });
  });

  it('says how it can be let into a channel, to the person who asked there', async () => {
    const running = await started();
    slack.strange.add('C9');
    running.desk.answer = (inbound) => [{ how: 'post', place: inbound.place, message: note('the list') }];
    await slack.sendSlash('list', { channel: 'C9' });
    await vi.waitFor(() =>
      expect(slack.posts({ channel: 'C9' })).toMatchObject([
        { ephemeralFor: 'U1', text: expect.stringContaining('/invite') },
      ]),
    );
  });

  it('whispers into a direct chat where the person is not in the channel, and files always', async () => {
    const running = await started();
    slack.strange.add('C9');
    const ana = { id: 'slack:T1/U1', name: 'Ana' };
    await running.surface.whisper({ ...channel, channel: 'C9' }, ana, note('privately'));
    await running.surface.whisper(channel, ana, {
      ...note('your table'),
      files: [{ name: 'r.csv', mime: 'text/csv', text: 'ä,1\n' }],
    });
    expect(slack.posts({ channel: 'DU1' }).map((one) => one.text)).toEqual(['privately', 'your table']);
    expect(slack.uploads()).toMatchObject([{ name: 'r.csv', content: Buffer.from('ä,1\n'), channel: 'DU1' }]);
  });

  it('says it when a file could not be attached, and posts the message once', async () => {
    const running = await started();
    slack.fail({ method: 'files.completeUploadExternal', error: 'no_permission' });
    await running.surface.post(channel, { ...note('done'), files: [{ name: 'r.csv', mime: 'text/csv', text: 'a' }] });
    expect(slack.posts().map((one) => one.text)).toEqual([
      'done',
      expect.stringContaining('r.csv could not be attached'),
    ]);
  });
});

describe('start and check', () => {
  it.each([
    [{ botToken: 'xapp-1', appToken: 'xoxb-1' }, /swapped/],
    [{ botToken: 'xoxp-1' }, /SLACK_BOT_TOKEN is no bot token/],
    [{ appToken: undefined }, /SLACK_APP_TOKEN is no app token/],
    [{ botToken: 'xoxb-wrong' }, /does not accept the token/],
    [{ appToken: 'xapp-wrong' }, /does not accept SLACK_APP_TOKEN \(invalid_auth\)/],
  ])('refuses to start with %j, in one sentence that names the cure', async (change, sentence) => {
    const running = prepare(slack, change);
    await expect(running.surface.start(running.desk)).rejects.toThrow(sentence);
    await running.surface.stop();
    const bad = (await running.surface.check()).filter((one) => !one.ok);
    expect(bad).toMatchObject([
      { ok: false, sentence: expect.stringMatching(sentence.source.includes('the token') ? /token/ : /SLACK_/) },
    ]);
  });

  it('finds everything in order, before and after the start', async () => {
    const running = prepare(slack);
    bot = running;
    expect((await running.surface.check()).filter((one) => !one.ok)).toEqual([]);
    await running.surface.start(running.desk);
    await running.surface.post(channel, note('x'));
    const findings = await running.surface.check();
    expect(findings.filter((one) => !one.ok)).toEqual([]);
    expect(findings.map((one) => one.sentence)).toContain('The bot is a member of #c1.');
  });

  it('names permissions that are missing, and channels that it is not in', async () => {
    await slack.stop();
    slack = await startSlackStandIn({ scopes: ['chat:write', 'commands', 'channels:read'] });
    const running = prepare(slack);
    bot = running;
    slack.strange.add('C9');
    running.open.push({ ...channel, channel: 'C9', thread: '1.1' });
    const bad = (await running.surface.check()).filter((one) => !one.ok).map((one) => one.sentence);
    expect(bad).toEqual([
      expect.stringMatching(/lacks .*files:read.*manifest\.yml/),
      expect.stringMatching(/not a member of #c9.*\/invite/),
    ]);
  });
});
