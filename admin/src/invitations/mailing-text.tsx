import type { EventView } from '@pr8werk/shared/events.ts';
import { type MailingKind, mailingPlaces, previewMailing } from '@pr8werk/shared/mailings.ts';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { call } from '../http.ts';
import { mailDocument } from '../mails/mail-document.ts';
import { Button } from '../ui/button.tsx';
import { CheckField, fieldId, TextAreaField, TextField } from '../ui/fields.tsx';
import { FilterSelect } from '../ui/filters.tsx';
import { Section, Stack } from '../ui/layout.tsx';
import { styleNonce } from '../ui/provider.tsx';
import type { Form as FormState } from '../ui/use-form.ts';
import css from './invitations.module.css';
import { bodyOf, type MailingValues } from './mailing-form.ts';
import { audienceQuery } from './queries.ts';
import { useT } from './words.ts';

interface TextProps {
  programme: string;
  event: EventView;
  kind: MailingKind;
  form: FormState<MailingValues>;
}

export function MailingText(props: TextProps) {
  const t = useT();
  const { form } = props;
  return (
    <div className={css.write}>
      <Section title={t('invite.text')} intro={t('invite.text-intro')}>
        <Stack gap={4}>
          <TextField {...form.field('subject.nl')} label={t('invite.subject')} lang="nl" maxLength={200} />
          <TextAreaField {...form.field('body.nl')} label={t('invite.body')} rows={9} lang="nl" maxLength={8000} />
          <Places form={form} />
          <CheckField {...form.field('hasEnglish')} label={t('invite.with-english')} />
          {form.values.hasEnglish && (
            <>
              <TextField {...form.field('subject.en')} label={t('invite.subject-en')} lang="en" maxLength={200} />
              <TextAreaField
                {...form.field('body.en')}
                label={t('invite.body-en')}
                rows={9}
                lang="en"
                maxLength={8000}
              />
            </>
          )}
        </Stack>
      </Section>
      <Preview {...props} />
    </div>
  );
}

/** Each place as a button that puts it where one was typing. */
function Places({ form }: { form: FormState<MailingValues> }) {
  const t = useT();
  const caret = useRef<number | null>(null);
  const insert = (place: string) => {
    const field = document.getElementById(fieldId('body.nl')) as HTMLTextAreaElement | null;
    const text = form.values['body.nl'];
    const at = field?.selectionStart ?? text.length;
    form.set('body.nl', `${text.slice(0, at)}{${place}}${text.slice(at)}`);
    caret.current = at + place.length + 2;
    field?.focus();
    requestAnimationFrame(() => field?.setSelectionRange(caret.current, caret.current));
  };
  return (
    <div>
      <p className="pr-soft pr-small">{t('invite.places')}</p>
      <ul className={css.places}>
        {mailingPlaces.map((it) => (
          <li key={it}>
            <Button size="xs" onClick={() => insert(it)} aria-label={t('invite.insert', { place: `{${it}}` })}>
              <code>{`{${it}}`}</code>
            </Button>
            <span className="pr-soft pr-small">{t(`invite.place.${it}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Preview({ programme, event, kind, form }: TextProps) {
  const t = useT();
  const [contact, setContact] = useState('');
  const [language, setLanguage] = useState<'nl' | 'en'>('nl');
  const people =
    useQuery(audienceQuery(programme, event.id, { kind, audience: form.values.audience })).data?.people ?? [];
  const chosen = people.find((it) => it.contact === contact) ?? people[0];
  // behind the typing, so that no letter waits for it
  const values = useDeferredValue(form.values);
  const { audience: _, ...texts } = bodyOf(kind, values);
  const body = { ...texts, contact: chosen?.contact ?? null, language: values.hasEnglish ? language : ('nl' as const) };
  const mail = useQuery({
    queryKey: ['mailing-preview', programme, event.id, body],
    queryFn: ({ signal }) => call(previewMailing, { params: { programme, event: event.id }, body, signal }),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  return (
    <Section title={t('invite.preview')}>
      <div className={css.as}>
        <FilterSelect
          label={t('invite.preview-as')}
          value={chosen?.contact ?? ''}
          onChoose={setContact}
          options={
            people.length === 0
              ? [{ value: '', label: t('invite.preview-nobody') }]
              : people.map((it) => ({ value: it.contact, label: it.name }))
          }
        />
        {values.hasEnglish && (
          <FilterSelect
            label={t('invite.preview-language')}
            value={language}
            onChoose={(it) => setLanguage(it === 'en' ? 'en' : 'nl')}
            options={[
              { value: 'nl', label: 'Nederlands' },
              { value: 'en', label: 'English' },
            ]}
          />
        )}
      </div>
      {mail.isError && (
        <p className="pr-soft" role="status">
          {t('invite.preview-not-yet')}
        </p>
      )}
      {mail.data && !mail.isError && (
        <iframe
          className={css.frame}
          title={mail.data.subject}
          sandbox=""
          srcDoc={mailDocument(mail.data.html, styleNonce())}
        />
      )}
    </Section>
  );
}
