// A local Slack: Web API and Socket Mode on one loopback port, and a person's hands: type, tap, fill in, drop a file.
// Start the bot with SLACK_API_URL = url. It refuses what Slack refuses and hurts where Slack hurts (see `fail`, `socket`).
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { findButton, findView, type Typed, viewState } from './hands.ts';
import { createSocketSide, type Delivered, type SocketOptions, type SocketSide } from './socket-mode.ts';
import { fileOf, METHODS } from './web-api.ts';
import {
  type ApiCall,
  BOT_USER,
  createWorld,
  type Fault,
  type Fields,
  type OpenedView,
  type Post,
  TEAM,
  type Upload,
} from './world.ts';

export interface StandInOptions extends Partial<SocketOptions> {
  readonly botToken?: string;
  readonly appToken?: string;
  /** What the app was installed with; what manifest.yml asks for by default. */
  readonly scopes?: readonly string[];
}

export interface Said {
  readonly user?: string;
  readonly channel?: string;
  readonly thread?: string;
  /** Of another program. */
  readonly bot?: string;
  /** Nobody is told: the bot can only read it. */
  readonly silently?: boolean;
  readonly files?: readonly { readonly name: string; readonly content: string }[];
}

export interface SlackStandIn {
  /** For SLACK_API_URL. */
  readonly url: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly botUser: string;
  readonly socket: SocketSide;
  readonly people: Map<string, string>;
  /** Channels that the bot is not in. */
  readonly strange: Set<string>;
  /** What the bot posted, newest last; of one thread or channel only when it is named. */
  posts(where?: { readonly channel?: string; readonly thread?: string }): readonly Post[];
  views(): readonly OpenedView[];
  uploads(): readonly Upload[];
  calls(method?: string): readonly ApiCall[];
  fail(fault: Omit<Fault, 'times'> & { readonly times?: number }): void;
  sendSlash(
    text: string,
    from?: { readonly user?: string; readonly channel?: string; readonly command?: string },
  ): Promise<Delivered>;
  /** By the label that stands on it, or by its action. */
  press(post: Post, label: string, from?: { readonly user?: string }): Promise<Delivered>;
  /** By field, what is typed or chosen; the newest open view when none is given. */
  submitView(values: Typed, from?: { readonly user?: string; readonly view?: OpenedView }): Promise<Delivered>;
  say(text: string, said?: Said): Promise<Delivered & { readonly ts: string }>;
  sayInThread(thread: Post, text: string, said?: Said): Promise<Delivered & { readonly ts: string }>;
  uploadFile(
    name: string,
    content: string,
    said?: Said & { readonly text?: string },
  ): Promise<Delivered & { readonly ts: string }>;
  /** An event exactly as given. */
  sendEvent(event: object, body?: object): Promise<Delivered>;
  stop(): Promise<void>;
}

