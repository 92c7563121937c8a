// From invited to attended. Every number opens the people it counts; what networks say stands apart.

import type { FunnelView, InvitationStep } from '@pr8werk/shared/invitations.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../language.ts';
import type { InvitationFilters } from '../search-params.ts';
import { Columns, Section, Stack } from '../ui/layout.tsx';
import { sayExactShare, sayNumber } from '../ui/say.ts';
import css from './invitations.module.css';
import { useT } from './words.ts';

interface OfEvent {
  programme: string;
  event: string;
}

type Counts = Pick<FunnelView, 'invited' | 'responded' | 'registered' | 'attended' | 'unrecorded'>;

const stages = ['invited', 'responded', 'registered', 'attended'] as const;

export function Funnel({ funnel, ...of }: OfEvent & { funnel: FunnelView }) {
  const t = useT();
  const { bySource, byNetwork, byMunicipality } = funnel;
  return (
    <Stack gap={5}>
      <Section title={t('invite.funnel')} actions={<ToList {...of} search={{}} label={t('invite.to-list')} />}>
        <ul className={css.funnel}>
          {stages.map((it) => (
            <li key={it}>
              <Stage {...of} step={it} counts={funnel} />
            </li>
          ))}
        </ul>
        <Beside {...of} funnel={funnel} />
      </Section>
      <Columns width="24rem">
        <Group
          {...of}
          title={t('invite.by-source')}
          rows={bySource.map((it) => ({
            ...it,
            key: it.source,
            name: it.source === 'pr8werk' ? t('invite.source-pr8werk') : it.source,
            search: { source: it.source },
          }))}
        />
        <Group
          {...of}
          title={t('invite.by-network')}
          intro={t('invite.by-network-intro')}
          rows={byNetwork.map((it) => ({
            ...it,
            key: it.network ?? '-',
            name: it.name ?? t('invite.no-network'),
            search: { network: it.network ?? '-' },
          }))}
        />
        <Group
          {...of}
          title={t('invite.by-municipality')}
          rows={byMunicipality.map((it) => ({
            ...it,
            key: it.municipality ?? '-',
            name: it.municipality ?? t('invite.no-municipality'),
            search: { municipality: it.municipality ?? '-' },
          }))}
        />
      </Columns>
    </Stack>
  );
}

function ToList({
  programme,
  event,
  search,
  label,
  className,
  children,
}: OfEvent & { search: InvitationFilters; label?: string; className?: string | undefined; children?: ReactNode }) {
  return (
    <Link
      to="/$programme/bijeenkomsten/$event/uitnodigen/genodigden"
      params={{ programme, event }}
      search={search}
      aria-label={children === undefined ? undefined : label}
      className={className ?? ''}
    >
      {children ?? label}
    </Link>
  );
}

/** Nobody knows how many came while nothing was recorded: that is not none. */
function isUnknown(step: InvitationStep, counts: Counts): boolean {
  return step === 'attended' && counts.attended === 0 && counts.unrecorded > 0;
}

function Stage({ step, counts, ...of }: OfEvent & { step: (typeof stages)[number]; counts: Counts }) {
  const t = useT();
  const language = useLanguage();
  const figure = counts[step];
  const share = (of: number) => sayExactShare(figure / of, language);
  const notes =
    step === 'invited' || isUnknown(step, counts)
      ? []
      : [
          ...(step !== 'responded' && counts.responded > 0
            ? [t('invite.of-responded', { share: share(counts.responded) })]
            : []),
          t('invite.of-invited', { share: share(counts.invited) }),
        ];
  if (step === 'attended' && counts.unrecorded > 0) notes.push(t('invite.unrecorded', { count: counts.unrecorded }));
  return (
    <ToList {...of} search={step === 'invited' ? {} : { step }} className={css.stage}>
      <span className={css.stageLabel}>{t(`invite.step.${step}`)}</span>
      <span className={css.stageFigure}>{isUnknown(step, counts) ? '–' : sayNumber(figure, language)}</span>
      <span className={css.stageNotes}>
        {notes.map((it) => (
          <span key={it}>{it}</span>
        ))}
      </span>
      <span className={css.stageBar} aria-hidden="true">
        <span style={{ width: `${counts.invited > 0 ? (100 * figure) / counts.invited : 0}%` }} />
      </span>
    </ToList>
  );
}

function Beside({ funnel, ...of }: OfEvent & { funnel: FunnelView }) {
  const t = useT();
  const language = useLanguage();
  const beside = [
    ['unanswered', funnel.unanswered],
    ['not-coming', funnel.notComing],
  ] as const;
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    funnel.reported.map((it) => t('invite.stated-one', { name: it.name, count: sayNumber(it.reported, language) })),
  );
  return (
    <div className={css.beside}>
      <span className="pr-soft">{t('invite.beside')}</span>
      <ul>
        {beside.map(([step, figure]) => (
          <li key={step}>
            <ToList {...of} search={{ step }}>
              {t(`invite.step.${step}`)}: {sayNumber(figure, language)}
            </ToList>
          </li>
        ))}
      </ul>
      {funnel.reported.length > 0 && <p className="pr-soft pr-small">{t('invite.stated', { list })}</p>}
    </div>
  );
}

interface GroupRow extends Counts {
  key: string;
  name: string;
  search: InvitationFilters;
}

function Group({ title, intro, rows, ...of }: OfEvent & { title: string; intro?: string; rows: GroupRow[] }) {
  const t = useT();
  const language = useLanguage();
  // one row that says "not known" would repeat the whole
  if (rows.length === 0 || (rows.length === 1 && rows[0]!.key === '-')) return null;
  return (
    <Section title={title} intro={intro}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              {stages.map((it) => (
                <th key={it} scope="col">
                  {t(`invite.step.${it}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {stages.map((step) => {
                  const figure = isUnknown(step, row) ? '–' : sayNumber(row[step], language);
                  return (
                    <td key={step}>
                      <ToList
                        {...of}
                        search={{ ...row.search, ...(step === 'invited' ? {} : { step }) }}
                        label={`${row.name}, ${t(`invite.step.${step}`)}: ${figure}`}
                      >
                        {figure}
                      </ToList>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
