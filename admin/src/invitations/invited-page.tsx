// The people behind every figure of the funnel, and where one notes what they said by phone.

import {
  type InvitationAnswer,
  type InvitationView,
  invitationAnswers,
  recordAnswers,
} from '@pr8werk/shared/invitations.ts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { type InvitationFilters, invitationSteps } from '../search-params.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { FilterBar, FilterSelect, SearchField } from '../ui/filters.tsx';
import { Icon } from '../ui/icons.tsx';
import { Card, Row, Stack } from '../ui/layout.tsx';
import { Tag } from '../ui/note.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { sayDate } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './invitations.module.css';
import { funnelQuery, invitationsQuery } from './queries.ts';
import { type T, useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/uitnodigen/genodigden');

export function InvitedPage() {
  const { programme, event } = route.useParams();
  const filters = route.useSearch();
  const query = useInfiniteQuery(invitationsQuery(programme, event, filters));
  const mayWrite = useMay(programme)('invitations:write');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const t = useT();
  const columns = useColumns(programme, mayWrite ? { chosen, setChosen } : null);
  return (
    <Stack gap={4}>
      <Link to="/$programme/bijeenkomsten/$event/uitnodigen" params={{ programme, event }}>
        {t('invite.back')}
      </Link>
      <Filters filters={filters} programme={programme} event={event} />
      {mayWrite && filters.step === 'unanswered' && (
        <Row>
          <LinkButton
            to="/$programme/bijeenkomsten/$event/uitnodigen/nieuw"
            params={{ programme, event }}
            search={{ soort: 'reminder' }}
            look="primary"
            icon={<Icon name="mail" />}
          >
            {t('invite.remind')}
          </LinkButton>
        </Row>
      )}
      <Card>
        <Loaded query={query} shape="rows" lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0) return <Empty icon="people" title={t('invite.list-none')} />;
            const seen = rows.map((it) => it.contact);
            return (
              <>
                {mayWrite && (
                  <Bulk
                    programme={programme}
                    event={event}
                    seen={seen}
                    chosen={chosen.filter((it) => seen.includes(it))}
                    onChoose={setChosen}
                  />
                )}
                <Records label={t('invite.invited')} rows={rows} columns={columns} keyOf={(it) => it.contact} />
              </>
            );
          }}
        </Loaded>
        <MoreRows query={query} />
      </Card>
    </Stack>
  );
}

function Filters({ filters, programme, event }: { filters: InvitationFilters; programme: string; event: string }) {
  const t = useT();
  const navigate = route.useNavigate();
  const funnel = useQuery(funnelQuery(programme, event)).data;
  const choose = (change: Partial<InvitationFilters>) =>
    navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const all = { value: '', label: t('ui.all') };
  return (
    <FilterBar>
      <SearchField
        label={t('invite.search')}
        value={filters.search ?? ''}
        onSearch={(search) => choose({ search: search || undefined })}
      />
      <FilterSelect
        label={t('invite.step')}
        value={filters.step ?? 'invited'}
        onChoose={(value) => choose({ step: invitationSteps.find((it) => it === value && it !== 'invited') })}
        options={invitationSteps.map((it) => ({ value: it, label: t(`invite.step.${it}`) }))}
      />
      <FilterSelect
        label={t('invite.by-source')}
        value={filters.source ?? ''}
        onChoose={(source) => choose({ source: source || undefined })}
        options={[all, ...(funnel?.bySource ?? []).map((it) => ({ value: it.source, label: saySource(it.source, t) }))]}
      />
      <FilterSelect
        label={t('invite.by-network')}
        value={filters.network ?? ''}
        onChoose={(network) => choose({ network: network || undefined })}
        options={[
          all,
          ...(funnel?.byNetwork ?? []).map((it) => ({
            value: it.network ?? '-',
            label: it.name ?? t('invite.no-network'),
          })),
        ]}
      />
      <FilterSelect
        label={t('invite.by-municipality')}
        value={filters.municipality ?? ''}
        onChoose={(municipality) => choose({ municipality: municipality || undefined })}
        options={[
          all,
          ...(funnel?.byMunicipality ?? []).map((it) => ({
            value: it.municipality ?? '-',
            label: it.municipality ?? t('invite.no-municipality'),
          })),
        ]}
      />
    </FilterBar>
  );
}

