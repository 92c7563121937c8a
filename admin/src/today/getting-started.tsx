// How far a new programme is. Hidden for good by who has seen it, in this browser: nothing to keep about anybody.

import type { StartStep, TodayView } from '@pr8werk/shared/today.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Section } from '../ui/layout.tsx';
import { OnlyHeard } from '../ui/states.tsx';
import css from './today.module.css';
import { useT } from './words.ts';

const storageKey = (programme: string) => `pr8werk.started.${programme}`;

function isHidden(programme: string): boolean {
  try {
    return localStorage.getItem(storageKey(programme)) === 'hidden';
  } catch {
    return false; // A browser may refuse storage altogether.
  }
}

const targets = {
  programme: '/$programme/instellingen',
  event: '/$programme/bijeenkomsten/nieuw',
  published: '/$programme/bijeenkomsten',
  site: '/$programme/bijeenkomsten',
  signup: '/$programme/bijeenkomsten',
  team: '/$programme/team',
} as const satisfies Record<StartStep, string>;

interface GettingStartedProps {
  steps: NonNullable<TodayView['start']>;
  programme: string;
}

export function GettingStarted({ steps, programme }: GettingStartedProps) {
  const t = useT();
  const [isGone, setIsGone] = useState(() => isHidden(programme));
  if (isGone) return null;
  const hide = () => {
    setIsGone(true);
    try {
      localStorage.setItem(storageKey(programme), 'hidden');
    } catch {
      // Then it is hidden as long as the page.
    }
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const done = steps.filter((it) => it.isDone).length;
  const next = steps.find((it) => !it.isDone)?.step;
  return (
    <Section
      title={t('today.start')}
      intro={t('today.start-done', { done, all: steps.length })}
      actions={
        <Button size="xs" look="quiet" onClick={hide}>
          {t('today.start-hide')}
        </Button>
      }
    >
      <ol className={css.steps}>
        {steps.map(({ step, isDone }) => (
          <li key={step} data-done={isDone}>
            <Icon name={isDone ? 'done' : 'toDo'} size={20} />
            <span className={css.words}>
              {isDone ? (
                <span>
                  {t(`today.step.${step}`)} <OnlyHeard>{t('today.step-done')}</OnlyHeard>
                </span>
              ) : (
                <Link to={targets[step]} params={{ programme }} data-next={step === next}>
                  {t(`today.step.${step}`)}
                </Link>
              )}
              {step === next && <span className={css.about}>{t(`today.step-text.${step}`)}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
