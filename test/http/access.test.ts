import { createServer, request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpStartError } from '../../src/http/server.ts';
import {
  fakeDesk,
  note,
  type OpenedConsole,
  type OpenOptions,
  openConsole,
  post,
  read,
} from '../surfaces/console/open-console.ts';

let opened: OpenedConsole[] = [];

async function start(
  options?: OpenOptions,
): Promise<OpenedConsole & { readonly url: string; readonly desk: ReturnType<typeof fakeDesk> }> {
  const desk = fakeDesk({ handle: (said) => [{ how: 'post', place: said.place, message: note('yes') }] });
  const one = await openConsole(desk, options);
  opened.push(one);
  return { ...one, url: one.server.url, desk };
}

afterEach(async () => {
  await Promise.all(opened.map((one) => one.stop()));
  opened = [];
});

/** `fetch` sets Host and Origin itself, so these go out by hand. */
function raw(
  url: string,
  headers: Record<string, string>,
  path = '/api/messages',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject).end();
  });
}

describe('other sites', () => {
  test('a name that is not its own is refused with a sentence (DNS rebinding), also for the page itself', async () => {
    const { url } = await start();
    for (const host of ['evil.example:3000', 'localhost.evil.example', '192.168.1.7:3000']) {
      for (const path of ['/api/messages', '/']) {
        const { status, body } = await raw(url, { host }, path);
        expect([host, path, status]).toEqual([host, path, 403]);
        expect(body).toContain(`does not go by the name \\"${host}\\"`);
      }
    }
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000'])
      expect((await raw(url, { host })).status).toBe(200);
  });

  test('a page of another origin is refused, its own is not', async () => {
    const { url, desk } = await start();
    const { host } = new URL(url);
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost'])
      expect([origin, (await raw(url, { host, origin })).status]).toEqual([origin, 403]);
    expect((await raw(url, { host, origin: url })).status).toBe(200);
    const answer = await post(url, '/api/say', { user: 'mira', text: 'start' }, { origin: 'http://evil.example' });
    expect(answer).toMatchObject({ status: 403, ok: false, error: expect.stringContaining('Another web page') });
    expect(desk.accepted).toEqual([]);
  });

  test('R313 only JSON is taken, of at most 8 MB, with a sentence on what does not fit', async () => {
    const { url, desk } = await start();
    const cases = [
      [{ 'content-type': 'text/plain' }, '{"user":"mira","text":"hi"}', 415, 'application/json'],
      [{}, 'no json', 400, 'no JSON'],
      [{}, { user: 'mira smith', text: 'hi' }, 400, '"user" must be a name'],
      [{}, { user: 'mira', text: ' ' }, 400, '"text" must say something'],
      [{}, { user: 'mira', text: '', files: [{ name: 'a.csv', base64: 'ä' }] }, 400, '"files.0.base64" must be base64'],
      [{}, { user: 'mira', text: 'x'.repeat(9_000_000) }, 413, '8 MB'],
    ] as const;
    for (const [headers, body, status, words] of cases)
      expect(await post(url, '/api/say', body, headers)).toMatchObject({
        status,
        ok: false,
        error: expect.stringContaining(words),
      });
    expect(await read(url, '/api/messages?since=x')).toMatchObject({ status: 400 });
    expect(await read(url, '/api/nothing')).toMatchObject({ status: 404, ok: false });
    expect(desk.accepted).toEqual([]);
  });

  test('the page loads nothing of elsewhere and runs nothing inline', async () => {
    const { url } = await start();
    const page = await fetch(url);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(html).toContain('<title>SANDBOX · Callsheet</title>');
    expect(html).not.toMatch(/https?:\/\/|<script>|style="|onclick/);
    for (const [, file] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect([file, (await fetch(`${url}${file}`)).status]).toEqual([file, 200]);
  });
});

describe('the token', () => {
  const TOKEN = 'correct horse battery staple';
  const real = { config: { sandbox: false }, http: { consoleToken: TOKEN } } as const;

  test('with real calls and no token the console is closed', async () => {
    const { url } = await start({ config: { sandbox: false } });
    for (const path of ['/api/messages', '/api/doctor', '/files/a/b'])
      expect(await read(url, path)).toMatchObject({ status: 403, error: expect.stringContaining('set CONSOLE_TOKEN') });
    expect(await post(url, '/api/say', { user: 'admin', text: 'start' })).toMatchObject({ status: 403 });
    expect(await (await fetch(url)).text()).toContain('data-mode="real"');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('as a bearer it lets in as console:admin, whoever the request says it is', async () => {
    const { url, desk } = await start(real);
    expect(await read(url, '/api/messages')).toMatchObject({ status: 401 });
    expect(await read(url, '/api/messages', { authorization: 'Bearer wrong' })).toMatchObject({ status: 401 });
    const authorization = `Bearer ${TOKEN}`;
    expect(await read(url, '/api/messages?user=ben', { authorization })).toMatchObject({ status: 200 });
    expect(await post(url, '/api/say', { user: 'ben', text: 'hi' }, { authorization })).toMatchObject({ ok: true });
    expect(desk.accepted).toMatchObject([{ actor: { id: 'console:admin', name: 'admin' } }]);
  });

  test('entered once it becomes a cookie that a script of the page cannot read; guesses are slowed down', async () => {
    let now = 0;
    const { url } = await start({ ...real, wall: () => now });
    const enter = (token: string) =>
      fetch(`${url}/api/enter`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
    const cookie = (await enter(TOKEN)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(encodeURIComponent(TOKEN));
    expect(await read(url, '/api/messages', { cookie: cookie.split(';')[0] ?? '' })).toMatchObject({ status: 200 });
    expect(await read(url, '/api/messages', { cookie: 'callsheet=guess' })).toMatchObject({ status: 401 });
    for (let at = 0; at < 10; at += 1) expect((await enter(`guess ${at}`)).status).toBe(401);
    expect((await enter(TOKEN)).status).toBe(429);
    now += 61_000;
    expect((await enter(TOKEN)).status).toBe(200);
  });

  test('beyond this machine even the sandbox asks for it', async () => {
    const { url } = await start({ http: { host: '0.0.0.0' } });
    expect(await read(url, '/api/messages')).toMatchObject({
      status: 403,
      error: expect.stringContaining('beyond this machine'),
    });
  });
});

describe('the port', () => {
  async function taken(): Promise<{ readonly port: number; close(): Promise<void> }> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
  }

  test('that nobody asked for is the next free one, with a word about it', async () => {
    const other = await taken();
    const { server } = await start({ http: { port: other.port, portIsDefault: true } });
    expect(server.port).toBeGreaterThan(other.port);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(server.note).toBe(`Port ${other.port} is taken by another program, so this is port ${server.port}.`);
    await other.close();
  });

  test('that somebody set ends with one sentence that names it and the cure', async () => {
    const other = await taken();
    const failed = await openConsole(fakeDesk({}), { http: { port: other.port } }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(HttpStartError);
    expect(failed).toMatchObject({
      code: 'PORT_TAKEN',
      message: `Port ${other.port} is taken by another program: end it, or set PORT to a free one.`,
    });
    await other.close();
  });
});