function saySource(source: string, t: T): string {
  return source === 'pr8werk' ? t('invite.source-pr8werk') : source;
}

interface Choosing {
  chosen: readonly string[];
  setChosen: (next: readonly string[]) => void;
}

function useColumns(programme: string, choosing: Choosing | null): Column<InvitationView>[] {
  const t = useT();
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('registrations.name'),
      card: 'title',
      cell: (it) => (
        <span className={css.pick}>
          {choosing && it.name && (
            <input
              type="checkbox"
              aria-label={t('invite.select', { name: it.name })}
              checked={choosing.chosen.includes(it.contact)}
              onChange={(event) =>
                choosing.setChosen(
                  event.currentTarget.checked
                    ? [...choosing.chosen, it.contact]
                    : choosing.chosen.filter((one) => one !== it.contact),
                )
              }
            />
          )}
          <Link to="/$programme/personen/$contact" params={{ programme, contact: it.contact }}>
            {it.name || t('invite.forgotten')}
          </Link>
        </span>
      ),
    },
    { key: 'email', title: t('registrations.email'), card: 'bare', cell: (it) => it.email },
    {
      key: 'invited',
      title: t('invite.invited-at'),
      cell: (it) =>
        [
          `${sayDate(it.invitedAt, homeZone, language)}, ${saySource(it.source, t).toLowerCase()}`,
          it.reminded > 0 && t('invite.reminded', { count: it.reminded }),
        ]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'municipality', title: t('invite.by-municipality'), cell: (it) => it.municipality },
    { key: 'answer', title: t('invite.answer'), kind: 'tight', cell: (it) => <Answer invitation={it} /> },
  ];
}

/** How far this person came, the last thing that is known. */
function Answer({ invitation: { answer, registration } }: { invitation: InvitationView }) {
  const t = useT();
  if (registration && registration.status !== 'cancelled' && registration.status !== 'declined') {
    if (registration.hasAttended === true) return <Tag tone="good">{t('invite.came')}</Tag>;
    if (registration.hasAttended === false) return <Tag>{t('invite.no-show')}</Tag>;
    return <Tag tone="good">{t('invite.answer-by-signup')}</Tag>;
  }
  if (answer) return <Tag tone={answer === 'not-coming' ? 'none' : 'calm'}>{t(`invite.answer.${answer}`)}</Tag>;
  if (registration) return <Tag>{t('registrations.state.cancelled')}</Tag>;
  return (
    <Tag tone="none" isHollow>
      {t('invite.answer.none')}
    </Tag>
  );
}

interface BulkProps {
  programme: string;
  event: string;
  seen: string[];
  chosen: string[];
  onChoose: (next: readonly string[]) => void;
}

function Bulk({ programme, event, seen, chosen, onChoose }: BulkProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const record = useMutation({
    mutationFn: (answer: InvitationAnswer | null) =>
      call(recordAnswers, { params: { programme, event }, body: { contacts: chosen, answer } }),
    onSuccess: async ({ changed }) => {
      onChoose([]);
      for (const it of ['invitations', 'invitation-funnel', 'audience'])
        await queryClient.invalidateQueries({ queryKey: [it, programme, event] });
      showToast({ message: t('invite.recorded', { count: changed }) });
    },
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
  });
  return (
    <div className={css.bulk}>
      <label className={css.pick}>
        <input
          type="checkbox"
          checked={chosen.length === seen.length}
          onChange={(it) => onChoose(it.currentTarget.checked ? seen.slice(0, 500) : [])}
        />
        {chosen.length === 0 ? t('invite.select-all') : t('invite.chosen', { count: chosen.length })}
      </label>
      {chosen.length === 0 ? (
        <span className="pr-soft pr-small">{t('invite.list-intro')}</span>
      ) : (
        <>
          {invitationAnswers.map((it) => (
            <Button key={it} size="xs" isBusy={record.isPending} onClick={() => record.mutate(it)}>
              {t(`invite.record.${it}`)}
            </Button>
          ))}
          <Button size="xs" look="quiet" isBusy={record.isPending} onClick={() => record.mutate(null)}>
            {t('invite.record.none')}
          </Button>
        </>
      )}
    </div>
  );
}
