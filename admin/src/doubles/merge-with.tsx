// From one person to the other one that is the same: looked up by name or address.

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { contactsQuery } from '../people/queries.ts';
import { SearchField } from '../ui/filters.tsx';
import { Stack } from '../ui/layout.tsx';
import { Loaded } from '../ui/states.tsx';
import css from './doubles.module.css';
import { useT } from './words.ts';

export function MergeWith({ programme, person }: { programme: string; person: { id: string; name: string } }) {
  const t = useT();
  const [search, setSearch] = useState(person.name);
  const people = useInfiniteQuery(contactsQuery(programme, { search }));
  return (
    <Stack gap={3}>
      <p className="pr-soft">{t('doubles.with-intro')}</p>
      <SearchField label={t('doubles.search')} value={search} onSearch={setSearch} />
      <Loaded query={people} lines={3}>
        {({ pages }) => {
          const others = (pages[0]?.items ?? []).filter((it) => it.id !== person.id).slice(0, 8);
          if (others.length === 0) return <p className="pr-soft">{t('ui.nothing-found')}</p>;
          return (
            <ul className={css.found}>
              {others.map((it) => (
                <li key={it.id}>
                  <Link
                    to="/$programme/personen/dubbel/$keep/$drop"
                    params={{ programme, keep: person.id, drop: it.id }}
                  >
                    {it.name}
                  </Link>
                  <span className="pr-soft pr-small">
                    {[it.email, it.organisationName].filter(Boolean).join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Stack>
  );
}
