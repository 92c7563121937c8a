import { type ContactView, changeContact } from '@pr8werk/shared/contacts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { call } from '../http.ts';
import { networksQuery } from '../organisations/queries.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { ChecksField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { contactQuery } from './queries.ts';
import { useT } from './words.ts';

type Change = Static<typeof changeContact.schema.body>;

interface EditPersonProps {
  person: ContactView;
  etag: string | null;
  programme: string;
  onDone: () => void;
}

export function EditPerson({ person, etag, programme, onDone }: EditPersonProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const all = useQuery(networksQuery(programme)).data?.items ?? [];
  const form = useForm({
    name: person.name,
    email: person.email ?? '',
    organisationName: person.organisationName ?? '',
    disciplines: person.disciplines.join(', '),
    municipality: person.municipality ?? '',
    networks: person.networks.map((it) => it.id),
  });
  const change = useMutation({
    mutationFn: (body: Change) =>
      call(changeContact, {
        params: { programme, contact: person.id },
        body,
        headers: { 'if-match': etag ?? '*' },
      }),
    onSuccess: async (now) => {
      await queryClient.invalidateQueries(contactQuery(programme, person.id));
      void queryClient.invalidateQueries({ queryKey: ['contacts', programme] });
      showToast({ message: t('people.changed', { name: now.name }) });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const { name, email, organisationName, disciplines, municipality, networks } = form.values;
    const body: Change = {
      name: name.trim(),
      organisationName: organisationName.trim() || null,
      disciplines: [...new Set(disciplines.split(',').map((it) => it.trim()))].filter(Boolean),
      municipality: municipality.trim() || null,
      networks,
      // who is reached through somebody else has no address of their own
      ...(email.trim() || person.email ? { email: email.trim() } : {}),
    };
    const faults = await faultsIn(changeContact.schema.body, body, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else change.mutate(body);
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
        isOptional={person.email === null}
      />
      <TextField
        {...form.field('organisationName')}
        label={t('registrations.organisation')}
        autoComplete="off"
        maxLength={200}
        isOptional
      />
      <TextField
        {...form.field('disciplines')}
        label={t('people.disciplines')}
        hint={t('people.disciplines-hint')}
        autoComplete="off"
        isOptional
      />
      <TextField
        {...form.field('municipality')}
        label={t('people.municipality')}
        autoComplete="off"
        maxLength={120}
        isOptional
      />
      {all.length > 0 && (
        <ChecksField
          {...form.field('networks')}
          label={t('people.networks-field')}
          options={all.map((it) => ({ value: it.id, label: it.name }))}
          isOptional
        />
      )}
      <FormFooter>
        <Button type="submit" look="primary" isBusy={change.isPending}>
          {t('ui.save')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}
