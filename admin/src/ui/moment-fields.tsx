// A date and a time beside each other, as plain text fields: quick to type, the same on a phone, and never guessing.
// Below them stands in words what was understood.

import { Input } from '@mantine/core';
import { useEffect } from 'react';
import { useLanguage, useT } from '../language.ts';
import { describedBy, fieldId } from './fields.tsx';
import css from './form.module.css';
import { type Moment, readMoment } from './moment.ts';
import { sayMoment } from './say.ts';
import type { FieldProps } from './use-form.ts';

interface MomentFieldsProps extends FieldProps<Moment> {
  label: string;
  hint?: string;
  isOptional?: boolean;
  zone: string;
  /** When the form reads more into it than stands there: the day of another moment. */
  understoodAs?: Moment;
}

export function MomentFields(props: MomentFieldsProps) {
  const { name, value, error, onChange, onLabel, label, hint, isOptional, zone, understoodAs = value } = props;
  const t = useT();
  useEffect(() => {
    onLabel(label);
  });
  const id = fieldId(name);
  const described = describedBy(id, hint, error);
  return (
    <fieldset className={css.field}>
      <legend className={css.label}>
        {label} {isOptional && <span className={css.optional}>{t('ui.optional')}</span>}
      </legend>
      {hint && (
        <span className={css.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className={css.error} id={`${id}-error`}>
          {error}
        </span>
      )}
      <div className={css.moment}>
        <label htmlFor={id}>
          <span className={css.part}>{t('ui.date.date')}</span>
          <Input
            id={id}
            value={value.date}
            onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
            error={error !== undefined}
            aria-invalid={error !== undefined}
            aria-describedby={described}
            classNames={{ input: css.input }}
            w="10rem"
            autoComplete="off"
          />
        </label>
        <label htmlFor={`${id}-time`}>
          <span className={css.part}>{t('ui.date.time')}</span>
          <Input
            id={`${id}-time`}
            value={value.time}
            onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
            error={error !== undefined}
            aria-invalid={error !== undefined}
            aria-describedby={described}
            classNames={{ input: css.input }}
            w="6rem"
            autoComplete="off"
          />
        </label>
        <Understood moment={understoodAs} zone={zone} />
      </div>
    </fieldset>
  );
}

function Understood({ moment, zone }: { moment: Moment; zone: string }) {
  const t = useT();
  const language = useLanguage();
  const read = readMoment(moment, zone);
  const text = 'instant' in read && read.instant ? sayMoment(read.instant, zone, language) : '';
  const twice = 'instant' in read && read.isTwice ? ` ${t('ui.date.twice')}` : '';
  return (
    <span className={css.understood} aria-live="polite">
      {text}
      {twice}
    </span>
  );
}
