// Taking back what was published a moment ago.

import * as Type from 'typebox';
import { endpoint, staff } from './endpoint.ts';
import { EventView } from './events.ts';
import { Id, Slug } from './primitives.ts';

export const withdrawEvent = endpoint({
  method: 'DELETE',
  url: '/programmes/:programme/events/:event/publication',
  config: { access: staff('events:write'), problems: ['event-state', 'event-has-registrations'] },
  schema: {
    operationId: 'withdrawEvent',
    summary: 'Make a published meeting a draft again',
    description: 'As long as nobody has ever signed up and it has not begun. After that it can only be cancelled.',
    tags: ['events'],
    params: Type.Object({ programme: Slug, event: Id }),
    response: { 200: EventView },
  },
});
