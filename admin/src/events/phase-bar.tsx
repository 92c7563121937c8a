// Where a meeting stands on its way, and what is to be done next. Its steps lead to the screens of each phase; a later
// phase is a word here until it has a screen.

import { type EventView, holdEvent } from '@pr8werk/shared/events.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { countsQuery } from '../registrations/queries.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { showToast } from '../ui/toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { type EventScreen, phaseShown, screensFor } from './event-screens.ts';
import { type Phase, phaseOf, phases, type Task, tasksOf } from './phase.ts';
import css from './phase-bar.module.css';
import { useActOnEvent } from './use-act-on-event.ts';

interface PhaseBarProps {
  event: EventView;
  programme: string;
}

export function PhaseBar({ event, programme }: PhaseBarProps) {
  const t = useT();
  const now = useNow();
  const phase = phaseOf(event, now);
  const may = useMay(programme);
  const shown = usePhaseShown(event);
  return (
    <section className={css.bar} aria-label={t('events.phase')}>
      <ol className={css.steps}>
        {phases.map((it, index) => (
          <Step
            key={it}
            phase={it}
            number={index + 1}
            place={placeOf(it, phase)}
            isShown={it === shown}
            way={screensFor(it, may)[0]?.to}
            params={{ programme, event: event.id }}
          />
        ))}
      </ol>
      <NextTasks event={event} programme={programme} phase={phase} now={now} />
    </section>
  );
}

/** Whose screens stand among the tabs. */
export function usePhaseShown(event: EventView): Phase {
  const { pathname } = useLocation();
  return phaseShown(pathname, phaseOf(event, useNow()));
}

type Place = 'done' | 'current' | 'ahead';

function placeOf(step: Phase, current: Phase | null): Place {
  if (current === null) return 'ahead';
  const distance = phases.indexOf(step) - phases.indexOf(current);
  return distance < 0 ? 'done' : distance === 0 ? 'current' : 'ahead';
}

interface StepProps {
  phase: Phase;
  number: number;
  place: Place;
  isShown: boolean;
  way: EventScreen['to'] | undefined;
  params: { programme: string; event: string };
}

function Step({ phase, number, place, isShown, way, params }: StepProps) {
  const t = useT();
  const content = (
    <>
      <span className={css.mark} aria-hidden="true">
        {place === 'done' ? <Icon name="check" size={13} /> : number}
      </span>
      <span className={css.label}>
        <span className={css.number}>{t('events.phase-number', { number, count: phases.length })} </span>
        {t(`events.phase.${phase}`)}
        {place === 'done' && <span className="pr-hidden"> ({t('events.phase-done')})</span>}
      </span>
    </>
  );
  return (
    <li className={`${css.step} ${css[place]}`} aria-current={place === 'current' ? 'step' : undefined}>
      {way ? (
        <Link to={way} params={params} className={css.way} data-shown={isShown || undefined}>
          {content}
        </Link>
      ) : (
        <span className={css.way}>{content}</span>
      )}
    </li>
  );
}

function NextTasks({ event, programme, phase, now }: PhaseBarProps & { phase: Phase | null; now: Date }) {
  const t = useT();
  const may = useMay(programme);
  const mayRead = may('registrations:read');
  const isOver = phase === 'yield' && event.confirmed > 0;
  const counts = useQuery({ ...countsQuery(programme, event.id), enabled: mayRead && isOver }).data;
  const mayDo: Record<Task['kind'], boolean> = {
    'fill-in': may('events:write'),
    publish: may('events:write'),
    hold: may('events:write'),
    'say-whether-held': may('events:write'),
    'place-form': may('events:write'),
    follow: mayRead,
    'check-in': may('registrations:check-in'),
    'record-attendance': may('registrations:check-in'),
  };
  const tasks = tasksOf(event, counts?.attended ?? null, now).filter((it) => mayDo[it.kind]);
  if (tasks.length === 0)
    return (
      <p className={css.nothing}>
        {t(`events.nothing-to-do.${phase ?? (event.status === 'cancelled' ? 'cancelled' : 'unknown')}`)}
      </p>
    );
  return (
    <div className={css.tasks}>
      <p className="pr-hidden">{t('events.next-task')}</p>
      <ul>
        {tasks.map((task) => (
          <li key={task.kind}>
            <span className={css.arrow} aria-hidden="true">
              <Icon name="chevronRight" />
            </span>
            <span className={css.task}>
              <span>{t(`events.task.${task.kind}`, { count: task.kind === 'fill-in' ? task.count : 0 })}</span>
              <Go task={task} event={event} programme={programme} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Go({ task, event, programme }: PhaseBarProps & { task: Task }) {
  const t = useT();
  const params = { programme, event: event.id };
  const list = '/$programme/bijeenkomsten/$event/deelnemers';
  switch (task.kind) {
    case 'fill-in':
    case 'publish':
      return (
        <Link
          to="/$programme/bijeenkomsten/$event/gegevens"
          params={params}
          hash={task.kind === 'publish' ? 'voorbeeld' : ''}
        >
          {t(`events.task-go.${task.kind}`)}
        </Link>
      );
    case 'place-form':
      return (
        <Link to="/$programme/bijeenkomsten/$event/op-je-site" params={params}>
          {t('events.task-go.place-form')}
        </Link>
      );
    case 'follow':
      return (
        <Link to={list} params={params} search={{ sort: '-createdAt' }}>
          {t('events.task-go.follow')}
        </Link>
      );
    case 'check-in':
    case 'record-attendance':
      return (
        <Link to={list} params={params} search={{ tab: task.kind === 'check-in' ? 'not-attended' : 'confirmed' }}>
          {t(`events.task-go.${task.kind}`)}
        </Link>
      );
    default:
      return <Hold event={event} programme={programme} />;
  }
}

function Hold({ event, programme }: PhaseBarProps) {
  const t = useT();
  const hold = useActOnEvent(programme, event.id, () => call(holdEvent, { params: { programme, event: event.id } }));
  const act = () => hold.mutate(undefined, { onSuccess: () => showToast({ message: t('events.held-done') }) });
  return (
    <Button size="xs" onClick={act} isBusy={hold.isPending}>
      {t('events.task-go.hold')}
    </Button>
  );
}
