import type { InvitationAnswer } from '@pr8werk/shared/invitations.ts';
import type { Audience, MailingKind } from '@pr8werk/shared/mailings.ts';
import { and, eq } from 'drizzle-orm';
import { type Actor, participant, record } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { eventOf } from '#api/events/queries.ts';
import { dateIn } from '#api/events/rules.ts';
import type { Tenant } from '#api/http/access.ts';
import { fail, faultAt } from '#api/http/problems.ts';
import { candidatesOf } from '#api/invitations/audience.ts';
import { mailings, networkInvitations } from '#api/invitations/rows.ts';
import { type Texts, unknownPlace } from '#api/invitations/rules.ts';

interface OfEvent {
  programmeId: string;
  eventId: string;
  actor: Actor;
}

export interface NewMailing extends OfEvent {
  kind: MailingKind;
  audience: Audience;
  texts: Texts;
  /** Null: as soon as the minute in which it can be cancelled is over. */
  sendAt: Date | null;
}

/** How long what an organiser sends can be cancelled; reactions.ts waits as long. */
const waitMs = 60_000;
const longestAheadMs = 366 * 24 * 3600_000;

/** Chooses the people now, so that what was looked at is what is sent. */
export async function planMailing(ctx: Context, tx: Db, given: NewMailing): Promise<string> {
  const { programmeId, eventId, kind, audience, texts } = given;
  const now = ctx.now();
  const event = await eventOf(tx, programmeId, eventId);
  if (!event) throw fail('not-found');
  const isComing = event.status === 'published' && event.startsAt !== null && event.startsAt > now;
  if (kind === 'message' ? event.status === 'draft' || event.status === 'unknown' : !isComing)
    throw fail('event-state');
  const fault = unknownPlace(texts);
  if (fault) throw fault;
  const leavesAt = leavingAt(given.sendAt, now);
  if (kind !== 'message' && leavesAt >= event.startsAt!)
    throw faultAt('/sendAt', 'too-late', {
      nl: 'Dan is de bijeenkomst al begonnen',
      en: 'The event will have begun by then',
    });
  const chosen = await candidatesOf(tx, { programmeId, eventId, kind, audience });
  const people = chosen.filter((it) => it.reason === null).length;
  if (people === 0)
    throw fail('conflict', {
      detail: { nl: 'Er is niemand die deze mail kan krijgen.', en: 'There is nobody who can get this mail.' },
    });
  const mailingId = newId();
  await tx.orm.insert(mailings).values({
    programmeId,
    mailingId,
    eventId,
    kind,
    state: 'planned',
    audience,
    subjectNl: texts.subject.nl,
    subjectEn: texts.subject.en,
    bodyNl: texts.body.nl,
    bodyEn: texts.body.en,
    isPlanned: given.sendAt !== null,
    leavesAt,
    madeBy: given.actor.id,
    createdAt: now,
  });
  await tx.query(
    `INSERT INTO mailing_recipients (programme_id, mailing_id, contact_id, mail_id, registration_id, nth, language, state, reason)
       SELECT $1, $2, c.contact_id, new_id($3), c.registration_id, c.nth, c.language,
           CASE WHEN c.reason IS NULL THEN 'to-send' ELSE 'excluded' END, c.reason
         FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[]) WITH ORDINALITY AS c (contact_id, registration_id, language, reason, nth)`,
    [
      programmeId,
      mailingId,
      now,
      chosen.map((it) => it.contact_id),
      chosen.map((it) => it.registration_id),
      chosen.map((it) => it.language),
      chosen.map((it) => it.reason),
    ],
  );
  await record(ctx, tx, {
    programmeId,
    name: 'mailing.planned',
    actor: given.actor,
    eventId,
    subjectId: mailingId,
    data: { kind, people, isPlanned: given.sendAt !== null },
  });
  return mailingId;
}

function leavingAt(sendAt: Date | null, now: Date): Date {
  const soonest = new Date(now.getTime() + waitMs);
  if (sendAt === null) return soonest;
  if (sendAt <= now) throw faultAt('/sendAt', 'past', { nl: 'Dit moment is al voorbij', en: 'This moment has passed' });
  if (sendAt.getTime() > now.getTime() + longestAheadMs)
    throw faultAt('/sendAt', 'too-late', {
      nl: 'Kies een moment binnen een jaar',
      en: 'Choose a moment within a year',
    });
  return sendAt > soonest ? sendAt : soonest;
}

