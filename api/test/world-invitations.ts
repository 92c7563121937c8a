// A mailing that waits and an invitation that was made, and what may be asked about them.

import { newId } from '#api/context.ts';
import type { Region } from '#test/people.ts';
import type { Town } from '#test/town.ts';
import type { RightRequest, World } from '#test/world.ts';

/** To one person who may be mailed; another was invited already. */
export async function aMailing(
  town: Town,
  region: Region,
  eventId: string,
): Promise<{ mailing: string; guest: string }> {
  const { programmeId } = region;
  const { db } = town.ctx;
  const [mailing, guest, asked] = [newId(), newId(), newId()];
  const now = town.ctx.now();
  for (const id of [guest, asked])
    await db.query(
      `INSERT INTO contacts (programme_id, contact_id, name, email, created_at) VALUES ($1, $2, 'Gast', $3, $4)`,
      [programmeId, id, `${id}@post.example`, now],
    );
  await db.query(
    `INSERT INTO consents (programme_id, consent_id, contact_id, purpose, text_version, given_at, source)
       VALUES ($1, $2, $3, 'news', '2026-11', $4, 'page')`,
    [programmeId, newId(), asked, now],
  );
  await db.query(
    `INSERT INTO mailings (programme_id, mailing_id, event_id, kind, state, audience, subject_nl, body_nl, is_planned, leaves_at, created_at)
       VALUES ($1, $2, $3, 'invitation', 'planned', '{}', 'Kom je?', 'Kom je ook?', true, $4::timestamptz + interval '1 day', $4)`,
    [programmeId, mailing, eventId, now],
  );
  await db.query(
    `INSERT INTO mailing_recipients (programme_id, mailing_id, contact_id, mail_id, nth, language, state)
       VALUES ($1, $2, $3, $4, 1, 'nl', 'to-send')`,
    [programmeId, mailing, asked, newId()],
  );
  await db.query(
    `INSERT INTO invitations (programme_id, invitation_id, event_id, contact_id, invited_at, source) VALUES ($1, $2, $3, $4, $5, 'brief')`,
    [programmeId, newId(), eventId, guest, now],
  );
  return { mailing, guest };
}

export function invitationRequests(
  world: World,
  event: Record<string, string>,
  n: number,
): Record<string, () => RightRequest> {
  const mailing = { ...event, mailing: world.mailing };
  const texts = { subject: { nl: `Kom je? ${n}`, en: null }, body: { nl: 'Kom je ook naar {event}?', en: null } };
  return {
    previewAudience: () => ({ params: event, body: { kind: 'invitation', audience: { attended: 'no' } } }),
    showMailingTexts: () => ({ params: event, query: { kind: 'reminder' } }),
    previewMailing: () => ({ params: event, body: { kind: 'invitation', contact: world.contact, ...texts } }),
    listMailings: () => ({ params: event }),
    sendMailing: () => ({
      params: event,
      body: { kind: 'message', audience: { status: 'confirmed' }, ...texts, sendAt: null },
    }),
    showMailing: () => ({ params: mailing }),
    cancelMailing: () => ({ params: mailing }),
    listRecipients: () => ({ params: mailing, query: { state: 'excluded', reason: 'invited', limit: '5' } }),
    listInvitations: () => ({
      params: event,
      query: { step: 'invited', source: 'brief', network: '-', municipality: '-', search: 'x', limit: '5' },
    }),
    recordInvitations: () => ({
      params: event,
      body: { audience: {}, invitedOn: '2026-11-01', source: 'Brief', dryRun: false },
    }),
    recordAnswers: () => ({ params: event, body: { contacts: [world.guest], answer: 'not-coming' } }),
    showInvitationFunnel: () => ({ params: event }),
    listNetworkInvitations: () => ({ params: event }),
    reportNetworkInvitation: () => ({
      params: { ...event, network: world.network },
      body: { reported: 100 + n, mailedOn: '2026-11-20' },
    }),
  };
}
