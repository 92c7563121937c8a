import type { PlanView } from '@pr8werk/shared/programmes.ts';
import { useState } from 'react';
import { useMay } from '../accounts/membership.ts';
import { sayPartial } from '../events/event-words.tsx';
import { useLanguage, useT } from '../language.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Section } from '../ui/layout.tsx';
import { AddPlanVersion } from './add-plan-version.tsx';
import { saySource } from './counts.ts';
import css from './plan.module.css';

interface PlanVersionsProps {
  versions: PlanView['versions'];
  sources: PlanView['sources'];
  programme: string;
}

export function PlanVersions({ versions, sources, programme }: PlanVersionsProps) {
  const t = useT();
  const language = useLanguage();
  const mayWrite = useMay(programme)('programme:write');
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Section
      title={t('programmes.plan')}
      intro={t('programmes.plan-intro')}
      actions={
        mayWrite && (
          <Button size="xs" icon={<Icon name="plus" size={14} />} onClick={() => setIsAdding(true)}>
            {t('programmes.add-version')}
          </Button>
        )
      }
    >
      {versions.length === 0 && <p className="pr-soft">{t('programmes.no-versions')}</p>}
      <ul className={css.versions}>
        {versions.map((it) => (
          <li key={it.id}>
            <span className={css.big}>{it.meetingsTotal}</span>
            <div>
              <p>{it.rule}</p>
              <p className="pr-soft pr-small">
                {it.since
                  ? t('programmes.since', { date: sayPartial(it.since, t, language) })
                  : t('programmes.since-unknown')}
                {' · '}
                {t('programmes.source', { source: saySource(it.source, sources, t) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <Dialog title={t('programmes.add-version')} isOpen={isAdding} onClose={() => setIsAdding(false)}>
        <AddPlanVersion programme={programme} onDone={() => setIsAdding(false)} />
      </Dialog>
    </Section>
  );
}
