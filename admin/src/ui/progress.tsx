import css from './progress.module.css';

interface ProgressProps {
  label: string;
  /** 0–1; null: nobody knows how much there is. */
  share: number | null;
  /** How far, in words. */
  told?: string;
}

export function Progress({ label, share, told }: ProgressProps) {
  return (
    <div className={css.progress}>
      <progress className={css.bar} aria-label={label} max={1} value={share ?? undefined} />
      {told && <span className="pr-soft pr-small">{told}</span>}
    </div>
  );
}
