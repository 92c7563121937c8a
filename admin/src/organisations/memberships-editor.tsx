import { Button, IconButton } from '../ui/button.tsx';
import { CheckField, TextField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Stack } from '../ui/layout.tsx';
import type { FieldProps, Form } from '../ui/use-form.ts';
import { type MembershipValues, noMembership, type OrganisationValues } from './organisation-form.ts';
import css from './organisations.module.css';
import { useT } from './words.ts';

const most = 20;

export function MembershipsEditor({ form }: { form: Form<OrganisationValues> }) {
  const t = useT();
  const { memberships } = form.values;
  const put = (next: MembershipValues[]) => form.set('memberships', next);
  return (
    <section className={css.memberships} aria-label={t('organisations.membership')}>
      <h3>{t('organisations.membership')}</h3>
      <p className="pr-soft pr-small">{t('organisations.membership-hint')}</p>
      <Stack gap={3}>
        {memberships.map((it, index) => (
          <MembershipFields
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields are controlled, a period is its place
            key={index}
            membership={it}
            index={index}
            form={form}
            onChange={(next) => put(memberships.map((one, at) => (at === index ? next : one)))}
            onRemove={() => put(memberships.filter((_, at) => at !== index))}
          />
        ))}
        <div>
          <Button
            size="xs"
            icon={<Icon name="plus" size={14} />}
            disabled={memberships.length >= most}
            onClick={() => put([...memberships, noMembership])}
          >
            {t('organisations.add-period')}
          </Button>
        </div>
      </Stack>
    </section>
  );
}

interface MembershipFieldsProps {
  membership: MembershipValues;
  index: number;
  form: Form<OrganisationValues>;
  onChange: (next: MembershipValues) => void;
  onRemove: () => void;
}

function MembershipFields({ membership, index, form, onChange, onRemove }: MembershipFieldsProps) {
  const t = useT();
  const number = index + 1;
  const heading = t('organisations.period', { number });
  const field = <K extends 'from' | 'until' | 'source' | 'isCurrent'>(key: K): FieldProps<MembershipValues[K]> => {
    const name = `memberships.${index}.${key}`;
    return {
      name,
      value: membership[key],
      error: form.errors[name],
      onChange: (value) => onChange({ ...membership, [key]: value }),
      onLabel: (label) => (form.labels as Map<string, string>).set(name, `${heading}, ${label}`),
    };
  };
  return (
    <fieldset className={css.period}>
      <legend className="pr-hidden">{heading}</legend>
      <div className={css.periodHead}>
        <CheckField {...field('isCurrent')} label={t('organisations.is-current')} />
        <IconButton
          label={t('organisations.remove-period', { number })}
          icon={<Icon name="delete" />}
          onClick={onRemove}
        />
      </div>
      <div className={css.dates}>
        <TextField {...field('from')} label={t('organisations.from')} width="10rem" isOptional />
        {!membership.isCurrent && (
          <TextField {...field('until')} label={t('organisations.until')} width="10rem" isOptional />
        )}
      </div>
      <TextField {...field('source')} label={t('programmes.source-label')} maxLength={200} isOptional />
    </fieldset>
  );
}
