import { test } from 'vitest';

test('leaves a timer', () => {
  setInterval(() => undefined, 60_000);
});
