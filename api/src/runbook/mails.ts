// The mail of Monday: what is late and what is for this week, of one role. Made when it goes, from what is open then.

import type { Duty } from '@pr8werk/shared/accounts.ts';
import { mailMessages } from '@pr8werk/shared/messages/mail.ts';
import { translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { Context } from '#api/context.ts';
import { type MailContent, mailHtml, mailText } from '#api/mail/layout.ts';
import type { Rendered } from '#api/registrations/mails.ts';
import { openTasks } from '#api/runbook/queries.ts';

interface Told {
  duty: Duty;
  week: string;
  email: string;
  name: string;
  language: Language;
  programme: string;
  slug: string;
  accent: MailContent['accent'];
  time_zone: string;
  has_duty: boolean;
}

export async function weekMail(ctx: Context, programmeId: string, activityId: string): Promise<Rendered | null> {
  const [told] = await ctx.db.query<Told>(
    `SELECT a.data ->> 'duty' AS duty, a.data ->> 'week' AS week, c.email, m.name, c.language, p.name AS programme, p.slug, p.accent, p.time_zone,
        (a.data ->> 'duty') = ANY (m.duties) AS has_duty
       FROM activity AS a JOIN members AS m ON m.programme_id = a.programme_id AND m.account_id = a.subject_id
       JOIN accounts AS c ON c.account_id = m.account_id JOIN programmes AS p ON p.programme_id = a.programme_id
      WHERE a.programme_id = $1 AND a.activity_id = $2`,
    [programmeId, activityId],
  );
  if (!told) return null;
  const { duty, language } = told;
  const until = Temporal.PlainDate.from(told.week).add({ days: 6 }).toString();
  const open = await openTasks(ctx, { programmeId, timeZone: told.time_zone, duty, until });
  if (open.length === 0) return null;
  const t = translator(mailMessages, language);
  const late = open.filter((it) => it.isLate).length;
  const name = t(`duty.${duty}`);
  const content: MailContent = {
    language,
    programme: told.programme,
    accent: told.accent,
    title: t('duty-week.subject', { duty: name, count: open.length }),
    greeting: t('hello', { name: told.name }),
    body: [
      late > 0 ? t('duty-week.late', { count: late }) : t('duty-week.body'),
      ...(told.has_duty ? [] : [t('duty-week.nobody', { duty: name })]),
    ].join('\n\n'),
    facts: open.map((it) => ({
      label: it.isLate ? `${dayText(it.dueOn!, language)} · ${t('duty-week.overdue')}` : dayText(it.dueOn!, language),
      value: `${it.title} (${(language === 'en' && it.event.title.en) || it.event.title.nl})`,
    })),
    button: { label: t('duty-week.button'), url: `${ctx.config.publicUrl}/admin/${told.slug}/draaiboek?rol=${duty}` },
    signature: told.programme,
    footer: { text: t('duty-week.why', { programme: told.programme }) },
  };
  return {
    to: told.email,
    language,
    eventId: null,
    registrationId: null,
    subject: content.title,
    html: mailHtml(content),
    text: mailText(content),
  };
}

function dayText(day: string, language: Language): string {
  return Temporal.PlainDate.from(day).toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
}
