import { adminMessages } from '@pr8werk/shared/messages/admin.ts';
import type { PlanView, StatedFigureView } from '@pr8werk/shared/programmes.ts';
import { Link } from '@tanstack/react-router';
import { sayPartial } from '../events/event-words.tsx';
import { type MessageKey, type T, useLanguage, useT } from '../language.ts';
import { Section } from '../ui/layout.tsx';
import { sayNumber } from '../ui/say.ts';
import { saySource } from './counts.ts';
import css from './plan.module.css';

interface FiguresProps {
  figures: readonly StatedFigureView[];
  sources: PlanView['sources'];
  programme: string;
}

export function Figures({ figures, sources, programme }: FiguresProps) {
  const t = useT();
  const language = useLanguage();
  if (figures.length === 0) return null;
  return (
    <Section title={t('programmes.figures')} intro={t('programmes.figures-intro')}>
      <ul className={css.figures}>
        {figures.map((it) => (
          <li key={it.id}>
            <strong>{sayFigure(it, t, language)}</strong>
            <p className="pr-soft pr-small">
              {[
                t('programmes.according-to', { source: saySource(it.source, sources, t) }),
                it.asOf && t('programmes.as-of', { date: sayPartial(it.asOf, t, language) }),
                it.alsoSaid && t('programmes.also-said', { text: it.alsoSaid }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {it.events.length > 0 && (
              <p className="pr-small">
                {it.events.map((event, index) => (
                  <span key={event.id}>
                    {index > 0 && ', '}
                    <Link to="/$programme/bijeenkomsten/$event" params={{ programme, event: event.id }}>
                      {event.title}
                    </Link>
                  </span>
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** "Meer dan 110 bezoekers"; "gemiddeld een 8, aantal antwoorden onbekend". */
export function sayFigure(figure: StatedFigureView, t: T, language: 'nl' | 'en'): string {
  const value = figure.value === null ? t('ui.unknown') : sayNumber(figure.value, language);
  if (figure.what === 'evaluation-mean') {
    const answers =
      figure.answers === null ? t('programmes.answers-unknown') : t('programmes.answers', { count: figure.answers });
    return `${t('programmes.figure.mean', { value })}, ${answers}`;
  }
  const amount =
    figure.comparison === 'more-than' || figure.comparison === 'at-least'
      ? t(`programmes.figure.${figure.comparison}`, { value })
      : value;
  const key = `programmes.figure.${figure.what}`;
  const text = key in adminMessages.nl ? t(key as MessageKey, { amount }) : `${figure.what}: ${amount}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
