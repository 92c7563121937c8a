import { useId } from 'react';
import css from './segments.module.css';

interface SegmentsProps<V extends string> {
  /** Read aloud; the options speak for themselves to who sees them. */
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChoose: (value: V) => void;
}

/** One of a few looks at the same thing, beside each other. */
export function Segments<V extends string>({ label, value, options, onChoose }: SegmentsProps<V>) {
  const id = useId();
  return (
    <fieldset className={css.group}>
      <legend className="pr-hidden">{label}</legend>
      {options.map((it) => (
        <label key={it.value} className={css.option}>
          <input
            type="radio"
            name={id}
            value={it.value}
            checked={it.value === value}
            onChange={() => onChoose(it.value)}
          />
          <span>{it.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
