import type { ActivityView } from '@pr8werk/shared/activity.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { LinkButton } from '../ui/button.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { sayMoment } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { sayActivity } from './activity-words.ts';
import { activityQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/logboek');

export function LogPage() {
  const t = useT();
  const { programme } = route.useParams();
  const { event } = route.useSearch();
  const log = useInfiniteQuery(activityQuery(programme, event));
  const columns = useColumns(programme, event);
  return (
    <Page>
      <PageHeader
        title={t('activity.log')}
        intro={t('activity.intro')}
        actions={
          event && (
            <LinkButton to="/$programme/logboek" params={{ programme }} search={{}}>
              {t('activity.show-all')}
            </LinkButton>
          )
        }
      />
      <Card>
        <Loaded query={log} lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0) return <Empty icon="activity" title={t('activity.none')} />;
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
              {t('activity.to-event')}
            </Link>
            {it.event !== filteredBy && (
              <>
                {' · '}
                <Link to="/$programme/logboek" params={{ programme }} search={{ event: it.event }}>
                  {t('activity.only-this')}
                </Link>
              </>
            )}
          </span>
        ),
    },
  ];
}
