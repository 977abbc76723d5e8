import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'vitest';

test('closes what it opens', async () => {
  const timer = setInterval(() => undefined, 60_000);
  const server = createServer((_, response) => response.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
  server.close();
  clearInterval(timer);
});
