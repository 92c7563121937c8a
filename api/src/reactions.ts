// Everything that follows from everything, as data: the name of what happened -> the work to do. The relay reads this in
// the transaction that marks the activity as relayed.

import type { MailKind } from '@pr8werk/shared/mails.ts';
import type { Consequences, Happened } from '#api/queue/relay.ts';

interface Reaction {
  job: string;
  data?: (happened: Happened) => Record<string, unknown>;
  /** Although an organiser asked for it: nobody reads of it. */
  isAtOnce?: true;
  /** Only then. */
  when?: (happened: Happened) => boolean;
}

/** A mail about the subject, unless the one who acted said not to. */
function mail(kind: MailKind, when?: Reaction['when']): Reaction {
  return {
    job: 'send-mail',
    data: (it) => ({ kind, subjectId: it.subject_id, ...(it.data.text ? { textId: it.data.text } : {}) }),
    when: (it) => it.data.notify !== false && (when?.(it) ?? true),
  };
}

/** Work on the subject, without the minute in which a mail can be stopped. */
function atOnce(job: string): Reaction {
  return { job, data: (it) => ({ subjectId: it.subject_id }), isAtOnce: true };
}

export const reactions: Record<string, Reaction[]> = {
  'registration.confirmed': [mail('signup-confirmed')],
  'registration.waiting': [mail('signup-waiting')],
  'registration.repeated': [mail('signup-again')],
  'registration.promoted': [mail('signup-promoted')],
  'registration.offered': [mail('place-offered')],
  'registration.accepted': [mail('signup-confirmed')],
  'registration.invited': [mail('crew-invited')],
  'registration.requested': [mail('signup-requested')],
  'registration.approved': [mail('signup-confirmed'), mail('signup-waiting')],
  'registration.declined': [mail('request-declined')],
  'registration.welcomed': [mail('line-welcome')],
  'registration.restored': [mail('signup-restored')],
  'registration.cancelled': [
    mail('signup-cancelled', (it) => it.data.reason === undefined || it.data.reason === 'asked'),
    mail('signup-expired', (it) => it.data.reason === 'unverified'),
    mail('offer-expired', (it) => it.data.reason === 'offer-expired'),
    mail('line-closed', (it) => it.data.reason === 'line-closed'),
  ],
  'registration.verified': [mail('signup-confirmed'), mail('signup-waiting'), mail('signup-requested')],
  'registration.vouched': [mail('signup-confirmed'), mail('signup-waiting'), mail('signup-requested')],
  'registration.event-cancelled': [mail('event-cancelled')],
  'registration.reminded': [{ job: 'send-mail', data: (it) => ({ kind: it.data.kind, subjectId: it.subject_id }) }],
  'member.told-of-week': [mail('duty-week')],
  // an organiser asked for it by name: also where the act itself was not told of
  'mail.resent': [{ job: 'send-mail', data: (it) => ({ kind: it.data.kind, subjectId: it.subject_id }) }],
  'event.cancelled': [{ job: 'tell-event-cancelled' }],
  'subscription.asked': [mail('subscription-confirm')],
  'personal-link.asked': [mail('personal-link')],
  'contact.address-asked': [mail('address-old'), mail('address-new')],
  // at a chosen moment the work of every minute finds it
  'mailing.planned': [
    { job: 'send-mailings', data: (it) => ({ subjectId: it.subject_id }), when: (it) => it.data.isPlanned !== true },
  ],
  'contact.merged': [atOnce('follow-merge')],
  'import.uploaded': [atOnce('read-import')],
  'import.planned': [atOnce('check-import')],
  'import.started': [atOnce('run-import')],
  'import.undo-asked': [atOnce('undo-import')],
};

/** What an organiser causes waits a minute, so that it can be undone before anyone reads it. */
const organiserWaitSeconds = 60;

export const consequences: Consequences = {
  jobs(happened) {
    const wait = happened.actor_kind === 'account' ? organiserWaitSeconds : 0;
    return (reactions[happened.name] ?? [])
      .filter((it) => it.when?.(happened) ?? true)
      .map((it) => ({
        name: it.job,
        data: {
          programmeId: happened.programme_id,
          activityId: happened.activity_id,
          eventId: happened.event_id,
          ...it.data?.(happened),
        },
        ...(wait > 0 && !it.isAtOnce ? { startAfterSeconds: wait } : {}),
      }));
  },
  changed(happened) {
    const room = happened.name.split('.')[0]!;
    const also: Record<string, string[]> = {
      registration: ['registrations', 'events', 'mails'],
      event: ['events'],
      member: ['members'],
      plan: ['programmes'],
      import: ['imports', 'contacts'],
      mailing: ['mailings', 'invitations'],
      consent: ['contacts'],
    };
    return also[room] ?? [`${room}s`];
  },
};
