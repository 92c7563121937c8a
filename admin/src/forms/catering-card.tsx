// What the caterer needs to know: numbers, no names.

import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language.ts';
import { Fact, Facts, Section } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { Loaded } from '../ui/states.tsx';
import { cateringQuery } from './queries.ts';
import { useT } from './words.ts';

export function CateringCard({ programme, event }: { programme: string; event: string }) {
  const t = useT();
  const language = useLanguage();
  const query = useQuery(cateringQuery(programme, event));
  const said = (it: { nl: string; en: string | null }) => (language === 'en' && it.en) || it.nl;
  if (query.data?.items.length === 0) return null;
  return (
    <Section title={t('forms.catering')} intro={query.data && t('forms.catering-intro', { count: query.data.people })}>
      <Loaded query={query}>
        {({ items, isGone }) =>
          isGone ? (
            <Note>{t('forms.catering-gone')}</Note>
          ) : (
            <Facts>
              {items.map((it) => (
                <Fact key={it.question} term={said(it.label)}>
                  {it.lines.length === 0
                    ? t('forms.catering-none')
                    : it.lines.map((line) => `${said(line.label)}: ${line.people}`).join(' · ')}
                </Fact>
              ))}
            </Facts>
          )
        }
      </Loaded>
    </Section>
  );
}
