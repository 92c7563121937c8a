import type { Actor } from '#api/activity/actions.ts';
import { record } from '#api/activity/actions.ts';
import { type Context, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';
import { mailOf } from '#api/mails/queries.ts';
import { registrationMail } from '#api/registrations/mails.ts';

/**
 * The same mail once more, in the words of today and with what is true today. It is a new mail: a mail server may have kept
 * the old one's Message-ID and drop a second with the same.
 */
export async function resendMail(
  ctx: Context,
  given: { programmeId: string; mailId: string; actor: Actor },
): Promise<void> {
  const { programmeId, mailId, actor } = given;
  const mail = await mailOf(ctx.db, programmeId, mailId);
  if (!mail) throw fail('not-found');
  const { kind, registrationId, eventId } = mail;
  const because = { activityId: mail.activityId, textId: null };
  const rendered = registrationId && (await registrationMail(ctx, kind, programmeId, registrationId, because));
  if (!rendered) {
    throw fail('conflict', {
      detail: {
        nl: 'Deze mail klopt niet meer met wat er nu is, dus hij kan niet nog eens worden verstuurd.',
        en: 'This mail is no longer true, so it cannot be sent once more.',
      },
    });
  }
  await transact(ctx, (tx) =>
    record(ctx, tx, {
      programmeId,
      name: 'mail.resent',
      actor,
      ...(eventId ? { eventId } : {}),
      subjectId: registrationId,
      data: { kind },
    }),
  );
}
