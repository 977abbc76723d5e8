// One configuration for the quick and the full set (FULL=1): test files in processes of their own, two at a time.
import { defineConfig } from 'vitest/config';

const isFullRun = process.env.FULL === '1';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/ground/planted/**'],
    setupFiles: ['test/support/loopback-only.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: isFullRun ? 120_000 : 20_000,
    hookTimeout: isFullRun ? 60_000 : 20_000,
    teardownTimeout: 10_000,
    detectAsyncLeaks: true,
    passWithNoTests: false,
    expect: { requireAssertions: false },
  },
});