/** Not at all, as long as nothing left; else no more than what left already. */
export async function cancelMailing(ctx: Context, given: OfEvent & { mailingId: string }): Promise<void> {
  const { programmeId, eventId, mailingId, actor } = given;
  await transact(ctx, async (tx) => {
    const row = and(
      eq(mailings.programmeId, programmeId),
      eq(mailings.eventId, eventId),
      eq(mailings.mailingId, mailingId),
    );
    const [found] = await tx.orm.select({ state: mailings.state }).from(mailings).where(row).for('update');
    if (!found) throw fail('not-found');
    if (found.state !== 'planned' && found.state !== 'going')
      throw fail('conflict', {
        detail: { nl: 'Deze mailing is al klaar of gestopt.', en: 'This mailing is over or was stopped already.' },
      });
    const state = found.state === 'planned' ? 'cancelled' : 'stopped';
    await tx.orm.update(mailings).set({ state, endedAt: ctx.now() }).where(row);
    await record(ctx, tx, { programmeId, name: `mailing.${state}`, actor, eventId, subjectId: mailingId });
  });
}

/** People who were invited by other means. Who was invited already stays as it is. */
export async function recordInvitations(
  ctx: Context,
  given: OfEvent & { audience: Audience; invitedOn: string; source: string; tenant: Tenant; dryRun: boolean },
): Promise<{ recorded: number; already: number }> {
  const { programmeId, eventId, tenant } = given;
  if (given.invitedOn > dateIn(tenant.timeZone, ctx.now()))
    throw faultAt('/invitedOn', 'future', { nl: 'Deze dag moet nog komen', en: 'This day is still to come' });
  if (!(await eventOf(ctx.db, programmeId, eventId))) throw fail('not-found');
  const noon = Temporal.PlainDate.from(given.invitedOn).toZonedDateTime({
    timeZone: tenant.timeZone,
    plainTime: '12:00',
  });
  // whoever signed up in between was invited all the same
  const chosen = await candidatesOf(ctx.db, { programmeId, eventId, kind: 'invitation', audience: given.audience });
  const fresh = chosen.filter((it) => it.invitation_id === null).map((it) => it.contact_id);
  const already = chosen.length - fresh.length;
  if (given.dryRun || fresh.length === 0) return { recorded: fresh.length, already };
  return transact(ctx, async (tx) => {
    const rows = await insertInvitations(tx, {
      programmeId,
      eventId,
      at: new Date(noon.epochMilliseconds),
      source: given.source.trim(),
      mailingId: null,
      people: fresh.map((contactId) => ({ contactId, invitationId: newId() })),
    });
    await record(ctx, tx, {
      programmeId,
      name: 'invitation.recorded',
      actor: given.actor,
      eventId,
      data: { people: rows },
    });
    return { recorded: rows, already: chosen.length - rows };
  });
}

