// Adding an organisation, and changing one that a colleague may be changing too.

import { changeOrganisation, createOrganisation, type OrganisationView } from '@pr8werk/shared/organisations.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { sayParty } from '../events/party.tsx';
import { call, idempotency, ifMatch, isRefusal } from '../http.ts';
import { type MessageKey, useLanguage } from '../language.ts';
import { homeZone } from '../programmes/zone.ts';
import { organisationKinds, parties } from '../search-params.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { type KeptDraft, useKeptDraft } from '../ui/kept-draft.ts';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { MergeChanges } from '../ui/merge-changes.tsx';
import { useSharedForm } from '../ui/shared-form.ts';
import { showToast } from '../ui/toast.tsx';
import { type Form as FormState, useForm } from '../ui/use-form.ts';
import { AlikeNote } from './alike-note.tsx';
import { sayMembership } from './membership-words.ts';
import { MembershipsEditor } from './memberships-editor.tsx';
import {
  type Body,
  bodyOf,
  nothing,
  type OrganisationValues,
  patchOf,
  usualParty,
  valuesOf,
} from './organisation-form.ts';
import css from './organisations.module.css';
import { organisationQuery } from './queries.ts';
import { useT } from './words.ts';

interface AddProps {
  programme: string;
  onDone: () => void;
}

