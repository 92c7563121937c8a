// Small fields above a list. They write to the address, so they hold no state but what is being typed.

import { Input, NativeSelect } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
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
