import { test } from 'vitest';

test('reaches beyond loopback and hides it', async () => {
  await fetch('http://192.0.2.1/').catch(() => undefined);
});
