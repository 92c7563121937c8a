import {
  type ImportField,
  type ImportPlan,
  type ImportView,
  importFields,
  knownPolicies,
  planImport,
} from '@pr8werk/shared/imports.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../http.ts';
import { networksQuery } from '../organisations/queries.ts';
import { Button } from '../ui/button.tsx';
import { type Day, parseDate } from '../ui/date-text.ts';
import { CheckField, RadioField, SelectField, TextField } from '../ui/fields.tsx';
import { Form, FormFooter } from '../ui/form.tsx';
import { Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { type Errors, useForm } from '../ui/use-form.ts';
import css from './imports.module.css';
import { importQuery } from './queries.ts';
import { type T, useT } from './words.ts';

type Values = {
  hasHeader: boolean;
  origin: string;
  /** Nothing is chosen beforehand: a ground that nobody thought of is none. */
  basis: string;
  evidence: string;
  givenOn: string;
  network: string;
  known: string;
} & { [column: `columns.${number}`]: string };

interface Props {
  view: ImportView;
  programme: string;
  onPlanned: () => void;
}

export function ChooseColumns({ view, programme, onPlanned }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const networks = useQuery(networksQuery(programme));
  const form = useForm<Values>(startOf(view));
  const plan = useMutation({
    mutationFn: (body: ImportPlan) => call(planImport, { params: { programme, import: view.id }, body }),
    onSuccess: (now) => {
      form.letGo();
      queryClient.setQueryData(importQuery(programme, view.id).queryKey, now);
      queryClient.removeQueries({ queryKey: ['import', programme, view.id, 'rows'] });
      onPlanned();
    },
    onError: (error) => form.fail(error, { columns: 'columns.0' }),
  });
  const isPerRow = view.columns.some((_, i) => form.values[`columns.${i}`] === 'basis');
  const needsEvidence = isPerRow || ['consent', 'customer', 'published'].includes(form.values.basis);
  const submit = () => {
    const { values } = form;
    const errors: Errors = {};
    const givenOn = needsEvidence ? dateIn(values.givenOn, t, errors) : null;
    if (values.origin.trim() === '') errors.origin = t('ui.fault.required');
    if (!isPerRow && values.basis === '') errors.basis = t('ui.fault.required');
    if (needsEvidence && values.evidence.trim() === '') errors.evidence = t('ui.fault.required');
    if (Object.keys(errors).length > 0) return form.setErrors(errors);
    plan.mutate({
      hasHeader: values.hasHeader,
      columns: view.columns.map((_, i) => (values[`columns.${i}`] || null) as ImportField | null),
      origin: values.origin.trim(),
      basis: isPerRow ? 'none' : (values.basis as ImportPlan['basis']),
      evidence: needsEvidence ? values.evidence.trim() : null,
      givenOn,
      network: values.network || null,
      known: values.known as ImportPlan['known'],
    });
  };
  const fields = [
    { value: '', label: t('imports.field.none') },
    ...importFields.map((it) => ({ value: it, label: t(`imports.field.${it}`) })),
  ];
  return (
    <Form form={form} onSubmit={submit}>
      <Section
        title={t('imports.columns')}
        intro={t('imports.columns-intro', { count: view.progress.total, from: sayReading(view, t) })}
      >
        <Stack gap={4}>
          <div className={css.columns}>
            {view.columns.map((it, i) => (
              <SelectField
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                key={i}
                {...form.field(`columns.${i}`)}
                label={it.heading ?? t('imports.column', { number: i + 1 })}
                hint={<span className={css.samples}>{it.samples.join(' · ') || t('imports.no-samples')}</span>}
                options={fields}
              />
            ))}
          </div>
          <CheckField {...form.field('hasHeader')} label={t('imports.has-header')} />
        </Stack>
      </Section>
      <Section title={t('imports.about')}>
        <Stack gap={4}>
          <TextField
            {...form.field('origin')}
            label={t('imports.origin')}
            hint={t('imports.origin-hint')}
            maxLength={200}
            autoComplete="off"
          />
          {isPerRow ? (
            <Note>{t('imports.basis-per-row')}</Note>
          ) : (
            <RadioField
              {...form.field('basis')}
              label={t('imports.basis')}
              hint={t('imports.basis-hint')}
              isStacked
              options={(['consent', 'customer', 'published', 'none'] as const).map((it) => ({
                value: it,
                label: t(`imports.basis.${it}`),
              }))}
            />
          )}
          {needsEvidence && (
            <>
              <TextField
                {...form.field('evidence')}
                label={t('imports.evidence')}
                hint={t('imports.evidence-hint')}
                maxLength={500}
                autoComplete="off"
              />
              <TextField
                {...form.field('givenOn')}
                label={t('imports.given-on')}
                hint={t('imports.given-on-hint')}
                width="12rem"
                isOptional
                autoComplete="off"
              />
            </>
          )}
          <SelectField
            {...form.field('network')}
            label={t('imports.network')}
            width="24rem"
            options={[
              { value: '', label: t('imports.network-none') },
              ...(networks.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
            ]}
          />
          <RadioField
            {...form.field('known')}
            label={t('imports.known')}
            hint={t('imports.known-hint')}
            options={knownPolicies.map((it) => ({ value: it, label: t(`imports.known.${it}`) }))}
          />
        </Stack>
      </Section>
      <FormFooter>
        <Button type="submit" look="primary" isBusy={plan.isPending}>
          {t('imports.check-now')}
        </Button>
      </FormFooter>
    </Form>
  );
}

function startOf({ plan, columns, hasHeader }: ImportView): Values {
  const [year, month, day] = plan?.givenOn?.split('-').map(Number) ?? [];
  return {
    hasHeader,
    origin: plan?.origin ?? '',
    basis: plan?.basis ?? '',
    evidence: plan?.evidence ?? '',
    givenOn: year ? `${day}-${month}-${year}` : '',
    network: plan?.network ?? '',
    known: plan?.known ?? 'fill',
    ...Object.fromEntries(columns.map((it, i) => [`columns.${i}`, it.field ?? ''])),
  };
}

function dateIn(text: string, t: T, errors: Errors): string | null {
  if (text.trim() === '') return null;
  const now = new Date();
  const today: Day = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  const parsed = parseDate(text, today);
  if (!parsed.ok) {
    errors.givenOn = t('imports.date-fault');
    return null;
  }
  const { year, month, day } = parsed.value;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const delimiters = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as const;

function sayReading({ reading }: ImportView, t: T): string {
  if (reading?.format === 'xlsx')
    return (reading.sheets ?? 1) > 1
      ? t('imports.from.sheets', { sheet: reading.sheet ?? '', count: reading.sheets ?? 1 })
      : t('imports.from.xlsx', { sheet: reading.sheet ?? '' });
  const delimiter = delimiters[(reading?.delimiter ?? ';') as keyof typeof delimiters];
  return t('imports.from.csv', {
    encoding: (reading?.encoding ?? '').toUpperCase(),
    delimiter: t(`imports.delimiter.${delimiter}`),
  });
}
