import type { ConsentPurpose } from '@pr8werk/shared/contacts.ts';
import type { FastifyRequest } from 'fastify';
import type { Context, Db } from '#api/context.ts';
import { cookieName, hashOf, idleMinutes, later, sessionHours } from '#api/personal/rules.ts';
import type { RegistrationRow } from '#api/registrations/rows.ts';

/** Whose page is open. */
export interface Owner {
  contactId: string;
  name: string;
  email: string;
  organisationName: string | null;
  municipality: string | null;
  disciplines: string[];
  version: number;
  sessionHash: Buffer;
}

const addressHash = `sha256(convert_to(c.email, 'UTF8'))`;

/** Null: no page is open here, or it was closed, or the address has changed since. Looking keeps it open. */
export async function ownerOf(ctx: Context, request: FastifyRequest): Promise<Owner | null> {
  const hash = hashOf(request.cookies[cookieName]);
  if (!hash) return null;
  const { programmeId } = request.tenant;
  const now = ctx.now();
  const [row] = await ctx.db.query<Owner & { expires_at: Date }>(
    `SELECT c.contact_id AS "contactId", c.name, c.email, c.organisation_name AS "organisationName", c.municipality, c.disciplines, c.version,
        s.session_hash AS "sessionHash", s.expires_at
       FROM personal_sessions AS s JOIN contacts AS c USING (programme_id, contact_id)
      WHERE s.programme_id = $1 AND s.session_hash = $2 AND s.expires_at > $3 AND s.started_at > $4 AND s.address_hash = ${addressHash}`,
    [programmeId, hash, now, later(now, -sessionHours * 60)],
  );
  if (!row) return null;
  const { expires_at: expiresAt, ...owner } = row;
  if (expiresAt < later(now, idleMinutes - 1))
    await ctx.db.query('UPDATE personal_sessions SET expires_at = $3 WHERE programme_id = $1 AND session_hash = $2', [
      programmeId,
      hash,
      later(now, idleMinutes),
    ]);
  return owner;
}

export interface OwnMeeting
  extends Pick<RegistrationRow, 'registrationId' | 'programmeId' | 'linkVersion' | 'status' | 'hasAttended'> {
  isUnverified: boolean;
  titleNl: string;
  titleEn: string | null;
  happensOn: string;
  startsAt: Date | null;
  endsAt: Date | null;
  eventStatus: string;
}

/** The newest first. */
export async function ownMeetings(db: Db, programmeId: string, contactId: string): Promise<OwnMeeting[]> {
  return db.query<OwnMeeting>(
    `SELECT r.programme_id AS "programmeId", r.registration_id AS "registrationId", r.link_version AS "linkVersion", r.status,
        r.has_attended AS "hasAttended", r.verify_by IS NOT NULL AND r.status NOT IN ('cancelled', 'declined') AS "isUnverified",
        e.title_nl AS "titleNl", e.title_en AS "titleEn", e.happens_on AS "happensOn", e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.status AS "eventStatus"
       FROM registrations AS r JOIN events AS e USING (programme_id, event_id)
      WHERE r.programme_id = $1 AND r.contact_id = $2 AND r.ended_because IS DISTINCT FROM 'merged'
      ORDER BY e.happens_on COLLATE "C" DESC, r.created_at DESC LIMIT 200`,
    [programmeId, contactId],
  );
}

export interface OwnConsent {
  purpose: ConsentPurpose;
  basis: 'consent' | 'customer' | 'published';
  text_version: string;
  given_at: Date;
  source: string;
}

export async function consentsInForce(db: Db, programmeId: string, contactId: string): Promise<OwnConsent[]> {
  return db.query<OwnConsent>(
    `SELECT purpose, basis, text_version, given_at, source FROM consents
      WHERE programme_id = $1 AND contact_id = $2 AND withdrawn_at IS NULL`,
    [programmeId, contactId],
  );
}

/** In which language mails about the last signup go. */
export async function ownLanguage(db: Db, programmeId: string, contactId: string): Promise<'nl' | 'en' | null> {
  const [row] = await db.query<{ language: 'nl' | 'en' }>(
    'SELECT language FROM registrations WHERE programme_id = $1 AND contact_id = $2 ORDER BY created_at DESC LIMIT 1',
    [programmeId, contactId],
  );
  return row?.language ?? null;
}

export async function pendingAddress(ctx: Context, programmeId: string, contactId: string): Promise<string | null> {
  const [row] = await ctx.db.query<{ new_address: string }>(
    `SELECT new_address FROM address_changes WHERE programme_id = $1 AND contact_id = $2 AND done_at IS NULL AND expires_at > $3
      ORDER BY asked_at DESC LIMIT 1`,
    [programmeId, contactId, ctx.now()],
  );
  return row?.new_address ?? null;
}
