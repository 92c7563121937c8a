// A new meeting never begins with an empty form: it is a copy of an earlier one, or begins from a preset.

import { createEvent, type EventView, type NewEvent, presetKeys } from '@pr8werk/shared/events.ts';
import { longestTitle } from '@pr8werk/shared/primitives.ts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, idempotency } from '../http.ts';
import { type T, useLanguage, useT } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useKeptDraft } from '../ui/kept-draft.ts';
import { Page, PageHeader, Section } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { type Moment, momentFaults, noMoment, readMoment } from '../ui/moment.ts';
import { MomentFields } from '../ui/moment-fields.tsx';
import { Loaded } from '../ui/states.tsx';
import { type Errors, type Form as FormState, useForm } from '../ui/use-form.ts';
import { sayWhenShort, titleOf } from './event-words.tsx';
import css from './events.module.css';
import { eventsQuery } from './queries.ts';

const route = getRouteApi('/inside/$programme/bijeenkomsten/nieuw');

export function NewEventPage() {
  const t = useT();
  const { programme } = route.useParams();
  const events = useInfiniteQuery(eventsQuery(programme));
  return (
    <Page isNarrow>
      <PageHeader
        title={t('events.new')}
        intro={t('events.new-intro')}
        above={<Crumbs programme={programme} list="bijeenkomsten" />}
      />
      <Loaded query={events}>
        {({ pages }) => <NewEventForm programme={programme} events={pages.flatMap((it) => it.items)} />}
      </Loaded>
    </Page>
  );
}

interface Values {
  base: string;
  copyOf: string;
  title: string;
  startsAt: Moment;
  endsAt: Moment;
}

function NewEventForm({ programme, events }: { programme: string; events: readonly EventView[] }) {
  const t = useT();
  const language = useLanguage();
  const { copyOf, preset } = route.useSearch();
  const copied = events.find((it) => it.id === copyOf) ?? events[0];
  const form = useForm<Values>({
    base: preset ?? (copied ? 'copy' : presetKeys[0]),
    copyOf: copied?.id ?? '',
    title: copyOf && copied ? titleOf(copied, 'nl') : '',
    startsAt: noMoment,
    endsAt: noMoment,
  });
  const draft = useKeptDraft(`new-event.${programme}`, form);
  const create = useCreate(programme, form.fail, () => {
    form.letGo();
    draft.clear();
  });
  const submit = async () => {
    const { body, errors } = bodyOf(form.values, t);
    const faults = { ...atField(await faultsIn(createEvent.schema.body, body, t)), ...errors };
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else create.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit} gap={5}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={homeZone} />
      <Section title={t('events.begin-with')}>
        <BaseChoice form={form} canCopy={events.length > 0} />
      </Section>
      <Section title={t('events.about')}>
        <div className={css.grid}>
          {form.values.base === 'copy' && (
            <div className={css.whole}>
              <SelectField
                {...form.field('copyOf')}
                label={t('events.copy-of')}
                hint={t('events.copy-hint')}
                options={events.map((it) => ({
                  value: it.id,
                  label: `${titleOf(it, language)} (${sayWhenShort(it, t, language)})`,
                }))}
              />
            </div>
          )}
          <MomentFields {...form.field('startsAt')} label={t('events.starts')} zone={homeZone} isOptional />
          <MomentFields
            {...form.field('endsAt')}
            label={t('events.ends')}
            zone={homeZone}
            isOptional
            understoodAs={sameDay(form.values)}
          />
          <div className={css.whole}>
            <TextField {...form.field('title')} label={t('events.title-nl')} maxLength={longestTitle} lang="nl" />
          </div>
        </div>
      </Section>
      <FormFooter>
        <Button type="submit" look="primary" isBusy={create.isPending}>
          {t('events.make-draft')}
        </Button>
        <LinkButton to="/$programme/bijeenkomsten" params={{ programme }} look="quiet">
          {t('ui.cancel')}
        </LinkButton>
      </FormFooter>
    </Form>
  );
}

function BaseChoice({ form, canCopy }: { form: FormState<Values>; canCopy: boolean }) {
  const t = useT();
  const choices = canCopy ? (['copy', ...presetKeys] as const) : presetKeys;
  return (
    <fieldset className={css.choices}>
      <legend className="pr-hidden">{t('events.begin-with')}</legend>
      {choices.map((it) => (
        <label key={it} className={css.choice}>
          <input
            type="radio"
            name="base"
            value={it}
            checked={form.values.base === it}
            onChange={() => form.set('base', it)}
          />
          <span>
            <span className={css.choiceTitle}>{t(`events.preset.${it}`)}</span>
            <span className="pr-soft pr-small">{t(`events.preset-text.${it}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The one field that has another name here than on the wire. */
const alias: Record<string, string> = { 'title.nl': 'title' };

function atField(faults: Errors): Errors {
  return Object.fromEntries(Object.entries(faults).map(([name, message]) => [alias[name] ?? name, message]));
}

function sameDay({ startsAt, endsAt }: Values): Moment {
  const takesDay = endsAt.date.trim() === '' && endsAt.time.trim() !== '';
  return takesDay ? { ...endsAt, date: startsAt.date } : endsAt;
}

function bodyOf(values: Values, t: T): { body: NewEvent; errors: Errors } {
  const errors: Errors = {};
  const title = values.title.trim();
  if (title === '') errors.title = t('ui.fault.required');
  const body: NewEvent = { title: { nl: title, en: null } };
  if (values.base === 'copy') body.copyOf = values.copyOf;
  else body.preset = presetKeys.find((it) => it === values.base);
  for (const name of ['startsAt', 'endsAt'] as const) {
    const read = readMoment(name === 'endsAt' ? sameDay(values) : values.startsAt, homeZone);
    if ('fault' in read) errors[name] = t(momentFaults[read.fault]);
    else if (read.instant) body[name] = read.instant;
  }
  if (body.startsAt && body.endsAt && body.endsAt <= body.startsAt) errors.endsAt = t('events.ends-before-start');
  return { body, errors };
}

function useCreate(
  programme: string,
  onFail: (error: unknown, alias: Record<string, string>) => void,
  onMade: () => void,
) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [keyed] = useState(idempotency);
  return useMutation({
    mutationFn: (body: NewEvent) => call(createEvent, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async (event) => {
      onMade();
      await queryClient.invalidateQueries({ queryKey: ['events', programme] });
      await queryClient.invalidateQueries({ queryKey: ['plan', programme] });
      await navigate({ to: '/$programme/bijeenkomsten/$event/gegevens', params: { programme, event: event.id } });
    },
    onError: (error) => onFail(error, alias),
  });
}
