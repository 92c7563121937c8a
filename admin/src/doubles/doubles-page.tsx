import { type DoublesView, keepApart, listDoubles } from '@pr8werk/shared/doubles.ts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Card, Page, PageHeader } from '../ui/layout.tsx';
import { Tag } from '../ui/note.tsx';
import { MoreRows } from '../ui/records.tsx';
import { Bones, Empty, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './doubles.module.css';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/dubbel');
type Pair = DoublesView['items'][number];

export function DoublesPage() {
  const t = useT();
  const { programme } = route.useParams();
  const doubles = useInfiniteQuery({
    queryKey: ['contacts', programme, 'doubles'],
    queryFn: ({ pageParam, signal }) =>
      call(listDoubles, { params: { programme }, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    // what is shown should not jump while one decides
    staleTime: 300_000,
  });
  const count = doubles.data?.pages.flatMap((it) => it.items).length ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = doubles;
  const looksOn = doubles.data !== undefined && count === 0 && hasNextPage;
  useEffect(() => {
    // a page without a pair says nothing: look on until there is one
    if (looksOn && !isFetchingNextPage) void fetchNextPage();
  }, [looksOn, isFetchingNextPage, fetchNextPage]);
  return (
    <Page>
      <PageHeader
        title={t('doubles.title')}
        above={<Crumbs programme={programme} list="personen" />}
        intro={t('doubles.intro')}
      />
      <Card>
        <Loaded query={doubles} shape="rows" lines={5}>
          {({ pages }) => {
            const pairs = pages.flatMap((it) => it.items);
            if (pairs.length === 0 && hasNextPage) return <Bones shape="rows" lines={3} />;
            if (pairs.length === 0)
              return (
                <Empty icon="people" title={t('doubles.none')}>
                  {t('doubles.none-text')}
                </Empty>
              );
            return (
              <ul className={css.pairs}>
                {pairs.map((it) => (
                  <Suggestion key={`${it.one.id} ${it.other.id}`} pair={it} programme={programme} />
                ))}
              </ul>
            );
          }}
        </Loaded>
        {count > 0 && <MoreRows query={doubles} />}
      </Card>
    </Page>
  );
}

function Suggestion({ pair, programme }: { pair: Pair; programme: string }) {
  const t = useT();
  const may = useMay(programme);
  const apart = useApart(programme);
  // who signed up most is the likelier one to stay
  const [keep, drop] =
    pair.other.registrations > pair.one.registrations ? [pair.other, pair.one] : [pair.one, pair.other];
  const names = { one: pair.one.name, other: pair.other.name };
  return (
    <li className={css.pair}>
      <div className={css.both}>
        {[keep, drop].map((it) => (
          <div key={it.id} className={css.one}>
            <strong>{it.name}</strong>
            <span className="pr-soft pr-small">{[it.email, it.organisationName].filter(Boolean).join(' · ')}</span>
            <span className="pr-soft pr-small">{t('doubles.signups', { count: it.registrations })}</span>
          </div>
        ))}
      </div>
      <Tag tone={pair.because === 'same-name' ? 'warn' : 'none'}>{t(`doubles.because.${pair.because}`)}</Tag>
      {may('contacts:write') && (
        <div className={css.acts}>
          <LinkButton
            size="xs"
            look="accent"
            to="/$programme/personen/dubbel/$keep/$drop"
            params={{ programme, keep: keep.id, drop: drop.id }}
            aria-label={t('doubles.compare-both', names)}
          >
            {t('doubles.compare')}
          </LinkButton>
          <Button
            size="xs"
            look="quiet"
            isBusy={apart.isPending}
            aria-label={t('doubles.apart-both', names)}
            onClick={() => apart.mutate({ one: pair.one.id, other: pair.other.id })}
          >
            {t('doubles.apart')}
          </Button>
        </div>
      )}
    </li>
  );
}

export function useApart(programme: string, onDone?: () => void) {
  const t = useT();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { one: string; other: string }) => call(keepApart, { params: { programme }, body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['contacts', programme, 'doubles'] });
      showToast({ message: t('doubles.apart-done') });
      onDone?.();
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
}
