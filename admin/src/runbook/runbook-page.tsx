// The runbook of one meeting: what leaves by itself, and what people do.

import { startRunbook, type TaskView } from '@pr8werk/shared/runbook.ts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { titleOf } from '../events/event-words.tsx';
import { eventsQuery } from '../events/queries.ts';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Row, Section, Stack } from '../ui/layout.tsx';
import { Empty, Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from '../ui/use-form.ts';
import { Messages } from './messages.tsx';
import { runbookQuery } from './queries.ts';
import css from './runbook.module.css';
import { TaskForm } from './task-form.tsx';
import { TaskRow } from './task-row.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/draaiboek');

export function RunbookPage() {
  const t = useT();
  const { programme, event } = route.useParams();
  const query = useQuery(runbookQuery(programme, event));
  const mayWrite = useMay(programme)('events:write');
  const [open, setOpen] = useState<TaskView | 'new' | null>(null);
  const [hasDone, setHasDone] = useState(true);
  const items = query.data?.items ?? [];
  const done = items.filter((it) => it.isDone).length;
  return (
    <Stack gap={4}>
      <Messages programme={programme} event={event} />
      <Section
        title={t('runbook.title')}
        intro={items.length > 0 ? t('runbook.done', { done, all: items.length }) : t('runbook.intro')}
        actions={
          items.length > 0 && (
            <span className={css.noPrint}>
              <Row gap={2}>
                <Button look="quiet" onClick={() => setHasDone(!hasDone)} aria-pressed={!hasDone}>
                  {t(hasDone ? 'runbook.hide-done' : 'runbook.show-done')}
                </Button>
                <Button look="quiet" onClick={() => window.print()}>
                  {t('runbook.print')}
                </Button>
                {mayWrite && (
                  <Button icon={<Icon name="plus" />} onClick={() => setOpen('new')}>
                    {t('runbook.add')}
                  </Button>
                )}
              </Row>
            </span>
          )
        }
      >
        <Loaded query={query} shape="rows">
          {() =>
            items.length === 0 ? (
              <Begin programme={programme} event={event} mayWrite={mayWrite} onAdd={() => setOpen('new')} />
            ) : (
              <>
                {items.some((it) => it.dueOn === null) && <p className="pr-soft">{t('runbook.no-day')}</p>}
                <ul className={css.tasks}>
                  {items
                    .filter((it) => hasDone || !it.isDone)
                    .map((it) => (
                      <TaskRow
                        key={it.id}
                        task={it}
                        programme={programme}
                        mayWrite={mayWrite}
                        onChange={() => setOpen(it)}
                      />
                    ))}
                </ul>
              </>
            )
          }
        </Loaded>
      </Section>
      <Dialog
        title={t(open === 'new' ? 'runbook.add' : 'runbook.change')}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
      >
        {open && (
          <TaskForm
            programme={programme}
            event={event}
            task={open === 'new' ? null : open}
            onDone={() => setOpen(null)}
          />
        )}
      </Dialog>
    </Stack>
  );
}

interface BeginProps {
  programme: string;
  event: string;
  mayWrite: boolean;
  onAdd: () => void;
}

function Begin({ programme, event, mayWrite, onAdd }: BeginProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const others = useInfiniteQuery(eventsQuery(programme));
  const options = (others.data?.pages ?? [])
    .flatMap((it) => it.items)
    .filter((it) => it.id !== event && it.source === null)
    .map((it) => ({ value: it.id, label: titleOf(it, language) }));
  const [chosen, setChosen] = useState('');
  const start = useMutation({
    mutationFn: (copyOf: string | null) =>
      call(startRunbook, { params: { programme, event }, body: { copyOf, language } }),
    onError: (error) => showToast({ kind: 'failed', message: failureOf(error, t).message }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tasks', programme] }),
  });
  const copyOf = chosen || options[0]?.value;
  return (
    <Stack gap={4}>
      <Empty
        icon="list"
        title={t('runbook.none')}
        action={
          mayWrite && (
            <Row gap={2} justify="center">
              <Button look="primary" isBusy={start.isPending} onClick={() => start.mutate(null)}>
                {t('runbook.start')}
              </Button>
              <Button onClick={onAdd}>{t('runbook.add')}</Button>
            </Row>
          )
        }
      >
        {t('runbook.none-do')}
      </Empty>
      {mayWrite && copyOf && (
        <Row gap={2} align="end" justify="center">
          <SelectField
            name="copyOf"
            error={undefined}
            onLabel={() => {}}
            label={t('runbook.or-copy')}
            value={copyOf}
            onChange={setChosen}
            options={options}
          />
          <Button isBusy={start.isPending} onClick={() => start.mutate(copyOf)}>
            {t('runbook.copy')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}