export function AddOrganisation({ programme, onDone }: AddProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [keyed] = useState(idempotency);
  const form = useForm<OrganisationValues>(nothing);
  const draft = useKeptDraft(`organisation.${programme}.new`, form);
  const finish = () => {
    form.letGo();
    draft.clear();
    onDone();
  };
  const add = useMutation({
    mutationFn: (body: Body) => call(createOrganisation, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async (made) => {
      finish();
      showToast({ message: t('organisations.added', { name: made.name }) });
      void queryClient.invalidateQueries({ queryKey: ['organisations', programme] });
      await navigate({
        to: '/$programme/organisaties/$organisation',
        params: { programme, organisation: made.id },
      });
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const errors = {};
    const body = bodyOf(form.values, t, errors);
    const faults = { ...(await faultsIn(createOrganisation.schema.body, body, t)), ...errors };
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <OrganisationForm form={form} draft={draft} programme={programme} onSubmit={submit}>
      <Button type="submit" look="primary" isBusy={add.isPending}>
        {t('organisations.add')}
      </Button>
      <Button look="quiet" onClick={finish}>
        {t('ui.cancel')}
      </Button>
    </OrganisationForm>
  );
}

interface EditProps extends AddProps {
  organisation: OrganisationView;
}

export function EditOrganisation({ organisation, programme, onDone }: EditProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const say = useSayValue();
  const shared = useSharedForm(`organisation.${organisation.id}`, organisation, valuesOf);
  const { form, draft, base, stale } = shared;
  const finish = () => {
    shared.finish();
    onDone();
  };
  const change = useMutation({
    mutationFn: (body: Partial<Body>) =>
      call(changeOrganisation, { params: { programme, organisation: base.id }, body, headers: ifMatch(base) }),
    onSuccess: (now) => {
      queryClient.setQueryData(organisationQuery(programme, base.id).queryKey, now);
      void queryClient.invalidateQueries({ queryKey: ['organisations', programme] });
      showToast({ message: t('organisations.changed', { name: now.name }) });
      finish();
    },
    onError: async (error) => {
      if (!isRefusal(error, 'version-stale')) return form.fail(error);
      await queryClient.invalidateQueries(organisationQuery(programme, base.id));
      shared.becomeStale(error.problem.changed);
    },
  });
  const submit = async () => {
    const { patch, errors } = patchOf(form.values, form.initial, t);
    if (Object.keys(patch).length === 0 && Object.keys(errors).length === 0) {
      showToast({ message: t('events.nothing-changed') });
      return finish();
    }
    const faults = { ...(await faultsIn(changeOrganisation.schema.body, patch, t)), ...errors };
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else change.mutate(patch);
  };
  const merge = stale && (
    <MergeChanges
      form={form}
      title={t('organisations.stale')}
      fresh={stale.fresh}
      last={stale.last}
      zone={homeZone}
      say={say}
      onTake={(theirs) => {
        shared.merge(theirs);
        showToast({ message: t('ui.merged') });
      }}
    />
  );
  return (
    <OrganisationForm form={form} draft={draft} programme={programme} self={base.id} note={merge} onSubmit={submit}>
      <Button type="submit" look="primary" isBusy={change.isPending} disabled={stale !== null}>
        {t('ui.save')}
      </Button>
      <Button look="quiet" onClick={finish}>
        {t('ui.cancel')}
      </Button>
    </OrganisationForm>
  );
}

interface OrganisationFormProps {
  form: FormState<OrganisationValues>;
  draft: KeptDraft;
  programme: string;
  self?: string;
  note?: ReactNode;
  onSubmit: () => void;
  children: ReactNode;
}

function OrganisationForm({ form, draft, programme, self, note, onSubmit, children }: OrganisationFormProps) {
  const t = useT();
  const { kind, party, name } = form.values;
  const chooseKind = (next: string) => {
    if (party === '' || party === usualParty[kind]) form.set('party', usualParty[next] ?? party);
    form.set('kind', next);
  };
  return (
    <Form form={form} onSubmit={onSubmit}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={homeZone} />
      <TextField {...form.field('name')} label={t('organisations.name')} maxLength={200} autoComplete="off" />
      {name !== form.initial.name && <AlikeNote programme={programme} name={name} {...(self ? { self } : {})} />}
      <div className={css.two}>
        <SelectField
          {...form.field('kind')}
          label={t('organisations.kind')}
          onChange={chooseKind}
          options={organisationKinds.map((it) => ({ value: it, label: t(`organisations.kind.${it}`) }))}
        />
        <SelectField
          {...form.field('party')}
          label={t('events.party')}
          options={[
            ...parties.map((it) => ({ value: it, label: sayParty(it, t) })),
            { value: '', label: t('ui.unknown') },
          ]}
        />
      </div>
      {kind === 'municipality' && (
        <>
          <TextField
            {...form.field('municipalityCode')}
            label={t('organisations.municipality-code')}
            hint={t('organisations.code-hint')}
            autoCapitalize="characters"
            spellCheck={false}
            width="10rem"
            isOptional
          />
          <MembershipsEditor form={form} />
        </>
      )}
      <div className={css.two}>
        <TextField
          {...form.field('kvkNumber')}
          label={t('organisations.kvk')}
          hint={t('organisations.kvk-hint')}
          inputMode="numeric"
          autoComplete="off"
          isOptional
        />
        <TextField
          {...form.field('oin')}
          label={t('organisations.oin')}
          hint={t('organisations.oin-hint')}
          inputMode="numeric"
          autoComplete="off"
          isOptional
        />
      </div>
      <TextField
        {...form.field('website')}
        label={t('organisations.website')}
        inputMode="url"
        autoCapitalize="off"
        spellCheck={false}
        autoComplete="off"
        isOptional
      />
      {note}
      <FormFooter>{children}</FormFooter>
    </Form>
  );
}

function useSayValue() {
  const t = useT();
  const language = useLanguage();
  return (name: keyof OrganisationValues, value: OrganisationValues[keyof OrganisationValues]): string => {
    if (typeof value !== 'string') {
      const said = value.map((it) =>
        it.was && it.was.isCurrent === it.isCurrent
          ? sayMembership(it.was, t, language)
          : [it.from, it.until].map((one) => one || t('ui.unknown')).join(' – '),
      );
      return said.join('; ') || t('ui.not-filled');
    }
    if (name === 'kind') return t(`organisations.kind.${value}` as MessageKey);
    if (name === 'party') return value ? t(`events.party.${value}` as MessageKey) : t('ui.unknown');
    return value || t('ui.not-filled');
  };
}
