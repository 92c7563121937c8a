import type { ContactView } from '@pr8werk/shared/contacts.ts';
import type { GivenAnswer } from '@pr8werk/shared/forms.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { sayPartial } from '../events/event-words.tsx';
import { GivenAnswers } from '../forms/given-answers.tsx';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Section } from '../ui/layout.tsx';
import { Tag, type Tone } from '../ui/note.tsx';
import { sayDay } from '../ui/say.ts';
import css from './people.module.css';
import { contactAnswersQuery } from './queries.ts';
import { useT } from './words.ts';

type Registration = ContactView['registrations'][number];

/** Over the years, the newest first. */
export function Meetings({ person, programme }: { person: ContactView; programme: string }) {
  const t = useT();
  const mayRead = useMay(programme)('registrations:read');
  const answers = useQuery({ ...contactAnswersQuery(programme, person.id), enabled: mayRead }).data?.items ?? [];
  const years = Map.groupBy(person.registrations, (it) => it.when.year);
  return (
    <Section title={t('people.meetings')} intro={counted(person, t)}>
      {person.registrations.length === 0 ? (
        <p className="pr-soft">{t('people.no-meetings')}</p>
      ) : (
        [...years].map(([year, rows]) => (
          <div key={year ?? 'unknown'} className={css.year}>
            <h3>{year ?? t('events.when-unknown')}</h3>
            <ul className={css.lines}>
              {rows.map((it) => (
                <Meeting
                  key={it.id}
                  registration={it}
                  programme={programme}
                  answers={answers.find((other) => other.registration === it.id)?.answers}
                />
              ))}
            </ul>
          </div>
        ))
      )}
    </Section>
  );
}

function counted(person: ContactView, t: ReturnType<typeof useT>): string | null {
  const kept = person.registrations.filter((it) => it.status !== 'cancelled');
  if (kept.length === 0) return null;
  return t('people.counted', { count: kept.length, attended: kept.filter((it) => it.hasAttended).length });
}

interface MeetingProps {
  registration: Registration;
  programme: string;
  answers: readonly GivenAnswer[] | undefined;
}

function Meeting({ registration: it, programme, answers }: MeetingProps) {
  const t = useT();
  const language = useLanguage();
  const may = useMay(programme);
  const params = { programme, event: it.event };
  const day = it.startsAt ? sayDay(it.startsAt, homeZone, language) : sayPartial(it.when, t, language);
  const about = [
    day,
    t(`registrations.role.${it.role}`),
    it.network && t('registrations.through', { source: it.network }),
  ];
  const [tone, state] = stateOf(it);
  return (
    <li>
      <div className={css.lineHead}>
        {may('registrations:read') ? (
          <Link to="/$programme/bijeenkomsten/$event/deelnemers" params={params} search={{ person: it.id }}>
            {it.eventTitle}
          </Link>
        ) : (
          <Link to="/$programme/bijeenkomsten/$event" params={params}>
            {it.eventTitle}
          </Link>
        )}
        <Tag tone={tone}>{t(`registrations.state.${state}`)}</Tag>
      </div>
      <span className="pr-soft pr-small">{about.filter(Boolean).join(' · ')}</span>
      {answers && (
        <details className={css.answers}>
          <summary>{t('people.answers', { count: answers.length })}</summary>
          <GivenAnswers items={answers} />
        </details>
      )}
    </li>
  );
}

type State = 'attended' | 'no-show' | 'unverified' | Registration['status'];

function stateOf(it: Registration): [Tone, State] {
  if (it.status === 'cancelled') return ['bad', 'cancelled'];
  if (it.status === 'declined') return ['none', 'declined'];
  if (it.hasAttended === true) return ['calm', 'attended'];
  if (it.hasAttended === false) return ['none', 'no-show'];
  if (!it.isVerified) return ['warn', 'unverified'];
  return [it.status === 'confirmed' ? 'good' : 'warn', it.status];
}
