import { searchProgramme } from '@pr8werk/shared/search.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../http.ts';
import { Note } from '../ui/note.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { isAlike } from './alike.ts';
import css from './organisations.module.css';
import { useT } from './words.ts';

interface AlikeNoteProps {
  programme: string;
  name: string;
  /** The one that is being changed is no other. */
  self?: string;
}

/** Warns while one types the name of an organisation that is probably there already. */
export function AlikeNote({ programme, name, self }: AlikeNoteProps) {
  const q = useSettled(name.trim().slice(0, 100), 300);
  const found = useQuery({
    queryKey: ['search', programme, 'organisations', q],
    queryFn: ({ signal }) =>
      call(searchProgramme, { params: { programme }, query: { q, kinds: 'organisations', limit: 10 }, signal }),
    enabled: q.length > 2,
    placeholderData: keepPreviousData,
  });
  const others = (found.data?.organisations ?? []).filter((it) => it.id !== self && isAlike(it.name, name));
  return <AlikeNames names={others.map((it) => ({ ...it, href: `/admin/${programme}/organisaties/${it.id}` }))} />;
}

export function AlikeNames({ names }: { names: readonly { id: string; name: string; href?: string }[] }) {
  const t = useT();
  if (names.length === 0) return null;
  return (
    <Note tone="warn" title={t('organisations.alike', { count: names.length })} isNews>
      <ul className={css.alike}>
        {names.map((it) => (
          <li key={it.id}>
            {it.href ? (
              <a href={it.href} target="_blank" rel="noreferrer">
                {it.name}
              </a>
            ) : (
              it.name
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}
