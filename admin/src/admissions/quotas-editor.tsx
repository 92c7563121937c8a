import type { QuotaKind, SignupRulesView } from '@pr8werk/shared/admissions.ts';
import { useQuery } from '@tanstack/react-query';
import css from '../events/events.module.css';
import { organisationsQuery } from '../events/queries.ts';
import { networksQuery } from '../organisations/queries.ts';
import { parties, registrationRoles } from '../search-params.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Stack } from '../ui/layout.tsx';
import type { FieldProps, Form } from '../ui/use-form.ts';
import type { QuotaValues, RulesValues } from './rules-form.ts';
import { useT } from './words.ts';

interface QuotasEditorProps {
  form: Form<RulesValues>;
  known: SignupRulesView['quotas'];
  programme: string;
}

const kinds: QuotaKind[] = ['role', 'party', 'network', 'municipality', 'code', 'option'];

/** Which groups there are to choose from, of each kind. */
function useGroups(programme: string, form: Form<RulesValues>, known: SignupRulesView['quotas']) {
  const t = useT();
  const networks = useQuery(networksQuery(programme)).data?.items ?? [];
  const organisations = useQuery(organisationsQuery(programme)).data?.items ?? [];
  return (kind: QuotaKind): { value: string; label: string }[] => {
    switch (kind) {
      case 'role':
        return registrationRoles.map((it) => ({ value: it, label: t(`registrations.role.${it}`) }));
      case 'party':
        return parties.map((it) => ({ value: it, label: t(`events.party.${it}`) }));
      case 'network':
        return networks.map((it) => ({ value: it.slug, label: it.name }));
      case 'municipality':
        return organisations.flatMap((it) =>
          it.municipalityCode ? [{ value: it.municipalityCode, label: it.name }] : [],
        );
      case 'code':
        return form.values.codes
          .filter((it) => it.code.trim() !== '')
          .map((it) => ({ value: it.code.trim().toUpperCase(), label: it.label.trim() || it.code }));
      case 'option':
        return known.filter((it) => it.kind === 'option').map((it) => ({ value: it.value, label: it.name }));
    }
  };
}

export function QuotasEditor({ form, known, programme }: QuotasEditorProps) {
  const t = useT();
  const groupsOf = useGroups(programme, form, known);
  const { quotas } = form.values;
  const put = (next: QuotaValues[]) => form.set('quotas', next);
  const field = (index: number, key: keyof QuotaValues): FieldProps<string> => {
    const name = `quotas.${index}.${key}`;
    return {
      name,
      value: quotas[index]![key],
      error: form.errors[name],
      onChange: (value) =>
        put(
          quotas.map((it, at) =>
            at !== index
              ? it
              : key === 'kind'
                ? { ...it, kind: value as QuotaKind, value: '' }
                : { ...it, [key]: value },
          ),
        ),
      onLabel: (label) =>
        (form.labels as Map<string, string>).set(
          name,
          `${t('admissions.quota-number', { number: index + 1 })}, ${label}`,
        ),
    };
  };
  return (
    <Stack gap={3}>
      {quotas.length === 0 && <p className="pr-soft">{t('admissions.no-quotas')}</p>}
      {quotas.map((it, index) => {
        const now = known.find((one) => one.kind === it.kind && one.value === it.value);
        const heading = t('admissions.quota-number', { number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields are controlled, a limit is its place
          <fieldset className={css.part} key={index}>
            <legend className="pr-hidden">{heading}</legend>
            <div className={css.partHead}>
              <span className={css.partTitle} aria-hidden="true">
                {heading}
              </span>
              <IconButton
                label={t('admissions.remove-quota', { number: index + 1 })}
                icon={<Icon name="delete" />}
                onClick={() => put(quotas.filter((_, at) => at !== index))}
              />
            </div>
            <div className={css.grid}>
              <SelectField
                {...field(index, 'kind')}
                label={t('admissions.quota-kind')}
                options={kinds
                  .filter((kind) => kind === it.kind || groupsOf(kind).length > 0)
                  .map((kind) => ({ value: kind, label: t(`admissions.kind.${kind}`) }))}
              />
              <SelectField
                {...field(index, 'value')}
                label={t('admissions.quota-value')}
                options={[{ value: '', label: t('admissions.choose') }, ...groupsOf(it.kind)]}
              />
              <TextField
                {...field(index, 'places')}
                label={t('admissions.quota-places')}
                hint={now && t('admissions.quota-taken', { count: now.taken })}
                inputMode="numeric"
                width="7rem"
              />
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button
          icon={<Icon name="plus" />}
          disabled={quotas.length >= 100}
          onClick={() => put([...quotas, { kind: 'role', value: '', places: '' }])}
        >
          {t('admissions.add-quota')}
        </Button>
      </div>
    </Stack>
  );
}
