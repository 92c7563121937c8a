import type { ConsentPurpose, ContactEventView } from '@pr8werk/shared/contacts.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sayActivity } from '../activity/activity-words.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Section } from '../ui/layout.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import css from './people.module.css';
import { contactHistoryQuery } from './queries.ts';
import { type T, useT } from './words.ts';

/** What was done, by whom and when; the newest first. */
export function History({ person, programme }: { person: { id: string }; programme: string }) {
  const t = useT();
  const language = useLanguage();
  const history = useQuery(contactHistoryQuery(programme, person.id));
  return (
    <Section title={t('people.history')}>
      <Loaded query={history} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="pr-soft">{t('people.no-history')}</p>
          ) : (
            <ol className={css.lines}>
              {items.map((it) => (
                <li key={`${it.at} ${it.name} ${it.event}`}>
                  <div className={css.lineHead}>
                    <span>{sayWhat(it, t)}</span>
                  </div>
                  <span className="pr-soft pr-small">
                    {[sayMoment(it.at, homeZone, language), it.by, sayDetail(it, t)].filter(Boolean).join(' · ')}
                    {it.event && it.about && (
                      <>
                        {' · '}
                        <Link to="/$programme/bijeenkomsten/$event" params={{ programme, event: it.event }}>
                          {(language === 'en' && it.about.en) || it.about.nl}
                        </Link>
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}

const ownNames = ['consent.given', 'consent.withdrawn', 'contact.imported'] as const;

function sayWhat(it: ContactEventView, t: T): string {
  const own = ownNames.find((name) => name === it.name);
  return own ? t(`people.event.${own}`) : sayActivity(it.name, t);
}

const fields: Record<string, Parameters<T>[0]> = {
  name: 'registrations.name',
  email: 'registrations.email',
  organisationName: 'registrations.organisation',
  disciplines: 'people.disciplines',
  municipality: 'people.municipality',
  networks: 'people.networks',
};

function sayDetail({ name, detail }: ContactEventView, t: T): string | null {
  if (name === 'contact.changed')
    return (
      (detail ?? '')
        .split(', ')
        .flatMap((it) => (fields[it] ? [t(fields[it]).toLowerCase()] : []))
        .join(', ') || null
    );
  if (name.startsWith('consent.')) return t(`people.purpose.${detail as ConsentPurpose}`);
  return detail;
}
