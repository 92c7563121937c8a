import type { ImportRowView } from '@pr8werk/shared/imports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportRowsShown } from '../search-params.ts';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { Empty, Loaded } from '../ui/states.tsx';
import css from './imports.module.css';
import { importRowsQuery } from './queries.ts';
import { useT } from './words.ts';

interface Props {
  programme: string;
  id: string;
  shown: ImportRowsShown;
  columns: readonly Column<ImportRowView>[];
}

export function ImportRows({ programme, id, shown, columns }: Props) {
  const t = useT();
  const rows = useInfiniteQuery(importRowsQuery(programme, id, shown));
  return (
    <>
      <Loaded query={rows} shape="rows" lines={6}>
        {({ pages }) => {
          const items = pages.flatMap((it) => it.items);
          if (items.length === 0) return <Empty title={t('imports.no-rows')}>{t('imports.no-rows-text')}</Empty>;
          return <Records label={t('imports.rows')} rows={items} columns={columns} keyOf={(it) => String(it.row)} />;
        }}
      </Loaded>
      <MoreRows query={rows} />
    </>
  );
}

export function nameIn({ values }: ImportRowView): string {
  return values.name ?? [values.firstName, values.infix, values.lastName].filter(Boolean).join(' ');
}

export function useRowColumns(programme: string): Column<ImportRowView>[] {
  const t = useT();
  return [
    { key: 'row', title: t('imports.row'), kind: 'number', cell: (it) => it.row },
    {
      key: 'who',
      title: t('imports.who'),
      card: 'title',
      cell: (it) => (
        <span className={it.isSkipped ? `${css.who} ${css.left}` : css.who}>
          {it.contact && it.result ? (
            <Link
              className={css.file}
              to="/$programme/personen/$contact"
              params={{ programme, contact: it.contact.id }}
            >
              {it.contact.name}
            </Link>
          ) : (
            <strong>{nameIn(it) || it.values.email || '–'}</strong>
          )}
          {nameIn(it) && <span className="pr-soft pr-small">{it.values.email}</span>}
        </span>
      ),
    },
    { key: 'organisation', title: t('imports.field.organisation'), card: 'bare', cell: (it) => it.values.organisation },
    {
      key: 'remark',
      title: t('imports.remark'),
      card: 'bare',
      cell: (it) => (
        <ul className={css.remarks}>
          {it.isSkipped && <li className="pr-soft">{t('imports.verdict.skipped')}</li>}
          {it.remarks.map((remark) => (
            <li key={`${remark.code} ${remark.field}`} className={remark.isFault ? css.fault : 'pr-soft'}>
              {remark.detail}
            </li>
          ))}
          {it.contact && !it.result && (
            <li>
              <Link to="/$programme/personen/$contact" params={{ programme, contact: it.contact.id }}>
                {t('imports.is', { name: it.contact.name })}
              </Link>
            </li>
          )}
        </ul>
      ),
    },
  ];
}
