import { defineConfig } from 'vitest/config';

// Long random and kill runs: everything named *.soak.test.ts, with time.
export default defineConfig({
  test: {
    include: ['api/**/*.soak.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['api/test/global-setup.ts'],
    setupFiles: ['api/test/each-file.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
});
