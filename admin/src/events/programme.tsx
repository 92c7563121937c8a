import type { EventView } from '@pr8werk/shared/events.ts';
import { useLanguage, useT } from '../language.ts';
import { Section } from '../ui/layout.tsx';
import { sayTime } from '../ui/say.ts';
import css from './events.module.css';

/** What happens at the meeting, in order. */
export function Programme({ event }: { event: EventView }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Section title={t('events.parts')}>
      <ul className={css.bars}>
        {event.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own, their place is what they are
          <li key={index}>
            <div>
              <span>{(language === 'en' ? part.title.en : null) ?? part.title.nl}</span>
              <p className="pr-soft pr-small">{[t(`events.part.${part.kind}`), part.by].filter(Boolean).join(' · ')}</p>
            </div>
            <span className="pr-number pr-soft">
              {[
                part.startsAt && sayTime(part.startsAt, event.timeZone, language),
                part.minutes && t('events.minutes', { count: part.minutes }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
