// What came of a network's own signups: counts behind a link, without an account, for its people and its website.

import * as Type from 'typebox';
import { anyone, endpoint, staff } from './endpoint.ts';
import { Bilingual, Id, Instant, LocalDate, named, nullable, PartialDate, Slug } from './primitives.ts';

export const NetworkFigures = named(
  'NetworkFigures',
  Type.Object({
    network: Type.String(),
    programme: Type.String(),
    at: Instant,
    meetings: Type.Array(
      Type.Object({
        title: Bilingual,
        url: Type.String(),
        startsAt: nullable(Instant),
        when: PartialDate,
        signedUp: Type.Integer({ description: 'Through this network, and not cancelled' }),
        withPlace: Type.Integer(),
        waiting: Type.Integer(),
        attended: nullable(Type.Integer(), {
          description:
            'null: not recorded, or told no more closely: fewer than five came, or fewer than five who had a place did not',
        }),
        days: Type.Array(Type.Object({ on: LocalDate, signups: Type.Integer() }), {
          description: 'Signups per day, also those that were cancelled later',
        }),
      }),
      { description: 'Of the last year and to come, the latest first; at most 50' },
    ),
  }),
);
export type NetworkFigures = Type.Static<typeof NetworkFigures>;

export const showNetworkFigures = endpoint({
  method: 'GET',
  url: '/programmes/:programme/network-figures/:token',
  config: { access: anyone, anyOrigin: true, limit: 'public' },
  schema: {
    operationId: 'showNetworkFigures',
    summary: 'What came of the signups of a network',
    description: 'Behind a link that an organiser gave to the network. Counts only. The same figures as its page.',
    tags: ['network'],
    params: Type.Object({ programme: Slug, token: Type.String({ maxLength: 60, description: 'From the link' }) }),
    response: { 200: NetworkFigures },
  },
});

const networkParams = Type.Object({ programme: Slug, network: Id });
const Link = Type.Object({
  url: Type.String({ description: 'The page' }),
  data: Type.String({ description: 'The same as JSON' }),
});

export const showFiguresLink = endpoint({
  method: 'GET',
  url: '/programmes/:programme/networks/:network/figures-link',
  config: { access: staff('organisations:write') },
  schema: {
    operationId: 'showFiguresLink',
    summary: 'The link to the figures of a network, to pass on to it',
    tags: ['organisations'],
    params: networkParams,
    response: { 200: Link },
  },
});

export const renewFiguresLink = endpoint({
  method: 'POST',
  url: '/programmes/:programme/networks/:network/figures-link',
  config: { access: staff('organisations:write') },
  schema: {
    operationId: 'renewFiguresLink',
    summary: 'Make a new link; the old one ends',
    tags: ['organisations'],
    params: networkParams,
    response: { 201: Link },
  },
});
