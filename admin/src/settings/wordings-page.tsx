// The texts of mails: choose one, change it, see the mail. Which one it is stands in the address.

import {
  previewWording,
  resetWording,
  setWording,
  type WordingPlace,
  type WordingView,
  wordingKeys,
} from '@pr8werk/shared/wordings.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useRef } from 'react';
import { useMay } from '../accounts/membership.ts';
import { call } from '../http.ts';
import { useLanguage } from '../language.ts';
import { mailDocument } from '../mails/mail-document.ts';
import css from '../mails/mails.module.css';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { fieldId, SelectField, TextAreaField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useKeptDraft } from '../ui/kept-draft.ts';
import { Page, PageHeader, Row, Section, Stack } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Tag } from '../ui/note.tsx';
import { styleNonce } from '../ui/provider.tsx';
import { sayMoment } from '../ui/say.ts';
import { Loaded } from '../ui/states.tsx';
import { showToast } from '../ui/toast.tsx';
import { type Form as FormState, useForm } from '../ui/use-form.ts';
import { wordingsQuery } from './queries.ts';
import own from './settings.module.css';
import { StandingMessages } from './standing-messages.tsx';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/instellingen/mailteksten');

export function WordingsPage() {
  const t = useT();
  const { programme } = route.useParams();
  const { tekst = 'signup-confirmed', taal = 'nl' } = route.useSearch();
  const all = useQuery(wordingsQuery(programme));
  return (
    <Page>
      <PageHeader
        title={t('wordings.wordings')}
        intro={t('wordings.intro')}
        above={
          <Link to="/$programme/instellingen" params={{ programme }} activeOptions={{ exact: true }}>
            {t('shell.settings')}
          </Link>
        }
      />
      <StandingMessages programme={programme} />
      <Loaded query={all}>
        {({ items }) => {
          const shown = items.find((it) => it.key === tekst && it.language === taal) ?? items[0]!;
          return (
            <Stack gap={4}>
              <Chooser items={items} shown={shown} />
              <Editor key={`${shown.key} ${shown.language} ${shown.changedAt}`} programme={programme} wording={shown} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Chooser({ items, shown }: { items: WordingView[]; shown: WordingView }) {
  const t = useT();
  const navigate = route.useNavigate();
  const languages = [...new Set(items.map((it) => it.language))];
  const named = (key: WordingView['key']) => {
    const isOwn = items.some((it) => it.key === key && it.language === shown.language && it.isOwn);
    return `${t(`wordings.key.${key}`)}${isOwn ? ` – ${t('wordings.own')}` : ''}`;
  };
  const plain = { error: undefined, onLabel: () => {} };
  const go = (tekst: string, taal: string) => navigate({ search: { tekst, taal: taal === 'en' ? 'en' : 'nl' } });
  return (
    <Row gap={4}>
      <SelectField
        {...plain}
        name="which"
        label={t('wordings.which')}
        value={shown.key}
        onChange={(key) => go(key, shown.language)}
        options={wordingKeys.map((key) => ({ value: key, label: named(key) }))}
      />
      {languages.length > 1 && (
        <SelectField
          {...plain}
          name="language"
          label={t('wordings.language')}
          value={shown.language}
          onChange={(language) => go(shown.key, language)}
          options={languages.map((it) => ({ value: it, label: it === 'nl' ? 'Nederlands' : 'English' }))}
        />
      )}
    </Row>
  );
}

interface Values {
  subject: string;
  body: string;
}

function Editor({ programme, wording }: { programme: string; wording: WordingView }) {
  const t = useT();
  const queryClient = useQueryClient();
  const mayWrite = useMay(programme)('mails:write');
  const form = useForm<Values>({ subject: wording.subject, body: wording.body });
  const draft = useKeptDraft(`wording.${programme}.${wording.key}.${wording.language}`, form);
  const params = { programme, key: wording.key, language: wording.language };
  const done = async (next: WordingView, message: string) => {
    draft.clear();
    form.restart({ subject: next.subject, body: next.body });
    await queryClient.invalidateQueries(wordingsQuery(programme));
    showToast({ message });
  };
  const save = useMutation({
    mutationFn: (body: Values) => call(setWording, { params, body }),
    onSuccess: (next) => done(next, t('ui.saved')),
    onError: (error) => form.fail(error),
  });
  const reset = useMutation({
    mutationFn: () => call(resetWording, { params }),
    onSuccess: (next) => done(next, t('wordings.was-reset')),
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const faults = await faultsIn(setWording.schema.body, form.values, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else save.mutate(form.values);
  };
  return (
    <div className={own.sideBySide}>
      <Section title={t(`wordings.key.${wording.key}`)} actions={<State wording={wording} />}>
        <Form form={form} onSubmit={submit} label={t('wordings.wordings')}>
          <LeaveGuard holds={form.holds} isKept />
          {mayWrite && <DraftNote draft={draft} labels={form.labels} zone={homeZone} />}
          <fieldset disabled={!mayWrite} style={{ display: 'contents' }}>
            <TextField {...form.field('subject')} label={t('wordings.subject')} lang={wording.language} />
            <TextAreaField
              {...form.field('body')}
              label={t('wordings.body')}
              hint={t('wordings.body-hint')}
              rows={9}
              lang={wording.language}
            />
            {mayWrite && <Places wording={wording} form={form} />}
            {mayWrite && (
              <FormFooter>
                <Button type="submit" look="primary" isBusy={save.isPending} disabled={!form.isDirty}>
                  {t('ui.save')}
                </Button>
                {wording.isOwn && (
                  <Button look="quiet" isBusy={reset.isPending} onClick={() => reset.mutate()}>
                    {t('wordings.reset')}
                  </Button>
                )}
              </FormFooter>
            )}
          </fieldset>
        </Form>
      </Section>
      <Preview programme={programme} wording={wording} values={form.values} />
    </div>
  );
}

function State({ wording }: { wording: WordingView }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className={own.state}>
      <Tag tone={wording.isOwn ? 'good' : 'calm'}>{t(wording.isOwn ? 'wordings.own' : 'wordings.ours')}</Tag>
      {wording.changedAt && (
        <span className="pr-soft pr-small">
          {t('wordings.changed', { when: sayMoment(wording.changedAt, homeZone, language) })}
        </span>
      )}
    </div>
  );
}

/** Each place as a button that puts it where one was typing. */
function Places({ wording, form }: { wording: WordingView; form: FormState<Values> }) {
  const t = useT();
  const caret = useRef<number | null>(null);
  const insert = (place: string) => {
    const field = document.getElementById(fieldId('body')) as HTMLTextAreaElement | null;
    const at = field?.selectionStart ?? form.values.body.length;
    form.set('body', `${form.values.body.slice(0, at)}{${place}}${form.values.body.slice(at)}`);
    caret.current = at + place.length + 2;
    field?.focus();
    requestAnimationFrame(() => field?.setSelectionRange(caret.current, caret.current));
  };
  return (
    <div>
      <p className={own.placesTitle}>{t('wordings.places')}</p>
      <ul className={own.places}>
        {(wording.places as WordingPlace[]).map((it) => (
          <li key={it}>
            <Button size="xs" onClick={() => insert(it)} aria-label={t('wordings.insert', { place: `{${it}}` })}>
              <code>{`{${it}}`}</code>
            </Button>
            <span className="pr-soft pr-small">{t(`wordings.place.${it}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Preview({ programme, wording, values }: { programme: string; wording: WordingView; values: Values }) {
  const t = useT();
  // behind the typing, so that no letter waits for it
  const shown = useDeferredValue(values);
  const { key, language } = wording;
  const mail = useQuery({
    queryKey: ['wording-preview', programme, key, language, shown],
    queryFn: ({ signal }) => call(previewWording, { params: { programme, key, language }, body: shown, signal }),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  return (
    <Section title={t('wordings.preview')} intro={t('wordings.preview-intro')}>
      {mail.isError && (
        <p className="pr-soft" role="status">
          {t('wordings.preview-not-yet')}
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
