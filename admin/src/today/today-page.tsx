// What needs somebody now. Each line is a link to the list behind it; when nothing does, that is said too.

import type { TodayView } from '@pr8werk/shared/today.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { LinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page, PageHeader, Section } from '../ui/layout.tsx';
import { sayLongDay } from '../ui/say.ts';
import { Empty, Loaded } from '../ui/states.tsx';
import { Coming, MeetingLine } from './coming.tsx';
import { GettingStarted } from './getting-started.tsx';
import { Needs, useNeeds } from './needs.tsx';
import { todayQuery } from './queries.ts';
import css from './today.module.css';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/vandaag');

export function TodayPage() {
  const t = useT();
  const language = useLanguage();
  const { programme } = route.useParams();
  const today = useQuery(todayQuery(programme));
  const mayPlan = useMay(programme)('events:write');
  return (
    <Page>
      <PageHeader
        title={t('shell.today')}
        intro={sayLongDay(new Date().toISOString(), homeZone, language)}
        actions={
          mayPlan && (
            <LinkButton to="/$programme/bijeenkomsten/nieuw" params={{ programme }} icon={<Icon name="plus" />}>
              {t('events.new')}
            </LinkButton>
          )
        }
      />
      <Loaded query={today} shape="rows">
        {(view) => <Today view={view} programme={programme} />}
      </Loaded>
    </Page>
  );
}

function Today({ view, programme }: { view: TodayView; programme: string }) {
  const t = useT();
  const needs = useNeeds(view, programme);
  return (
    <div className={css.today}>
      <div className={css.column}>
        <Section title={t('today.needs')}>
          {needs.length > 0 ? (
            <Needs needs={needs} />
          ) : (
            <Empty icon="done" title={t('today.nothing')}>
              {view.next ? t('today.nothing-text') : t('today.nothing-planned')}
            </Empty>
          )}
        </Section>
      </div>
      <div className={css.column}>
        <Section title={t('today.coming')}>
          {view.coming.length > 0 ? (
            <Coming meetings={view.coming} programme={programme} />
          ) : (
            <>
              <p className="pr-soft">{t('today.none-coming')}</p>
              {view.next && (
                <>
                  <p className={css.next}>{t('today.next')}</p>
                  <ul className={css.meetings}>
                    <MeetingLine meeting={view.next} programme={programme} />
                  </ul>
                </>
              )}
            </>
          )}
        </Section>
        {view.start && <GettingStarted steps={view.start} programme={programme} />}
      </div>
    </div>
  );
}
