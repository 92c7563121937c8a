// Who helps at the door, and what they and their organiser may ask.

import { randomBytes } from 'node:crypto';
import { newId, transact } from '#api/context.ts';
import { makeHelperLink, takeIntoUse } from '#api/door/actions.ts';
import { helperToken } from '#api/door/rules.ts';
import type { Region } from '#test/people.ts';
import { organiser } from '#test/places.ts';
import type { Town } from '#test/town.ts';
import type { RightRequest, World } from '#test/world.ts';

/** A link, and the phone it was taken into use on. */
export async function aHelper(town: Town, region: Region, eventId: string) {
  const { programmeId } = region;
  const helperLink = await transact(town.ctx, (tx) =>
    makeHelperLink(town.ctx, tx, { programmeId, eventId, label: 'Voordeur', actor: organiser }),
  );
  const token = helperToken(town.ctx, { programmeId, linkId: helperLink });
  const secret = randomBytes(32).toString('base64url');
  await takeIntoUse(town.ctx, { programmeId, token, name: 'Henk', secret, device: 'test' });
  return { helperLink, phone: `${helperLink}.${secret}`, helperToken: token, helperSecret: secret };
}

export function doorRequests(
  world: World,
  event: Record<string, string>,
  n: number,
): Record<string, () => RightRequest> {
  const programme = { programme: world.slug };
  return {
    listHelperLinks: () => ({ params: event }),
    makeHelperLink: () => ({ params: event, body: { label: `Deur ${n}` } }),
    revokeHelperLink: () => ({ params: { ...event, link: world.helperLink } }),
    takeIntoUse: () => ({
      params: programme,
      body: { link: world.helperToken, name: 'Henk', secret: world.helperSecret },
    }),
    showDoor: () => ({ params: programme }),
    recordEntries: () => ({
      params: programme,
      body: { entries: [{ id: newId(), kind: 'in', registration: world.confirmed, ageMs: 0 }] },
    }),
  };
}
