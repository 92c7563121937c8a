// Background work: the name of a job -> its handler and its schedule. The table of contents of everything that runs
// without anyone waiting.

import { subscriptionMail } from '#api/contacts/mails.ts';
import type { Context } from '#api/context.ts';
import { followMerge } from '#api/doubles/actions.ts';
import { forgetExpired } from '#api/forget.ts';
import { checkImportRows, readImportFile, runImportRows, undoImportRows } from '#api/imports/jobs.ts';
import type { Key } from '#api/imports/queries.ts';
import { sendMailings } from '#api/invitations/jobs.ts';
import type { Post } from '#api/mail/transport.ts';
import { type Renderer, sendMail } from '#api/mails/jobs.ts';
import { addressMail, personalLinkMail } from '#api/personal/mails.ts';
import type { JobData, JobKind, JobKinds } from '#api/queue/queue.ts';
import { expireUnverified, tellEventCancelled } from '#api/registrations/actions.ts';
import { registrationMail } from '#api/registrations/mails.ts';
import { settleLines } from '#api/registrations/offers.ts';
import { sendReminders } from '#api/reminders/actions.ts';
import { tellDuties } from '#api/runbook/actions.ts';
import { weekMail } from '#api/runbook/mails.ts';

const render: Renderer = async (ctx, kind, programmeId, subjectId, because) => {
  if (kind === 'subscription-confirm') return subscriptionMail(ctx, programmeId, subjectId);
  if (kind === 'duty-week') return weekMail(ctx, programmeId, because.activityId);
  if (kind === 'personal-link') return personalLinkMail(ctx, programmeId, subjectId);
  if (kind === 'address-old') return addressMail(ctx, 'old', programmeId, subjectId);
  if (kind === 'address-new') return addressMail(ctx, 'new', programmeId, subjectId);
  return registrationMail(ctx, kind, programmeId, subjectId, because);
};

/** Steps of an import: one at a time, so that two lists at once cost no more than one. */
function importStep(work: (ctx: Context, key: Key) => Promise<void>): JobKind {
  return {
    handle: (ctx, data: JobData) =>
      work(ctx, { programmeId: String(data.programmeId), importId: String(data.subjectId) }),
    retryLimit: 5,
    retryDelay: 5,
    concurrency: 1,
  };
}

export function jobKinds(post: Post): JobKinds {
  return {
    'send-mail': {
      handle: (ctx, data) => sendMail(ctx, post, render, data),
      retryLimit: 10,
      retryDelay: 10,
      concurrency: 3,
    },
    // a lane of its own: twelve thousand invitations do not delay who signs up
    'send-mailings': {
      handle: (ctx, data) => sendMailings(ctx, post, data.subjectId ? String(data.subjectId) : null),
      retryLimit: 3,
      retryDelay: 20,
      concurrency: 1,
      cron: '* * * * *',
    },
    'tell-event-cancelled': {
      handle: (ctx, data) => tellEventCancelled(ctx, String(data.programmeId), String(data.eventId)),
      retryLimit: 10,
      retryDelay: 5,
      concurrency: 1,
    },
    'read-import': importStep(readImportFile),
    'check-import': importStep(checkImportRows),
    'run-import': importStep(runImportRows),
    'undo-import': importStep(undoImportRows),
    'follow-merge': {
      handle: (ctx, data) => followMerge(ctx, String(data.programmeId), String(data.subjectId)),
      retryLimit: 5,
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
    'send-reminders': {
      handle: (ctx) => sendReminders(ctx),
      retryLimit: 0,
      retryDelay: 1,
      concurrency: 1,
      cron: '* * * * *',
    },
    'tell-duties': {
      handle: (ctx) => tellDuties(ctx),
      retryLimit: 0,
      retryDelay: 1,
      concurrency: 1,
      cron: '* * * * *',
    },
    forget: { handle: forgetExpired, retryLimit: 3, retryDelay: 60, concurrency: 1, cron: '17 3 * * *' },
  };
}
