// What happened with one participant, and what they were sent.

import type { MailView } from '@pr8werk/shared/mails.ts';
import type { HistoryItem } from '@pr8werk/shared/participants.ts';
import type { RegistrationView } from '@pr8werk/shared/registrations.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { sayActivity } from '../activity/activity-words.ts';
import { useLanguage } from '../language.ts';
import { MailState } from '../mails/mail-state.tsx';
import { homeZone } from '../programmes/zone.ts';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import css from './participants.module.css';
import { historyQuery, mailsToQuery } from './queries.ts';
import { type T, useT } from './words.ts';

export interface StoryProps {
  programme: string;
  event: string;
  registration: RegistrationView;
}

export function Part({ title, intro, children }: { title: string; intro?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {intro && <p className="pr-small pr-soft">{intro}</p>}
      {children}
    </section>
  );
}

export function Mails({ programme, event, registration }: StoryProps) {
  const t = useT();
  const language = useLanguage();
  const query = useQuery(mailsToQuery(programme, event, registration.id));
  return (
    <Part title={t('participants.mails')}>
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="pr-soft">{t('participants.no-mails')}</p>
          ) : (
            <>
              <ul className={css.mails}>
                {items.map((it) => (
                  <li key={it.id}>
                    <Link to="/$programme/post/$mail" params={{ programme, mail: it.id }}>
                      {it.subject ?? t('participants.mail-gone')}
                    </Link>
                    <div className={css.mailState}>
                      <MailState state={it.state} />
                      <span className="pr-small pr-soft">
                        {sayMoment(it.sentAt ?? it.createdAt, homeZone, language)}
                      </span>
                    </div>
                  </li>
                ))}
              </ul>
              <Link to="/$programme/post" params={{ programme }} search={{ registration: registration.id, event }}>
                {t('participants.all-mails')}
              </Link>
            </>
          )
        }
      </Loaded>
    </Part>
  );
}

interface Told {
  id: string;
  at: string;
  what: string;
  extra: string[];
}

/** Newest first; mails stand between what they followed from. */
export function History({ programme, event, registration, mayMails }: StoryProps & { mayMails: boolean }) {
  const t = useT();
  const language = useLanguage();
  const query = useQuery(historyQuery(programme, event, registration.id));
  const mails = useQuery({ ...mailsToQuery(programme, event, registration.id), enabled: mayMails }).data?.items ?? [];
  return (
    <Part title={t('participants.history')}>
      <Loaded query={query} lines={3}>
        {({ items }) => (
          <ol className={css.history}>
            {[...items.map((it) => tellItem(it, t)), ...mails.map((it) => tellMail(it, t))]
              .sort((a, b) => b.at.localeCompare(a.at))
              .map((it) => (
                <li key={it.id}>
                  <div>{it.what}</div>
                  <div className="pr-small pr-soft">
                    {[sayMoment(it.at, homeZone, language), ...it.extra].join(' · ')}
                  </div>
                </li>
              ))}
          </ol>
        )}
      </Loaded>
    </Part>
  );
}

function tellItem(it: HistoryItem, t: T): Told {
  const extra = [
    ...(it.actor.kind === 'account' && it.actor.name ? [t('participants.by', { name: it.actor.name })] : []),
    ...(it.isQuiet ? [t('participants.quietly')] : []),
  ];
  return { id: it.id, at: it.at, what: whatOf(it, t), extra };
}

function whatOf(it: HistoryItem, t: T): string {
  if (it.name === 'registration.attendance')
    return t(
      it.hasAttended === null
        ? 'participants.attended-unknown'
        : it.hasAttended
          ? 'participants.attended-yes'
          : 'participants.attended-no',
    );
  if (it.isUnconfirmed) return t('participants.unconfirmed');
  if (it.name === 'registration.restored' && it.became === 'waiting') return t('participants.restored-waiting');
  return sayActivity(it.name, t);
}

function tellMail(it: MailView, t: T): Told {
  const subject = it.subject ?? t('participants.mail-gone');
  return { id: it.id, at: it.sentAt ?? it.createdAt, what: t(`participants.mail-${it.state}`, { subject }), extra: [] };
}
