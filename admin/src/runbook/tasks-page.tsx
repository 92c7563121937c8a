// What is to be done over all meetings, week by week; of one role, or of all. The role stands in the address, so that the
// mail of Monday leads here.

import { duties } from '@pr8werk/shared/accounts.ts';
import type { TaskView } from '@pr8werk/shared/runbook.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Page, PageHeader, Section } from '../ui/layout.tsx';
import { sayDate } from '../ui/say.ts';
import { Segments } from '../ui/segments.tsx';
import { Empty, Loaded } from '../ui/states.tsx';
import { toWallClock } from '../ui/wall-clock.ts';
import { tasksQuery } from './queries.ts';
import css from './runbook.module.css';
import { noon, TaskRow } from './task-row.tsx';
import { type T, useT } from './words.ts';

const route = getRouteApi('/inside/$programme/draaiboek');

export function TasksPage() {
  const t = useT();
  const language = useLanguage();
  const { programme } = route.useParams();
  const { rol } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(tasksQuery(programme, rol));
  const mayWrite = useMay(programme)('events:write');
  return (
    <Page>
      <PageHeader title={t('runbook.title')} intro={t('runbook.all-intro')} />
      <div className={css.noPrint}>
        <Segments
          label={t('runbook.duty')}
          value={rol ?? 'all'}
          options={(['all', ...duties] as const).map((value) => ({ value, label: t(`runbook.duty.${value}`) }))}
          onChoose={(value) => navigate({ search: value === 'all' ? {} : { rol: value } })}
        />
      </div>
      <Loaded query={query} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="list" title={t('runbook.nothing')}>
              {t(rol ? 'runbook.nothing-of' : 'runbook.nothing-do')}
            </Empty>
          ) : (
            <div className={css.weeks}>
              {[...Map.groupBy(items, (it) => (it.isLate ? 'late' : mondayOf(it.dueOn!)))].map(([week, tasks]) => (
                <Section key={week} title={sayWeek(week, t, (it) => sayDate(noon(it), homeZone, language))}>
                  <Tasks tasks={tasks} programme={programme} mayWrite={mayWrite} />
                </Section>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Tasks({ tasks, programme, mayWrite }: { tasks: TaskView[]; programme: string; mayWrite: boolean }) {
  return (
    <ul className={css.tasks}>
      {tasks.map((it) => (
        <TaskRow key={it.id} task={it} programme={programme} mayWrite={mayWrite} hasEvent />
      ))}
    </ul>
  );
}

const dayMs = 24 * 3600_000;

function mondayOf(day: string): string {
  const at = new Date(noon(day));
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * dayMs).toISOString().slice(0, 10);
}

function sayWeek(week: string, t: T, say: (day: string) => string): string {
  if (week === 'late') return t('runbook.overdue');
  const { year, month, day } = toWallClock(new Date(), homeZone);
  const thisWeek = mondayOf(new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10));
  const weeks = Math.round((Date.parse(week) - Date.parse(thisWeek)) / (7 * dayMs));
  if (weeks === 0) return t('runbook.this-week');
  if (weeks === 1) return t('runbook.next-week');
  return t('runbook.week-of', { when: say(week) });
}
