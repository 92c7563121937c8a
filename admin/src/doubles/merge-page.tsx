// Two people side by side: whose word counts, what comes together, and what happens where both were.

import type { ContactView } from '@pr8werk/shared/contacts.ts';
import { type MergedField, type MergeView, mergeContacts, mergedFields } from '@pr8werk/shared/doubles.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { call, idempotency, isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import { contactQuery } from '../people/queries.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page, PageHeader, Row, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { Bones, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './doubles.module.css';
import { useApart } from './doubles-page.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/personen/dubbel/$keep/$drop');

export function MergePage() {
  const t = useT();
  const { programme, keep, drop } = route.useParams();
  const [kept, dropped] = [useQuery(contactQuery(programme, keep)), useQuery(contactQuery(programme, drop))];
  if (isRefusal(kept.error, 'not-found') || isRefusal(dropped.error, 'not-found')) return <NotFoundPage />;
  const isGone = [kept, dropped].some((it) => it.data?.body.name === '');
  if (kept.isPending || dropped.isPending) return <Bones shape="page" lines={4} />;
  return (
    <Page>
      <PageHeader
        title={t('doubles.merge-title')}
        above={<Crumbs programme={programme} list="personen" />}
        intro={t('doubles.merge-intro')}
      />
      {keep === drop || isGone ? (
        <Note tone="warn">{t('doubles.same')}</Note>
      ) : (
        <Loaded query={kept}>
          {(one) =>
            dropped.data && <Merge key={keep} kept={one.body} dropped={dropped.data.body} programme={programme} />
          }
        </Loaded>
      )}
    </Page>
  );
}

type From = Partial<Record<MergedField, 'keep' | 'drop'>>;

function Merge({ kept, dropped, programme }: { kept: ContactView; dropped: ContactView; programme: string }) {
  const t = useT();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [from, setFrom] = useState<From>({});
  const [keyed] = useState(idempotency);
  const body = { keep: kept.id, drop: dropped.id, from, dryRun: false };
  const preview = useQuery({
    queryKey: ['contact', programme, kept.id, 'merge', dropped.id],
    queryFn: ({ signal }) =>
      call(mergeContacts, { params: { programme }, body: { ...body, from: {}, dryRun: true }, signal }),
  });
  const apart = useApart(programme, () => void navigate({ to: '/$programme/personen/dubbel', params: { programme } }));
  const merge = useMutation({
    mutationFn: () => call(mergeContacts, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async ({ contact }) => {
      await navigate({ to: '/$programme/personen/$contact', params: { programme, contact: kept.id }, replace: true });
      void queryClient.invalidateQueries({ queryKey: ['contact', programme] });
      void queryClient.invalidateQueries({ queryKey: ['contacts', programme] });
      showToast({ message: t('doubles.merged', { name: contact.name }) });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <>
      <Section
        title={t('people.known')}
        actions={
          <Button
            icon={<Icon name="switch" />}
            onClick={() =>
              navigate({
                to: '/$programme/personen/dubbel/$keep/$drop',
                params: { programme, keep: dropped.id, drop: kept.id },
                replace: true,
              })
            }
          >
            {t('doubles.swap')}
          </Button>
        }
      >
        <div className={css.heads}>
          {(
            [
              ['keeps', kept],
              ['goes', dropped],
            ] as const
          ).map(([which, person]) => (
            <p key={which} className={css.head}>
              <span className="pr-soft pr-small">{t(`doubles.${which}`)}</span>
              <strong>{person.name}</strong>
            </p>
          ))}
        </div>
        <div className={css.fields}>
          {mergedFields
            .filter((it) => kept[it] !== null || dropped[it] !== null)
            .map((field) => (
              <Choice
                key={field}
                field={field}
                kept={kept}
                dropped={dropped}
                value={from[field] ?? 'keep'}
                onChoose={(value) => setFrom((now) => ({ ...now, [field]: value }))}
              />
            ))}
        </div>
      </Section>
      <Section title={t('doubles.together')}>
        <Loaded query={preview} lines={3}>
          {(view) => <Together view={view} />}
        </Loaded>
      </Section>
      <Stack gap={2}>
        <Row gap={2}>
          <Button look="primary" isBusy={merge.isPending} onClick={() => merge.mutate()}>
            {t('doubles.merge')}
          </Button>
          <Button isBusy={apart.isPending} onClick={() => apart.mutate({ one: kept.id, other: dropped.id })}>
            {t('doubles.apart')}
          </Button>
        </Row>
        <p className="pr-soft pr-small">{t('doubles.no-way-back')}</p>
      </Stack>
    </>
  );
}

interface ChoiceProps {
  field: MergedField;
  kept: ContactView;
  dropped: ContactView;
  value: 'keep' | 'drop';
  onChoose: (value: 'keep' | 'drop') => void;
}

const labels = {
  name: 'registrations.name',
  email: 'registrations.email',
  organisationName: 'registrations.organisation',
  municipality: 'people.municipality',
  origin: 'doubles.origin',
} as const;

/** What only one of them has is kept whoever has it, so there is nothing to choose. */
function Choice({ field, kept, dropped, value, onChoose }: ChoiceProps) {
  const t = useT();
  const [a, b] = [kept[field], dropped[field]];
  const isFree = a !== null && b !== null && a !== b;
  const option = (which: 'keep' | 'drop', text: string | null) => {
    const told = (
      <>
        <span className="pr-hidden">{t(which === 'keep' ? 'doubles.keeps' : 'doubles.goes')}</span>
        <span className={text === null ? 'pr-soft' : undefined}>{text ?? t('doubles.empty')}</span>
      </>
    );
    if (!isFree)
      return (
        <div className={css.option} data-chosen={text !== null}>
          {told}
        </div>
      );
    return (
      <label className={css.option} data-chosen={value === which}>
        <input type="radio" name={`merge-${field}`} checked={value === which} onChange={() => onChoose(which)} />
        {told}
      </label>
    );
  };
  return (
    <fieldset className={css.field}>
      <legend>{t(labels[field])}</legend>
      {option('keep', a)}
      {option('drop', b)}
    </fieldset>
  );
}

function Together({ view }: { view: MergeView }) {
  const t = useT();
  const language = useLanguage();
  const moved = (['registrations', 'notes', 'mails', 'consents', 'networks'] as const).filter(
    (it) => view.moved[it] > 0,
  );
  return (
    <Stack gap={3}>
      {moved.length === 0 ? (
        <p className="pr-soft">{t('doubles.moved.nothing')}</p>
      ) : (
        <ul>
          {moved.map((it) => (
            <li key={it}>{t(`doubles.moved.${it}`, { count: view.moved[it] })}</li>
          ))}
        </ul>
      )}
      {view.moved.consents > 0 && <p className="pr-soft">{t('doubles.last-word')}</p>}
      {view.twice.map((it) => (
        <Note
          key={it.event}
          tone="warn"
          title={t('doubles.twice', { title: (language === 'en' && it.title.en) || it.title.nl })}
        >
          {t('doubles.twice-text')}
        </Note>
      ))}
    </Stack>
  );
}
