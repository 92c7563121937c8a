import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useT } from '../language.ts';
import { fieldId } from './fields.tsx';
import css from './form.module.css';
import { Stack } from './layout.tsx';
import type { Form as FormState } from './use-form.ts';

interface FormProps<V> {
  form: FormState<V>;
  onSubmit: () => void;
  gap?: number;
  /** For a form in which nothing else says what it is for. */
  label?: string;
  children: ReactNode;
}

export function Form<V>({ form, onSubmit, gap = 4, label, children }: FormProps<V>) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form noValidate onSubmit={submit} aria-label={label}>
      <Stack gap={gap}>
        <Summary form={form} />
        {children}
      </Stack>
    </form>
  );
}

/** On top, with the focus on it, and a link to each field that needs a second look. */
function Summary<V>({ form }: { form: FormState<V> }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  // As one meets the fields: a label is told when its field is drawn.
  const order = [...form.labels.keys()];
  const faults = Object.entries(form.errors).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const isShown = faults.length > 0 || form.failure !== null;
  useEffect(() => {
    if (form.attempt > 0) box.current?.focus();
  }, [form.attempt]);
  if (!isShown) return null;
  return (
    <div className={css.summary} role="alert" tabIndex={-1} ref={box}>
      <h2>{faults.length > 0 ? t('ui.check-fields', { count: faults.length }) : form.failure?.message}</h2>
      {faults.length > 0 && (
        <ul>
          {faults.map(([name, message]) => (
            <li key={name}>
              <FaultLink name={name} label={form.labels.get(name)} message={message} />
            </li>
          ))}
        </ul>
      )}
      {form.failure?.isSignedOut && (
        <a href="/admin/sign-in" target="_blank" rel="noreferrer">
          {t('ui.sign-in-elsewhere')}
        </a>
      )}
      {form.failure?.requestId && <p>{t('ui.request-id', { id: form.failure.requestId })}</p>}
    </div>
  );
}

function FaultLink({ name, label, message }: { name: string; label: string | undefined; message: string }) {
  if (!label) return <span>{message}</span>;
  const go = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    document.getElementById(fieldId(name))?.focus();
  };
  return (
    <a href={`#${fieldId(name)}`} onClick={go}>
      {label}: {message}
    </a>
  );
}

export function FormFooter({ children }: { children: ReactNode }) {
  return <div className={css.footer}>{children}</div>;
}
