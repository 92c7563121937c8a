// Background work: the name of a job -> its handler and its schedule. The table of contents of everything that runs
// without anyone waiting.

import { subscriptionMail } from '#api/contacts/mails.ts';
import { forgetExpired } from '#api/forget.ts';
import type { Post } from '#api/mail/transport.ts';
import { type Renderer, sendMail } from '#api/mails/jobs.ts';
import type { JobKinds } from '#api/queue/queue.ts';
import { expireUnverified, tellEventCancelled } from '#api/registrations/actions.ts';
import { registrationMail } from '#api/registrations/mails.ts';
import { settleLines } from '#api/registrations/offers.ts';

const render: Renderer = (ctx, kind, programmeId, subjectId, because) =>
  kind === 'subscription-confirm'
    ? subscriptionMail(ctx, programmeId, subjectId)
    : registrationMail(ctx, kind, programmeId, subjectId, because);

export function jobKinds(post: Post): JobKinds {
  return {
    'send-mail': {
      handle: (ctx, data) => sendMail(ctx, post, render, data),
      retryLimit: 10,
      retryDelay: 10,
      concurrency: 3,
    },
    'tell-event-cancelled': {
      handle: (ctx, data) => tellEventCancelled(ctx, String(data.programmeId), String(data.eventId)),
      retryLimit: 10,
      retryDelay: 5,
      concurrency: 1,
    },
    'expire-unverified': {
      handle: async (ctx) => void (await expireUnverified(ctx)),
      retryLimit: 0,
      retryDelay: 1,
      concurrency: 1,
      cron: '* * * * *',
    },
    'settle-lines': {
      handle: (ctx) => settleLines(ctx),
      retryLimit: 0,
      retryDelay: 1,
      concurrency: 1,
      cron: '* * * * *',
    },
    forget: { handle: forgetExpired, retryLimit: 3, retryDelay: 60, concurrency: 1, cron: '17 3 * * *' },
  };
}
