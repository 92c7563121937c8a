import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ParticipantFilters } from '../search-params.ts';
import { Icon } from '../ui/icons.tsx';
import css from './participants.module.css';
import { filterOf, networksQuery } from './queries.ts';
import { type T, useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/deelnemers');

export type FilterKey = keyof ReturnType<typeof filterOf>;

export function isFiltered(filters: ParticipantFilters): boolean {
  return Object.values(filterOf(filters)).some((it) => it !== undefined);
}

/** What narrows the list, each to be taken away by a press. */
export function FilterChips({ filters }: { filters: ParticipantFilters }) {
  const t = useT();
  const navigate = route.useNavigate();
  const { programme } = route.useParams();
  const networks = useQuery({ ...networksQuery(programme), enabled: isFiltered(filters) }).data?.items ?? [];
  const on = Object.entries(filterOf(filters)).filter((it): it is [FilterKey, string] => it[1] !== undefined);
  if (on.length === 0) return null;
  const nameOf = (slug: string) => networks.find((it) => it.slug === slug)?.name ?? slug;
  const takeAway = (key: FilterKey) =>
    navigate({ search: (now) => ({ ...now, person: undefined, [key]: undefined }), replace: true });
  return (
    <ul className={css.chips} aria-label={t('participants.chips')}>
      {on.map(([key, value]) => {
        const [label, shown] = sayFilter(key, value, nameOf, t);
        return (
          <li key={key}>
            <button
              type="button"
              className={css.chip}
              onClick={() => takeAway(key)}
              aria-label={t('participants.chip-remove', { label, value: shown })}
            >
              {t('participants.chip', { label, value: shown })}
              <Icon name="close" size={13} />
            </button>
          </li>
        );
      })}
      {on.length > 1 && (
        <li>
          <button
            type="button"
            className={css.clear}
            onClick={() => navigate({ search: ({ tab, sort, columns }) => ({ tab, sort, columns }), replace: true })}
          >
            {t('ui.clear-filters')}
          </button>
        </li>
      )}
    </ul>
  );
}

function sayFilter(key: FilterKey, value: string, nameOf: (slug: string) => string, t: T): [string, string] {
  switch (key) {
    case 'role':
      return [t('registrations.role'), t(`registrations.role.${value as 'guest'}`)];
    case 'source':
      return [t('registrations.source'), value === '-' ? t('registrations.no-source') : nameOf(value)];
    case 'network':
      return [t('participants.network'), value === '-' ? t('participants.no-network') : nameOf(value)];
    case 'language':
      return [t('registrations.column.language'), t(`ui.language.${value as 'nl'}`)];
    case 'attended':
      return [t('participants.attended'), t(`registrations.attended.${value as 'yes'}`)];
    case 'search':
      return [t('participants.search-chip'), value];
  }
}
