// A poster to print: what, when, where, and a code that leads to the public page. Without the console around it.

import type { EventView } from '@pr8werk/shared/events.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccount } from '../accounts/membership.ts';
import { isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { usePageTitle } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { sayLongDay, sayTime, sayYear } from '../ui/say.ts';
import { Segments } from '../ui/segments.tsx';
import { Loaded } from '../ui/states.tsx';
import { sayWhen, titleOf } from './event-words.tsx';
import css from './poster.module.css';
import { eventQuery } from './queries.ts';
import { useT } from './site-words.ts';

const route = getRouteApi('/$programme/bijeenkomsten/$event/affiche');

export function PosterPage() {
  const t = useT();
  const params = route.useParams();
  const query = useQuery(eventQuery(params.programme, params.event));
  const [paper, setPaper] = useState<'a4' | 'a5'>('a4');
  usePageTitle(t('events.poster'));
  if (isRefusal(query.error, 'not-found')) return <NotFoundPage />;
  return (
    <main className={css.page}>
      <div className={css.tools}>
        <LinkButton to="/$programme/bijeenkomsten/$event/op-je-site" params={params} look="quiet">
          {t('events.poster-back')}
        </LinkButton>
        <Segments
          label={t('events.poster-paper')}
          value={paper}
          onChoose={setPaper}
          options={[
            { value: 'a4', label: 'A4' },
            { value: 'a5', label: 'A5' },
          ]}
        />
        <Button look="primary" onClick={() => print()}>
          {t('events.poster-print')}
        </Button>
      </div>
      <Loaded query={query}>
        {({ body }) => (
          <>
            {body.status === 'draft' && (
              <div className={css.tools}>
                <Note tone="warn">{t('events.poster-draft')}</Note>
              </div>
            )}
            <Poster event={body} programme={params.programme} paper={paper} />
          </>
        )}
      </Loaded>
    </main>
  );
}

function Poster({ event, programme, paper }: { event: EventView; programme: string; paper: 'a4' | 'a5' }) {
  const t = useT();
  const language = useLanguage();
  const account = useAccount();
  const name = account?.memberships.find((it) => it.programme === programme)?.programmeName ?? programme;
  const { venue } = event;
  const town = [venue.postcode, venue.place].filter(Boolean).join(' ');
  const url = `${event.publicUrl}?source=poster`;
  return (
    <article className={`${css.sheet} ${css[paper]}`}>
      <div className={css.inside}>
        <p className={css.programme}>{name}</p>
        <h1 className={css.title}>{titleOf(event, language)}</h1>
        <div className={css.facts}>
          <When event={event} />
          {[venue.name, venue.street, town].filter(Boolean).map((it) => (
            <p key={it}>{it}</p>
          ))}
        </div>
        <div className={css.bottom}>
          <QrCode
            text={url}
            label={t('events.poster-qr', { url })}
            className={css.code}
            style={(size) => ({ margin: `${(-4 / size) * 34}cqw` })}
          />
          <div>
            <p className={css.scan}>{t('events.poster-scan')}</p>
            <p className={css.address}>{event.publicUrl.replace(/^https?:\/\//, '')}</p>
          </div>
        </div>
      </div>
    </article>
  );
}

/** In full: this is read from a wall, by people who do not know us. */
function When({ event }: { event: EventView }) {
  const t = useT();
  const language = useLanguage();
  const { startsAt, endsAt, timeZone } = event;
  if (startsAt === null || endsAt === null) return <p className={css.when}>{sayWhen(event, t, language)}</p>;
  const day = (at: string) => `${sayLongDay(at, timeZone, language)} ${sayYear(at, timeZone, language)}`;
  const [from, to] = [sayTime(startsAt, timeZone, language), sayTime(endsAt, timeZone, language)];
  if (day(startsAt) !== day(endsAt)) return <p className={css.when}>{sayWhen(event, t, language)}</p>;
  return (
    <div className={css.when}>
      <p>{day(startsAt)}</p>
      <p>{t('events.poster-hours', { from, to })}</p>
    </div>
  );
}
