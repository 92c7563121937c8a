// The usual way to sign someone up, kept as the reference the batch is measured against: one transaction of separate
// statements for each person, the meeting's row locked first. Correct, and what most systems do.

import { type Context, transact } from '#api/context.ts';
import type { Batcher } from '#api/registrations/batcher.ts';

export function usualTransaction(ctx: Context): Batcher {
  return {
    drain: async () => {},
    submit: (it) =>
      transact(ctx, async (tx) => {
        const event = [it.programme_id, it.event_id];
        const [places] = await tx.query<{
          capacity: number;
          confirmed: number;
          waiting: number;
          last_position: number;
        }>(
          'SELECT capacity, confirmed, waiting, last_position FROM event_places WHERE programme_id = $1 AND event_id = $2 FOR UPDATE',
          event,
        );
        await tx.query(
          `INSERT INTO contacts (programme_id, contact_id, name, email, created_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT ON CONSTRAINT contacts_email_taken DO NOTHING`,
          [it.programme_id, it.contact_id, it.name, it.email, ctx.now()],
        );
        const [contact] = await tx.query<{ contact_id: string }>(
          'SELECT contact_id FROM contacts WHERE programme_id = $1 AND email = $2',
          [it.programme_id, it.email],
        );
        const isFull = places!.waiting > 0 || places!.confirmed >= places!.capacity;
        const status = isFull ? 'waiting' : 'confirmed';
        const position = isFull ? places!.last_position + 1 : null;
        await tx.query(
          `INSERT INTO registrations (programme_id, registration_id, event_id, contact_id, name, role, status, position, language,
             notice_version, verify_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            it.programme_id,
            it.registration_id,
            it.event_id,
            contact!.contact_id,
            it.name,
            it.role,
            status,
            position,
            it.language,
            it.notice_version,
            it.verify_by,
            ctx.now(),
          ],
        );
        await tx.query(
          `UPDATE event_places SET confirmed = confirmed + $3, waiting = waiting + $4, last_position = last_position + $4
            WHERE programme_id = $1 AND event_id = $2`,
          [...event, isFull ? 0 : 1, isFull ? 1 : 0],
        );
        await tx.query(
          `INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id) VALUES ($1, $2, $3, $4, 'public', $5, $6)`,
          [it.programme_id, it.activity_id, ctx.now(), `registration.${status}`, it.event_id, it.registration_id],
        );
        await tx.query(
          `INSERT INTO idempotency_keys (programme_id, scope, key, request_hash, answer, created_at) VALUES ($1, 'signup', $2, $3, '{}', $4)`,
          [it.programme_id, it.idempotency_key, Buffer.from(it.request_hash ?? '', 'hex'), ctx.now()],
        );
        return {
          outcome: 'created',
          status,
          registration_id: it.registration_id,
          receipt: it.receipt,
          needs_confirmation: true,
        };
      }),
  };
}
