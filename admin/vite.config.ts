import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // Dialog, popover and :has() are the newest things in use.
    target: ['chrome116', 'edge116', 'firefox125', 'safari17'],
    // The console's policy allows no data: in scripts or fonts, and small inlined files would hide from the budget.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/v1', '/embed', '/docs', '/health'].map((path) => [path, { target: api }])),
  },
});
