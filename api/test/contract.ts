// Every endpoint of the contract and every route of the server, and a census of the database: what tests walk that hold
// for all of them.

import * as accounts from '@pr8werk/shared/accounts.ts';
import * as activity from '@pr8werk/shared/activity.ts';
import * as admissions from '@pr8werk/shared/admissions.ts';
import * as contacts from '@pr8werk/shared/contacts.ts';
import * as door from '@pr8werk/shared/door.ts';
import * as doubles from '@pr8werk/shared/doubles.ts';
import type { EndpointSpec } from '@pr8werk/shared/endpoint.ts';
import * as events from '@pr8werk/shared/events.ts';
import * as forms from '@pr8werk/shared/forms.ts';
import * as imports from '@pr8werk/shared/imports.ts';
import * as invitations from '@pr8werk/shared/invitations.ts';
import * as keys from '@pr8werk/shared/keys.ts';
import * as mailings from '@pr8werk/shared/mailings.ts';
import * as mails from '@pr8werk/shared/mails.ts';
import * as networkFigures from '@pr8werk/shared/network-figures.ts';
import * as organisations from '@pr8werk/shared/organisations.ts';
import * as participants from '@pr8werk/shared/participants.ts';
import * as privacy from '@pr8werk/shared/privacy.ts';
import * as programmes from '@pr8werk/shared/programmes.ts';
import * as publication from '@pr8werk/shared/publication.ts';
import * as registrations from '@pr8werk/shared/registrations.ts';
import * as reminders from '@pr8werk/shared/reminders.ts';
import * as runbook from '@pr8werk/shared/runbook.ts';
import * as search from '@pr8werk/shared/search.ts';
import * as statistics from '@pr8werk/shared/statistics.ts';
import * as today from '@pr8werk/shared/today.ts';
import * as wordings from '@pr8werk/shared/wordings.ts';
import type { Town } from '#test/town.ts';

/** The modules of shared with endpoints; architecture.test.ts sees to it that none is missing. */
export const rooms = {
  accounts,
  activity,
  admissions,
  contacts,
  door,
  doubles,
  events,
  forms,
  imports,
  keys,
  invitations,
  mailings,
  mails,
  'network-figures': networkFigures,
  organisations,
  participants,
  privacy,
  programmes,
  publication,
  registrations,
  reminders,
  runbook,
  search,
  statistics,
  today,
  wordings,
};

export const endpoints: EndpointSpec[] = Object.values(rooms)
  .flatMap((room) => Object.values(room) as unknown[])
  .filter((it): it is EndpointSpec => typeof it === 'object' && it !== null && 'method' in it && 'url' in it);

export interface Route {
  method: string;
  url: string;
}

/** What the server really answers to, read from its own drawing of it. */
export function routesOf(town: Town): Route[] {
  const routes: Route[] = [];
  const path: string[] = [];
  for (const line of town.running.app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([\s│]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!match) continue;
    const depth = match[1]!.length / 4;
    path.length = depth;
    path[depth] = match[2]!;
    const url = path.join('');
    for (const method of match[3]?.split(', ') ?? []) routes.push({ method, url });
  }
  return routes;
}

/** Every table of ours with a digest of its rows: the same before and after says that nothing was written. */
export async function census(town: Town, except: string[] = []): Promise<Record<string, string>> {
  // counted by the minute, apart from any act
  const apart = ['key_days', ...except];
  // what earlier acts led to must not count as a change
  if (town.config.jobs === 'here') await town.settled();
  const tables = await town.ctx.db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  // who writes a row gives it a new xmin, also with the same values: as sure as reading every row, and a tenth of the time
  const digests = tables
    .filter((it) => !apart.includes(it.name))
    .map(
      (it) =>
        `SELECT '${it.name}' AS name, count(*) || ' rows, written by ' || coalesce(sum(xmin::text::bigint), 0) AS digest FROM "${it.name}"`,
    );
  const rows = await town.ctx.db.query<{ name: string; digest: string }>(digests.join(' UNION ALL '));
  return Object.fromEntries(rows.map((it) => [it.name, it.digest]));
}
