// What somebody does about their own data: asks for the link, opens and closes the page, changes what is known of them.

import { consentVersion } from '@pr8werk/shared/consent-texts.ts';
import type { ConsentPurpose } from '@pr8werk/shared/contacts.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import { participant, publicActor, record } from '#api/activity/actions.ts';
import { changeContact } from '#api/contacts/actions.ts';
import { giveConsent, withdrawConsent } from '#api/contacts/consents.ts';
import { type Context, newId, transact } from '#api/context.ts';
import type { Owner } from '#api/personal/queries.ts';
import { againMinutes, hashOf, idleMinutes, later, linkHours, makeSecret } from '#api/personal/rules.ts';

interface Own {
  programmeId: string;
  contactId: string;
}

/**
 * The same work for a known and an unknown address: two look-ups and a row. Answers the link that is to be mailed, or null;
 * nobody outside is told which.
 */
export async function askLink(
  ctx: Context,
  given: { programmeId: string; email: string; language: Language },
): Promise<string | null> {
  const { programmeId, language } = given;
  const email = given.email.toLowerCase();
  const now = ctx.now();
  const linkId = newId();
  return transact(ctx, async (tx) => {
    // many at once for one address are counted one after another
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`own page ${programmeId} ${email}`]);
    const [contact] = await tx.query<{ id: string; hash: Buffer }>(
      `SELECT c.contact_id AS id, sha256(convert_to(c.email, 'UTF8')) AS hash FROM contacts AS c WHERE c.email = $1 AND c.programme_id = $2`,
      [email, programmeId],
    );
    const [recent] = await tx.query(
      'SELECT FROM personal_links WHERE programme_id = $1 AND contact_id = $2 AND asked_at > $3 LIMIT 1',
      [programmeId, contact?.id ?? nobody, later(now, -againMinutes)],
    );
    const isMailed = contact !== undefined && recent === undefined;
    await tx.query(
      `INSERT INTO personal_links (programme_id, link_id, contact_id, address_hash, language, asked_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        programmeId,
        linkId,
        isMailed ? contact.id : null,
        isMailed ? contact.hash : null,
        language,
        now,
        later(now, linkHours * 60),
      ],
    );
    return isMailed ? linkId : null;
  });
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** After the answer went out, so that how long it took tells nothing: the mail follows. */
export async function mailLink(ctx: Context, programmeId: string, linkId: string): Promise<void> {
  await transact(ctx, (tx) =>
    record(ctx, tx, { programmeId, name: 'personal-link.asked', actor: publicActor, subjectId: linkId }),
  );
}

/** While the mail is written: the secret is in it alone, and a mail that is written again has another. */
export async function armLink(ctx: Context, programmeId: string, linkId: string): Promise<string | null> {
  const { secret, hash } = makeSecret();
  const armed = await ctx.db.query(
    `UPDATE personal_links SET token_hash = $3 WHERE programme_id = $1 AND link_id = $2 AND used_at IS NULL AND expires_at > $4 RETURNING 1`,
    [programmeId, linkId, hash, ctx.now()],
  );
  return armed.length > 0 ? secret : null;
}

const goodLink = `l.programme_id = $1 AND l.token_hash = $2 AND l.used_at IS NULL AND l.expires_at > $3
  AND EXISTS (SELECT FROM contacts AS c WHERE c.programme_id = l.programme_id AND c.contact_id = l.contact_id
    AND sha256(convert_to(c.email, 'UTF8')) = l.address_hash)`;

export async function isLinkGood(ctx: Context, programmeId: string, token: string): Promise<boolean> {
  const hash = hashOf(token);
  if (!hash) return false;
  const rows = await ctx.db.query(`SELECT FROM personal_links AS l WHERE ${goodLink}`, [programmeId, hash, ctx.now()]);
  return rows.length > 0;
}

/** The button behind the mailed link. Answers the secret of the cookie; null: the link is not good (any more). */
export async function openPage(ctx: Context, programmeId: string, token: string): Promise<string | null> {
  const hash = hashOf(token);
  if (!hash) return null;
  const session = makeSecret();
  const now = ctx.now();
  const isOpen = await transact(ctx, async (tx) => {
    const [link] = await tx.query<{ contact_id: string; address_hash: Buffer }>(
      `UPDATE personal_links AS l SET used_at = $3 WHERE ${goodLink} RETURNING l.contact_id, l.address_hash`,
      [programmeId, hash, now],
    );
    if (!link) return false;
    await tx.query(
      `INSERT INTO personal_sessions (programme_id, session_hash, contact_id, address_hash, started_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [programmeId, session.hash, link.contact_id, link.address_hash, now, later(now, idleMinutes)],
    );
    await record(ctx, tx, {
      programmeId,
      name: 'personal-link.used',
      actor: participant,
      subjectId: link.contact_id,
    });
    return true;
  });
  return isOpen ? session.secret : null;
}

export async function closePage(ctx: Context, programmeId: string, { sessionHash }: Owner): Promise<void> {
  await ctx.db.query('DELETE FROM personal_sessions WHERE programme_id = $1 AND session_hash = $2', [
    programmeId,
    sessionHash,
  ]);
}

export interface Details {
  name: string;
  organisationName: string | null;
  municipality: string | null;
  disciplines: string[];
  language?: Language | undefined;
}

/** Also on the list and the badge of meetings to come; what was, was under the name of then. */
export async function changeDetails(ctx: Context, own: Own, details: Details): Promise<void> {
  const { language, ...change } = details;
  await changeContact(ctx, { ...own, version: null, change, actor: participant });
  await ctx.db.query(
    `UPDATE registrations AS r SET name = $4, organisation_name = $5, language = coalesce($6, r.language), version = r.version + 1
       FROM events AS e
      WHERE e.programme_id = r.programme_id AND e.event_id = r.event_id AND r.programme_id = $1 AND r.contact_id = $2
        AND r.status NOT IN ('cancelled', 'declined') AND coalesce(e.ends_at, e.starts_at, 'infinity') > $3
        AND (r.name, r.organisation_name, r.language) IS DISTINCT FROM ($4, $5, coalesce($6, r.language))`,
    [own.programmeId, own.contactId, ctx.now(), details.name, details.organisationName, language ?? null],
  );
}

/** Stopping is as easy as starting: one button each. */
export async function chooseConsent(ctx: Context, own: Own, purpose: ConsentPurpose, isWanted: boolean): Promise<void> {
  const given = { ...own, purpose, actor: participant };
  await transact(ctx, async (tx) => {
    if (isWanted) await giveConsent(ctx, tx, { ...given, textVersion: consentVersion, source: 'mijn' });
    else await withdrawConsent(ctx, tx, given);
  });
}
