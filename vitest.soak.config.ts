import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

// Long random and kill runs: everything named *.soak.test.ts, with time.
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['api/**/*.soak.test.ts'],
      exclude: ['**/node_modules/**'],
      testTimeout: 3_600_000,
      hookTimeout: 120_000,
      maxWorkers: 1,
    },
  }),
);
