// What is recorded about a year: whose turn it is, the sector, the emphases. Each change names its source; what stood there
// is kept.

import type { Emphasis, Party } from '@pr8werk/shared/primitives.ts';
import {
  addProgrammeYear,
  changeProgrammeYear,
  type PlanYearView,
  type ProgrammeYearView,
} from '@pr8werk/shared/programmes.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { sayParty } from '../events/party.tsx';
import { call, idempotency, ifMatch, isRefusal } from '../http.ts';
import { type MessageKey, useT } from '../language.ts';
import { emphases, parties } from '../search-params.ts';
import { Button } from '../ui/button.tsx';
import { faultsIn } from '../ui/check.ts';
import { DraftNote } from '../ui/draft-note.tsx';
import { ChecksField, RadioField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { type KeptDraft, useKeptDraft } from '../ui/kept-draft.ts';
import { Row } from '../ui/layout.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { MergeChanges } from '../ui/merge-changes.tsx';
import { useSharedForm } from '../ui/shared-form.ts';
import { showToast } from '../ui/toast.tsx';
import { type Form as FormState, useForm } from '../ui/use-form.ts';
import { sayYear } from './counts.ts';
import { planQuery } from './queries.ts';
import { homeZone } from './zone.ts';

interface YearValues {
  party: string;
  sector: string;
  emphases: string[];
  source: string;
}

export type RecordedYear = PlanYearView & { id: string; version: number };

const valuesOf = (it: PlanYearView): YearValues => ({
  party: it.party ?? '',
  sector: it.sector ?? '',
  emphases: it.emphases ?? [],
  // a change has a source of its own
  source: '',
});

function bodyOf(values: YearValues) {
  return {
    party: (values.party || null) as Party | null,
    sector: values.sector.trim() || null,
    emphases: values.emphases.length > 0 ? emphases.filter((it) => values.emphases.includes(it)) : null,
    source: values.source.trim(),
  };
}

interface EditYearProps {
  year: RecordedYear;
  programme: string;
  onDone: () => void;
}

export function EditYear({ year, programme, onDone }: EditYearProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const say = useSayValue();
  const shared = useSharedForm(`year.${year.id}`, year, valuesOf);
  const { form, draft, base, stale } = shared;
  const finish = () => {
    shared.finish();
    onDone();
  };
  const change = useMutation({
    mutationFn: (body: ReturnType<typeof bodyOf>) =>
      call(changeProgrammeYear, { params: { programme, year: base.id }, body, headers: ifMatch(base) }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(planQuery(programme));
      showToast({ message: t('programmes.year-saved', { year: sayYear(base, t) }) });
      finish();
    },
    onError: async (error) => {
      if (!isRefusal(error, 'version-stale')) return form.fail(error);
      await queryClient.invalidateQueries(planQuery(programme));
      shared.becomeStale(error.problem.changed);
    },
  });
  const submit = async () => {
    const body = bodyOf(form.values);
    const faults = await faultsIn(changeProgrammeYear.schema.body, body, t);
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else change.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <YearFields form={form} draft={draft} />
      {stale && (
        <MergeChanges
          form={form}
          title={t('programmes.year-stale')}
          fresh={stale.fresh}
          last={stale.last}
          zone={homeZone}
          say={say}
          onTake={(theirs) => {
            shared.merge(theirs);
            showToast({ message: t('ui.merged') });
          }}
        />
      )}
      <Decide isBusy={change.isPending} isStale={stale !== null} onCancel={finish}>
        {t('ui.save')}
      </Decide>
    </Form>
  );
}

interface AddYearProps {
  /** What is likely: the year after the last, or one that has meetings and nothing else yet. */
  next: { programmeYear: number; calendarYear: number };
  programme: string;
  onDone: () => void;
}

export function AddYear({ next, programme, onDone }: AddYearProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [keyed] = useState(idempotency);
  const form = useForm({
    programmeYear: String(next.programmeYear),
    calendarYear: String(next.calendarYear),
    party: '',
    sector: '',
    emphases: [] as string[],
    source: '',
  });
  const draft = useKeptDraft(`year.${programme}.new`, form);
  const finish = () => {
    form.letGo();
    draft.clear();
    onDone();
  };
  const add = useMutation({
    mutationFn: (body: Omit<ProgrammeYearView, 'id' | 'version'> & { source: string; emphases: Emphasis[] | null }) =>
      call(addProgrammeYear, { params: { programme }, body, headers: keyed(body) }),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries(planQuery(programme));
      showToast({ message: t('programmes.year-saved', { year: sayYear(made, t) }) });
      finish();
    },
    onError: (error) => form.fail(error),
  });
  const submit = async () => {
    const whole = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN);
    const body = {
      ...bodyOf(form.values),
      programmeYear: whole(form.values.programmeYear),
      calendarYear: whole(form.values.calendarYear),
    };
    const faults = await faultsIn(addProgrammeYear.schema.body, body, t);
    for (const name of ['programmeYear', 'calendarYear'] as const)
      if (Number.isNaN(body[name])) faults[name] = t('ui.fault.number');
    if (Object.keys(faults).length > 0) form.setErrors(faults);
    else add.mutate(body);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <Row gap={4} align="end">
        <TextField
          {...form.field('calendarYear')}
          label={t('programmes.calendar-year')}
          inputMode="numeric"
          width="8rem"
        />
        <TextField
          {...form.field('programmeYear')}
          label={t('programmes.year-number')}
          hint={t('programmes.year-number-hint')}
          inputMode="numeric"
          width="8rem"
        />
      </Row>
      <YearFields form={form} draft={draft} />
      <Decide isBusy={add.isPending} onCancel={finish}>
        {t('programmes.add-year')}
      </Decide>
    </Form>
  );
}

