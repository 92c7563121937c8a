import { type Duty, duties } from '@pr8werk/shared/accounts.ts';
import { addTask, changeTask, removeTask, type TaskKind, type TaskView, taskKinds } from '@pr8werk/shared/runbook.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { membersQuery } from '../accounts/queries.ts';
import { call, idempotency } from '../http.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { dateText, parseDate } from '../ui/date-text.ts';
import { RadioField, SelectField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { toWallClock } from '../ui/wall-clock.ts';
import { useT } from './words.ts';

interface TaskFormProps {
  programme: string;
  event: string;
  /** null: a new one. */
  task: TaskView | null;
  onDone: () => void;
}

const whens = ['before', 'day', 'after', 'fixed'] as const;
type When = (typeof whens)[number];

interface Day {
  offset: number | null;
  fixedOn: string | null;
}

function valuesOf(task: TaskView | null) {
  const offset = task ? task.offset : -7;
  const when: When = offset === null ? 'fixed' : offset < 0 ? 'before' : offset > 0 ? 'after' : 'day';
  const [year, month, day] = (task?.dueOn ?? '').split('-').map(Number);
  return {
    title: task?.title ?? '',
    duty: (task?.duty ?? 'process') as string,
    kind: (task?.kind ?? 'task') as string,
    when: when as string,
    offset: offset ? String(Math.abs(offset)) : '7',
    fixedOn: task?.dueOn ? dateText({ year: year!, month: month!, day: day! }) : '',
    assignee: task?.assignee?.id ?? '',
  };
}

export function TaskForm({ programme, event, task, onDone }: TaskFormProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const may = useMay(programme);
  const members = useQuery({ ...membersQuery(programme), enabled: may('team:read') });
  const form = useForm(valuesOf(task));
  const { values } = form;
  const params = { programme, event };
  const settle = async () => {
    form.letGo();
    await queryClient.invalidateQueries({ queryKey: ['tasks', programme] });
    onDone();
  };
  const save = useMutation({
    mutationFn: (body: Day & { title: string; duty: Duty; kind: TaskKind; assignee: string | null }) =>
      task
        ? call(changeTask, { params: { ...params, task: task.id }, body })
        : call(addTask, { params, body, headers: keyed(body) }),
    onSuccess: settle,
    onError: (error) => form.fail(error),
  });
  const remove = useMutation({
    mutationFn: () => call(removeTask, { params: { ...params, task: task!.id } }),
    onSuccess: async () => {
      showToast({ message: t('runbook.removed', { title: task!.title }) });
      await settle();
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const day = readDay(values);
    if ('fault' in day) {
      form.setErrors(
        day.fault === 'offset' ? { offset: t('runbook.days-fault') } : { fixedOn: t('runbook.day-fault') },
      );
      return;
    }
    const body = {
      title: values.title.trim(),
      duty: values.duty as Duty,
      kind: values.kind as TaskKind,
      assignee: values.assignee || null,
      ...day,
    };
    const faults = await faultsIn(addTask.schema.body, body, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else save.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <TextField {...form.field('title')} label={t('runbook.task')} autoComplete="off" />
      <RadioField
        {...form.field('duty')}
        label={t('runbook.duty')}
        options={duties.map((value) => ({ value, label: t(`runbook.duty.${value}`) }))}
      />
      <SelectField
        {...form.field('when')}
        label={t('runbook.when')}
        hint={values.when === 'fixed' ? t('runbook.when-hint') : undefined}
        options={whens.map((value) => ({ value, label: t(`runbook.when.${value}`) }))}
      />
      {(values.when === 'before' || values.when === 'after') && (
        <TextField {...form.field('offset')} label={t('runbook.days')} inputMode="numeric" width="6rem" />
      )}
      {values.when === 'fixed' && <TextField {...form.field('fixedOn')} label={t('runbook.day')} width="10rem" />}
      <RadioField
        {...form.field('kind')}
        label={t('runbook.kind')}
        options={taskKinds.map((value) => ({ value, label: t(`runbook.kind.${value}`) }))}
      />
      <SelectField
        {...form.field('assignee')}
        label={t('runbook.assignee')}
        options={[
          { value: '', label: t('runbook.assignee-none') },
          ...(members.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
        ]}
      />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={save.isPending}>
          {task ? t('ui.save') : t('runbook.add')}
        </Button>
        {task && (
          <Button look="quiet" isBusy={remove.isPending} onClick={() => remove.mutate()}>
            {t('runbook.remove')}
          </Button>
        )}
      </FormFooter>
    </Form>
  );
}

function readDay({ when, offset, fixedOn }: ReturnType<typeof valuesOf>): Day | { fault: 'offset' | 'fixedOn' } {
  if (when === 'day') return { offset: 0, fixedOn: null };
  if (when === 'fixed') {
    const read = parseDate(fixedOn, toWallClock(new Date(), homeZone));
    if (!read.ok) return { fault: 'fixedOn' };
    const { year, month, day } = read.value;
    const two = (it: number) => String(it).padStart(2, '0');
    return { offset: null, fixedOn: `${year}-${two(month)}-${two(day)}` };
  }
  const days = /^\d{1,3}$/.test(offset.trim()) ? Number(offset) : 0;
  if (days < 1 || days > 365) return { fault: 'offset' };
  return { offset: when === 'before' ? -days : days, fixedOn: null };
}
