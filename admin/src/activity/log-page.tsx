import type { ActivityView } from '@pr8werk/shared/activity.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { titleOf } from '../events/event-words.tsx';
import { eventsQuery } from '../events/queries.ts';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { LinkButton } from '../ui/button.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { sayMoment } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { sayActivity } from './activity-words.ts';
import { LogFilterBar } from './log-filters.tsx';
import { activityQuery } from './queries.ts';
import { UndoButton } from './undo-button.tsx';

const route = getRouteApi('/inside/$programme/logboek');

export function LogPage() {
  const t = useT();
  const { programme } = route.useParams();
  const filters = route.useSearch();
  const log = useInfiniteQuery(activityQuery(programme, filters));
  const columns = useColumns(programme, filters.event);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Page>
      <PageHeader
        title={t('activity.log')}
        intro={t('activity.intro')}
        actions={
          isFiltered && (
            <LinkButton to="/$programme/logboek" params={{ programme }} search={{}}>
              {t('activity.show-all')}
            </LinkButton>
          )
        }
      />
      <LogFilterBar programme={programme} />
      <Card>
        <Loaded query={log} lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0)
              return <Empty icon="activity" title={t(isFiltered ? 'activity.none-found' : 'activity.none')} />;
            return <Records label={t('activity.log')} rows={rows} columns={columns} keyOf={(it) => it.id} />;
          }}
        </Loaded>
        <MoreRows query={log} />
      </Card>
    </Page>
  );
}

function useColumns(programme: string, filteredBy: string | undefined): Column<ActivityView>[] {
  const t = useT();
  const language = useLanguage();
  const titles = useEventTitles(programme);
  return [
    {
      key: 'at',
      title: t('activity.at'),
      card: 'bare',
      cell: (it) => <span className="pr-number pr-soft">{sayMoment(it.at, homeZone, language)}</span>,
    },
    { key: 'name', title: t('activity.what'), card: 'title', cell: (it) => sayActivity(it.name, t) },
    {
      key: 'actor',
      title: t('activity.who'),
      card: 'bare',
      cell: (it) => it.actor.name ?? t(`activity.actor.${it.actor.kind}`),
    },
    {
      key: 'event',
      title: t('events.event'),
      card: 'bare',
      cell: (it) =>
        it.event === null ? null : (
          <span>
            <Link to="/$programme/bijeenkomsten/$event" params={{ programme, event: it.event }}>
              {titles.get(it.event) ?? t('activity.to-event')}
            </Link>
            {it.event !== filteredBy && (
              <>
                {' · '}
                <Link
                  to="/$programme/logboek"
                  params={{ programme }}
                  search={{ event: it.event }}
                  aria-label={t('activity.only-this-event', { title: titles.get(it.event) ?? '' })}
                >
                  {t('activity.only-this')}
                </Link>
              </>
            )}
          </span>
        ),
    },
    {
      key: 'undo',
      title: '',
      kind: 'actions',
      card: 'bare',
      cell: (it) => <UndoButton programme={programme} activity={it} />,
    },
  ];
}

/** The log carries ids only; the newest meetings lend it their titles. */
function useEventTitles(programme: string): Map<string, string> {
  const language = useLanguage();
  const pages = useInfiniteQuery(eventsQuery(programme)).data?.pages ?? [];
  return new Map(pages.flatMap((page) => page.items.map((it) => [it.id, titleOf(it, language)])));
}
