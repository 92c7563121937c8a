import * as contract from '@pr8werk/shared/search.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { kindsFor, searched } from '#api/search/queries.ts';

export function searchRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.searchProgramme,
    handler: async (request) => {
      const { q, kinds, limit = 6 } = request.query;
      const { programmeId } = request.tenant;
      const permissions = request.signedIn.permissionsIn(programmeId) ?? [];
      return searched(ctx, { programmeId, q, kinds: kindsFor(kinds, permissions), limit });
    },
  });
}
