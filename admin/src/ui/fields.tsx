// Fields with their label above, a hint, an error that says how to go on, and "(niet verplicht)" where it may stay empty.

import { Checkbox, Input, NativeSelect, Radio, Textarea } from '@mantine/core';
import { type ComponentPropsWithRef, type ReactNode, useEffect } from 'react';
import { useT } from '../language.ts';
import css from './form.module.css';
import type { FieldProps } from './use-form.ts';

interface Wrapped {
  label: string;
  hint?: ReactNode;
  isOptional?: boolean;
}

export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

function useLabel(props: { label: string; onLabel: (label: string) => void }): void {
  // The form keeps labels in a ref: telling them costs no render.
  useEffect(() => {
    props.onLabel(props.label);
  });
}

export function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  const parts = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

interface FrameProps extends Wrapped {
  id: string;
  error: string | undefined;
  children: ReactNode;
}

export function Frame({ id, label, hint, isOptional, error, children }: FrameProps) {
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label} <OptionalMark isOptional={isOptional} />
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

function OptionalMark({ isOptional }: { isOptional: boolean | undefined }) {
  const t = useT();
  return isOptional ? <span className={css.optional}>{t('ui.optional')}</span> : null;
}

function HintAndError({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  return (
    <>
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
    </>
  );
}

type TextProps = FieldProps<string> &
  Wrapped &
  Pick<
    ComponentPropsWithRef<'input'>,
    | 'type'
    | 'autoComplete'
    | 'inputMode'
    | 'maxLength'
    | 'autoCapitalize'
    | 'spellCheck'
    | 'pattern'
    | 'onBlur'
    | 'lang'
  > & { width?: string };

/** Not enforced while typing: a browser would cut off what is pasted, without a word. Told while it is too long. */
function useTooLong(value: string, maxLength: number | undefined): string | undefined {
  const t = useT();
  const surplus = maxLength === undefined ? 0 : [...value].length - maxLength;
  return surplus > 0 ? t('ui.fault.too-long-by', { limit: maxLength ?? 0, surplus }) : undefined;
}

export function TextField(props: TextProps) {
  const { name, value, onChange, onLabel: _, label, hint, isOptional, width, maxLength, error: told, ...rest } = props;
  useLabel(props);
  const tooLong = useTooLong(value, maxLength);
  const error = told ?? tooLong;
  const id = fieldId(name);
  return (
    <Frame id={id} label={label} hint={hint} isOptional={isOptional ?? false} error={error}>
      <Input
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error !== undefined}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        classNames={{ input: css.input }}
        maw={width}
        {...rest}
      />
    </Frame>
  );
}

export function TextAreaField(
  props: FieldProps<string> & Wrapped & { rows?: number; maxLength?: number; lang?: string },
) {
  const { name, value, onChange, label, hint, isOptional, rows = 4, maxLength, lang } = props;
  useLabel(props);
  const tooLong = useTooLong(value, maxLength);
  const error = props.error ?? tooLong;
  const id = fieldId(name);
  return (
    <Frame id={id} label={label} hint={hint} isOptional={isOptional ?? false} error={error}>
      <Textarea
        id={id}
        name={name}
        value={value}
        rows={rows}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error !== undefined}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        classNames={{ input: css.input }}
        lang={lang}
      />
    </Frame>
  );
}

export interface Option {
  value: string;
  label: string;
}

export function SelectField(props: FieldProps<string> & Wrapped & { options: readonly Option[]; width?: string }) {
  const { name, value, error, onChange, label, hint, isOptional, options, width } = props;
  useLabel(props);
  const id = fieldId(name);
  return (
    <Frame id={id} label={label} hint={hint} isOptional={isOptional ?? false} error={error}>
      <NativeSelect
        id={id}
        name={name}
        value={value}
        data={[...options]}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error !== undefined}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        classNames={{ input: css.input }}
        maw={width}
      />
    </Frame>
  );
}

/** One of a few, all in sight. */
export function RadioField(props: FieldProps<string> & Wrapped & { options: readonly Option[]; isStacked?: boolean }) {
  const { name, value, error, onChange, label, hint, isOptional, options, isStacked } = props;
  useLabel(props);
  const id = fieldId(name);
  return (
    <fieldset className={css.field} id={id} tabIndex={-1} aria-describedby={describedBy(id, hint, error)}>
      <legend className={css.label}>
        {label} <OptionalMark isOptional={isOptional} />
      </legend>
      <HintAndError id={id} hint={hint} error={error} />
      <div className={isStacked ? css.stacked : css.choices}>
        {options.map((it) => (
          <Radio
            key={it.value}
            name={name}
            value={it.value}
            label={it.label}
            classNames={{ label: css.choiceLabel }}
            checked={value === it.value}
            onChange={() => onChange(it.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Any of a few. */
export function ChecksField(props: FieldProps<string[]> & Wrapped & { options: readonly Option[] }) {
  const { name, value, error, onChange, label, hint, isOptional, options } = props;
  useLabel(props);
  const id = fieldId(name);
  const toggle = (one: string, isOn: boolean) => onChange(isOn ? [...value, one] : value.filter((it) => it !== one));
  return (
    <fieldset className={css.field} id={id} tabIndex={-1} aria-describedby={describedBy(id, hint, error)}>
      <legend className={css.label}>
        {label} <OptionalMark isOptional={isOptional} />
      </legend>
      <HintAndError id={id} hint={hint} error={error} />
      <div className={css.choices}>
        {options.map((it) => (
          <Checkbox
            key={it.value}
            name={name}
            label={it.label}
            classNames={{ label: css.choiceLabel }}
            checked={value.includes(it.value)}
            onChange={(event) => toggle(it.value, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}

export function CheckField(props: FieldProps<boolean> & { label: string; hint?: string }) {
  const { name, value, onChange, label, hint } = props;
  useLabel(props);
  return (
    <Checkbox
      id={fieldId(name)}
      name={name}
      label={label}
      description={hint}
      classNames={{ label: css.choiceLabel }}
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
