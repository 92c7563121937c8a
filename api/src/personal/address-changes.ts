// Another address holds when somebody who reads both has said so.

import { participant, record } from '#api/activity/actions.ts';
import { type Context, newId, transact } from '#api/context.ts';
import type { Owner } from '#api/personal/queries.ts';
import { addressDays, againMinutes, hashOf, later, makeSecret } from '#api/personal/rules.ts';

export type Side = 'old' | 'new';

/** A new request takes the place of an earlier one. Answers why not, or null. */
export async function askAddress(
  ctx: Context,
  given: { programmeId: string; owner: Owner; email: string; language: 'nl' | 'en' },
): Promise<'own.address-same' | 'own.address-soon' | null> {
  const { programmeId, owner, language } = given;
  const { contactId } = owner;
  const email = given.email.toLowerCase();
  if (email === owner.email) return 'own.address-same';
  const now = ctx.now();
  return transact(ctx, async (tx) => {
    // two presses at once are one request
    await tx.query('SELECT FROM contacts WHERE programme_id = $1 AND contact_id = $2 FOR UPDATE', [
      programmeId,
      contactId,
    ]);
    const [recent] = await tx.query(
      'SELECT FROM address_changes WHERE programme_id = $1 AND contact_id = $2 AND asked_at > $3 LIMIT 1',
      [programmeId, contactId, later(now, -againMinutes)],
    );
    if (recent) return 'own.address-soon';
    await tx.query('DELETE FROM address_changes WHERE programme_id = $1 AND contact_id = $2', [programmeId, contactId]);
    const changeId = newId();
    await tx.query(
      `INSERT INTO address_changes (programme_id, change_id, contact_id, new_address, language, asked_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [programmeId, changeId, contactId, email, language, now, later(now, addressDays * 24 * 60)],
    );
    await record(ctx, tx, {
      programmeId,
      name: 'contact.address-asked',
      actor: participant,
      subjectId: changeId,
    });
    return null;
  });
}

/** While a mail is written: the secret is in it alone. */
export async function armAddress(
  ctx: Context,
  programmeId: string,
  changeId: string,
  side: Side,
): Promise<{ secret: string; to: string; language: 'nl' | 'en' } | null> {
  const { secret, hash } = makeSecret();
  const [row] = await ctx.db.query<{ own: string | null; new_address: string; language: 'nl' | 'en' }>(
    `UPDATE address_changes AS h SET ${side}_token_hash = $3 FROM contacts AS c
      WHERE h.programme_id = $1 AND h.change_id = $2 AND h.done_at IS NULL AND h.${side}_confirmed_at IS NULL AND h.expires_at > $4
        AND c.programme_id = h.programme_id AND c.contact_id = h.contact_id
      RETURNING c.email AS own, h.new_address, h.language`,
    [programmeId, changeId, hash, ctx.now()],
  );
  const to = side === 'old' ? row?.own : row?.new_address;
  return row && to ? { secret, to, language: row.language } : null;
}

const ofToken = `programme_id = $1 AND (old_token_hash = $2 OR new_token_hash = $2) AND done_at IS NULL AND expires_at > $3`;

export async function isAddressLinkGood(ctx: Context, programmeId: string, token: string): Promise<boolean> {
  const hash = hashOf(token);
  if (!hash) return false;
  const rows = await ctx.db.query(`SELECT FROM address_changes WHERE ${ofToken}`, [programmeId, hash, ctx.now()]);
  return rows.length > 0;
}

/** A button was pressed. Pressing twice is pressing once. */
export async function confirmAddress(
  ctx: Context,
  programmeId: string,
  token: string,
): Promise<'half' | 'done' | 'taken' | 'wrong'> {
  const hash = hashOf(token);
  if (!hash) return 'wrong';
  return transact(ctx, async (tx) => {
    const now = ctx.now();
    const [change] = await tx.query<{ change_id: string; contact_id: string; new_address: string; is_both: boolean }>(
      `UPDATE address_changes SET
          old_confirmed_at = CASE WHEN old_token_hash = $2 THEN coalesce(old_confirmed_at, $3) ELSE old_confirmed_at END,
          new_confirmed_at = CASE WHEN new_token_hash = $2 THEN coalesce(new_confirmed_at, $3) ELSE new_confirmed_at END
        WHERE ${ofToken}
        RETURNING change_id, contact_id, new_address, old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL AS is_both`,
      [programmeId, hash, now],
    );
    if (!change) return 'wrong';
    if (!change.is_both) return 'half';
    const [taken] = await tx.query('SELECT FROM contacts WHERE email = $1 AND programme_id = $2', [
      change.new_address,
      programmeId,
    ]);
    if (taken) return 'taken';
    const [contact] = await tx.query<{ version: number }>(
      'UPDATE contacts SET email = $3, version = version + 1 WHERE programme_id = $1 AND contact_id = $2 AND email IS NOT NULL RETURNING version',
      [programmeId, change.contact_id, change.new_address],
    );
    if (!contact) return 'wrong';
    await tx.query('UPDATE address_changes SET done_at = $3 WHERE programme_id = $1 AND change_id = $2', [
      programmeId,
      change.change_id,
      now,
    ]);
    await record(ctx, tx, {
      programmeId,
      name: 'contact.address-changed',
      actor: participant,
      subjectId: change.contact_id,
      data: { fields: ['email'], version: contact.version },
    });
    return 'done';
  });
}
