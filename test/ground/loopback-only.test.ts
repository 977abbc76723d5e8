// The guard that keeps tests on this machine is itself tested: what it must refuse, and what it must let pass.
import { execFileSync } from 'node:child_process';
import dgram from 'node:dgram';
import { lookup } from 'node:dns';
import { resolve4 } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { isLoopback, takeRefusals } from '../support/loopback-guard.ts';

// 192.0.2.0/24 is reserved for documentation: no host answers there, should the guard ever fail.
const outside = '192.0.2.1';

test('a socket to another machine is refused, and the refusal is noted for the setup file', async () => {
  const [error] = await once(connect(443, outside), 'error').catch((thrown) => [thrown]);
  expect(error).toMatchObject({
    code: 'ECONNREFUSED',
    message: `Tests reach loopback only: ${outside}:443 was refused.`,
  });
  expect(takeRefusals()).toEqual([`${outside}:443`]);
});

test.each([
  ['fetch', () => fetch(`http://${outside}/`)],
  ['undici', () => request(`https://${outside}/`)],
  ['a name by the system', () => promisify(lookup)('api.telnyx.com')],
  ['a name by DNS', () => resolve4('api.telnyx.com')],
  ['a datagram', async () => dgram.createSocket('udp4').unref().send('x', 53, outside)],
])('%s beyond this machine is refused', async (_, reach) => {
  await expect(reach()).rejects.toThrow();
  expect(takeRefusals()).toHaveLength(1);
});

test('a Node process that a test starts is held too', () => {
  const script = `fetch('http://${outside}/').catch((error) => console.log(String(error.cause?.message)))`;
  const said = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(said.trim()).toBe(`Tests reach loopback only: ${outside}:80 was refused.`);
});

test('a server on this machine answers, by address and by name', async () => {
  const server = createServer((_: IncomingMessage, response) => response.end('here'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const byAddress = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
    expect(await byAddress.text()).toBe('here');
    const byName = await fetch(`http://localhost:${port}/`, { headers: { connection: 'close' } });
    expect(await byName.text()).toBe('here');
  } finally {
    server.close();
    await once(server, 'close');
  }
});

test('loopback is told from what only looks like it', () => {
  expect(
    ['localhost', 'LOCALHOST', 'a.localhost', '127.0.0.1', '127.8.9.1', '::1', '[::1]', '::ffff:127.0.0.1'].filter(
      isLoopback,
    ),
  ).toHaveLength(8);
  expect(
    ['localhost.example.org', '127.0.0.1.example.org', '10.0.0.1', '0.0.0.0', '::2', '128.0.0.1', ''].filter(
      isLoopback,
    ),
  ).toEqual([]);
});

test('no key of the person who runs the tests is seen by one', () => {
  const keys = Object.keys(process.env).filter((name) => /^(TELNYX|CLAWDTALK|SLACK|TELEGRAM|LLM)_/.test(name));
  expect(keys).toEqual([]);
  expect(process.env.STATE_URL).toBeUndefined();
});
