// The way back, from the programme on; a list is met again with the filters with which it was left.

import { Link } from '@tanstack/react-router';
import { useMembership } from '../accounts/membership.ts';
import { useT } from '../language.ts';
import css from './crumbs.module.css';
import { type ListName, lastSearch } from './list-places.ts';
import { places } from './places.ts';

interface CrumbsProps {
  programme: string;
  list: ListName;
}

export function Crumbs({ programme, list }: CrumbsProps) {
  const t = useT();
  const membership = useMembership(programme);
  const place = places.find((it) => it.to.endsWith(`/${list}`))!;
  return (
    <nav aria-label={t('shell.crumbs')}>
      <ol className={css.crumbs}>
        <li>
          <Link to="/$programme/vandaag" params={{ programme }}>
            {membership?.programmeName}
          </Link>
        </li>
        <li>
          <Link
            to={place.to}
            params={{ programme }}
            search={lastSearch(programme, list)}
            activeOptions={{ exact: true }}
          >
            {t(place.label)}
          </Link>
        </li>
      </ol>
    </nav>
  );
}
