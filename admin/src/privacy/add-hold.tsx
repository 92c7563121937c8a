import type { ContactView } from '@pr8werk/shared/contacts.ts';
import { addHold } from '@pr8werk/shared/privacy.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, idempotency } from '../http.ts';
import { useLanguage } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { parseDate } from '../ui/date-text.ts';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { sayUntil } from './holds.tsx';
import { useT } from './words.ts';

interface AddHoldProps {
  person: ContactView;
  programme: string;
  onDone: () => void;
}

export function AddHold({ person, programme, onDone }: AddHoldProps) {
  const t = useT();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const form = useForm({ reason: '', until: '' });
  const [keyed] = useState(idempotency);
  const add = useMutation({
    mutationFn: (body: { reason: string; until: string }) =>
      call(addHold, { params: { programme, contact: person.id }, body, headers: keyed(body) }),
    onSuccess: (hold) => {
      void queryClient.invalidateQueries({ queryKey: ['contact', programme, person.id] });
      void queryClient.invalidateQueries({ queryKey: ['contacts', programme] });
      showToast({ message: t('privacy.hold-added', { until: sayUntil(hold.until, language) }) });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = () => {
    const reason = form.values.reason.trim();
    const until = readDay(form.values.until);
    if (reason && until) return add.mutate({ reason, until });
    form.setErrors({
      ...(reason ? {} : { reason: t('ui.fault.required') }),
      ...(until ? {} : { until: t('privacy.hold-until-fault') }),
    });
  };
  return (
    <Form form={form} onSubmit={submit}>
      <p>{t('privacy.hold-intro')}</p>
      <TextField
        {...form.field('reason')}
        label={t('privacy.hold-reason')}
        hint={t('privacy.hold-reason-hint')}
        autoComplete="off"
        maxLength={300}
      />
      <TextField
        {...form.field('until')}
        label={t('privacy.hold-until')}
        hint={t('privacy.hold-until-hint')}
        autoComplete="off"
        width="10rem"
      />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={add.isPending}>
          {t('privacy.hold-add')}
        </Button>
      </FormFooter>
    </Form>
  );
}

/** As YYYY-MM-DD; null where no day stands there. */
function readDay(text: string): string | null {
  const now = new Date();
  const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  const read = parseDate(text, today);
  if (!read.ok) return null;
  const { year, month, day } = read.value;
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
