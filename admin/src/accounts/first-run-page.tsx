import { firstRun } from '@pr8werk/shared/accounts.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../http.ts';
import { useT } from '../language.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { slugOf } from '../ui/slug.ts';
import { Loaded } from '../ui/states.tsx';
import { useForm } from '../ui/use-form.ts';
import { Door } from './door.tsx';
import { accountQuery, firstRunQuery } from './queries.ts';

export function FirstRunPage() {
  const t = useT();
  const state = useQuery(firstRunQuery());
  return (
    <Loaded query={state}>
      {({ isOpen }) =>
        isOpen ? (
          <FirstRunForm />
        ) : (
          <Door title={t('accounts.first-run')} intro={t('accounts.first-run-closed')}>
            <LinkButton to="/sign-in" look="primary">
              {t('accounts.sign-in')}
            </LinkButton>
          </Door>
        )
      }
    </Loaded>
  );
}

function readCode(): string {
  return new URLSearchParams(location.hash.slice(1)).get('code') ?? '';
}

function FirstRunForm() {
  const t = useT();
  const [hasOwnSlug, setHasOwnSlug] = useState(false);
  const form = useForm({
    code: readCode(),
    name: '',
    email: '',
    'programme.name': '',
    'programme.region': '',
    'programme.slug': '',
  });
  const make = useMake(form.fail);
  const { values } = form;
  const slug = hasOwnSlug ? values['programme.slug'] : slugOf(values['programme.name']);
  const submit = async () => {
    const body = {
      code: values.code.trim(),
      name: values.name.trim(),
      email: values.email.trim(),
      programme: { slug, name: values['programme.name'].trim(), region: values['programme.region'].trim() },
    };
    const faults = await faultsIn(firstRun.schema.body, body, t);
    if (body.code === '') faults.code = t('ui.fault.required');
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else make.mutate(body);
  };
  return (
    <Door title={t('accounts.first-run')} intro={t('accounts.first-run-intro')}>
      <Form form={form} onSubmit={submit}>
        <TextField
          {...form.field('code')}
          label={t('accounts.console-code')}
          hint={t('accounts.console-code-hint')}
          autoComplete="off"
        />
        <TextField {...form.field('name')} label={t('accounts.your-name')} autoComplete="name" />
        <TextField {...form.field('email')} label={t('accounts.email')} type="email" autoComplete="email" />
        <TextField
          {...form.field('programme.name')}
          label={t('accounts.programme-name')}
          hint={t('accounts.programme-name-hint')}
        />
        <TextField {...form.field('programme.region')} label={t('accounts.region')} hint={t('accounts.region-hint')} />
        <TextField
          {...form.field('programme.slug')}
          value={slug}
          onChange={(value) => {
            setHasOwnSlug(true);
            form.set('programme.slug', value);
          }}
          label={t('accounts.programme-slug')}
          hint={t('ui.slug-hint')}
          autoCapitalize="off"
          spellCheck={false}
        />
        <FormFooter>
          <Button type="submit" look="primary" isBusy={make.isPending}>
            {t('accounts.start')}
          </Button>
        </FormFooter>
      </Form>
    </Door>
  );
}

function useMake(onError: (error: unknown) => void) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Parameters<typeof call<typeof firstRun>>[1]['body']) => call(firstRun, { body }),
    onError,
    onSuccess: async (account) => {
      queryClient.clear();
      queryClient.setQueryData(accountQuery().queryKey, account);
      await navigate({ to: '/', replace: true });
    },
  });
}
