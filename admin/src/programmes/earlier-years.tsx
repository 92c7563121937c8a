import type { PlanView, PlanYearView } from '@pr8werk/shared/programmes.ts';
import { sayParty } from '../events/party.tsx';
import { useLanguage, useT } from '../language.ts';
import { sayDay } from '../ui/say.ts';
import { saySource } from './counts.ts';
import css from './plan.module.css';
import { homeZone } from './zone.ts';

/** What was recorded about a year before, with its own source: nothing is lost by a change. */
export function EarlierYears({ year, sources }: { year: PlanYearView; sources: PlanView['sources'] }) {
  const t = useT();
  const language = useLanguage();
  if (year.earlier.length === 0) return null;
  return (
    <details className={css.earlier}>
      <summary>{t('programmes.earlier', { count: year.earlier.length })}</summary>
      <ul>
        {year.earlier.map((it) => (
          <li key={it.replacedAt}>
            {[
              it.party && sayParty(it.party, t),
              it.sector ?? t('programmes.sector-unknown'),
              it.emphases?.map((one) => t(`events.emphasis.${one}`)).join(', ') || t('programmes.emphases-unknown'),
              t('programmes.source', { source: saySource(it.source, sources, t) }),
              t('programmes.until', { date: sayDay(it.replacedAt, homeZone, language) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
