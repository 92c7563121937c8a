import { type Retained, retentionHours } from '@pr8werk/shared/retention.ts';
import { LinkButton } from '../ui/button.tsx';
import { Fact, Facts, Section } from '../ui/layout.tsx';
import { type T, useT } from './words.ts';

export function Terms({ programme }: { programme: string }) {
  const t = useT();
  return (
    <Section
      title={t('settings.terms')}
      intro={t('settings.terms-intro')}
      actions={
        <LinkButton size="xs" to="/$programme/instellingen/privacy" params={{ programme }}>
          {t('settings.terms-more')}
        </LinkButton>
      }
    >
      <Facts>
        {(Object.keys(retentionHours) as Retained[]).map((it) => (
          <Fact key={it} term={t(`settings.term.${it}`)}>
            {sayTerm(retentionHours[it], t)}
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

function sayTerm(hours: number, t: T): string {
  const years = hours / (365.25 * 24);
  return Number.isInteger(years)
    ? t('settings.terms-years', { count: years })
    : t('settings.terms-days', { count: hours / 24 });
}
