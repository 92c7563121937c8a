// Pictures as anyone may see them: logos. Sent so that nothing in them can run, whoever opens the address by itself.

import { anyone } from '@pr8werk/shared/endpoint.ts';
import type { Context } from '#api/context.ts';
import { fileOf } from '#api/files/queries.ts';
import type { App } from '#api/http/app-type.ts';
import { fail } from '#api/http/problems.ts';

const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function filePages(app: App, ctx: Context): void {
  app.get<{ Params: { file: string } }>(
    '/:programme/logo/:file',
    { config: { access: anyone, anyOrigin: true, limit: 'public' } },
    async (request, reply) => {
      const { file } = request.params;
      const found = isId.test(file) ? await fileOf(ctx.db, request.tenant.programmeId, file) : null;
      if (!found) throw fail('not-found');
      return reply
        .header('content-type', found.mediaType)
        .header('content-disposition', 'inline')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(found.bytes);
    },
  );
}
