import type { KeyScope } from '@pr8werk/shared/endpoint.ts';
import { keyScopes } from '@pr8werk/shared/endpoint.ts';
import { makeKey } from '@pr8werk/shared/keys.ts';
import type { NetworkView } from '@pr8werk/shared/organisations.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { ChecksField, RadioField, SelectField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';
import { keysQuery } from './queries.ts';
import { useT } from './words.ts';

interface MakeKeyProps {
  programme: string;
  networks: readonly NetworkView[];
  onMade: (secret: string) => void;
  onCancel: () => void;
}

const terms = ['3', '12', '24', '0'] as const;

export function MakeKey({ programme, networks, onMade, onCancel }: MakeKeyProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const form = useForm({
    name: '',
    network: networks[0]?.id ?? '',
    scopes: [...keyScopes] as string[],
    expiresAt: '12',
  });
  const make = useMutation({
    mutationFn: (body: { name: string; network: string; scopes: KeyScope[]; expiresAt: string | null }) =>
      call(makeKey, { params: { programme }, body }),
    onSuccess: async ({ secret }) => {
      form.letGo();
      onMade(secret);
      await queryClient.invalidateQueries(keysQuery(programme));
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const { name, network, scopes, expiresAt } = form.values;
    const body = {
      name: name.trim(),
      network,
      scopes: scopes as KeyScope[],
      expiresAt: expiresAt === '0' ? null : inMonths(Number(expiresAt)),
    };
    const faults = await faultsIn(makeKey.schema.body, body, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else make.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <TextField {...form.field('name')} label={t('machine.name')} hint={t('machine.name-hint')} autoComplete="off" />
      <SelectField
        {...form.field('network')}
        label={t('machine.network')}
        hint={t('machine.network-hint')}
        options={networks.map((it) => ({ value: it.id, label: it.name }))}
      />
      <ChecksField
        {...form.field('scopes')}
        label={t('machine.scopes')}
        options={keyScopes.map((value) => ({ value, label: t(`machine.scope.${value}`) }))}
      />
      <RadioField
        {...form.field('expiresAt')}
        label={t('machine.expires')}
        options={terms.map((value) => ({ value, label: t(`machine.expires.${value}`) }))}
      />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={make.isPending}>
          {t('machine.make')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}

function inMonths(months: number): string {
  const day = new Date();
  day.setMonth(day.getMonth() + months);
  return day.toISOString();
}
