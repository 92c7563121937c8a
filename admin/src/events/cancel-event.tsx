import { cancelEvent, type EventView } from '@pr8werk/shared/events.ts';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { TextAreaField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { useActOnEvent } from './use-act-on-event.ts';
import { WillHappen } from './will-happen.tsx';

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
      <Consequences event={event} />
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

function Consequences({ event }: { event: EventView }) {
  const t = useT();
  const { confirmed, waiting } = event;
  const isPublic = event.status === 'published';
  return (
    <WillHappen
      lines={[
        confirmed + waiting > 0 ? t('events.cancel-mails', { confirmed, waiting }) : t('events.cancel-no-mails'),
        confirmed > 0 && t('events.cancel-calendars'),
        isPublic ? t('events.cancel-page') : t('events.cancel-page-draft'),
        isPublic && t('events.cancel-signup'),
        t('events.cancel-final'),
      ]}
    />
  );
}
