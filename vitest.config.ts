import { defineConfig } from 'vitest/config';

const never = ['**/node_modules/**', '**/dist/**', '**/*.soak.test.ts'];

// First everything that needs no browser, two files at a time; then the browser tests one by one, so that what a person
// would see within a second is not measured on a machine that is busy with something else.
export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['api/test/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'api',
          include: ['{shared,api,admin,embed,zaal}/**/*.test.{ts,tsx}'],
          exclude: [...never, 'api/test/browser/**'],
          setupFiles: ['api/test/each-file.ts'],
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // what must be quick says so itself; the rest may take the time of a busy machine
          expect: { poll: { timeout: 8_000 } },
          include: ['api/test/browser/**/*.test.ts'],
          exclude: never,
          setupFiles: ['api/test/each-file.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
