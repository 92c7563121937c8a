// What is said about a programme, how it speaks and in which colour: one form, saved as a whole.

import { changeProgramme, type ProgrammePatch, type ProgrammeView } from '@pr8werk/shared/programmes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isRefusal, send } from '../http.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { CheckField, RadioField, TextAreaField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useKeptDraft } from '../ui/kept-draft.ts';
import { Section, Stack } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Note } from '../ui/note.tsx';
import { showToast } from '../ui/toast.tsx';
import { type Form as FormState, useForm } from '../ui/use-form.ts';
import { AccentField } from './accent-field.tsx';
import { programmeQuery } from './queries.ts';
import type { Answer } from './settings-page.tsx';
import { useT } from './words.ts';

interface Values {
  name: string;
  region: string;
  mission: string;
  controller: string;
  contactEmail: string;
  website: string;
  hasEnglish: boolean;
  addressForm: string;
  accent: string;
}

const valuesOf = (it: ProgrammeView): Values => ({
  name: it.name,
  region: it.region,
  mission: it.mission ?? '',
  controller: it.controller,
  contactEmail: it.contactEmail ?? '',
  website: it.website ?? '',
  hasEnglish: it.languages.includes('en'),
  addressForm: it.addressForm,
  accent: it.accent ?? '',
});

function patchOf(values: Values, initial: Values): ProgrammePatch {
  const patch: ProgrammePatch = {};
  for (const name of ['name', 'region', 'controller'] as const)
    if (values[name] !== initial[name]) patch[name] = values[name].trim();
  for (const name of ['mission', 'contactEmail', 'website'] as const)
    if (values[name] !== initial[name]) patch[name] = values[name].trim() || null;
  if (values.accent !== initial.accent) patch.accent = values.accent.trim().toLowerCase() || null;
  if (values.addressForm !== initial.addressForm) patch.addressForm = values.addressForm === 'u' ? 'u' : 'je';
  if (values.hasEnglish !== initial.hasEnglish) patch.languages = values.hasEnglish ? ['nl', 'en'] : ['nl'];
  return patch;
}

export function SettingsForm(props: { programme: string; fresh: Answer; mayWrite: boolean }) {
  const t = useT();
  const { programme, fresh, mayWrite } = props;
  const [base, setBase] = useState(fresh);
  const form = useForm<Values>(valuesOf(fresh.body));
  const isBehind = fresh.body.version > base.body.version;
  const takeOver = (next: Answer, keepTyped: boolean) => {
    setBase(next);
    form.restart(valuesOf(next.body), { keepTyped });
  };
  useEffect(() => {
    if (isBehind && !form.isDirty) takeOver(fresh, false);
  });
  const draft = useKeptDraft(`settings.${programme}`, form);
  const begin = (next: Answer) => {
    draft.clear();
    takeOver(next, false);
  };
  const save = useSave(programme, base, form, begin);
  const submit = async () => {
    const patch = patchOf(form.values, form.initial);
    if (Object.keys(patch).length === 0) return showToast({ message: t('events.nothing-changed') });
    const faults = await faultsIn(changeProgramme.schema.body, patch, t);
    if (faults.accent) faults.accent = t('settings.accent-fault');
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else save.mutate(patch);
  };
  return (
    <Form form={form} onSubmit={submit} gap={5} label={t('shell.settings')}>
      <LeaveGuard holds={form.holds} isKept />
      {mayWrite && <DraftNote draft={draft} labels={form.labels} zone={base.body.timeZone} />}
      <fieldset disabled={!mayWrite} style={{ display: 'contents' }}>
        <Fields form={form} />
        {isBehind && form.isDirty && (
          <Note tone="warn" isNews>
            <Stack gap={2}>
              <p>{t('settings.stale')}</p>
              <div>
                <Button onClick={() => takeOver(fresh, true)}>{t('settings.stale-take')}</Button>
              </div>
            </Stack>
          </Note>
        )}
        {mayWrite && (
          <FormFooter>
            <Button type="submit" look="primary" isBusy={save.isPending}>
              {t('ui.save')}
            </Button>
            <Button look="quiet" disabled={!form.isDirty} onClick={() => begin(fresh)}>
              {t('events.discard')}
            </Button>
          </FormFooter>
        )}
      </fieldset>
    </Form>
  );
}

function Fields({ form }: { form: FormState<Values> }) {
  const t = useT();
  return (
    <>
      <Section title={t('settings.about')}>
        <Stack gap={4}>
          <TextField {...form.field('name')} label={t('settings.name')} />
          <TextField {...form.field('region')} label={t('settings.region')} />
          <TextAreaField {...form.field('mission')} label={t('settings.mission')} isOptional />
          <TextField
            {...form.field('controller')}
            label={t('settings.controller')}
            hint={t('settings.controller-hint')}
          />
          <TextField {...form.field('contactEmail')} label={t('settings.contact-email')} type="email" isOptional />
          <TextField {...form.field('website')} label={t('settings.website')} type="url" isOptional />
        </Stack>
      </Section>
      <Section title={t('settings.speech')}>
        <Stack gap={4}>
          <RadioField
            {...form.field('addressForm')}
            label={t('settings.address-form')}
            hint={t('settings.address-form-hint')}
            options={[
              { value: 'je', label: t('settings.address-je') },
              { value: 'u', label: t('settings.address-u') },
            ]}
          />
          <CheckField {...form.field('hasEnglish')} label={t('settings.english')} hint={t('settings.languages-hint')} />
        </Stack>
      </Section>
      <Section title={t('settings.looks')} intro={t('settings.looks-intro')}>
        <AccentField {...form.field('accent')} />
      </Section>
    </>
  );
}

function useSave(programme: string, base: Answer, form: FormState<Values>, onSaved: (next: Answer) => void) {
  const t = useT();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ProgrammePatch) =>
      send(changeProgramme, { params: { programme }, body, headers: { 'if-match': base.etag ?? '*' } }),
    onSuccess: async (next) => {
      queryClient.setQueryData(programmeQuery(programme).queryKey, next);
      onSaved(next);
      showToast({ message: t('ui.saved') });
      // the name of the programme stands in the sidebar
      await queryClient.invalidateQueries({ queryKey: ['account'] });
    },
    onError: async (error) => {
      if (isRefusal(error, 'version-stale')) await queryClient.invalidateQueries(programmeQuery(programme));
      else form.fail(error);
    },
  });
}
