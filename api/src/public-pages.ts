// Every page the public sees: the table of contents. HTML that works without script.

import { answerPages } from '#api/answers/pages.ts';
import { newsPages } from '#api/contacts/pages.ts';
import { unsubscribePages } from '#api/contacts/unsubscribe-pages.ts';
import type { Context } from '#api/context.ts';
import { printPages } from '#api/door/print-pages.ts';
import { cardPages } from '#api/events/card-pages.ts';
import { agendaPages } from '#api/events/pages.ts';
import { figurePages } from '#api/figures/pages.ts';
import { filePages } from '#api/files/pages.ts';
import type { App } from '#api/http/app-type.ts';
import { networkPages } from '#api/invitations/network-pages.ts';
import { guestsOf, invitationPages } from '#api/invitations/pages.ts';
import { aboutPages } from '#api/pages/about.ts';
import { assetRoutes } from '#api/pages/assets.ts';
import { problemPages } from '#api/pages/problem.ts';
import { referencePages } from '#api/pages/reference.ts';
import { webmasterPage } from '#api/pages/webmasters.ts';
import { ownDataPages } from '#api/personal/data-pages.ts';
import { ownDetailsPages } from '#api/personal/details-pages.ts';
import { ownPages } from '#api/personal/pages.ts';
import { personalData } from '#api/personal-data.ts';
import { programmePages } from '#api/programmes/pages.ts';
import { programmeFinder } from '#api/programmes/queries.ts';
import type { Batcher } from '#api/registrations/batcher.ts';
import { companyPages } from '#api/registrations/company-pages.ts';
import { linkPages } from '#api/registrations/link-pages.ts';
import { eventPages } from '#api/registrations/pages.ts';
import { previewPages } from '#api/registrations/preview-pages.ts';
import { noticeVersion, subscriptionFields } from '#api/registrations/rules.ts';

export { problemPage } from '#api/pages/problem.ts';

export function publicPages(app: App, ctx: Context, deps: { batcher: Batcher }): void {
  assetRoutes(app);
  problemPages(app, ctx);
  referencePages(app, ctx);
  aboutPages(app, ctx);
  webmasterPage(app, ctx);
  filePages(app, ctx);
  programmePages(app, ctx);
  agendaPages(app, ctx);
  cardPages(app, ctx, programmeFinder(ctx));
  newsPages(app, ctx, { fields: subscriptionFields, noticeVersion });
  unsubscribePages(app, ctx, { textVersion: noticeVersion });
  eventPages(app, ctx, deps.batcher, guestsOf(ctx));
  invitationPages(app, ctx);
  networkPages(app, ctx);
  linkPages(app, ctx);
  companyPages(app, ctx);
  answerPages(app, ctx);
  ownPages(app, ctx);
  ownDetailsPages(app, ctx);
  ownDataPages(app, ctx, personalData);
  figurePages(app, ctx);
  previewPages(app, ctx);
  printPages(app, ctx);
}
