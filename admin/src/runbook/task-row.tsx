// One task: ticked where it stands, with its day, its role and the screen where it is done.

import { changeTask, type TaskView } from '@pr8werk/shared/runbook.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { titleOf } from '../events/event-words.tsx';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Tag } from '../ui/note.tsx';
import { sayDay } from '../ui/say.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import css from './runbook.module.css';
import { useT } from './words.ts';

interface TaskRowProps {
  task: TaskView;
  programme: string;
  mayWrite: boolean;
  /** Where tasks of several meetings stand together. */
  hasEvent?: boolean;
  onChange?: () => void;
}

export function TaskRow({ task, programme, mayWrite, hasEvent, onChange }: TaskRowProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const tick = useMutation({
    mutationFn: (isDone: boolean) =>
      call(changeTask, { params: { programme, event: task.event.id, task: task.id }, body: { isDone } }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tasks', programme] }),
  });
  const params = { programme, event: task.event.id };
  return (
    <li className={css.task} data-done={task.isDone || undefined}>
      <input
        type="checkbox"
        className={css.tick}
        checked={tick.isPending ? tick.variables : task.isDone}
        disabled={!mayWrite || task.isSettled || tick.isPending}
        onChange={(event) => tick.mutate(event.currentTarget.checked)}
        aria-label={t('runbook.tick', { title: task.title })}
      />
      <div className={css.what}>
        <span className={css.title}>{task.title}</span>
        <span className={css.about}>
          {hasEvent && (
            <Link to="/$programme/bijeenkomsten/$event/draaiboek" params={params}>
              {titleOf(task.event, language)}
            </Link>
          )}
          {task.kind !== 'task' && !(task.kind === 'print' && task.place) && (
            <span>{t(`runbook.kind.${task.kind}`)}</span>
          )}
          {task.place && !task.isDone && (
            <Link to={`/$programme/bijeenkomsten/$event/${task.place}`} params={params}>
              {t(`runbook.to.${task.place}`)}
            </Link>
          )}
          {task.assignee && <span>{task.assignee.name}</span>}
          <Done task={task} />
        </span>
      </div>
      <span className={css.side}>
        <span className={css.duty} data-duty={task.duty}>
          {t(`runbook.duty.${task.duty}`)}
        </span>
        <span className={css.day} data-late={task.isLate || undefined}>
          {task.dueOn ? sayDay(noon(task.dueOn), homeZone, language) : '–'}
          {task.isLate && <Tag tone="bad">{t('runbook.late')}</Tag>}
          {task.offset === null && !task.isDone && <span className={css.fixed}>{t('runbook.fixed')}</span>}
        </span>
      </span>
      {mayWrite && onChange && (
        <IconButton
          label={t('runbook.change-this', { title: task.title })}
          icon={<Icon name="edit" />}
          onClick={onChange}
        />
      )}
    </li>
  );
}

function Done({ task }: { task: TaskView }) {
  const t = useT();
  const language = useLanguage();
  if (task.isSettled) return <span>{t('runbook.settled')}</span>;
  if (!task.doneAt) return null;
  const when = sayDay(task.doneAt, homeZone, language);
  return (
    <span>{task.doneBy ? t('runbook.done-by', { name: task.doneBy, when }) : t('runbook.done-on', { when })}</span>
  );
}

/** A day has no hour; at noon it is that day in every zone near here. */
export const noon = (day: string) => `${day}T12:00:00Z`;
