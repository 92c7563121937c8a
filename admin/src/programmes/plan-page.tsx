// The year's programme: planned beside held, per year and party. What no source tells is shown as unknown, never as 0,
// and figures that a source states stand apart from what is counted.

import type { PlanView } from '@pr8werk/shared/programmes.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay, useMembership } from '../accounts/membership.ts';
import { useT } from '../language.ts';
import { LinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Columns, Page, PageHeader } from '../ui/layout.tsx';
import { Loaded } from '../ui/states.tsx';
import { sayHeld } from './counts.ts';
import { Figures } from './figures.tsx';
import css from './plan.module.css';
import { PlanVersions } from './plan-versions.tsx';
import { planQuery } from './queries.ts';
import { Partners, Sources } from './sources.tsx';
import { Years } from './years.tsx';

const route = getRouteApi('/inside/$programme/programma');

export function PlanPage() {
  const t = useT();
  const { programme } = route.useParams();
  const plan = useQuery(planQuery(programme));
  const may = useMay(programme);
  const name = useMembership(programme)?.programmeName;
  return (
    <Page>
      <PageHeader
        title={t('programmes.programme')}
        tabTitle={name ? `${t('programmes.programme')} ${name}` : t('programmes.programme')}
        intro={t('programmes.intro')}
        actions={
          may('events:write') && (
            <LinkButton
              to="/$programme/bijeenkomsten/nieuw"
              params={{ programme }}
              look="primary"
              icon={<Icon name="plus" />}
            >
              {t('events.new')}
            </LinkButton>
          )
        }
      />
      <Loaded query={plan} lines={8}>
        {(view) => <Plan view={view} programme={programme} />}
      </Loaded>
    </Page>
  );
}

function Plan({ view, programme }: { view: PlanView; programme: string }) {
  const hasAnything = view.years.length > 0 || view.versions.length > 0;
  return (
    <>
      {hasAnything && <Totals view={view} />}
      <Years years={view.years} programme={programme} sources={view.sources} />
      <Columns width="24rem">
        <PlanVersions versions={view.versions} sources={view.sources} programme={programme} />
        <Figures figures={view.figures} sources={view.sources} programme={programme} />
      </Columns>
      <Columns width="24rem">
        <Partners partners={view.partners} />
        <Sources sources={view.sources} />
      </Columns>
    </>
  );
}

function Totals({ view }: { view: PlanView }) {
  const t = useT();
  const promised = [...new Set(view.versions.map((it) => it.meetingsTotal))].sort((a, b) => b - a);
  const upcoming = view.years.reduce((sum, year) => sum + year.upcoming, 0);
  const held = sayHeld(view.held, t);
  return (
    <dl className={css.totals}>
      <div>
        <dt>{t('programmes.planned')}</dt>
        <dd>{promised.length > 0 ? promised.join(` ${t('programmes.or')} `) : t('ui.unknown')}</dd>
        <dd className={css.totalNote}>
          {promised.length > 1 ? t('programmes.sources-differ') : t('programmes.according-to-plan')}
        </dd>
      </div>
      <div>
        <dt>{t('programmes.held')}</dt>
        <dd>{held.main}</dd>
        <dd className={css.totalNote}>{held.note}</dd>
      </div>
      <div>
        <dt>{t('programmes.upcoming')}</dt>
        <dd>{upcoming}</dd>
        <dd className={css.totalNote}>{t('programmes.upcoming-note')}</dd>
      </div>
    </dl>
  );
}
