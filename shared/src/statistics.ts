// What the signups of a meeting add up to: over time, by role, by source, by site.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { Id, Instant, LocalDate, named, nullable, page, Slug } from './primitives.ts';
import { RegistrationRole } from './registrations.ts';

const eventParams = Type.Object({ programme: Slug, event: Id });

const tally = {
  registered: Type.Integer({ description: 'Not cancelled: the length of the list' }),
  confirmed: Type.Integer(),
  waiting: Type.Integer(),
  attended: Type.Integer(),
};

export const StatisticsDay = named(
  'StatisticsDay',
  Type.Object({
    on: { ...LocalDate, description: "Day in the programme's time zone" },
    signups: Type.Integer({ description: 'Who signed up on this day, whatever became of it' }),
    cancelled: Type.Integer({ description: 'Who cancelled on this day' }),
    confirmed: Type.Integer({ description: 'How many had a place at the end of this day' }),
    waiting: Type.Integer({ description: 'How many stood in line at the end of this day' }),
  }),
);
export type StatisticsDay = Type.Static<typeof StatisticsDay>;

export const EventStatistics = named(
  'EventStatistics',
  Type.Object({
    ...tally,
    cancelled: Type.Integer(),
    unverified: Type.Integer({ description: 'Not cancelled, and not yet confirmed by mail' }),
    capacity: nullable(Type.Integer()),
    days: Type.Array(StatisticsDay, { description: 'Only days on which something happened, in order' }),
    byRole: Type.Array(Type.Object({ role: RegistrationRole, ...tally })),
    bySource: Type.Array(
      Type.Object({ source: nullable(Type.String(), { description: 'null: through no site or network' }), ...tally }),
    ),
  }),
);
export type EventStatistics = Type.Static<typeof EventStatistics>;

export const showStatistics = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/statistics',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'showStatistics',
    summary: 'Signups of a meeting over time, by role and by source',
    description: 'Counted at one moment; each number is the length of the list that listRegistrations gives.',
    tags: ['registrations'],
    params: eventParams,
    response: { 200: EventStatistics },
  },
});

export const SiteView = named(
  'Site',
  Type.Object({
    origin: Type.String({ description: 'Scheme and host of the pages on which the form stands' }),
    lastSeenOn: nullable(LocalDate, { description: 'The last day on which someone met the form there' }),
    registrations: Type.Integer({ description: 'Signups for this meeting from there, not cancelled' }),
    lastSignupAt: nullable(Instant),
  }),
);
export type SiteView = Type.Static<typeof SiteView>;

export const listSites = endpoint({
  method: 'GET',
  url: '/programmes/:programme/events/:event/sites',
  config: { access: staff('registrations:read') },
  schema: {
    operationId: 'listSites',
    summary: 'The sites on which the form of this programme stands',
    description:
      'As browsers name them when they ask for a form. At most 100, the last seen first. Seen is counted for the programme, signups for this meeting.',
    tags: ['registrations'],
    params: eventParams,
    response: { 200: page(SiteView) },
  },
});
