import type { EventView } from '@pr8werk/shared/events.ts';
import type { SiteView } from '@pr8werk/shared/statistics.ts';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language.ts';
import { Section, Stack } from '../ui/layout.tsx';
import { sayDay, sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { sitesQuery, statisticsQuery } from './queries.ts';
import { SourceTable } from './signup-figures.tsx';
import css from './signups.module.css';
import { useT } from './site-words.ts';

interface SiteResultsProps {
  event: EventView;
  programme: string;
}

/** Where the form was met, and who came from there. */
export function SiteResults({ event, programme }: SiteResultsProps) {
  const t = useT();
  const sites = useQuery(sitesQuery(programme, event.id));
  const statistics = useQuery(statisticsQuery(programme, event.id)).data;
  return (
    <Section title={t('events.site-came')} intro={t('events.site-came-intro')}>
      <Stack gap={5}>
        <Loaded query={sites} lines={3}>
          {({ items }) =>
            items.length > 0 ? (
              <SiteTable sites={items} zone={event.timeZone} />
            ) : (
              <p className="pr-soft">{t('events.site-none')}</p>
            )
          }
        </Loaded>
        {statistics && statistics.bySource.length > 0 && (
          <div>
            <h3>{t('events.site-by-source')}</h3>
            <SourceTable statistics={statistics} event={event} programme={programme} />
          </div>
        )}
      </Stack>
    </Section>
  );
}

function SiteTable({ sites, zone }: { sites: readonly SiteView[]; zone: string }) {
  const t = useT();
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
    <section className={css.scroll} tabIndex={0} aria-label={t('events.site-came')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('events.site-origin')}</th>
            <th scope="col">{t('events.site-seen')}</th>
            <th scope="col">{t('events.site-signups')}</th>
            <th scope="col">{t('events.site-last-signup')}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map((it) => (
            <tr key={it.origin}>
              <th scope="row">{it.origin.replace(/^https?:\/\//, '')}</th>
              <td>{it.lastSeenOn ? sayDay(`${it.lastSeenOn}T12:00:00Z`, 'UTC', language) : t('events.site-never')}</td>
              <td>{it.registrations}</td>
              <td>{it.lastSignupAt ? sayMoment(it.lastSignupAt, zone, language) : t('events.site-never')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
