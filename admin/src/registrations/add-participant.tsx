import { addRegistration, type RegistrationRole } from '@pr8werk/shared/registrations.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Static } from 'typebox';
import { call, idempotency } from '../http.ts';
import { registrationRoles } from '../search-params.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { useRefresh } from './use-acts.ts';
import { useT } from './words.ts';

type NewParticipant = Static<typeof addRegistration.schema.body>;

interface AddParticipantProps {
  programme: string;
  event: string;
  onDone: () => void;
}

export function AddParticipant({ programme, event, onDone }: AddParticipantProps) {
  const t = useT();
  const [keyed] = useState(idempotency);
  const refresh = useRefresh(programme, event);
  const form = useForm({
    name: '',
    email: '',
    role: 'professional',
    organisation: '',
    note: '',
    language: 'nl',
    notify: true,
  });
  const add = useMutation({
    mutationFn: (body: NewParticipant) =>
      call(addRegistration, { params: { programme, event }, body, headers: keyed(body) }),
    onSuccess: async (now) => {
      await refresh();
      const key = now.status === 'waiting' ? 'registrations.added-waiting' : 'registrations.added';
      showToast({ message: t(key, { name: now.name }) });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const { values } = form;
    const body: NewParticipant = {
      name: values.name.trim(),
      email: values.email.trim(),
      role: values.role as RegistrationRole,
      organisation: values.organisation.trim() || null,
      note: values.note.trim() || null,
      language: values.language === 'en' ? 'en' : 'nl',
      notify: values.notify,
    };
    const faults = await faultsIn(addRegistration.schema.body, body, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <TextField {...form.field('name')} label={t('registrations.name')} autoComplete="off" maxLength={120} />
      <TextField
        {...form.field('email')}
        label={t('registrations.email')}
        type="email"
        inputMode="email"
        autoComplete="off"
      />
      <TextField
        {...form.field('organisation')}
        label={t('registrations.organisation')}
        autoComplete="off"
        maxLength={200}
        isOptional
      />
      <SelectField
        {...form.field('role')}
        label={t('registrations.role')}
        options={registrationRoles.map((it) => ({ value: it, label: t(`registrations.role.${it}`) }))}
      />
      <TextAreaField {...form.field('note')} label={t('registrations.note')} rows={2} maxLength={1000} isOptional />
      <SelectField
        {...form.field('language')}
        label={t('registrations.language')}
        options={[
          { value: 'nl', label: t('ui.language.nl') },
          { value: 'en', label: t('ui.language.en') },
        ]}
      />
      <CheckField {...form.field('notify')} label={t('registrations.notify')} />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={add.isPending}>
          {t('registrations.add')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}
