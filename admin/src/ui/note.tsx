import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import css from './note.module.css';

interface NoteProps {
  tone?: 'info' | 'warn' | 'bad' | 'good';
  title?: string;
  children?: ReactNode;
  /** Read aloud when it appears. */
  isNews?: boolean;
}

export function Note({ tone = 'info', title, children, isNews }: NoteProps) {
  return (
    <div className={`${css.note} ${css[tone]}`} role={isNews ? 'alert' : undefined}>
      {tone !== 'info' && <Icon name={tone === 'good' ? 'check' : 'warning'} size={18} />}
      <div className={css.body}>
        {title && <p className={css.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'none';
const tones: Record<Tone, string | undefined> = {
  good: css.toneGood,
  warn: css.toneWarn,
  bad: css.toneBad,
  calm: css.toneCalm,
  none: css.toneNone,
};

/** A state in a word; the dot is open where something is not settled. */
export function Tag({ tone = 'none', isHollow, children }: { tone?: Tone; isHollow?: boolean; children: ReactNode }) {
  return <span className={`${css.tag} ${tones[tone]} ${isHollow ? css.isHollow : ''}`}>{children}</span>;
}