interface YearFieldsProps {
  form: Pick<FormState<YearValues>, 'field' | 'holds' | 'labels'>;
  draft: KeptDraft;
}

function YearFields({ form, draft }: YearFieldsProps) {
  const t = useT();
  return (
    <>
      <LeaveGuard holds={form.holds} isKept />
      <DraftNote draft={draft} labels={form.labels} zone={homeZone} />
      <RadioField
        {...form.field('party')}
        label={t('programmes.year-party')}
        options={[
          ...parties.map((it) => ({ value: it, label: sayParty(it, t) })),
          { value: '', label: t('ui.unknown') },
        ]}
      />
      <TextField
        {...form.field('sector')}
        label={t('programmes.year-sector')}
        hint={t('programmes.year-sector-hint')}
        maxLength={120}
        isOptional
      />
      <ChecksField
        {...form.field('emphases')}
        label={t('programmes.year-emphases')}
        hint={t('programmes.year-emphases-hint')}
        options={emphases.map((it) => ({ value: it, label: t(`events.emphasis.${it}`) }))}
      />
      <TextField
        {...form.field('source')}
        label={t('programmes.source-label')}
        hint={t('programmes.year-source-hint')}
        maxLength={200}
      />
    </>
  );
}

interface DecideProps {
  isBusy: boolean;
  isStale?: boolean;
  onCancel: () => void;
  children: ReactNode;
}

function Decide({ isBusy, isStale = false, onCancel, children }: DecideProps) {
  const t = useT();
  return (
    <FormFooter>
      <Button type="submit" look="primary" isBusy={isBusy} disabled={isStale}>
        {children}
      </Button>
      <Button look="quiet" onClick={onCancel}>
        {t('ui.cancel')}
      </Button>
    </FormFooter>
  );
}

function useSayValue() {
  const t = useT();
  return (name: keyof YearValues, value: string | string[]): string => {
    if (typeof value !== 'string')
      return value.map((it) => t(`events.emphasis.${it}` as MessageKey)).join(', ') || t('ui.unknown');
    if (name === 'party' && value !== '') return t(`events.party.${value}` as MessageKey);
    return value || t('ui.unknown');
  };
}
