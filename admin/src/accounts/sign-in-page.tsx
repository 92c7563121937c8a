// Signing in without a password: an address, then the code from the mail. The link in the mail leads here too, with its
// token behind the #, where no server sees it; opening the page does nothing, because mail scanners open every link.

import { askSignIn, signIn } from '@pr8werk/shared/accounts.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../http.ts';
import { currentLanguage, useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { fieldId, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';
import { Door, DoorNote } from './door.tsx';
import { accountQuery } from './queries.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const [link, setLink] = useState(readLink);
  const [asked, setAsked] = useState<{ request: string; email: string } | null>(null);
  // Pasted into the address bar of this page, the link changes only what stands behind the #.
  useEffect(() => {
    const read = () => setLink((before) => readLink() ?? before);
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  if (link) return <LinkForm key={link.request} link={link} onOther={() => setLink(null)} />;
  if (asked) return <CodeForm {...asked} onOther={() => setAsked(null)} />;
  return <AddressForm onAsked={setAsked} />;
}

function readLink(): { request: string; token: string } | null {
  const given = new URLSearchParams(location.hash.slice(1));
  const request = given.get('request');
  const token = given.get('token');
  if (!request || !token) return null;
  // Out of the address bar and the history, where it could be copied along.
  history.replaceState(history.state, '', location.pathname + location.search);
  return { request, token };
}

function useEnter() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { next } = route.useSearch();
  return useMutation({
    mutationFn: (body: { request: string; code?: string; token?: string }) => call(signIn, { body }),
    onSuccess: async (account) => {
      queryClient.clear();
      queryClient.setQueryData(accountQuery().queryKey, account);
      // Only a path of our own: `next` comes from the address.
      const target = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
      await router.navigate({ href: target, replace: true });
    },
  });
}

function AddressForm({ onAsked }: { onAsked: (asked: { request: string; email: string }) => void }) {
  const t = useT();
  const form = useForm({ email: '' });
  const ask = useMutation({
    mutationFn: (email: string) => call(askSignIn, { body: { email, language: currentLanguage() } }),
    onSuccess: (answer, email) => onAsked({ request: answer.request, email }),
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const email = form.values.email.trim();
    const faults = await faultsIn(askSignIn.schema.body, { email }, t);
    if (Object.keys(faults).length > 0) form.setErrors(email === '' ? { email: t('ui.fault.required') } : faults);
    else ask.mutate(email);
  };
  return (
    <Door title={t('accounts.sign-in')} intro={t('accounts.sign-in-intro')}>
      <Form form={form} onSubmit={submit}>
        <TextField
          {...form.field('email')}
          label={t('accounts.email')}
          type="email"
          autoComplete="email"
          inputMode="email"
          autoCapitalize="off"
          spellCheck={false}
        />
        <FormFooter>
          <Button type="submit" look="primary" isBusy={ask.isPending}>
            {t('accounts.send-code')}
          </Button>
        </FormFooter>
      </Form>
    </Door>
  );
}

function CodeForm({ request, email, onOther }: { request: string; email: string; onOther: () => void }) {
  const t = useT();
  const form = useForm({ code: '' });
  const enter = useEnter();
  // The code is what one comes back with from the mail.
  useEffect(() => document.getElementById(fieldId('code'))?.focus(), []);
  const submit = () => {
    const code = form.values.code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) return form.setErrors({ code: t('accounts.code-six') });
    enter.mutate({ request, code }, { onError: (error) => form.fail(error) });
  };
  return (
    <Door title={t('accounts.look-in-mail')} intro={t('accounts.mail-sent', { email })}>
      <Form form={form} onSubmit={submit}>
        <TextField
          {...form.field('code')}
          label={t('accounts.code')}
          hint={t('accounts.code-hint')}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={7}
          width="9rem"
        />
        <FormFooter>
          <Button type="submit" look="primary" isBusy={enter.isPending}>
            {t('accounts.sign-in')}
          </Button>
          <Button look="quiet" onClick={onOther}>
            {t('accounts.other-address')}
          </Button>
        </FormFooter>
      </Form>
      <DoorNote>{t('accounts.no-mail')}</DoorNote>
    </Door>
  );
}

function LinkForm({ link, onOther }: { link: { request: string; token: string }; onOther: () => void }) {
  const t = useT();
  const form = useForm({});
  const enter = useEnter();
  return (
    <Door title={t('accounts.sign-in')} intro={t('accounts.link-intro')}>
      <Form form={form} onSubmit={() => enter.mutate(link, { onError: (error) => form.fail(error) })}>
        <FormFooter>
          <Button type="submit" look="primary" isBusy={enter.isPending}>
            {t('accounts.sign-in')}
          </Button>
          {form.failure && (
            <Button look="quiet" onClick={onOther}>
              {t('accounts.new-mail')}
            </Button>
          )}
        </FormFooter>
      </Form>
    </Door>
  );
}
