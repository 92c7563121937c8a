// What goes on the table: badges, lists and the poster.

import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../language.ts';
import { Button, LinkButton, OutsideLinkButton } from '../ui/button.tsx';
import { Section, Stack } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import css from './door.module.css';

const route = getRouteApi('/inside/$programme/bijeenkomsten/$event/drukwerk');
const kinds = ['badges', 'door-list', 'sign-in'] as const;

export function PrintsPage() {
  const params = route.useParams();
  const t = useT();
  const [busy, setBusy] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const addressOf = (kind: string) => `/${params.programme}/print/${params.event}/${kind}`;
  /** A link would show the refusal of a machine without a browser as a page. */
  const download = async (kind: string) => {
    setBusy(kind);
    setFailed(false);
    try {
      const answer = await fetch(`${addressOf(kind)}?format=pdf`);
      if (!answer.ok) throw new Error(String(answer.status));
      const url = URL.createObjectURL(await answer.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = `${kind}.pdf`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch {
      setFailed(true);
    } finally {
      setBusy(null);
    }
  };
  return (
    <Section title={t('prints.tab')} intro={t('prints.intro')}>
      <Stack gap={3}>
        {hasFailed && (
          <Note tone="warn" isNews>
            {t('prints.pdf-failed')}
          </Note>
        )}
        <ul className={css.links}>
          {kinds.map((kind) => (
            <li key={kind} className={css.link}>
              <div className={css.facts}>
                <h3>{t(`prints.kind.${kind}`)}</h3>
                <p>{t(`prints.kind.${kind}-do`)}</p>
                <div className={css.buttons}>
                  <Button
                    look="primary"
                    isBusy={busy === kind}
                    onClick={() => void download(kind)}
                    aria-label={`${t('prints.pdf')}: ${t(`prints.kind.${kind}`)}`}
                  >
                    {t('prints.pdf')}
                  </Button>
                  <OutsideLinkButton
                    href={addressOf(kind)}
                    target="_blank"
                    aria-label={`${t('prints.open')}: ${t(`prints.kind.${kind}`)}`}
                  >
                    {t('prints.open')}
                  </OutsideLinkButton>
                </div>
              </div>
            </li>
          ))}
          <li className={css.link}>
            <div className={css.facts}>
              <h3>{t('prints.poster')}</h3>
              <p>{t('prints.poster-do')}</p>
              <div className={css.buttons}>
                <LinkButton to="/$programme/bijeenkomsten/$event/affiche" params={params}>
                  {t('prints.poster-open')}
                </LinkButton>
              </div>
            </div>
          </li>
        </ul>
      </Stack>
    </Section>
  );
}
