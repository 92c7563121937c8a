import type { TodayView } from '@pr8werk/shared/today.ts';
import { createLink, type Link } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { sayPartial, titleOf } from '../events/event-words.tsx';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import type { ParticipantFilters } from '../search-params.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { sayDay } from '../ui/say.ts';
import css from './today.module.css';
import { useT } from './words.ts';

interface Need {
  key: string;
  icon: IconName;
  tone: 'bad' | 'warn' | 'calm';
  what: string;
  /** The meeting it is about, or what one can do. */
  about: string;
  link: (children: ReactNode) => ReactNode;
}

type Meeting = Pick<TodayView['coming'][number], 'id' | 'title' | 'startsAt' | 'when' | 'timeZone'>;

/** What failed first, then what has a date, then the rest. */
export function useNeeds(view: TodayView, programme: string): Need[] {
  const t = useT();
  const language = useLanguage();
  const about = (it: Meeting) => {
    const day = it.startsAt ? sayDay(it.startsAt, it.timeZone, language) : sayPartial(it.when, t, language);
    return `${titleOf(it, language)} · ${day}`;
  };
  const people = (it: Meeting, search: ParticipantFilters) => (children: ReactNode) => (
    <NeedLink to="/$programme/bijeenkomsten/$event/deelnemers" params={{ programme, event: it.id }} search={search}>
      {children}
    </NeedLink>
  );
  const event = (it: Meeting) => (children: ReactNode) => (
    <NeedLink to="/$programme/bijeenkomsten/$event" params={{ programme, event: it.id }}>
      {children}
    </NeedLink>
  );
  const details = (it: Meeting) => (children: ReactNode) => (
    <NeedLink to="/$programme/bijeenkomsten/$event/gegevens" params={{ programme, event: it.id }}>
      {children}
    </NeedLink>
  );
  const missing = (names: readonly string[]) =>
    names.length === 0
      ? t('today.draft-ready')
      : t('today.draft-misses', { what: names.map((it) => t(`today.missing.${it as 'title'}`)).join(', ') });
  return [
    ...(view.failedMails
      ? [
          {
            key: 'mails',
            icon: 'mailFailed',
            tone: 'bad',
            what: t('today.failed-mails', { count: view.failedMails }),
            about: t('today.failed-mails-about'),
            link: (children) => (
              <NeedLink to="/$programme/post" params={{ programme }} search={{ state: 'failed' }}>
                {children}
              </NeedLink>
            ),
          } satisfies Need,
        ]
      : []),
    ...(view.undeliverable
      ? [
          {
            key: 'undeliverable',
            icon: 'mailFailed',
            tone: 'warn',
            what: t('today.undeliverable', { count: view.undeliverable }),
            about: t('today.undeliverable-about'),
            link: (children) => (
              <NeedLink to="/$programme/personen" params={{ programme }} search={{ undeliverable: 'yes' }}>
                {children}
              </NeedLink>
            ),
          } satisfies Need,
        ]
      : []),
    ...(view.deadJobs
      ? [
          {
            key: 'jobs',
            icon: 'warning',
            tone: 'bad',
            what: t('today.dead-jobs', { count: view.deadJobs }),
            about: t('today.dead-jobs-about'),
            link: (children) => (
              <NeedLink to="/$programme/achtergrondwerk" params={{ programme }}>
                {children}
              </NeedLink>
            ),
          } satisfies Need,
        ]
      : []),
    ...(view.retentionOverdue
      ? [
          {
            key: 'retention',
            icon: 'warning',
            tone: 'bad',
            what: t('today.retention'),
            about: t('today.retention-about'),
            link: (children) => (
              <NeedLink to="/$programme/instellingen/privacy" params={{ programme }}>
                {children}
              </NeedLink>
            ),
          } satisfies Need,
        ]
      : []),
    ...(view.waiting ?? []).map(
      (it): Need => ({
        key: `waiting-${it.id}`,
        icon: 'addPerson',
        tone: 'warn',
        what: `${t('today.waiting', { count: it.people })}, ${t('today.waiting-free', { count: it.free })}`,
        about: about(it),
        link: people(it, { tab: 'waiting' }),
      }),
    ),
    ...(view.requested ?? []).map(
      (it): Need => ({
        key: `requested-${it.id}`,
        icon: 'people',
        tone: 'warn',
        what: t('today.requested', { count: it.people }),
        about: about(it),
        link: people(it, { tab: 'requested' }),
      }),
    ),
    ...(view.lateTasks ?? []).map(
      (it): Need => ({
        key: `late-${it.id}`,
        icon: 'list',
        tone: 'warn',
        what: t('today.late-tasks', { count: it.tasks }),
        about: about(it),
        link: (children) => (
          <NeedLink to="/$programme/bijeenkomsten/$event/draaiboek" params={{ programme, event: it.id }}>
            {children}
          </NeedLink>
        ),
      }),
    ),
    ...(view.endingKeys ?? []).map(
      (it): Need => ({
        key: `key-${it.name}-${it.expiresAt}`,
        icon: 'link',
        tone: 'warn',
        what: t('today.key-ends', { name: it.name, when: sayDay(it.expiresAt, homeZone, language) }),
        about: t('today.key-ends-about', { network: it.network }),
        link: (children) => (
          <NeedLink to="/$programme/koppelingen" params={{ programme }}>
            {children}
          </NeedLink>
        ),
      }),
    ),
    ...(view.drafts ?? []).map(
      (it): Need => ({
        key: `draft-${it.id}`,
        icon: 'edit',
        tone: 'warn',
        what: missing(it.missing),
        about: about(it),
        link: it.missing.length > 0 ? details(it) : event(it),
      }),
    ),
    ...(view.toConclude ?? []).map(
      (it): Need => ({
        key: `conclude-${it.id}`,
        icon: 'check',
        tone: 'warn',
        what: t('today.to-conclude'),
        about: about(it),
        link: event(it),
      }),
    ),
    ...(view.withoutAttendance ?? []).map(
      (it): Need => ({
        key: `attendance-${it.id}`,
        icon: 'present',
        tone: 'calm',
        what: t('today.attendance', { count: it.people }),
        about: about(it),
        link: people(it, { tab: 'confirmed', attended: 'unknown' }),
      }),
    ),
    ...(view.unverified ?? []).map(
      (it): Need => ({
        key: `unverified-${it.id}`,
        icon: 'mail',
        tone: 'calm',
        what: t('today.unverified', { count: it.people }),
        about: about(it),
        link: people(it, { tab: 'unverified' }),
      }),
    ),
  ];
}

function NeedAnchor({ children, ...rest }: ComponentPropsWithRef<'a'>) {
  return (
    <a {...rest} className={css.need}>
      {children}
    </a>
  );
}
const NeedLink: typeof Link = createLink(NeedAnchor) as unknown as typeof Link;

export function Needs({ needs }: { needs: readonly Need[] }) {
  return (
    <ul className={css.needs}>
      {needs.map((it) => (
        <li key={it.key}>
          {it.link(
            <>
              <span className={css.sign} data-tone={it.tone}>
                <Icon name={it.icon} size={18} />
              </span>
              <span className={css.words}>
                <span className={css.what}>{it.what}</span>
                <span className={css.about}>{it.about}</span>
              </span>
              <Icon name="chevronRight" />
            </>,
          )}
        </li>
      ))}
    </ul>
  );
}
