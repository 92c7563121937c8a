import * as contract from '@pr8werk/shared/today.ts';
import type { Context } from '#api/context.ts';
import type { App } from '#api/http/app-type.ts';
import { todayView } from '#api/today/queries.ts';

export function todayRoutes(app: App, ctx: Context): void {
  app.route({
    ...contract.showToday,
    handler: async (request) => {
      const { programmeId, timeZone } = request.tenant;
      const permissions = request.signedIn.permissionsIn(programmeId) ?? [];
      return todayView(ctx, { programmeId, timeZone, permissions });
    },
  });
}
