// The way in: which programmes there are. With one programme its agenda is the way in.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import { and, eq } from 'drizzle-orm';
import type { Context, Db } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { html } from '#api/http/html.ts';
import { sendPage } from '#api/pages/layout.ts';
import { visitOf } from '#api/pages/visit.ts';
import { publicProgrammes } from '#api/programmes/queries.ts';
import { sources } from '#api/programmes/rows.ts';

export function programmePages(app: App, ctx: Context): void {
  app.route({
    method: 'GET',
    url: '/',
    config: { access: anyone, limit: 'public' },
    handler: async (request, reply) => {
      const visit = visitOf(request);
      const { t } = visit;
      const programmes = await publicProgrammes(ctx.db);
      if (programmes.length === 1)
        return reply.header('cache-control', 'no-cache').redirect(visit.link(`/${programmes[0]!.slug}`), 302);
      const list = programmes.map(
        (it) =>
          html`<li><a class="tile" href="${visit.link(`/${it.slug}`)}"><strong>${it.name}</strong><span>${t('programmes.region', { region: it.region })}</span></a></li>`,
      );
      const content =
        programmes.length === 0
          ? html`<h1>${t('programmes.none')}</h1><p class="lead">${t('programmes.none-text')}</p><p><a class="button" href="/admin/">${t('programmes.admin')}</a></p>`
          : html`<h1>${t('programmes.title')}</h1><p class="lead">${t('programmes.intro')}</p><ul class="tiles">${list}</ul>`;
      return sendPage(request, reply, {
        visit,
        title: t(programmes.length === 0 ? 'programmes.none' : 'programmes.title'),
        canonical: `${ctx.config.publicUrl}/`,
        content,
      });
    },
  });
}

/** What a source is, for "volgens bron" on public pages. */
export async function sourceText(db: Db, programmeId: string, key: string): Promise<string> {
  const [row] = await db.orm
    .select({ description: sources.description })
    .from(sources)
    .where(and(eq(sources.programmeId, programmeId), eq(sources.key, key)));
  return row?.description ?? key;
}
