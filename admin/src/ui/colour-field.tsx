import { useEffect, useId, useState } from 'react';
import css from './colour-field.module.css';

interface ColourFieldProps {
  label: string;
  /** `#rrggbb` in small letters. */
  value: string;
  onChange: (value: string) => void;
}

/** A colour by picking or by typing; what is no colour yet stays as it is typed and changes nothing. */
export function ColourField({ label, value, onChange }: ColourFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const type = (text: string) => {
    setTyped(text);
    const hex = /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1];
    if (hex) onChange(`#${hex.toLowerCase()}`);
  };
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <input
        type="color"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value.toLowerCase())}
        className={css.swatch}
      />
      <input
        id={id}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => setTyped(value)}
        className={css.hex}
        autoCapitalize="off"
        spellCheck={false}
      />
    </div>
  );
}
