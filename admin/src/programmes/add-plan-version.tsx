import { addPlanVersion } from '@pr8werk/shared/programmes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Static } from 'typebox';
import { call, idempotency } from '../http.ts';
import { useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { parseDate } from '../ui/date-text.ts';
import { TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { showToast } from '../ui/toast.tsx';
import { useForm } from '../ui/use-form.ts';
import { toWallClock } from '../ui/wall-clock.ts';
import { planQuery } from './queries.ts';
import { homeZone } from './zone.ts';

type NewVersion = Static<typeof addPlanVersion.schema.body>;

export function AddPlanVersion({ programme, onDone }: { programme: string; onDone: () => void }) {
  const t = useT();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const form = useForm({ meetingsTotal: '', rule: '', since: '', source: '' });
  const add = useMutation({
    mutationFn: (body: NewVersion) => call(addPlanVersion, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(planQuery(programme));
      showToast({ message: t('programmes.version-added') });
      onDone();
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const { values } = form;
    const since = sinceOf(values.since);
    const body = {
      meetingsTotal: /^\d+$/.test(values.meetingsTotal.trim()) ? Number(values.meetingsTotal) : Number.NaN,
      rule: values.rule.trim(),
      since: since === 'wrong' ? null : since,
      source: values.source.trim(),
    };
    const faults = await faultsIn(addPlanVersion.schema.body, body, t);
    if (Number.isNaN(body.meetingsTotal)) faults.meetingsTotal = t('ui.fault.number');
    if (since === 'wrong') faults.since = t('programmes.since-fault');
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
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
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormFooter>
    </Form>
  );
}

/** A date, a month as M-YYYY, or a year alone; nothing is "not known". */
function sinceOf(text: string): NewVersion['since'] | 'wrong' {
  const typed = text.trim();
  if (typed === '') return null;
  const partial = /^(?:(\d{1,2})-)?(\d{4})$/.exec(typed);
  if (partial) {
    const month = partial[1] === undefined ? null : Number(partial[1]);
    return month === null || (month >= 1 && month <= 12) ? { year: Number(partial[2]), month, day: null } : 'wrong';
  }
  const date = parseDate(typed, toWallClock(new Date(), homeZone));
  return date.ok ? date.value : 'wrong';
}
