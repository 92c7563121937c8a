import type { PlanView } from '@pr8werk/shared/programmes.ts';
import { useT } from '../language.ts';
import { Section } from '../ui/layout.tsx';
import css from './plan.module.css';

export function Sources({ sources }: { sources: PlanView['sources'] }) {
  const t = useT();
  if (sources.length === 0) return null;
  return (
    <Section title={t('programmes.sources')} intro={t('programmes.sources-intro')}>
      <ol className={css.sources}>
        {sources.map((it, index) => (
          <li key={it.key} id={`bron-${index + 1}`}>
            {it.description}
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function Partners({ partners }: { partners: PlanView['partners'] }) {
  const t = useT();
  if (partners.length === 0) return null;
  return (
    <Section title={t('programmes.partners')}>
      <ul className={css.figures}>
        {partners.map((it) => (
          <li key={it.organisation}>
            {it.organisation}
            <p className="pr-soft pr-small">
              {[...new Set([t(`programmes.partner.${it.role}`), it.note])].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
