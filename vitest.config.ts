import { defineConfig } from 'vitest/config';

// One run for everything: unit tests need no database but cost nothing more, and the order stays the runner's.
export default defineConfig({
  test: {
    include: ['{shared,api,admin,embed}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.soak.test.ts'],
    globalSetup: ['api/test/global-setup.ts'],
    setupFiles: ['api/test/each-file.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
