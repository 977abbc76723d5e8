// One configuration for the quick and the full set (FULL=1): a few processes, each with its share of the test files.
import { defineConfig } from 'vitest/config';

const isFullRun = process.env.FULL === '1';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/ground/planted/**'],
    setupFiles: ['test/support/loopback-only.ts', 'test/support/leak-check.ts'],
    pool: 'forks',
    // Files of one process share what they import, which halves the time; no module keeps state that a test could leave behind.
    isolate: false,
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
