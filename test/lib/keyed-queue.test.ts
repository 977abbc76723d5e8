import { expect, test } from 'vitest';
import { createKeyedQueue } from '../../src/lib/keyed-queue.ts';

test('tasks of one key run one after the other, in the order asked', async () => {
  const queue = createKeyedQueue();
  const gate = Promise.withResolvers<void>();
  const seen: string[] = [];
  const first = queue.run('a', async () => {
    seen.push('first starts');
    await gate.promise;
    seen.push('first ends');
  });
  const second = queue.run('a', () => {
    seen.push('second');
  });
  await Promise.resolve();
  expect(seen).toEqual(['first starts']);
  gate.resolve();
  await Promise.all([first, second]);
  expect(seen).toEqual(['first starts', 'first ends', 'second']);
});

test('another key does not wait', async () => {
  const queue = createKeyedQueue();
  const gate = Promise.withResolvers<void>();
  const held = queue.run('a', () => gate.promise);
  expect(await queue.run('b', () => 'done')).toBe('done');
  expect(queue.size('a')).toBe(1);
  gate.resolve();
  await held;
});

test('a task that throws rejects its own promise only', async () => {
  const queue = createKeyedQueue();
  const failed = queue.run('a', () => {
    throw new Error('broken');
  });
  const next = queue.run('a', async () => 'still runs');
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('still runs');
  await queue.idle();
});

test('idle waits for work that was added while it waited', async () => {
  const queue = createKeyedQueue();
  const seen: string[] = [];
  const first = queue.run('a', async () => {
    await Promise.resolve();
    void queue.run('a', () => seen.push('added to a'));
    void queue.run('b', () => seen.push('added to b'));
  });
  await queue.idle();
  expect(seen.toSorted()).toEqual(['added to a', 'added to b']);
  await first;
});

test('idle of one key leaves the others alone', async () => {
  const queue = createKeyedQueue();
  const gate = Promise.withResolvers<void>();
  const held = queue.run('a', () => gate.promise);
  await queue.run('b', () => undefined);
  await queue.idle('b');
  expect(queue.size()).toBe(1);
  gate.resolve();
  await held;
  await queue.idle();
  expect(queue.size()).toBe(0);
});
