// The few ways in which a screen is laid out. Gaps are steps of 4 px.

import { type CSSProperties, type ReactNode, useEffect, useId } from 'react';
import css from './layout.module.css';

/** Sets the title of the browser tab as long as it is shown; the innermost page wins. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Pr8werk` : 'Pr8werk';
  }, [title]);
}

export function Page({ children, isNarrow }: { children: ReactNode; isNarrow?: boolean }) {
  return <div className={isNarrow ? `${css.page} ${css.narrow}` : css.page}>{children}</div>;
}

interface PageHeaderProps {
  title: string;
  /** For the browser tab, where the heading alone says too little. */
  tabTitle?: string;
  above?: ReactNode;
  intro?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, tabTitle, above, intro, actions }: PageHeaderProps) {
  usePageTitle(tabTitle ?? title);
  return (
    <header className={css.header}>
      <div className={css.heading}>
        {above && <div className={css.crumbs}>{above}</div>}
        <h1 tabIndex={-1}>{title}</h1>
        {intro && <div className={typeof intro === 'string' ? css.intro : css.introWide}>{intro}</div>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  );
}

interface SectionProps {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, intro, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={`${css.card} ${css.section}`} aria-labelledby={id}>
      <div className={css.sectionHead}>
        <div>
          <h2 id={id}>{title}</h2>
          {intro && <div className={css.sectionIntro}>{intro}</div>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}

export function Card({ children }: { children: ReactNode }) {
  return <div className={css.card}>{children}</div>;
}

interface FlowProps {
  children: ReactNode;
  /** In steps of 4 px. */
  gap?: number;
  align?: CSSProperties['alignItems'];
  justify?: CSSProperties['justifyContent'];
}

function flow({ gap = 3, align, justify }: FlowProps): CSSProperties {
  return { gap: `${gap / 4}rem`, alignItems: align, justifyContent: justify };
}

export function Stack(props: FlowProps) {
  return (
    <div className={css.stack} style={flow(props)}>
      {props.children}
    </div>
  );
}

export function Row(props: FlowProps) {
  return (
    <div className={css.row} style={flow(props)}>
      {props.children}
    </div>
  );
}

/** As many equal columns as fit; one on a phone. */
export function Columns({ children, width = '15rem' }: { children: ReactNode; width?: string }) {
  return (
    <div className={css.columns} style={{ '--column': width } as CSSProperties}>
      {children}
    </div>
  );
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={css.facts}>{children}</dl>;
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
