import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    // The console's policy allows no data: in scripts or fonts, and small inlined files would hide from the budget.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // Else the bundler's own few lines land in a screen's chunk and drag it into every first load.
      output: { codeSplitting: { groups: [{ name: 'runtime', test: /rolldown\/runtime/ }] } },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/v1', '/embed', '/docs', '/health'].map((path) => [path, { target: api }])),
  },
});
