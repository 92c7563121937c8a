// Small fields above a list. They write to the address, so they hold no state but what is being typed.

import { Input, NativeSelect } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useT } from '../language.ts';
import { type DateFault, type Day, parseDate } from './date-text.ts';
import type { Option } from './fields.tsx';
import css from './filters.module.css';
import { Icon } from './icons.tsx';

export function FilterBar({ children }: { children: ReactNode }) {
  return <search className={css.bar}>{children}</search>;
}

interface SearchFieldProps {
  label: string;
  value: string;
  onSearch: (value: string) => void;
}

export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value); // The address changed from elsewhere: a link, or the back button.
  }, [value]);
  useEffect(() => {
    const next = typed.trim();
    if (next === told.current) return;
    const timer = setTimeout(() => {
      told.current = next;
      onSearch(next);
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <div className={css.search}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <Input
        id={id}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // a search may stand in a form: Enter searches, and sends nothing
          event.preventDefault();
          told.current = typed.trim();
          onSearch(told.current);
        }}
        leftSection={<Icon name="search" />}
        maxLength={100}
        classNames={{ input: css.input }}
        autoComplete="off"
      />
    </div>
  );
}

interface FilterSelectProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
}

export function FilterSelect({ label, value, options, onChoose }: FilterSelectProps) {
  const id = useId();
  return (
    <div className={css.select}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <NativeSelect
        id={id}
        value={value}
        data={[...options]}
        onChange={(event) => onChoose(event.currentTarget.value)}
        classNames={{ input: css.input }}
      />
    </div>
  );
}

interface FilterDayProps {
  label: string;
  /** As YYYY-MM-DD, or empty. */
  value: string;
  today: Day;
  onChoose: (value: string) => void;
}

/** A day as people type it; what is no day stays and says so, and filters nothing. */
export function FilterDay({ label, value, today, onChoose }: FilterDayProps) {
  const t = useT();
  const id = useId();
  const shown = value.split('-').reverse().map(Number).join('-').replace(/^0$/, '');
  const [typed, setTyped] = useState(shown);
  const [fault, setFault] = useState<DateFault | null>(null);
  useEffect(() => {
    setTyped(shown);
    setFault(null);
  }, [shown]);
  const take = () => {
    const read = parseDate(typed, today);
    if (!read.ok && read.fault !== 'empty') return setFault(read.fault);
    setFault(null);
    const next = read.ok ? isoDay(read.value) : '';
    if (next !== value) onChoose(next);
  };
  return (
    <div className={css.day}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <Input
        id={id}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
        error={fault !== null}
        aria-invalid={fault !== null}
        aria-describedby={fault ? `${id}-error` : undefined}
        maxLength={30}
        classNames={{ input: css.input }}
        autoComplete="off"
      />
      {fault && (
        <span className={css.wrong} id={`${id}-error`} role="alert">
          {t(fault === 'no-such-day' ? 'ui.date.no-such-day' : 'ui.date.not-a-date')}
        </span>
      )}
    </div>
  );
}

function isoDay({ year, month, day }: Day): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
