// How others connect: addresses to pass on, and keys for who writes too.

import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../accounts/membership.ts';
import { Keys } from '../keys/keys.tsx';
import { Button, OutsideLinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page, PageHeader, Section } from '../ui/layout.tsx';
import { showToast } from '../ui/toast.tsx';
import css from './settings.module.css';
import { useT } from './words.ts';

const route = getRouteApi('/inside/$programme/koppelingen');

export function LinksPage() {
  const t = useT();
  const { programme } = route.useParams();
  const may = useMay(programme);
  return (
    <Page isNarrow>
      <PageHeader title={t('shell.links')} intro={t('links.intro')} />
      <Section title={t('links.open')} intro={t('links.open-intro')}>
        <ul className={css.links}>
          <Connection name={t('links.calendar')} text={t('links.calendar-text')}>
            <Address path={`/feeds/${programme}/events.ics`} name={t('links.calendar')} />
          </Connection>
          <Connection name={t('links.agenda')} text={t('links.agenda-text')}>
            <Address path={`/v1/programmes/${programme}/agenda`} name={t('links.agenda')} />
          </Connection>
          <Connection name={t('links.form')} text={t('links.form-text')}>
            <OutsideLinkButton href={`/${programme}/webmasters`} icon={<Icon name="outside" />}>
              {t('links.form-open')}
            </OutsideLinkButton>
          </Connection>
          <Connection name={t('links.reference')} text={t('links.reference-text')}>
            <OutsideLinkButton href="/docs" icon={<Icon name="outside" />}>
              {t('links.reference-open')}
            </OutsideLinkButton>
          </Connection>
        </ul>
      </Section>
      {may('keys:read') && <Keys programme={programme} />}
    </Page>
  );
}

function Connection({ name, text, children }: { name: string; text: string; children: ReactNode }) {
  return (
    <li>
      <h3>{name}</h3>
      <p className="pr-soft">{text}</p>
      {children}
    </li>
  );
}

function Address({ path, name }: { path: string; name: string }) {
  const t = useT();
  const address = new URL(path, location.href).href;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      showToast({ message: t('links.copied') });
    } catch {
      showToast({ message: t('links.not-copied') });
    }
  };
  return (
    <div className={css.address}>
      <code>{address}</code>
      <Button size="xs" icon={<Icon name="copy" />} aria-label={t('links.copy-this', { name })} onClick={copy}>
        {t('links.copy')}
      </Button>
    </div>
  );
}
