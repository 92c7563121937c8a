import { addMember, type Role, roles } from '@pr8werk/shared/accounts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, idempotency } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { RadioField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { membersQuery } from './queries.ts';

export function AddMember({ programme, onDone }: { programme: string; onDone: () => void }) {
  const t = useT();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const form = useForm({ name: '', email: '', role: 'organiser' });
  const add = useMutation({
    mutationFn: (body: { name: string; email: string; role: Role }) =>
      call(addMember, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async (member) => {
      await queryClient.invalidateQueries(membersQuery(programme));
      showToast({ message: t('accounts.added', { name: member.name }) });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const { name, email, role } = form.values;
    const body = { name: name.trim(), email: email.trim(), role: role as Role };
    const faults = await faultsIn(addMember.schema.body, body, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <TextField {...form.field('name')} label={t('accounts.name')} autoComplete="off" />
      <TextField {...form.field('email')} label={t('accounts.email')} type="email" autoComplete="off" />
      <RadioField
        {...form.field('role')}
        label={t('accounts.role')}
        hint={t(`accounts.role-may.${form.values.role as Role}`)}
        options={roles.map((role) => ({ value: role, label: t(`accounts.role.${role}`) }))}
      />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={add.isPending}>
          {t('accounts.add-member')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}
