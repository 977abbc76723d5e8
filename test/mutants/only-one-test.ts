/** Runs one test of a file by its own title; the others are skipped. */
import { beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly onlyTest: string;
  }
}

beforeEach((context) => {
  if (context.task.name !== inject('onlyTest')) context.skip();
});