/** With where people are at this time, so that figures stay the same later. Answers how many were new. */
export async function insertInvitations(
  tx: Db,
  given: {
    programmeId: string;
    eventId: string;
    at: Date;
    source: string;
    mailingId: string | null;
    people: { contactId: string; invitationId: string }[];
  },
): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO invitations (programme_id, invitation_id, event_id, contact_id, invited_at, mailing_id, source, municipality, networks)
       SELECT $1, p.invitation_id, $2, c.contact_id, $3, $4, $5, c.municipality,
           ARRAY(SELECT m.network_id FROM contact_networks AS m WHERE m.programme_id = $1 AND m.contact_id = c.contact_id ORDER BY 1)
         FROM unnest($6::uuid[], $7::uuid[]) AS p (contact_id, invitation_id)
         JOIN contacts AS c ON c.programme_id = $1 AND c.contact_id = p.contact_id
       ON CONFLICT ON CONSTRAINT invitations_one_per_person DO NOTHING RETURNING 1`,
    [
      given.programmeId,
      given.eventId,
      given.at,
      given.mailingId,
      given.source,
      given.people.map((it) => it.contactId),
      given.people.map((it) => it.invitationId),
    ],
  );
  return rows.length;
}

/** What people told an organiser, by phone or otherwise; null takes it back. Answers how many changed. */
export async function recordAnswers(
  ctx: Context,
  given: OfEvent & { contacts: string[]; answer: InvitationAnswer | null },
): Promise<number> {
  const { programmeId, eventId, answer, actor } = given;
  return transact(ctx, async (tx) => {
    const changed = await tx.query<{ contact_id: string }>(
      `UPDATE invitations SET answer = $4, answered_at = CASE WHEN $4::text IS NOT NULL THEN $5::timestamptz END,
           answered_by = CASE WHEN $4::text IS NOT NULL THEN 'organiser' END
        WHERE programme_id = $1 AND event_id = $2 AND contact_id = ANY ($3::uuid[]) AND answer IS DISTINCT FROM $4 RETURNING contact_id`,
      [programmeId, eventId, given.contacts, answer, ctx.now()],
    );
    for (const { contact_id: subjectId } of changed)
      await record(ctx, tx, { programmeId, name: 'invitation.answered', actor, eventId, subjectId, data: { answer } });
    return changed.length;
  });
}

/** The button behind "I cannot come", or behind "I can after all" (null). Pressing twice changes nothing. */
export async function answerByLink(
  ctx: Context,
  given: { programmeId: string; invitationId: string; answer: 'not-coming' | null },
): Promise<void> {
  const { programmeId, invitationId, answer } = given;
  await transact(ctx, async (tx) => {
    const [changed] = await tx.query<{ event_id: string; contact_id: string }>(
      `UPDATE invitations SET answer = $3, answered_at = CASE WHEN $3::text IS NOT NULL THEN $4::timestamptz END,
           answered_by = CASE WHEN $3::text IS NOT NULL THEN 'link' END
        WHERE programme_id = $1 AND invitation_id = $2 AND answer IS DISTINCT FROM $3 RETURNING event_id, contact_id`,
      [programmeId, invitationId, answer, ctx.now()],
    );
    if (!changed) return;
    await record(ctx, tx, {
      programmeId,
      name: 'invitation.answered',
      actor: participant,
      eventId: changed.event_id,
      subjectId: changed.contact_id,
      data: { answer },
    });
  });
}

/** Somebody signed up by the link of an invitation, perhaps with another address or as another person. */
export async function answerBySignup(
  ctx: Context,
  given: { programmeId: string; invitationId: string; registrationId: string },
): Promise<void> {
  await ctx.db.query(
    `UPDATE invitations AS v SET registration_id = r.registration_id FROM registrations AS r
      WHERE v.programme_id = $1 AND v.invitation_id = $2 AND r.programme_id = v.programme_id AND r.registration_id = $3
        AND r.event_id = v.event_id`,
    [given.programmeId, given.invitationId, given.registrationId],
  );
}

/** What a network says it mailed itself; null takes it back. */
export async function reportNetwork(
  ctx: Context,
  given: OfEvent & {
    networkId: string;
    report: { reported: number; mailedOn: string } | null;
    reportedBy: 'network' | 'organiser';
    timeZone: string;
  },
): Promise<void> {
  const { programmeId, eventId, networkId, report, reportedBy, actor } = given;
  if (report && report.mailedOn > dateIn(given.timeZone, ctx.now()))
    throw faultAt('/mailedOn', 'future', { nl: 'Deze dag moet nog komen', en: 'This day is still to come' });
  await transact(ctx, async (tx) => {
    const [known] = await tx.query(
      `SELECT FROM networks AS n JOIN events AS e USING (programme_id)
        WHERE n.programme_id = $1 AND n.network_id = $2 AND e.event_id = $3`,
      [programmeId, networkId, eventId],
    );
    if (!known) throw fail('not-found');
    const row = and(
      eq(networkInvitations.programmeId, programmeId),
      eq(networkInvitations.eventId, eventId),
      eq(networkInvitations.networkId, networkId),
    );
    if (report) {
      const said = { ...report, reportedBy, reportedAt: ctx.now() };
      await tx.orm
        .insert(networkInvitations)
        .values({ programmeId, eventId, networkId, ...said })
        .onConflictDoUpdate({
          target: [networkInvitations.programmeId, networkInvitations.eventId, networkInvitations.networkId],
          set: said,
        });
    } else await tx.orm.delete(networkInvitations).where(row);
    await record(ctx, tx, {
      programmeId,
      name: report ? 'invitation.reported' : 'invitation.report-withdrawn',
      actor,
      eventId,
      subjectId: networkId,
    });
  });
}
