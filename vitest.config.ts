// One configuration for the quick and the full set (FULL=1): test files in processes of their own, a few at a time.
import { defineConfig } from 'vitest/config';

const isFullRun = process.env.FULL === '1';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/ground/planted/**'],
    setupFiles: ['test/support/loopback-only.ts', 'test/support/leak-check.ts'],
    pool: 'forks',
    // Many of them wait for processes and clocks: more than two keep two cores busy.
    maxWorkers: isFullRun ? 3 : 4,
    testTimeout: isFullRun ? 120_000 : 20_000,
    hookTimeout: isFullRun ? 60_000 : 20_000,
    teardownTimeout: 10_000,
    // Costs too much to be always on, see leak-check.ts.
    detectAsyncLeaks: process.env.LEAKS === '1',
    passWithNoTests: false,
  },
});
