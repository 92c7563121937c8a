// Before something is done with participants: exactly what will happen, to whom, who gets a mail, and in which words.

import type { BulkResult } from '@pr8werk/shared/participants.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotency, isRefusal } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CheckField, TextAreaField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Note } from '../ui/note.tsx';
import { Loaded } from '../ui/states.tsx';
import { type Form as FormState, useForm } from '../ui/use-form.ts';
import css from './act-dialog.module.css';
import { type Asked, previewQuery, targetOf } from './queries.ts';
import { sayMovedUp, sayPlanned } from './say-acts.ts';
import { useBulk } from './use-acts.ts';
import { useT } from './words.ts';

interface ActDialogProps {
  asked: Asked | null;
  programme: string;
  event: string;
  onClose: () => void;
}

export function ActDialog({ asked, ...rest }: ActDialogProps) {
  const t = useT();
  const { action, people = [], all } = asked ?? {};
  const title =
    action === undefined
      ? ''
      : people.length === 1 && !all
        ? t(`participants.title-one.${action}`, { name: people[0]!.name })
        : t(`participants.title.${action}`, { count: all?.count ?? people.length });
  return (
    <Dialog title={title} isOpen={asked !== null} onClose={rest.onClose}>
      {asked && <Act asked={asked} {...rest} />}
    </Dialog>
  );
}

interface Choices {
  raise: boolean;
  notify: boolean;
  text: string;
}

function Act({ asked, programme, event, onClose }: ActDialogProps & { asked: Asked }) {
  const form = useForm<Choices>({ raise: false, notify: true, text: '' });
  const { action } = asked;
  const capacity = form.values.raise ? 'raise' : 'keep';
  const preview = useQuery(previewQuery(programme, event, asked, capacity));
  const bulk = useBulk(programme, event);
  const [keyed] = useState(idempotency);
  const isMailed = ['cancel', 'promote', 'approve', 'decline'].includes(action);
  const submit = () => {
    const { notify, text } = form.values;
    const order = {
      action,
      ...targetOf(asked, preview.data?.seen),
      notify: isMailed && notify,
      text: isMailed && notify && text.trim() !== '' ? text.trim() : null,
      capacity,
    } as const;
    bulk.mutate(
      { order, headers: keyed(order) },
      {
        onSuccess: () => {
          form.letGo();
          asked.onDone?.();
          onClose();
        },
        onError: async (error) => {
          // other people match by now: what will happen is told anew
          if (isRefusal(error, 'conflict')) await preview.refetch();
          form.fail(error);
        },
      },
    );
  };
  return (
    <Loaded query={preview} lines={4}>
      {(result) => (
        <Form form={form} onSubmit={submit}>
          <Plan asked={asked} result={result} form={form} isOld={preview.isPlaceholderData} />
          {isMailed && <Telling form={form} result={result} />}
          <Decide asked={asked} result={result} isBusy={bulk.isPending || preview.isFetching} onClose={onClose} />
        </Form>
      )}
    </Loaded>
  );
}

interface PartProps {
  asked: Asked;
  result: BulkResult;
}

function Plan({ asked, result, form, isOld }: PartProps & { form: FormState<Choices>; isOld: boolean }) {
  const t = useT();
  const noPlace = result.people.filter((it) => it.outcome === 'no-place').length;
  const movedUp = sayMovedUp(result, t);
  const [raised, setRaised] = useState(0);
  // what one ticked stays in sight when it has done its work
  if (noPlace > 0 && noPlace !== raised && !form.values.raise) setRaised(noPlace);
  const capacity = result.places.capacity;
  return (
    <div className={isOld ? css.old : undefined} aria-busy={isOld}>
      <Note tone={asked.action === 'cancel' ? 'warn' : 'info'}>
        <div role="status">
          {sayPlanned(asked.action, result, t).map((it) => (
            <p key={it}>{it}</p>
          ))}
          {movedUp && <p>{movedUp}</p>}
        </div>
      </Note>
      {asked.action === 'promote' && raised > 0 && (
        <div className={css.raise}>
          <CheckField
            {...form.field('raise')}
            label={t('participants.raise', { count: raised })}
            hint={
              capacity === null
                ? ''
                : t('participants.raise-hint', { capacity: form.values.raise ? capacity : capacity + raised })
            }
          />
        </div>
      )}
      {(result.people.length > 1 || result.movedUp.length > 0) && <Who result={result} notify={form.values.notify} />}
    </div>
  );
}

function Who({ result, notify }: { result: BulkResult; notify: boolean }) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={css.who} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('participants.who')}</summary>
      {/* they may be thousands: drawn for who wants to see them */}
      {isOpen && <Names result={result} notify={notify} />}
    </details>
  );
}

function Names({ result, notify }: { result: BulkResult; notify: boolean }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it
    <ul tabIndex={0}>
      {result.people.map((it) => (
        <li key={it.registration}>
          <span>{it.name}</span>
          <span className="pr-soft">
            {t(`participants.outcome.${it.outcome === 'done' && it.getsMail && notify ? 'done-mail' : it.outcome}`)}
          </span>
        </li>
      ))}
      {result.movedUp.map((it) => (
        <li key={it.registration}>
          <span>{it.name}</span>
          <span className="pr-soft">{t('participants.moved-up')}</span>
        </li>
      ))}
    </ul>
  );
}

function Telling({ form, result }: { form: FormState<Choices>; result: BulkResult }) {
  const t = useT();
  const count = result.people.filter((it) => it.getsMail).length;
  if (count === 0) return null;
  return (
    <>
      <CheckField
        {...form.field('notify')}
        label={t('participants.notify')}
        hint={t('participants.notify-count', { count })}
      />
      {form.values.notify && (
        <TextAreaField
          {...form.field('text')}
          label={t('participants.own-text')}
          hint={t('participants.own-text-hint')}
          rows={3}
          maxLength={1000}
          isOptional
        />
      )}
    </>
  );
}

function Decide({ asked, result, isBusy, onClose }: PartProps & { isBusy: boolean; onClose: () => void }) {
  const t = useT();
  const isNothing = !result.people.some((it) => it.outcome === 'done');
  return (
    <FormFooter>
      {isNothing ? (
        <p className="pr-soft">{t('participants.nothing')}</p>
      ) : (
        <Button type="submit" look={asked.action === 'cancel' ? 'danger' : 'primary'} isBusy={isBusy}>
          {t(`participants.do.${asked.action}`)}
        </Button>
      )}
      <Button look="quiet" onClick={onClose}>
        {t('ui.keep')}
      </Button>
    </FormFooter>
  );
}
