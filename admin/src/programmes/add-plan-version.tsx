import { addPlanVersion } from '@pr8werk/shared/programmes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Static } from 'typebox';
import { call, idempotency } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { useKeptDraft } from '../ui/kept-draft.ts';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { isTold, readPartial } from './partial-text.ts';
import { planQuery } from './queries.ts';
import { homeZone } from './zone.ts';

type NewVersion = Static<typeof addPlanVersion.schema.body>;

export function AddPlanVersion({ programme, onDone }: { programme: string; onDone: () => void }) {
  const t = useT();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const form = useForm({ meetingsTotal: '', rule: '', since: '', source: '' });
  const draft = useKeptDraft(`plan-version.${programme}`, form);
  const finish = () => {
    form.letGo();
    draft.clear();
    onDone();
  };
  const add = useMutation({
    mutationFn: (body: NewVersion) => call(addPlanVersion, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(planQuery(programme));
      showToast({ message: t('programmes.version-added') });
      finish();
    },
    onError: (error) => form.fail(error, { 'since.day': 'since', 'since.month': 'since', 'since.year': 'since' }),
  });
  const submit = async () => {
    const { values } = form;
    const since = readPartial(values.since);
    const body = {
      meetingsTotal: /^\d+$/.test(values.meetingsTotal.trim()) ? Number(values.meetingsTotal) : Number.NaN,
      rule: values.rule.trim(),
      since: since === 'wrong' ? null : since,
      source: values.source.trim(),
    };
    const faults = await faultsIn(addPlanVersion.schema.body, { ...body, since: null }, t);
    if (Number.isNaN(body.meetingsTotal)) faults.meetingsTotal = t('ui.fault.number');
    if (since === 'wrong' || !isTold(since)) faults.since = t('programmes.since-fault');
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={homeZone} />
      <TextField
        {...form.field('meetingsTotal')}
        label={t('programmes.meetings-total')}
        inputMode="numeric"
        width="6rem"
      />
      <TextField {...form.field('rule')} label={t('programmes.rule')} hint={t('programmes.rule-hint')} />
      <TextField
        {...form.field('since')}
        label={t('programmes.since-label')}
        hint={t('programmes.since-hint')}
        isOptional
        width="12rem"
      />
      <TextField {...form.field('source')} label={t('programmes.source-label')} hint={t('programmes.source-hint')} />
      <FormFooter>
        <Button type="submit" look="primary" isBusy={add.isPending}>
          {t('programmes.add-version')}
        </Button>
        <Button look="quiet" onClick={finish}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}