export async function startSlackStandIn(options: StandInOptions = {}): Promise<SlackStandIn> {
  const { botToken = 'xoxb-stand-in', appToken = 'xapp-stand-in' } = options;
  const scopes = options.scopes ?? manifestScopes();
  const world = createWorld();
  const socket = createSocketSide({
    ackWithinMs: options.ackWithinMs ?? 3000,
    retryAfterMs: options.retryAfterMs ?? [50, 500, 2000],
  });
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.on('upgrade', (request, stream, head) => {
    socket.server.handleUpgrade(request, stream, head, (one) => socket.server.emit('connection', one, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const origin = `http://${host}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const [, area = '', name = ''] = url.pathname.split('/');
    const body = await readAll(request);
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (area === 'api') return api(name, body, token, response);
    if (area === 'upload') return takeUpload(name, body, request, response);
    if (area === 'files') return handOut(name, token, response);
    if (area === 'response') return respond(name, body, response);
    response.writeHead(404).end();
  }

  function api(method: string, body: Buffer, token: string, response: ServerResponse): void {
    const params: Fields = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    const fault = world.faults.find((one) => one.method === method && one.times > 0);
    if (fault !== undefined) fault.times -= 1;
    const lost = fault !== undefined && fault.done !== true;
    const answered = lost ? { ok: false, error: fault.error ?? 'lost' } : carryOut(method, params, token);
    world.calls.push({ method, params, token, answer: answered });
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-oauth-scopes': scopes.join(',') };
    if (fault?.retryAfter !== undefined)
      response
        .writeHead(429, { ...headers, 'retry-after': String(fault.retryAfter) })
        .end('{"ok":false,"error":"ratelimited"}');
    else if (fault?.status !== undefined) response.writeHead(fault.status, headers).end('');
    else response.writeHead(200, headers).end(JSON.stringify(answered));
  }

  function carryOut(method: string, params: Fields, token: string): Fields {
    if (method === 'apps.connections.open') {
      if (token === '') return { ok: false, error: 'not_authed' };
      return token === appToken
        ? { ok: true, url: `ws://${host}/link` }
        : { ok: false, error: token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type' };
    }
    if (token !== botToken) return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' };
    const known = METHODS[method];
    if (known === undefined) return { ok: false, error: 'unknown_method' };
    if (known.scopes.length > 0 && !known.scopes.some((one) => scopes.includes(one)))
      return { ok: false, error: 'missing_scope' };
    return known.answer(world, params, origin);
  }

  async function takeUpload(
    id: string,
    body: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const upload = world.uploads.get(id);
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('body');
    if (upload === undefined || !(file instanceof File)) return void response.writeHead(400).end();
    upload.content = Buffer.from(await file.arrayBuffer());
    response.writeHead(200).end(`OK - ${upload.content.length}`);
  }

  /** Without the token, or without the permission, Slack answers with its log-in page. */
  function handOut(id: string, token: string, response: ServerResponse): void {
    const upload = world.uploads.get(id);
    if (token !== botToken || !scopes.includes('files:read') || upload === undefined)
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    response.writeHead(200, { 'content-type': 'text/csv' }).end(upload.content);
  }

  function respond(id: string, body: Buffer, response: ServerResponse): void {
    const known = world.responses.get(id);
    if (known === undefined || known.left === 0)
      return void response.writeHead(404).end('{"ok":false,"error":"used_url"}');
    known.left -= 1;
    const said: Fields = JSON.parse(body.toString('utf8'));
    const original = world.messages.find((one) => one.channel === known.channel && one.ts === known.ts);
    const blocks = Array.isArray(said.blocks) ? said.blocks : [];
    if (said.replace_original === true && original !== undefined) {
      original.text = String(said.text ?? '');
      original.blocks = blocks;
      original.edits += 1;
    } else {
      const only = said.response_type === 'in_channel' ? {} : { ephemeralFor: known.user };
      world.messages.push({
        channel: known.channel,
        ts: world.nextTs(),
        user: BOT_USER,
        bot_id: 'B1',
        text: String(said.text ?? ''),
        blocks,
        edits: 0,
        ...only,
      });
    }
    response.writeHead(200).end('ok');
  }

  const eventBody = (event: object): object => ({
    type: 'event_callback',
    token: 'verification',
    team_id: TEAM,
    api_app_id: 'A1',
    event_id: world.id('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
    event,
  });

  const sendEvent = (event: object, body = eventBody(event)): Promise<Delivered> => socket.deliver('events_api', body);

  async function say(text: string, said: Said = {}): Promise<Delivered & { readonly ts: string }> {
    const { user = 'U1', channel = 'C1', thread, bot, silently = false } = said;
    const shared = (said.files ?? []).map(({ name, content }) => {
      const upload: Upload = { id: world.id('F'), name, content: Buffer.from(content) };
      world.uploads.set(upload.id, upload);
      return fileOf(upload, origin);
    });
    const ts = world.nextTs();
    const post: Post = {
      channel,
      ts,
      user,
      text,
      blocks: [],
      edits: 0,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...(bot === undefined ? {} : { bot_id: bot, subtype: 'bot_message' }),
      ...(shared.length === 0 ? {} : { files: shared, subtype: 'file_share' }),
    };
    world.messages.push(post);
    if (silently) return { acked: false, payload: {}, tries: 0, ts };
    const { edits: _, ...message } = post;
    const type = channel.startsWith('D') ? 'im' : channel.startsWith('G') ? 'group' : 'channel';
    const events = [sendEvent({ type: 'message', ...message, channel_type: type, event_ts: ts, team: TEAM })];
    // A mention comes twice: as a message and as a mention, with different event ids.
    if (text.includes(`<@${BOT_USER}`) && type !== 'im')
      events.push(sendEvent({ ...message, type: 'app_mention', event_ts: ts, team: TEAM }));
    const [first, second] = await Promise.all(events);
    return {
      acked: first?.acked === true && second?.acked !== false,
      payload: {},
      tries: Math.max(first?.tries ?? 0, second?.tries ?? 0),
      ts,
    };
  }

  return {
    url: `${origin}/api/`,
    botToken,
    appToken,
    botUser: BOT_USER,
    socket,
    people: world.people,
    strange: world.strange,
    posts: ({ channel, thread } = {}) =>
      world.messages.filter(
        (one) =>
          one.user === BOT_USER &&
          (channel === undefined || one.channel === channel) &&
          (thread === undefined || one.thread_ts === thread || one.ts === thread),
      ),
    views: () => world.views,
    uploads: () => [...world.uploads.values()],
    calls: (method) => (method === undefined ? world.calls : world.calls.filter((one) => one.method === method)),
    fail: (fault) => world.faults.push({ times: 1, ...fault }),
    sendEvent,
    say,
    sayInThread: (thread, text, said = {}) =>
      say(text, { ...said, channel: thread.channel, thread: thread.thread_ts ?? thread.ts }),
    uploadFile: (name, content, said = {}) => say(said.text ?? '', { ...said, files: [{ name, content }] }),
    sendSlash: (text, { user = 'U1', channel = 'C1', command = '/mission' } = {}) =>
      socket.deliver('slash_commands', {
        token: 'verification',
        team_id: TEAM,
        team_domain: 'northwind',
        channel_id: channel,
        channel_name: channel.toLowerCase(),
        user_id: user,
        user_name: user.toLowerCase(),
        command,
        text,
        api_app_id: 'A1',
        response_url: `${origin}/response/${world.respondId(channel, user)}`,
        trigger_id: world.trigger(user),
      }),
    press: (post, label, { user = 'U1' } = {}) =>
      socket.deliver('interactive', {
        type: 'block_actions',
        user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: TEAM },
        team: { id: TEAM, domain: 'northwind' },
        api_app_id: 'A1',
        token: 'verification',
        container: {
          type: 'message',
          message_ts: post.ts,
          channel_id: post.channel,
          is_ephemeral: post.ephemeralFor !== undefined,
          ...(post.thread_ts === undefined ? {} : { thread_ts: post.thread_ts }),
        },
        channel: { id: post.channel, name: post.channel.toLowerCase() },
        ...(post.ephemeralFor === undefined ? { message: { type: 'message', ...post, ...threadOf(post) } } : {}),
        trigger_id: world.trigger(user),
        response_url: `${origin}/response/${world.respondId(post.channel, user, post.ts)}`,
        actions: [{ ...findButton(post, label), action_ts: world.nextTs() }],
      }),
    async submitView(values, { user = 'U1', view = findView(world.views) } = {}) {
      const upload = (name: string, content: string): Fields => {
        const made: Upload = { id: world.id('F'), name, content: Buffer.from(content) };
        world.uploads.set(made.id, made);
        return fileOf(made, origin);
      };
      const delivered = await socket.deliver('interactive', {
        type: 'view_submission',
        team: { id: TEAM, domain: 'northwind' },
        user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: TEAM },
        api_app_id: 'A1',
        token: 'verification',
        trigger_id: world.trigger(user),
        view: {
          id: view.id,
          type: 'modal',
          hash: '1',
          ...view.view,
          state: { values: viewState(view.view, values, upload) },
        },
        response_urls: [],
      });
      if (delivered.acked && delivered.payload.response_action === undefined) view.open = false;
      return delivered;
    },
    async stop() {
      await socket.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  /** Slack names the thread also on its first message, once somebody replied. */
  function threadOf(post: Post): Fields {
    const root = post.thread_ts ?? (world.messages.some((one) => one.thread_ts === post.ts) ? post.ts : undefined);
    return root === undefined ? {} : { thread_ts: root };
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

export function manifestScopes(): readonly string[] {
  const text = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
  const list = /\n {4}bot:\n((?: {6}- .+\n)+)/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/- (\S+)/g)].map((match) => match[1] ?? '');
}
