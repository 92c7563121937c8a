// One mailing: how far it is, whom it was for, and what it said.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { MailingDetail, MailingView, RecipientView } from '@pr8werk/shared/mailings.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { eventQuery } from '../events/queries.ts';
import { isRefusal } from '../http.ts';
import { useLanguage } from '../language.ts';
import { exclusionReasons, type RecipientFilters, recipientStates } from '../search-params.ts';
import { NotFoundPage } from '../shell/lost-pages.tsx';
import { LinkButton } from '../ui/button.tsx';
import { FilterBar, FilterSelect } from '../ui/filters.tsx';
import { Card, Row, Section, Stack } from '../ui/layout.tsx';
import { Note, Tag, type Tone } from '../ui/note.tsx';
import { Progress } from '../ui/progress.tsx';
import { type Column, MoreRows, Records } from '../ui/records.tsx';
import { sayMoment, sayNumber } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import css from './invitations.module.css';
import { CancelButton, Leaving, MailingState } from './mailing-list.tsx';
import { mailingQuery, recipientsQuery } from './queries.ts';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/uitnodigen/mailing/$mailing');

export function MailingPage() {
  const { programme, event: id, mailing } = route.useParams();
  const event = useQuery(eventQuery(programme, id)).data?.body;
  const query = useQuery(mailingQuery(programme, id, mailing));
  const t = useT();
  if (isRefusal(query.error, 'not-found')) return <NotFoundPage />;
  if (!event) return null;
  return (
    <Stack gap={4}>
      <Link to="/$programme/bijeenkomsten/$event/uitnodigen" params={{ programme, event: id }}>
        {t('invite.back')}
      </Link>
      <Loaded query={query}>
        {(detail) => (
          <>
            <About detail={detail} event={event} programme={programme} />
            <Recipients detail={detail} event={event} programme={programme} />
            {detail.texts && <Wrote texts={detail.texts} />}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

interface DetailProps {
  detail: MailingDetail;
  event: EventView;
  programme: string;
}

function About({ detail: { mailing }, event, programme }: DetailProps) {
  const t = useT();
  const language = useLanguage();
  const may = useMay(programme);
  const mailed = mailing.sent + mailing.toSend + mailing.bounced + mailing.failed;
  const facts = [
    t(`invite.kind.${mailing.kind}`),
    mailing.by && t('invite.by', { name: mailing.by }),
    sayMoment(mailing.endedAt ?? mailing.createdAt, event.timeZone, language),
  ];
  const told = t('invite.progress', { sent: sayNumber(mailing.sent, language), all: sayNumber(mailed, language) });
  return (
    <Section title={mailing.subject ?? t('invite.text-gone')} actions={<MailingState state={mailing.state} />}>
      <Stack gap={3}>
        <p className="pr-soft">{facts.filter(Boolean).join(' · ')}</p>
        {mailing.state === 'planned' && (
          <Note>
            <Leaving mailing={mailing} zone={event.timeZone} />
          </Note>
        )}
        {mailing.state === 'going' && (
          <Progress label={t('invite.state.going')} share={(mailed - mailing.toSend) / mailed} told={told} />
        )}
        <Row gap={2}>
          <CancelButton mailing={mailing} programme={programme} event={event.id} />
          {may('invitations:write') && mailing.subject !== null && isOver(mailing) && (
            <LinkButton
              to="/$programme/bijeenkomsten/$event/uitnodigen/nieuw"
              params={{ programme, event: event.id }}
              search={{ soort: mailing.kind, naar: mailing.id }}
            >
              {t('invite.again')}
            </LinkButton>
          )}
        </Row>
      </Stack>
    </Section>
  );
}

const isOver = (it: MailingView) => it.state !== 'planned' && it.state !== 'going';

const tones: Record<RecipientView['state'], Tone> = {
  'to-send': 'none',
  sent: 'good',
  bounced: 'bad',
  failed: 'bad',
  excluded: 'none',
};

function Recipients({ detail: { mailing, reasons }, event, programme }: DetailProps) {
  const t = useT();
  const language = useLanguage();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const query = useInfiniteQuery(recipientsQuery(programme, event.id, mailing.id, filters));
  const counts = {
    'to-send': mailing.toSend,
    sent: mailing.sent,
    bounced: mailing.bounced,
    failed: mailing.failed,
    excluded: mailing.excluded,
  };
  const choose = (search: RecipientFilters) => navigate({ search, replace: true });
  const columns: Column<RecipientView>[] = [
    {
      key: 'name',
      title: t('registrations.name'),
      card: 'title',
      cell: (it) => (
        <Link to="/$programme/personen/$contact" params={{ programme, contact: it.contact }}>
          {it.name || t('invite.forgotten')}
        </Link>
      ),
    },
    { key: 'email', title: t('registrations.email'), card: 'bare', cell: (it) => it.email },
    {
      key: 'state',
      title: t('mails.state'),
      card: 'bare',
      cell: (it) => <Tag tone={tones[it.state]}>{t(`invite.recipient.${it.state}`)}</Tag>,
    },
    {
      key: 'reason',
      title: t('invite.reason'),
      card: 'bare',
      cell: (it) =>
        it.reason
          ? t(`invite.why.${it.reason as 'gone'}`)
          : it.sentAt && sayMoment(it.sentAt, event.timeZone, language),
    },
  ];
  return (
    <Stack gap={3}>
      <FilterBar>
        <FilterSelect
          label={t('invite.recipients')}
          value={filters.state ?? ''}
          onChoose={(value) => choose({ state: recipientStates.find((it) => it === value) })}
          options={[
            { value: '', label: t('ui.all') },
            ...recipientStates
              .filter((it) => counts[it] > 0)
              .map((it) => ({ value: it, label: `${t(`invite.recipient.${it}`)} (${counts[it]})` })),
          ]}
        />
        {reasons.length > 0 && (
          <FilterSelect
            label={t('invite.reason')}
            value={filters.reason ?? ''}
            onChoose={(value) => {
              const reason = exclusionReasons.find((it) => it === value);
              choose(reason ? { state: 'excluded', reason } : {});
            }}
            options={[
              { value: '', label: t('ui.all') },
              ...reasons.map((it) => ({ value: it.reason, label: `${t(`invite.why.${it.reason}`)} (${it.people})` })),
            ]}
          />
        )}
      </FilterBar>
      <Card>
        <Loaded query={query} shape="rows" lines={6}>
          {({ pages }) => {
            const rows = pages.flatMap((it) => it.items);
            if (rows.length === 0) return <Empty icon="people" title={t('invite.list-none')} />;
            return <Records label={t('invite.recipients')} rows={rows} columns={columns} keyOf={(it) => it.contact} />;
          }}
        </Loaded>
        <MoreRows query={query} />
      </Card>
    </Stack>
  );
}

function Wrote({ texts }: { texts: NonNullable<MailingDetail['texts']> }) {
  const t = useT();
  return (
    <Section title={t('invite.wrote')}>
      {(['nl', 'en'] as const).map(
        (it) =>
          texts.body[it] && (
            <pre key={it} className={css.ready} lang={it}>
              {`${texts.subject[it] ?? texts.subject.nl}\n\n${texts.body[it]}`}
            </pre>
          ),
      )}
    </Section>
  );
}
