import { useT } from '../language.ts';
import { Tag } from '../ui/note.tsx';
import type { EventValues } from './event-form.ts';

/** The Dutch text is there and the English is not; where neither is, nothing is missing. */
export function isEnglishMissing(nl: string, en: string): boolean {
  return nl.trim() !== '' && en.trim() === '';
}

export function useEnglishHint(): (nl: string, en: string) => string | undefined {
  const t = useT();
  return (nl, en) => (isEnglishMissing(nl, en) ? t('events.english-missing') : undefined);
}

export function EnglishState({ values }: { values: EventValues }) {
  const t = useT();
  const pairs = [
    [values['title.nl'], values['title.en']],
    [values['summary.nl'], values['summary.en']],
    [values['briefing.nl'], values['briefing.en']],
    ...values.parts.map((it) => [it.titleNl, it.titleEn]),
  ] as [string, string][];
  const count = pairs.filter(([nl, en]) => isEnglishMissing(nl, en)).length;
  return count > 0 ? (
    <Tag tone="warn" isHollow>
      {t('events.english-missing-count', { count })}
    </Tag>
  ) : null;
}
