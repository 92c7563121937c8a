// Adding a network of professionals, and changing one. Its name in forms stands on other sites, so that stays.

import { changeNetwork, createNetwork, type NetworkView } from '@pr8werk/shared/organisations.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, idempotency, ifMatch, isRefusal } from '../http.ts';
import { homeZone } from '../programmes/zone.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useKeptDraft } from '../ui/kept-draft.ts';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { MergeChanges } from '../ui/merge-changes.tsx';
import { useSharedForm } from '../ui/shared-form.ts';
import { slugOf } from '../ui/slug.ts';
import { showToast } from '../ui/toast.tsx';
import { type Errors, type Form as FormState, useForm } from '../ui/use-form.ts';
import { isAlike } from './alike.ts';
import { AlikeNames } from './alike-note.tsx';
import { websiteOf } from './organisation-form.ts';
import { networksQuery } from './queries.ts';
import { useT } from './words.ts';

interface AddProps {
  programme: string;
  onDone: () => void;
}

export function AddNetwork({ programme, onDone }: AddProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const form = useForm({ name: '', slug: '', website: '' });
  const draft = useKeptDraft(`network.${programme}.new`, form);
  const finish = () => {
    form.letGo();
    draft.clear();
    onDone();
  };
  const add = useMutation({
    mutationFn: (body: { name: string; slug: string; website: string | null }) =>
      call(createNetwork, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries(networksQuery(programme));
      showToast({ message: t('organisations.added', { name: made.name }) });
      finish();
    },
    onError: (error) =>
      isRefusal(error, 'slug-taken') ? form.setErrors({ slug: t('organisations.slug-taken') }) : form.fail(error),
  });
  const slug = form.values.slug.trim() || slugOf(form.values.name);
  const submit = async () => {
    const errors: Errors = {};
    const body = { name: form.values.name.trim(), slug, website: websiteOf(form.values.website, t, errors) };
    const faults = { ...(await faultsIn(createNetwork.schema.body, body, t)), ...errors };
    if (body.name === '') faults.name = t('ui.fault.required');
    if (faults.slug) faults.slug = t('organisations.slug-fault');
    if (body.name === '' && form.values.slug.trim() === '') delete faults.slug;
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={homeZone} />
      <TextField {...form.field('name')} label={t('organisations.name')} maxLength={200} autoComplete="off" />
      <AlikeNetworks programme={programme} form={form} />
      <TextField
        {...form.field('slug')}
        label={t('organisations.source')}
        hint={slug ? t('organisations.slug-becomes', { slug }) : t('organisations.slug-hint')}
        maxLength={80}
        autoCapitalize="off"
        spellCheck={false}
        autoComplete="off"
        isOptional
      />
      <Website form={form} />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={add.isPending}>
          {t('organisations.add-network')}
        </Button>
        <Button look="quiet" onClick={finish}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}

const valuesOf = (it: NetworkView) => ({ name: it.name, website: it.website ?? '' });

interface EditProps extends AddProps {
  network: NetworkView;
}

export function EditNetwork({ network, programme, onDone }: EditProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const shared = useSharedForm(`network.${network.id}`, network, valuesOf);
  const { form, draft, base, stale } = shared;
  const finish = () => {
    shared.finish();
    onDone();
  };
  const change = useMutation({
    mutationFn: (body: { name: string; website: string | null }) =>
      call(changeNetwork, { params: { programme, network: base.id }, body, headers: ifMatch(base) }),
    onSuccess: async (now) => {
      await queryClient.invalidateQueries(networksQuery(programme));
      showToast({ message: t('organisations.changed', { name: now.name }) });
      finish();
    },
    onError: async (error) => {
      if (!isRefusal(error, 'version-stale')) return form.fail(error);
      await queryClient.invalidateQueries(networksQuery(programme));
      shared.becomeStale(error.problem.changed);
    },
  });
  const submit = async () => {
    const errors: Errors = {};
    const body = { name: form.values.name.trim(), website: websiteOf(form.values.website, t, errors) };
    const faults = { ...(await faultsIn(changeNetwork.schema.body, body, t)), ...errors };
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else if (!form.isDirty) finish();
    else change.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={homeZone} />
      <TextField {...form.field('name')} label={t('organisations.name')} maxLength={200} autoComplete="off" />
      {form.values.name !== form.initial.name && <AlikeNetworks programme={programme} form={form} self={base.id} />}
      <p className="pr-soft">
        {t('organisations.slug-stays')} <code>{base.slug}</code>
      </p>
      <Website form={form} />
      {stale && (
        <MergeChanges
          form={form}
          title={t('organisations.stale')}
          fresh={stale.fresh}
          last={stale.last}
          zone={homeZone}
          say={(_, value) => value || t('ui.not-filled')}
          onTake={(theirs) => {
            shared.merge(theirs);
            showToast({ message: t('ui.merged') });
          }}
        />
      )}
      <FormFooter>
        <Button type="submit" look="primary" isBusy={change.isPending} disabled={stale !== null}>
          {t('ui.save')}
        </Button>
        <Button look="quiet" onClick={finish}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}

function Website({ form }: { form: Pick<FormState<{ website: string }>, 'field'> }) {
  const t = useT();
  return (
    <TextField
      {...form.field('website')}
      label={t('organisations.website')}
      inputMode="url"
      autoCapitalize="off"
      spellCheck={false}
      autoComplete="off"
      isOptional
    />
  );
}

interface AlikeProps {
  programme: string;
  form: { values: { name: string } };
  self?: string;
}

/** There are few networks, and all of them are known here. */
function AlikeNetworks({ programme, form, self }: AlikeProps) {
  const networks = useQuery(networksQuery(programme)).data?.items ?? [];
  return <AlikeNames names={networks.filter((it) => it.id !== self && isAlike(it.name, form.values.name))} />;
}
