import { cancelEvent, type EventView } from '@pr8werk/shared/events.ts';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { TextAreaField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { useActOnEvent } from './use-act-on-event.ts';

interface CancelEventProps {
  event: EventView;
  programme: string;
  onDone: () => void;
}

export function CancelEvent({ event, programme, onDone }: CancelEventProps) {
  const t = useT();
  const form = useForm({ reason: '' });
  const cancel = useActOnEvent(programme, event.id, (reason: string) =>
    call(cancelEvent, { params: { programme, event: event.id }, body: { reason } }),
  );
  const submit = () => {
    const reason = form.values.reason.trim();
    if (reason === '') return form.setErrors({ reason: t('ui.fault.required') });
    cancel.mutate(reason, {
      onSuccess: () => {
        showToast({ message: t('events.cancelled-done') });
        onDone();
      },
      onError: (error) => form.fail(error),
    });
  };
  return (
    <Form form={form} onSubmit={submit}>
      <p>{t('events.cancel-text', { count: event.confirmed + event.waiting })}</p>
      <TextAreaField
        {...form.field('reason')}
        label={t('events.cancel-reason')}
        hint={t('events.cancel-reason-hint')}
        maxLength={1000}
      />
      <FormFooter>
        <Button type="submit" look="danger" isBusy={cancel.isPending}>
          {t('events.cancel-now')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('events.let-go-on')}
        </Button>
      </FormFooter>
    </Form>
  );
}
