// For balancers and compose files: live says the process answers, ready says it can do its work.

import type { Context } from '#api/context.ts';
import { readMigrations } from '#api/db/migrate.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';

const config = { access: { kind: 'public' } } as const;

export function healthRoutes(app: App, ctx: Context): void {
  app.get('/health/live', { config }, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'live' };
  });
  app.get('/health/ready', { config }, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    const known = await readMigrations();
    const applied = await ctx.db
      .query<{ name: string }>('SELECT name FROM public.migrations ORDER BY name DESC LIMIT 1')
      .catch(() => Promise.reject(fail('unavailable', { headers: { 'retry-after': '5' } })));
    if (applied[0]?.name !== known.at(-1)?.name) throw fail('unavailable', { headers: { 'retry-after': '5' } });
    return { status: 'ready' };
  });
}
