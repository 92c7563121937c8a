// Once per run: one PostgreSQL cluster and in it a template database that is migrated and has the job library's schema.
// Every test file gets a copy of it.

import { PgBoss } from 'pg-boss';
import type { TestProject } from 'vitest/node';
import { createTemplate, databaseUrl, startTestCluster } from '#test/cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
  }
}

export const templateName = 'pr8werk_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  await createTemplate(cluster.adminUrl, templateName);
  const boss = new PgBoss({
    connectionString: databaseUrl(cluster.adminUrl, templateName),
    schema: 'pgboss',
    max: 1,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  await boss.stop({ graceful: false, close: true });
  project.provide('adminUrl', cluster.adminUrl);
  return () => cluster.stop();
}
