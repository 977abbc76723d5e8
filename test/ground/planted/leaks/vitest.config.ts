// The project's own configuration, for the planted files only.
import { defineConfig } from 'vitest/config';
import project from '../../../../vitest.config.ts';

export default defineConfig({
  ...project,
  test: { ...project.test, include: ['test/ground/planted/leaks/*.test.ts'], exclude: [] },
});
