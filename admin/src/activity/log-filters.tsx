// What of the log is shown: by whom, about what, from when until when. It stands in the address.

import { activityTopics } from '@pr8werk/shared/activity.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { membersQuery } from '../accounts/queries.ts';
import { useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { type LogFilters, logFilters } from '../search-params.ts';
import { FilterBar, FilterDay, FilterSelect } from '../ui/filters.tsx';
import { toWallClock } from '../ui/wall-clock.ts';

const route = getRouteApi('/inside/$programme/logboek');

export function LogFilterBar({ programme }: { programme: string }) {
  const t = useT();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const mayReadTeam = useMay(programme)('team:read');
  const members = useQuery({ ...membersQuery(programme), enabled: mayReadTeam }).data?.items ?? [];
  const choose = (next: LogFilters) => navigate({ search: (now) => logFilters({ ...now, ...next }), replace: true });
  const today = toWallClock(new Date(), homeZone);
  return (
    <FilterBar>
      <FilterSelect
        label={t('activity.what')}
        value={filters.about ?? ''}
        onChoose={(about) => choose({ about: activityTopics.find((it) => it === about) })}
        options={[
          { value: '', label: t('activity.everything') },
          ...activityTopics.map((it) => ({ value: it, label: t(`activity.about.${it}`) })),
        ]}
      />
      {mayReadTeam && (
        <FilterSelect
          label={t('activity.who')}
          value={filters.by ?? ''}
          onChoose={(by) => choose({ by: by || undefined })}
          options={[
            { value: '', label: t('activity.everyone') },
            ...members.map((it) => ({ value: it.id, label: it.name })),
          ]}
        />
      )}
      <FilterDay
        label={t('activity.from')}
        value={filters.from ?? ''}
        today={today}
        onChoose={(from) => choose({ from: from || undefined })}
      />
      <FilterDay
        label={t('activity.until')}
        value={filters.until ?? ''}
        today={today}
        onChoose={(until) => choose({ until: until || undefined })}
      />
    </FilterBar>
  );
}
