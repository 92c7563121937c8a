import type { SignupRulesView } from '@pr8werk/shared/admissions.ts';
import css from '../events/events.module.css';
import { Button, IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { Icon } from '../ui/icons.tsx';
import { Stack } from '../ui/layout.tsx';
import { noMoment } from '../ui/moment.ts';
import { MomentFields } from '../ui/moment-fields.tsx';
import type { FieldProps, Form } from '../ui/use-form.ts';
import type { CodeValues, RulesValues } from './rules-form.ts';
import { useT } from './words.ts';

interface CodesEditorProps {
  form: Form<RulesValues>;
  known: SignupRulesView['codes'];
  zone: string;
}

export function CodesEditor({ form, known, zone }: CodesEditorProps) {
  const t = useT();
  const { codes } = form.values;
  const put = (next: CodeValues[]) => form.set('codes', next);
  const field = <K extends keyof CodeValues>(index: number, key: K): FieldProps<CodeValues[K]> => {
    const name = `codes.${index}.${key === 'expires' ? 'expiresAt' : key}`;
    return {
      name,
      value: codes[index]![key],
      error: form.errors[name],
      onChange: (value) => put(codes.map((it, at) => (at === index ? { ...it, [key]: value } : it))),
      onLabel: (label) =>
        (form.labels as Map<string, string>).set(
          name,
          `${t('admissions.code-number', { number: index + 1 })}, ${label}`,
        ),
    };
  };
  return (
    <Stack gap={3}>
      {codes.length === 0 && <p className="pr-soft">{t('admissions.no-codes')}</p>}
      {codes.map((it, index) => {
        const used = known.find((one) => one.code === it.code.trim().toUpperCase())?.registrations ?? 0;
        const heading = t('admissions.code-number', { number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields are controlled, a code is its place
          <fieldset className={css.part} key={index}>
            <legend className="pr-hidden">{heading}</legend>
            <div className={css.partHead}>
              <span className={css.partTitle} aria-hidden="true">
                {heading}
              </span>
              {used > 0 ? (
                <span className="pr-soft">{t('admissions.code-used', { count: used })}</span>
              ) : (
                <IconButton
                  label={t('admissions.remove-code', { number: index + 1 })}
                  icon={<Icon name="delete" />}
                  onClick={() => put(codes.filter((_, at) => at !== index))}
                />
              )}
            </div>
            <div className={css.grid}>
              <TextField
                {...field(index, 'code')}
                label={t('admissions.code-text')}
                hint={t('admissions.code-hint')}
                maxLength={40}
                autoCapitalize="characters"
                spellCheck={false}
                autoComplete="off"
              />
              <TextField {...field(index, 'label')} label={t('admissions.code-label')} maxLength={120} />
              <MomentFields {...field(index, 'expires')} label={t('admissions.code-expires')} zone={zone} isOptional />
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button
          icon={<Icon name="plus" />}
          disabled={codes.length >= 100}
          onClick={() => put([...codes, { code: '', label: '', expires: noMoment }])}
        >
          {t('admissions.add-code')}
        </Button>
      </div>
    </Stack>
  );
}
