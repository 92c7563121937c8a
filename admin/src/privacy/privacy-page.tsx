// For who answers for the data: what is kept, what for and how long, what last night removed, and what must be kept.

import { sayColumn, sayPurpose, sayStore, sayTerm } from '@pr8werk/shared/data-words.ts';
import type { HoldView, RetentionView } from '@pr8werk/shared/privacy.ts';
import type { Retained } from '@pr8werk/shared/retention.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Fact, Facts, Page, PageHeader, Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { type Column, Records } from '../ui/records.tsx';
import { sayMoment, sayNumber } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { EndHold, sayUntil } from './holds.tsx';
import { holdsQuery, retentionQuery } from './queries.ts';
import { type T, useT } from './words.ts';

const route = getRouteApi('/inside/$programme/instellingen/privacy');

export function PrivacyPage() {
  const t = useT();
  const { programme } = route.useParams();
  const retention = useQuery(retentionQuery(programme));
  const mayRead = useMay(programme)('privacy:read');
  return (
    <Page>
      <PageHeader title={t('privacy.page')} intro={t('privacy.page-intro')} />
      <Loaded query={retention}>
        {(view) => (
          <Stack gap={5}>
            <LastRun view={view} />
            {mayRead && <Holds programme={programme} />}
            <Register rows={view.register} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function LastRun({ view: { lastRun, isOverdue } }: { view: RetentionView }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Section
      title={t('privacy.run')}
      intro={
        lastRun
          ? t('privacy.run-last', { when: sayMoment(lastRun.finishedAt, homeZone, language) })
          : t('privacy.run-never')
      }
    >
      {isOverdue && (
        <Note tone="bad" title={t('privacy.run-overdue')}>
          {t('privacy.run-overdue-text')}
        </Note>
      )}
      {lastRun && lastRun.removed.length === 0 && <p className="pr-soft">{t('privacy.run-nothing')}</p>}
      {lastRun && lastRun.removed.length > 0 && (
        <Facts>
          {lastRun.removed.map(({ term, rows }) => (
            <Fact key={term} term={sayRemoved(term, t)}>
              {sayNumber(rows, language)}
            </Fact>
          ))}
        </Facts>
      )}
    </Section>
  );
}

function sayRemoved(term: string, t: T): string {
  return term === 'erasures' ? t('privacy.run-erasures') : t(`settings.term.${term as Retained}`);
}

function Holds({ programme }: { programme: string }) {
  const t = useT();
  const language = useLanguage();
  const mayWrite = useMay(programme)('privacy:write');
  const holds = useQuery(holdsQuery(programme));
  const columns: Column<HoldView>[] = [
    {
      key: 'name',
      title: t('privacy.run-term'),
      card: 'title',
      cell: (it) => (
        <Link to="/$programme/personen/$contact" params={{ programme, contact: it.contact }}>
          {it.name}
        </Link>
      ),
    },
    {
      key: 'reason',
      title: t('privacy.hold-reason'),
      card: 'bare',
      cell: (it) => it.reason,
    },
    { key: 'until', title: t('privacy.hold-until'), kind: 'tight', cell: (it) => sayUntil(it.until, language) },
    {
      key: 'end',
      title: '',
      kind: 'actions',
      cell: (it) => (mayWrite ? <EndHold hold={it} programme={programme} /> : null),
    },
  ];
  return (
    <Section title={t('privacy.holds')} intro={t('privacy.holds-intro')}>
      <Loaded query={holds} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="pr-soft">{t('privacy.holds-none')}</p>
          ) : (
            <Records label={t('privacy.holds')} rows={items} columns={columns} keyOf={(it) => it.id} />
          )
        }
      </Loaded>
    </Section>
  );
}

type Line = RetentionView['register'][number];

function Register({ rows }: { rows: readonly Line[] }) {
  const t = useT();
  const language = useLanguage();
  const columns: Column<Line>[] = [
    {
      key: 'store',
      title: t('privacy.register-store'),
      card: 'title',
      cell: (it) => sayStore(it.store, language),
    },
    {
      key: 'fields',
      title: t('privacy.register-fields'),
      cell: (it) => it.fields.map((field) => sayColumn(field, language)).join(', '),
    },
    { key: 'purpose', title: t('privacy.register-purpose'), cell: (it) => sayPurpose(it.purpose, language) },
    { key: 'term', title: t('privacy.register-term'), cell: (it) => sayTerm(it.term, language) },
  ];
  return (
    <Section title={t('privacy.register')} intro={t('privacy.register-intro')}>
      <Records label={t('privacy.register')} rows={rows} columns={columns} keyOf={(it) => `${it.store} ${it.term}`} />
    </Section>
  );
}
